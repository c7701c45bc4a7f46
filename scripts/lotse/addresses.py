"""Addresses: where each thing has its page. An address is a path from the root of the site that ends with a slash,
or with a fragment where things share a page."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from .reading.document import EACH, Document

HOME = ""
CASES = "faelle/"
COMPARISON = "vergleich/"
SITUATION = "unsere-lage/"
COVERAGE = "abdeckung/"
PROPOSAL = "mitmachen/fall-vorschlagen/"
CONTRIBUTING = "mitmachen/"
UPKEEP = "mitmachen/pflege/"
DATA = "mitmachen/daten/"
DESIGN = "gestaltung/"
CHECKLISTS = "checklisten/"
EXAMPLES = f"{CHECKLISTS}antworten/"
ANSWERS = "antworten/"
TOOLS = "werkzeuge/"
PITFALLS = "stolpersteine/"
GLOSSARY = "glossar/"
SOURCES = "quellen/"
GUIDE = "leitfaden/"

# Vocabularies whose terms have a page each, and the section in which these pages lie.
TERM_SECTIONS = {
    "phases": "phasen/",
    "topics": "themen/",
    "legal-forms": "organisationsformen/",
    "laender": "laender/",
}

# Vocabularies whose terms share a page, and what leads to a term there.
SHARED_PAGES = {
    "tools": f"{TOOLS}#",
    "pitfalls": f"{PITFALLS}#",
    "ways-out": f"{PITFALLS}#weg-",
    "glossary": f"{GLOSSARY}#",
    "sources": f"{SOURCES}#",
}

# What the website fills with files of its own, beside its pages: the first part of their paths.
MADE = frozenset(
    {
        "api",
        "assets",
        "checklisten",
        "faelle",
        "favicon.ico",
        "feed.xml",
        "fonts",
        "licences",
        "pagefind",
        "robots.txt",
        "schemas",
        "scripts",
        "site.webmanifest",
    }
    | {"search", "styles", "images"}
)
# What is made of the finished pages.
MADE_LAST = frozenset({"404.html", "kooperationslotse-offline.zip", "sitemap.xml", "sitemap.xml.gz"})
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")


def may_be_made(path: str) -> bool:
    """Tell whether the website itself may put a file at `path`, which is known for certain only when it is made."""
    return path in MADE_LAST or (path.partition("/")[0] in MADE and not path.endswith((".md", ".html", *PICTURES)))


def case(id: str) -> str:
    return f"{CASES}{id}/"


def checklist(id: str) -> str:
    """The page of a checklist, or of the questions of a phase: they share one section."""
    return f"{CHECKLISTS}{id}/"


def question(checklist_id: str, id: str) -> str:
    return f"{checklist(checklist_id)}#{id}"


def term(vocabulary: str, id: str) -> str:
    """The page of a term, or its place on the page that the terms of its vocabulary share."""
    return f"{SHARED_PAGES[vocabulary]}{id}" if vocabulary in SHARED_PAGES else f"{TERM_SECTIONS[vocabulary]}{id}/"


def generated(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the address of everything that is made from `documents`, right or wrong as they may be."""
    yield from (HOME, CASES, COMPARISON, SITUATION, COVERAGE, UPKEEP, PROPOSAL, DESIGN)
    yield from (CHECKLISTS, ANSWERS, TOOLS, PITFALLS, GLOSSARY, SOURCES)
    yield from TERM_SECTIONS.values()
    for document in documents:
        if document.folder == "cases":
            yield case(document.id)
        elif document.folder == "checklists":
            yield checklist(document.id)
            for _, id in document.find("areas", EACH, "questions", EACH, "id"):
                yield question(document.id, id)
        elif document.id in TERM_SECTIONS or document.id in SHARED_PAGES:
            for _, id in document.find("entries", EACH, "id"):
                yield term(document.id, id)
                if document.id == "phases":
                    yield checklist(id)


def handwritten(path: PurePosixPath) -> str:
    """The address of the page that a Markdown file (relative to the folder content/) becomes."""
    page = path.with_suffix("")
    folder = page.parent if page.name == "index" else page
    return "" if folder == PurePosixPath() else f"{folder.as_posix()}/"
