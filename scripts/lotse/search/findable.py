"""Findable: everything that the full-text search can find, with its texts, its names and its address."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pymdownx.slugs import slugify

from .. import addresses
from ..knowledge.library import FILTERS, Library
from ..model import Case, Checklist, Question, Statement, Term
from ..reading.markup import plain
from ..reading.parts import text_alone
from ..reading.prose import Text, resolved

CASE = "Fall"
# Kind of hit -> how a group of such hits is called, in the order of the search page.
KINDS = {
    CASE: "Fälle",
    "Leitfaden": "Leitfaden",
    "Frage": "Fragen und Checklisten",
    "Werkzeug": "Werkzeuge",
    "Stolperstein": "Stolpersteine",
    "Glossar": "Glossar",
    "Übersicht": "Themen, Formen, Länder",
    "Seite": "Weitere Seiten",
}
# Vocabularies that can be found, and the kind of hit that their terms are.
_TERMS = {
    "tools": "Werkzeug",
    "pitfalls": "Stolperstein",
    "ways-out": "Stolperstein",
    "glossary": "Glossar",
    "topics": "Übersicht",
    "legal-forms": "Übersicht",
    "phases": "Übersicht",
    "laender": "Übersicht",
}
_HEADING = re.compile(r"^#{2,3} +(?P<title>.+?)\s*(?:\{:? *#(?P<id>[\w-]+) *\})?$", re.MULTILINE)
_MARKUP = re.compile(r"<[^>]*>|^#.*$|^[-*] +|[*`|]|-{3,}|\]\([^)]*\)|\[|^-+$", re.MULTILINE)
_slug = slugify(case="lower")  # as in mkdocs.yml


@dataclass(frozen=True)
class Section:
    """A part of a page, and the anchor that leads to it; the part at the top has none."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Findable:
    """One thing that can be found. `names` are other words for all of it, `labels` what it belongs to."""

    kind: str
    title: str
    address: str
    sections: tuple[Section, ...]
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it says."""
        return (
            self.title,
            *self.names,
            *self.labels,
            *(text for part in self.sections for text in (part.title, part.text)),
        )


def findables(library: Library, texts: Iterable[Text], known: Set[str]) -> Iterator[Findable]:
    """Yield everything that can be found: first the cases in the order of the catalogue. `known` as in `pages`."""
    for case in library.cases:
        yield _case(library, case)
    for checklist in library.checklists:
        yield _checklist(checklist)
    for checklist, question in library.homes.values():
        yield _question(question, addresses.question(checklist.id, question.id), checklist.title)
    for vocabulary, kind in _TERMS.items():
        for term in library.terms(vocabulary):
            yield _term(kind, vocabulary, term)
    for text in texts:
        if not text.meta.get("listed"):
            page = _page(text, known)
            charts = _charts(library) if text.meta.get("part") == "survey" else ()
            yield replace(page, sections=(*page.sections, *charts))


def _case(library: Library, case: Case) -> Findable:
    facets = library.facets[case.id]
    terms = [library.term(FILTERS[name][1], id) for name in ("thema", "form", "land", "ebene") for id in facets[name]]
    names = (case.title, *case.aliases, case.region, *(partner.name for partner in case.partners))
    return Findable(
        CASE, case.short_name, addresses.case(case.id), tuple(_case_sections(library, case)), names, _names(terms)
    )


def _case_sections(library: Library, case: Case) -> Iterator[Section]:
    """Yield what a case page says, in parts whose anchors stand in overrides/pages/case.md."""
    yield Section("", "", _plain(text for text in (case.summary, case.notice and case.notice.text) if text))
    if case.figures:
        told = (text for figure in case.figures for text in (figure.label, figure.unit, figure.note) if text)
        yield Section("Kennzahlen", "kennzahlen", _plain(told))
    for title, anchor, statements in (
        ("Anlass", "anlass", case.occasion),
        ("Ziele", "ziele", case.goals),
        ("Vorgehen", "vorgehen", case.approach),
        ("Steuerung", "steuerung", case.governance),
        ("Geld und Personal", "geld", case.financing),
        ("Ergebnisse", "ergebnisse", case.results),
        ("Erfolgsfaktoren", "erfolgsfaktoren", case.success_factors),
        ("Voraussetzungen", "voraussetzungen", case.transfer_conditions),
    ):
        if statements:
            yield Section(title, anchor, _join(statements))
    if case.obstacles:
        told = (text for obstacle in case.obstacles for text in (obstacle.text, obstacle.response) if text)
        yield Section("Hürden und Lösungen", "huerden", _plain(told))
    yield Section("Partner", "partner", _plain(partner.role for partner in case.partners if partner.role))
    if case.legal_forms:
        yield Section("Organisationsform", "form", _plain(form.note for form in case.legal_forms))
    if case.milestones:
        yield Section("Meilensteine", "meilensteine", _plain(milestone.text for milestone in case.milestones))
    for phase, statements in case.phases.items():
        yield Section(library.term("phases", phase).title, f"phase-{phase}", _join(statements))
    if case.tools:
        yield Section("Werkzeuge", "werkzeuge", _plain(use.note for use in case.tools))
    for id, answer in (case.answers or {}).items():
        yield Section(library.homes[id][1].label, f"antwort-{id}", plain(answer.text))
    if case.open_points:
        yield Section("Was die Quelle offenlässt", "offen", _plain(case.open_points))


def _checklist(checklist: Checklist) -> Findable:
    labels = (question.label for question in checklist.questions)
    text = _plain((checklist.purpose, checklist.called_when, *labels))
    address = addresses.checklist(checklist.id)
    return Findable("Frage", f"Checkliste: {checklist.title}", address, (Section("", "", text),))


def _charts(library: Library) -> Iterator[Section]:
    """What the surveys found, with the rows of their charts."""
    for survey in library.surveys:
        for chart in survey.charts:
            rows = (text for row in chart.rows for text in (row.label, row.note) if text)
            told = (chart.question, chart.finding.text, *rows, *(note.text for note in chart.notes))
            yield Section(chart.title, chart.id, _plain(told))


def _question(question: Question, address: str, checklist: str) -> Findable:
    text = _plain((question.question, question.why, *question.hints))
    return Findable("Frage", question.label, address, (Section("", "", text),), labels=(checklist,))


def _term(kind: str, vocabulary: str, term: Term) -> Findable:
    """A term with every text field that its kind has."""
    fields = ("description", "task", "result", "helps_when", "prevent", "first_aid", "first_step", "watch_out", "fits")
    told = [getattr(term, field, None) for field in fields]
    text = _plain((*(text for text in told if text), *getattr(term, "signs", ())))
    return Findable(kind, term.title, addresses.term(vocabulary, term.id), (Section("", "", text),), term.aliases)


def _page(text: Text, known: Set[str]) -> Findable:
    """A hand-written page in the parts that its headings make."""
    markdown = text_alone(resolved(text, lambda _: "", known.__contains__))
    headings = list(_HEADING.finditer(markdown))
    ends = [*(heading.start() for heading in headings), len(markdown)]
    parts = [Section("", "", f"{text.meta['description']} {_prose(markdown[: ends[0]])}")]
    for heading, end in zip(headings, ends[1:], strict=True):
        title = _prose(heading["title"])
        parts.append(Section(title, heading["id"] or _slug(title, "-"), _prose(markdown[heading.end() : end])))
    return Findable("Leitfaden" if text.in_guide else "Seite", str(text.meta["title"]), text.address, tuple(parts))


def _prose(markdown: str) -> str:
    """The words of Markdown with links, lists and tables."""
    return " ".join(_MARKUP.sub(" ", markdown).split())


def _names(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(name for term in terms for name in (term.title, *term.aliases))


def _join(statements: Sequence[Statement]) -> str:
    return _plain(statement.text for statement in statements)


def _plain(texts: Iterable[str]) -> str:
    return " ".join(plain(text) for text in texts)
