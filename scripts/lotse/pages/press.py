"""Press: prints Markdown pages from the templates in overrides/pages/. Record text reaches a page only through its filters."""

import html
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import jinja2
import yaml
from markupsafe import Markup

from .. import addresses
from ..browser.icons import icon
from ..browser.modules import imported
from ..knowledge.completeness import COUNTED, missing
from ..knowledge.glossary import Glossary
from ..knowledge.library import CONDITIONS, FILTERS, STATES, Library
from ..knowledge.reviews import Reviews
from ..model import Reference, Term
from ..problems import CannotWork
from ..reading import markup, parts
from ..reading.prose import Text, resolved
from ..reading.sentences import opening
from ..settings import Settings
from . import picture_filters
from .profile import profile

MOST = 20  # cases, answers or obstacles that one place of a page shows, however many there are
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NOTHING: Mapping[str, str] = MappingProxyType({})
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


@dataclass(frozen=True)
class Page:
    """A Markdown page: its file in the folder of all pages, its front matter, its text, and the record behind it."""

    path: str
    meta: Mapping[str, object]
    body: str
    record: str | None = None

    @property
    def markdown(self) -> str:
        """The whole file: front matter and text."""
        front = {**self.meta, "record": self.record} if self.record else dict(self.meta)
        return f"---\n{yaml.dump(front, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{self.body}"


