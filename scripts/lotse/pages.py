"""Pages: the model becomes Markdown pages and files that any static site generator can take over.

The templates in overrides/pages/ say how a page reads; this module says which pages there are and what each may see.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import jinja2
import yaml
from markupsafe import Markup

from . import addresses, markup
from .model import Case, Checklist, Collection, Question, Reference, Statement, Term

_LONE_BREAKS = re.compile(r"\n{3,}")
_SORTED_AS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Page:
    """A Markdown page: its address, its text, what the theme should know of it, and the record behind it."""

    address: str
    title: str
    description: str
    body: str
    meta: Mapping[str, object] = field(default_factory=dict)
    record: str | None = None

    @property
    def path(self) -> str:
        """The file of the page, relative to the folder of all pages."""
        return f"{self.address}index.md"

    @property
    def markdown(self) -> str:
        """The whole file: front matter and text."""
        front = {"title": self.title, "description": self.description, **self.meta}
        if self.record:
            front["record"] = self.record
        return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{self.body}"


@dataclass(frozen=True)
class Answer:
    """How one case answered a question."""

    case: Case
    statement: Statement


@dataclass(frozen=True)
class Library:
    """The collection with the look-ups that pages share, each made once."""

    collection: Collection

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases by their short names, as a German reader expects them sorted."""
        return tuple(sorted(self.collection.cases.values(), key=lambda case: case.short_name.lower().translate(_SORTED_AS)))

    @cached_property
    def checklists(self) -> tuple[Checklist, ...]:
        return tuple(self.collection.checklists.values())

    @cached_property
    def answers(self) -> Mapping[str, list[Answer]]:
        """Question id -> the answers of all cases."""
        found: dict[str, list[Answer]] = {question.id: [] for checklist in self.checklists for question in checklist.questions}
        for case in self.cases:
            for id, statement in (case.answers or {}).items():
                found[id].append(Answer(case, statement))
        return found

    @cached_property
    def homes(self) -> Mapping[str, tuple[Checklist, Question]]:
        """Question id -> the checklist it belongs to, and the question."""
        return {question.id: (checklist, question) for checklist in self.checklists for question in checklist.questions}

    @cached_property
    def by_phase(self) -> Mapping[str, tuple[tuple[Question, ...], tuple[Question, ...]]]:
        """Phase id -> its core questions and its other questions, each in the order of the checklists."""
        questions = [question for checklist in self.checklists for question in checklist.questions]
        return {
            phase.id: (
                tuple(question for question in questions if phase.id in question.core),
                tuple(question for question in questions if phase.id in question.phases and phase.id not in question.core),
            )
            for phase in self.terms("phases")
        }

    @cached_property
    def newest_version(self) -> str:
        """The date of the checklist that was changed last."""
        return max(checklist.version for checklist in self.checklists)

    @cached_property
    def tool_uses(self) -> Mapping[str, list[Answer]]:
        """Tool id -> how cases used it."""
        found: dict[str, list[Answer]] = {tool.id: [] for tool in self.terms("tools")}
        for case in self.cases:
            for use in case.tools:
                found[use.tool].append(Answer(case, Statement(use.note, use.source)))
        return found

    @cached_property
    def children(self) -> Mapping[str, list[Case]]:
        """Case id -> the cases that belong to it."""
        found: dict[str, list[Case]] = {case.id: [] for case in self.cases}
        for case in self.cases:
            if case.parent:
                found[case.parent].append(case)
        return found

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        return self.collection.vocabularies[vocabulary].entries

    @cached_property
    def cases_by(self) -> Mapping[str, Mapping[str, list[Case]]]:
        """Vocabulary -> term id -> the cases it applies to, for the vocabularies of FILTERS."""
        found = {name: {term.id: [] for term in self.terms(name)} for _, name in FILTERS.values()}
        for case in self.cases:
            for vocabulary, ids in facets(case).items():
                for id in ids:
                    found[vocabulary][id].append(case)
        return found


# Filter of the case list, as it stands in the URL -> its label and the vocabulary it chooses from.
FILTERS = {
    "thema": ("Thema", "topics"),
    "phase": ("Phase", "phases"),
    "land": ("Land", "laender"),
    "form": ("Organisationsform", "legal-forms"),
    "status": ("Stand", "statuses"),
}


def facets(case: Case) -> Mapping[str, tuple[str, ...]]:
    """Return for each vocabulary of FILTERS the ids by which `case` can be found."""
    return {
        "topics": case.topics,
        "phases": tuple(case.phases),
        "laender": case.laender,
        "legal-forms": case.forms,
        "statuses": (case.status,),
    }


