"""Pages: which pages there are, and what each may see. How a page reads, its template in overrides/pages/ says."""

from collections.abc import Iterator, Mapping, Sequence

from .. import addresses, germany
from ..browser.icons import ICONS
from ..knowledge.coverage import matrix
from ..knowledge.library import FILTERS, Library
from ..knowledge.order import different, most_specific_first
from ..knowledge.tallies import Tally, tally
from ..model import Case
from ..reading.prose import Text
from . import design, proposal
from .catalogue import PORTION
from .press import Page, Press

MOST_CARDS, MOST_CHECKED, MOST_TOPICS = 3, 3, 9  # on the start page
MOST_ROWS = 60  # a table that people can still read, however many cases there are
MOST_COLUMNS = 20  # cases side by side that an office monitor has room for
CROSSED = ("thema", "phase", "form")  # by what the page of a term counts its cases


def pages(library: Library, press: Press, texts: Sequence[Text], schema: Mapping) -> Iterator[Page]:
    """Yield every page: those made of records, the form made of the `schema` of cases, then the hand-written `texts`."""
    yield press.page(
        "home.md",
        addresses.HOME,
        press.settings.name,
        press.settings.description,
        look="home",
        **_start(library),
    )
    yield from _case_pages(library, press)
    yield from _overviews_of_cases(library, press)
    yield from _checklist_pages(library, press)
    for vocabulary, section in addresses.TERM_SECTIONS.items():
        yield from _term_pages(press, vocabulary, section)
    yield from _vocabulary_pages(library, press)
    yield from _contributing_pages(library, press, schema)
    yield _design_page(press)
    for text in texts:
        yield press.written(text)


def _start(library: Library) -> Mapping[str, object]:
    """What the start page picks out of all: the topics with most cases, well-documented cases, and those checked last."""
    topics = [(topic, len(library.cases_by["topics"][topic.id])) for topic in library.terms("topics")]
    best = different((case for case in library.best_answering if not case.notice), MOST_CARDS)
    return {
        "topics": sorted((pair for pair in topics if pair[1]), key=lambda pair: -pair[1])[:MOST_TOPICS],
        "best": best,
        "checked": _checked_last([case for case in library.cases if not case.notice and case not in best]),
        "laender": sum(1 for cases in library.cases_by["laender"].values() if cases),
    }


def _checked_last(cases: Sequence[Case]) -> Sequence[Case]:
    """Return those of `cases` that were checked last; none where they were all checked on one day, which tells nothing."""
    latest = sorted(cases, key=lambda case: case.reviewed_on, reverse=True)[:MOST_CHECKED]
    return latest if len({case.reviewed_on for case in latest}) > 1 else ()


def _case_pages(library: Library, press: Press) -> Iterator[Page]:
    """Yield the list of cases, and a page for each."""
    yield press.page(
        "cases.md",
        addresses.CASES,
        "Fälle",
        "Wer hat das schon gelöst? Fälle interkommunaler Zusammenarbeit zum Suchen und Filtern.",
        scripts=["cases"],
        listed=True,
        wasm=True,
        portion=PORTION,
    )
    for case in library.cases:
        yield press.page(
            "case.md",
            addresses.case(case.id),
            case.title,
            case.summary,
            record=f"cases/{case.id}.yml",
            section=addresses.CASES,
            explained=True,
            look="case",
            case=case,
        )


def _overviews_of_cases(library: Library, press: Press) -> Iterator[Page]:
    """Yield the pages that look at cases side by side."""
    yield press.page(
        "compare.md",
        addresses.COMPARISON,
        "Fälle vergleichen",
        "Zwei bis vier Fälle nebeneinander: Ziele, Form, Geld, Schritte, Hürden und Belege.",
        section=addresses.CASES,
        scripts=["compare"],
        listed=True,
    )
    yield press.page(
        "situation.md",
        addresses.SITUATION,
        "Wer ist in unserer Lage?",
        "Beschreiben Sie Ihre Lage, und sehen Sie, welche Fälle dazu passen, warum, und was nicht passt.",
        section=addresses.CASES,
        scripts=["situation"],
        listed=True,
    )
    yield press.page(
        "coverage.md",
        addresses.COVERAGE,
        "Wo Fälle fehlen",
        "Zu welchen Themen, Phasen und Organisationsformen es Fälle gibt, und wo noch Lücken sind.",
        section=addresses.CASES,
        listed=True,
        matrices=[matrix(library, "phase"), matrix(library, "form")],
    )
    yield press.page(
        "answers.md",
        addresses.ANSWERS,
        "Fragen und Fälle",
        "Welcher Fall beantwortet welche Frage der Checkliste, und wo noch eine Lücke ist.",
        listed=True,
        shown=library.best_answering[:MOST_COLUMNS],
        most=MOST_ROWS,
    )