class Press:
    """Prints pages from templates."""

    def __init__(
        self,
        library: Library,
        templates: Path,
        *,
        settings: Settings | None = None,
        texts: Sequence[Text] = (),
        known: Set[str] = frozenset(),
        sizes: Mapping[str, str] = _NOTHING,
        titles: Mapping[str, str] = _NOTHING,
    ) -> None:
        """`templates` is the folder of templates, `texts` are the hand-written pages, `known` the addresses of the whole site,
        `sizes` those of files to take along, by their path from the root of the site, `titles` the fields of a case."""
        settings = settings or Settings()
        self.library = library
        self.settings = settings
        self.known = known
        self.scripts = templates.parent / "scripts"
        self.chapters = sorted((text for text in texts if "order" in text.meta), key=lambda text: text.meta["order"])
        self.glossary = Glossary(library.terms("glossary"))
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            auto_reload=False,  # there is a new press for every build
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(
            markdown=_markdown,
            note=_note,
            heading=heading,
            opening=_opening,
            anchor=_anchor,
            amount=_amount,
            share=_share,
            date=date,
            span=span,
            link=_link,
            term=self._term,
            terms=self.library.terms,
            case_link=_case_link,
            term_link=_term_link,
            checklist_link=_checklist_link,
            question_link=self._question_link,
            icon=icon,
            profile=profile,
        )
        self.environment.filters.update(picture_filters.filters(library))
        self.reviews = reviews = Reviews(settings.review_after_months)
        self.environment.filters.update(missing=missing, due=lambda case: reviews.due_on(case).isoformat())
        self.environment.tests.update(known=known.__contains__, overdue=reviews.is_due)
        self.environment.globals.update(
            library=library,
            site=settings,
            filters=FILTERS,
            conditions=CONDITIONS,
            states=STATES,
            chapters=self.chapters,
            most=MOST,
            sizes=sizes,
            titles=titles,
            counted=COUNTED,
            survey_address=next((text.address for text in texts if text.meta.get("part") == "survey"), None),
        )

    def page(
        self,
        template: str,
        address: str,
        title: str,
        description: str,
        *,
        record: str | None = None,
        section: str | None = None,
        scripts: list[str] | None = None,
        listed: bool = False,
        wasm: bool = False,
        explained: bool = False,
        look: str | None = None,
        **context: object,
    ) -> Page:
        """Return the page that `template` makes of `context`.

        `listed` pages are left out of the full-text search; on `explained` pages terms lead to the glossary; `look` is
        what the style sheets call a kind of page that looks unlike the others (class `text--…`).
        """
        body = self._print(template, address, {}, explained, title=title, description=description, **context)
        meta = {"title": title, "description": description, "section": section or address}
        if scripts:
            meta |= self._scripts(scripts)
        if listed:
            meta["listed"] = True
        if wasm:
            meta["wasm"] = True
        if look:
            meta["look"] = look
        return Page(f"{address}index.md", meta, body, record)

    def written(self, text: Text) -> Page:
        """Return the page that a hand-written text becomes."""
        notes: dict[Reference, int] = {}
        cases = self.library.collection.cases
        place = self.chapters.index(text) if text in self.chapters else None
        body = resolved(text, partial(self._cite, notes), self.known.__contains__)
        context = {
            "pieces": [(Markup(words), part) for words, part in parts.pieces(body)],  # trusted as a template
            "part": text.meta.get("part"),
            "cases": [cases[id] for id in text.meta.get("cases", ()) if id in cases],
            "before": self.chapters[place - 1] if place else None,
            "after": next(iter(self.chapters[place + 1 :]), None) if place is not None else None,
        }
        body = self._print("written.md", text.address, notes, text.in_guide, **context)
        return Page(str(text.path), {**text.meta, **self._scripts(text.meta.get("scripts", []))}, body)

    def _scripts(self, names: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The scripts of a page, and what they import."""
        return {"scripts": names, "modules": imported(self.scripts, names)} if names else {}

    def fragment(self, template: str, address: str, **context: object) -> str:
        """Return a piece of HTML that scripts put into the page at `address`."""
        return self._print(template, address, {}, explained=False, **context).strip()

    def _print(
        self, template: str, address: str, notes: dict[Reference, int], explained: bool, **context: object
    ) -> str:
        base = "../" * address.count("/")
        try:
            body = self.environment.get_template(template).render(base=base, notes=notes, address=address, **context)
        except jinja2.TemplateError as error:
            line = f", Zeile {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            raise CannotWork(f"Die Vorlage overrides/pages/{template}{line} hat einen Fehler: {error}") from None
        if explained:
            body = self.glossary.explain(body, base)
        # A note stays on the line of the word before it.
        body = body.replace(' <a class="note"', '\u00a0<a class="note"')
        while "\n\n\n" in body:
            body = body.replace("\n\n\n", "\n\n")
        return body.strip() + "\n"

    def _cite(self, notes: dict[Reference, int], reference: Reference) -> Markup:
        """A note; nothing where a borrowed page cites what the collection does not hold."""
        known = reference.id in self.library.collection.vocabularies["sources"].by_id
        return _numbered(notes, reference) if known else Markup("")

    def _term(self, id: str, vocabulary: str) -> Term:
        """The term that an id stands for."""
        return self.library.term(vocabulary, id)

    @jinja2.pass_context
    def _question_link(self, context: jinja2.runtime.Context, id: str) -> str:
        """The way to a question in its checklist."""
        return _link(context, addresses.question(self.library.homes[id][0].id, id))


@jinja2.pass_context
def _markdown(context: jinja2.runtime.Context, text: str) -> Markup:
    """Record text as HTML for the page at hand."""
    return Markup(markup.render(text, context["base"]))


def _opening(text: str, most: int) -> str:
    """The first sentences of a record text, without its markup."""
    return opening(markup.plain(text), most)


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, address: str) -> str:
    """The way from the page at hand to `address`."""
    return f"{context['base']}{address}" or "./"


@jinja2.pass_context
def _case_link(context: jinja2.runtime.Context, id: str) -> str:
    return _link(context, addresses.case(id))


@jinja2.pass_context
def _checklist_link(context: jinja2.runtime.Context, id: str) -> str:
    return _link(context, addresses.checklist(id))


@jinja2.pass_context
def _term_link(context: jinja2.runtime.Context, id: str, vocabulary: str) -> str:
    return _link(context, addresses.term(vocabulary, id))


@jinja2.pass_context
def _note(context: jinja2.runtime.Context, reference: Reference) -> Markup:
    """A number that leads to the source at the foot of the page; numbers follow the order of reading."""
    return _numbered(context["notes"], reference)


def _numbered(notes: dict[Reference, int], reference: Reference) -> Markup:
    is_first = reference not in notes
    number = notes.setdefault(reference, len(notes) + 1)
    place = f' id="stelle-{number}"' if is_first else ""
    return Markup(f'<a class="note"{place} href="#beleg-{number}" aria-label="Beleg {number}">{number}</a>')


def heading(text: str) -> Markup:
    """Plain text for a Markdown heading: nothing in it is taken for Markdown."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+.!-])", r"\\\1", html.escape(text, quote=False)))


def _anchor(id: str) -> Markup:
    """The id of a Markdown heading, to be written after its text (Python-Markdown's attribute lists)."""
    return Markup("{{: #{} }}").format(id)


def _amount(value: str, digits: int = 5) -> str:
    """A whole number with the points that Germans put into it (25.000); other text stays.

    Numbers with fewer than `digits` may be years and stay; sums of money have points from four digits on.
    """
    is_long = re.fullmatch(r"[1-9][0-9]{0,14}", value) and len(value) >= digits
    return f"{int(value):,}".replace(",", ".") if is_long else value


def _share(value: str, most: float) -> str:
    """How much of `most` a number such as 33,1 is, in percent for the width of a bar."""
    return f"{100 * float(value.replace(',', '.')) / most:.1f}"


def date(value: str) -> str:
    """2019 stays, 2019-05 becomes Mai 2019, 2019-05-31 becomes 31. Mai 2019."""
    year, *rest = value.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])}. " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


def span(since: str | None, until: str | None) -> str:
    """`2009 bis 2013`, `seit 2009`, `bis 2013`, or nothing."""
    if since and until:
        return f"{date(since)} bis {date(until)}"
    return f"seit {date(since)}" if since else f"bis {date(until)}" if until else ""