def pages(collection: Collection, templates: Path) -> Iterator[Page]:
    """Yield every generated page. `templates` is the folder with one Markdown template for each kind of page."""
    press = _Press(collection, templates)
    library = press.library
    yield press.page("home.md", addresses.HOME, "Kooperationslotse", "Wie Städte, Gemeinden und Kreise zusammenarbeiten: Fälle mit Quellen und Checklisten für jede Phase.", kind="Start")
    yield press.page("cases.md", addresses.CASES, "Fälle", "Wer hat das schon gelöst? Fälle interkommunaler Zusammenarbeit zum Suchen und Filtern.",
                     kind="Fälle", scripts=["cases"], listed=True, filters=FILTERS)
    for case in library.cases:
        yield press.page("case.md", addresses.case(case.id), case.title, case.summary, record=f"cases/{case.id}.yml",
                         kind="Fall", section=addresses.CASES, case=case)
    yield press.page("checklists.md", addresses.CHECKLISTS, "Checklisten", "Ihre Checkliste nach Phase und Thema: filtern, mitnehmen, ausdrucken.",
                     kind="Checkliste", scripts=["checklists"], listed=True)
    for phase in library.terms("phases"):
        yield press.page("checklist_phase.md", addresses.checklist(phase.id), f"Checkliste: {phase.title}", f"Was in der Phase {phase.title} zu klären ist. Die Kernfragen passen auf eine Seite.",
                         kind="Checkliste", section=addresses.CHECKLISTS, phase=phase)
    for checklist in library.checklists:
        yield press.page("checklist.md", addresses.checklist(checklist.id), f"Checkliste: {checklist.title}", checklist.purpose, record=f"checklists/{checklist.id}.yml",
                         kind="Checkliste", section=addresses.CHECKLISTS, checklist=checklist)
    for vocabulary, section in addresses.TERM_SECTIONS.items():
        yield from _term_pages(press, vocabulary, section)
    yield press.page("tools.md", addresses.TOOLS, "Werkzeuge", "Verfahren und Methoden für die Zusammenarbeit, geordnet nach vier Fragen.", record="vocabulary/tools.yml", kind="Werkzeuge")


def _term_pages(press: "_Press", vocabulary: str, section: str) -> Iterator[Page]:
    """Yield the overview of a vocabulary and a page for each of its terms."""
    words = press.library.collection.vocabularies[vocabulary]
    shown = {"vocabulary": words, "cases_by_term": press.library.cases_by[vocabulary]}
    yield press.page("terms.md", section, words.title, words.description, record=f"vocabulary/{vocabulary}.yml", kind=words.title, **shown)
    for term in words.entries:
        yield press.page("term.md", addresses.term(vocabulary, term.id), term.title, term.description or words.title, record=f"vocabulary/{vocabulary}.yml",
                         kind=words.title, section=section, term=term, **shown)


class _Press:
    """Prints pages from templates."""

    def __init__(self, collection: Collection, templates: Path) -> None:
        self.library = Library(collection)
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters.update(
            markdown=_markdown, note=_note, heading=_heading, amount=_amount, date=_date, span=_span, facet=_facet, link=_link,
            term=self._term, terms=self.library.terms, case_link=_case_link, term_link=_term_link,
            checklist_link=_checklist_link, question_link=self._question_link,
        )
        self.environment.globals.update(library=self.library)

    def page(self, template: str, address: str, title: str, description: str, *, record: str | None = None,
             kind: str, section: str | None = None, scripts: list[str] | None = None, listed: bool = False, **context: object) -> Page:
        """Return the page that `template` makes of `context`; `listed` pages are left out of the full-text search."""
        base = "../" * address.count("/")
        notes: dict[Reference, int] = {}
        body = self.environment.get_template(template).render(base=base, notes=notes, title=title, description=description, address=address, **context)
        meta = {"kind": kind, "section": section or address}
        if scripts:
            meta["scripts"] = scripts
        if listed:
            meta["listed"] = True
        return Page(address, title, description, _LONE_BREAKS.sub("\n\n", body).strip() + "\n", meta, record)

    def _term(self, id: str, vocabulary: str) -> Term:
        """The term that an id stands for."""
        return self.library.collection.vocabularies[vocabulary].by_id[id]

    @jinja2.pass_context
    def _question_link(self, context: jinja2.runtime.Context, id: str) -> str:
        """The way to a question in its checklist."""
        return _link(context, addresses.question(self.library.homes[id][0].id, id))


@jinja2.pass_context
def _markdown(context: jinja2.runtime.Context, text: str) -> Markup:
    """Record text as HTML for the page at hand."""
    return Markup(markup.render(text, context["base"]))


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


def _facet(case: Case, vocabulary: str) -> str:
    """The ids by which a script finds `case`, separated by spaces."""
    return " ".join(facets(case)[vocabulary])


@jinja2.pass_context
def _note(context: jinja2.runtime.Context, reference: Reference) -> Markup:
    """A number that leads to the source at the foot of the page; numbers follow the order of reading."""
    number = context["notes"].setdefault(reference, len(context["notes"]) + 1)
    return Markup('<a class="note" href="#beleg-{0}" aria-label="Beleg {0}">{0}</a>').format(number)


def _heading(text: str) -> Markup:
    """Plain text for a Markdown heading: nothing in it is taken for Markdown."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+.!-])", r"\\\1", html.escape(text, quote=False)))


def _amount(value: str) -> str:
    """A number as Germans write it (25.000 and 33,1); other text stays."""
    if re.fullmatch(r"-?\d{5,}", value):
        return f"{int(value):,}".replace(",", ".")
    return value.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", value) else value


_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")


def _date(date: str) -> str:
    """2019 stays, 2019-05 becomes Mai 2019, 2019-05-31 becomes 31. Mai 2019."""
    year, *rest = date.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])}. " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


def _span(since: str | None, until: str | None) -> str:
    """`2009 bis 2013`, `seit 2009`, `bis 2013`, or nothing."""
    if since and until:
        return f"{_date(since)} bis {_date(until)}"
    return f"seit {_date(since)}" if since else f"bis {_date(until)}" if until else ""