def _checklist_pages(library: Library, press: Press) -> Iterator[Page]:
    """Yield the tailored checklist, and those of each phase and each list."""
    yield press.page(
        "checklists.md",
        addresses.CHECKLISTS,
        "Checklisten",
        "Ihre Checkliste nach Phase und Thema: filtern, mitnehmen, ausdrucken.",
        scripts=["checklists"],
        listed=True,
    )
    for phase in library.terms("phases"):
        yield press.page(
            "checklist_phase.md",
            addresses.checklist(phase.id),
            f"Checkliste: {phase.title}",
            f"Was in der Phase {phase.title} zu klären ist. Die Kernfragen passen auf eine Seite.",
            section=addresses.CHECKLISTS,
            explained=True,
            phase=phase,
        )
    for checklist in library.checklists:
        yield press.page(
            "checklist.md",
            addresses.checklist(checklist.id),
            f"Checkliste: {checklist.title}",
            checklist.purpose,
            record=f"checklists/{checklist.id}.yml",
            section=addresses.CHECKLISTS,
            explained=True,
            checklist=checklist,
        )


def _vocabulary_pages(library: Library, press: Press) -> Iterator[Page]:
    """Yield the vocabularies whose terms share a page."""
    for template, address, vocabulary in (
        ("tools.md", addresses.TOOLS, "tools"),
        ("pitfalls.md", addresses.PITFALLS, "pitfalls"),
        ("glossary.md", addresses.GLOSSARY, "glossary"),
        ("sources.md", addresses.SOURCES, "sources"),
    ):
        words = library.collection.vocabularies[vocabulary]
        yield press.page(
            template,
            address,
            words.title,
            words.description,
            record=f"vocabulary/{vocabulary}.yml",
            explained=template in ("tools.md", "pitfalls.md"),
            vocabulary=words,
        )


def _contributing_pages(library: Library, press: Press, schema: Mapping) -> Iterator[Page]:
    """Yield the form for cases, and what editors look after."""
    yield press.page(
        "proposal.md",
        addresses.PROPOSAL,
        "Fall vorschlagen",
        "Ihren Fall in ein Formular schreiben, prüfen lassen und einreichen. Der Entwurf bleibt in Ihrem Browser.",
        section=addresses.CONTRIBUTING,
        scripts=["proposal"],
        listed=True,
        parts=proposal.parts(schema),
        sources=proposal.sources(schema),
        projection=germany.PROJECTION,
    )
    waiting = press.reviews.in_order(library.cases)
    yield press.page(
        "upkeep.md",
        addresses.UPKEEP,
        "Was zu pflegen ist",
        "Welche Fälle als Nächstes zu prüfen sind, und bei welchen Abschnitte fehlen.",
        section=addresses.CONTRIBUTING,
        listed=True,
        cases=waiting,
        shown=waiting[:MOST_ROWS],
    )


def _design_page(press: Press) -> Page:
    """Return the page that shows the design language."""
    return press.page(
        "design.md",
        addresses.DESIGN,
        "Gestaltung",
        "Farben, Kontraste, Schrift, Zeichen und alle Bausteine dieser Website in allen Zuständen.",
        section=addresses.CONTRIBUTING,
        look="design",
        icons=ICONS,
        **design.shown(press.scripts.parent / "styles", press.settings),
    )


def _term_pages(press: Press, vocabulary: str, section: str) -> Iterator[Page]:
    """Yield the overview of a vocabulary and a page for each of its terms."""
    words = press.library.collection.vocabularies[vocabulary]
    filter_name = next(name for name, (_, chosen_from) in FILTERS.items() if chosen_from == vocabulary)
    shown = {"vocabulary": words, "cases_by_term": press.library.cases_by[vocabulary], "filter": filter_name}
    with_map = vocabulary == "laender"
    yield press.page(
        "terms.md",
        section,
        "Länder und Karte" if with_map else words.title,
        words.description,
        record=f"vocabulary/{vocabulary}.yml",
        explained=True,
        **shown,
        **(_map(press.library) if with_map else {}),
    )
    for term in words.entries:
        found = press.library.cases_by[vocabulary][term.id]
        yield press.page(
            "term.md",
            addresses.term(vocabulary, term.id),
            term.title,
            term.description or f"{words.title}: Fälle aus {term.title}.",
            record=f"vocabulary/{vocabulary}.yml",
            section=section,
            explained=True,
            term=term,
            found=most_specific_first(found) if vocabulary == "topics" else found,
            tallies=_tallies(press.library, found, filter_name),
            **(_outline(term.id) if with_map else {"outline": None}),
            **shown,
        )


def _tallies(library: Library, cases: Sequence[Case], but: str) -> dict[str, tuple[Tally, ...]]:
    """Return filter of the case list -> how many of `cases` each of its terms has, for all of CROSSED but one."""
    return {name: tally(library, cases, name) for name in CROSSED if name != but}


def _outline(land: str) -> dict[str, object]:
    """Return what a Land is drawn from; its outline is None where the map does not know it."""
    known = germany.laender().get(land)
    return {"outline": known.path() if known else None, "scale": 1 / germany.STEPS}


def _map(library: Library) -> dict[str, object]:
    """Return what the map is drawn from: the outlines of the Länder, and the markers of all cases."""
    return {
        "paths": {id: land.path() for id, land in germany.laender().items()},
        "scale": 1 / germany.STEPS,
        "cells": library.cells,
    }
