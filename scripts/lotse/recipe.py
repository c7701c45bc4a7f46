"""The recipe: from a folder of records to pages and files, one station after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import addresses, references
from .document import Document
from .downloads import files
from .model import Case, Checklist, Collection, Vocabulary, build
from .pages import pages
from .press import Page
from .problems import CannotWork, Problem, ProblemsFound
from .schema import Schemas, identifiers
from .source import read_folder

HOME = Path(__file__).resolve().parents[2]
FOLDERS: Mapping[str, type] = {"vocabulary": Vocabulary, "checklists": Checklist, "cases": Case}


@dataclass(frozen=True)
class Site:
    """What a site is made of: generated pages, and files by their path from the root of the site."""

    collection: Collection
    pages: tuple[Page, ...]
    files: Mapping[str, str]


def part(root: Path, name: str) -> Path:
    """Return the folder or file `name` of `root`, or the project's own where `root` has none."""
    own = root / name
    return own if own.exists() else HOME / name


def read(root: Path) -> tuple[list[Document], list[Problem]]:
    """Return the documents of `root` that can be read, and the problems of those that cannot."""
    if not any((root / name).is_dir() for name in FOLDERS):
        raise CannotWork(f"„{root}“ enthält keinen der Ordner {', '.join(FOLDERS)}.")
    problems: list[Problem] = []
    return [document for name in FOLDERS for document in read_folder(root, name, problems)], problems


def load(root: Path) -> tuple[Collection, Schemas]:
    """Return the checked records of `root` and the schemas they fit; raise ProblemsFound with all problems, or CannotWork."""
    documents, problems = read(root)
    unreadable = {problem.path for problem in problems}
    schemas = Schemas(part(root, "schemas"), identifiers(documents))
    problems += schemas.check(document for document in documents if document.path not in unreadable)
    generated = set(addresses.generated(documents))
    handwritten = dict(addresses.handwritten(part(root, "content")))
    problems += references.check(documents, generated | handwritten.keys())
    problems += (
        Problem(f"content/{path}", 1, 1, "Diese Seite entsteht aus den Datensätzen. Löschen Sie die Datei.")
        for address, path in handwritten.items()
        if address in generated
    )
    if problems:
        raise ProblemsFound(problems)
    records = {name: {} for name in FOLDERS}
    for document in documents:
        records[document.folder][document.id] = build(FOLDERS[document.folder], document.id, document.value)
    return Collection(records["cases"], records["checklists"], records["vocabulary"]), schemas


def prepare(root: Path) -> Site:
    """Return everything that is generated from the records of `root`; raise as `load` does."""
    collection, schemas = load(root)
    made = tuple(pages(collection, part(root, "overrides") / "pages"))
    return Site(collection, made, files(collection, schemas))
