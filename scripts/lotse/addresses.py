"""Addresses: where each thing has its page. An address is a path from the root of the site that ends with a slash."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .document import EACH, Document

HOME = ""
CASES = "faelle/"
CHECKLISTS = "checklisten/"
TOOLS = "werkzeuge/"

# Vocabularies whose terms have a page each, and the section in which these pages lie.
TERM_SECTIONS = {"phases": "phasen/", "topics": "themen/", "legal-forms": "organisationsformen/"}


def case(id: str) -> str:
    return f"{CASES}{id}/"


def checklist(id: str) -> str:
    """The page of a checklist, or of the questions of a phase: they share one section."""
    return f"{CHECKLISTS}{id}/"


def question(checklist_id: str, id: str) -> str:
    return f"{checklist(checklist_id)}#{id}"


def term(vocabulary: str, id: str) -> str:
    """The page of a term; tools share one page."""
    return f"{TOOLS}#{id}" if vocabulary == "tools" else f"{TERM_SECTIONS[vocabulary]}{id}/"


def generated(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the address of every page that is made from `documents`, right or wrong as they may be."""
    yield from (HOME, CASES, CHECKLISTS, TOOLS, *TERM_SECTIONS.values())
    for document in documents:
        if document.folder == "cases":
            yield case(document.id)
        elif document.folder == "checklists":
            yield checklist(document.id)
        elif document.id in TERM_SECTIONS:
            for _, id in document.find("entries", EACH, "id"):
                yield term(document.id, id)
                if document.id == "phases":
                    yield checklist(id)


def handwritten(content: Path) -> Iterator[tuple[str, str]]:
    """Yield address and file (relative to `content`) of every Markdown page in the folder `content`."""
    for path in sorted(content.rglob("*.md")):
        file = path.relative_to(content)
        page = file.with_suffix("")
        folder = page.parent if page.name == "index" else page
        yield ("" if folder == Path() else f"{folder.as_posix()}/"), file.as_posix()
