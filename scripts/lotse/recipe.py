"""The recipe: from a folder of records to pages and files, one station after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import addresses, catalogue, downloads, examples, prose, ready_made, references
from .document import EACH, Document
from .findable import Findable, findables
from .library import Library
from .model import Case, Checklist, Collection, Survey, Vocabulary, build
from .pages import pages
from .press import Page, Press
from .problems import CannotWork, Problem, ProblemsFound
from .schema import OPTIONAL_VOCABULARIES, Schemas, identifiers
from .source import read_folder

HOME = Path(__file__).resolve().parents[2]
FOLDERS: Mapping[str, type] = {"vocabulary": Vocabulary, "checklists": Checklist, "cases": Case, "surveys": Survey}
_OPTIONAL = {"surveys"}


@dataclass(frozen=True)
class Sources:
    """What a folder holds, checked: records, hand-written pages, the schemas that the records fit, and all addresses."""

    collection: Collection
    texts: tuple[prose.Text, ...]
    schemas: Schemas
    addresses: frozenset[str]


@dataclass(frozen=True)
class Site:
    """What a site is made of: pages, files by their path from the root of the site, and what its search finds."""

    collection: Collection
    pages: tuple[Page, ...]
    files: Mapping[str, str | bytes]
    findables: tuple[Findable, ...]


def part(root: Path, name: str) -> Path:
    """Return the folder or file `name` of `root`, or the project's own where `root` has none."""
    own = root / name
    return own if own.exists() else HOME / name


def read(root: Path) -> tuple[list[Document], list[Problem]]:
    """Return the documents of `root` that can be read, and the problems of those that cannot."""
    if not any((root / name).is_dir() for name in FOLDERS):
        raise CannotWork(f"„{root}“ enthält keinen der Ordner {', '.join(FOLDERS)}.")
    problems: list[Problem] = []
    names = [name for name in FOLDERS if name not in _OPTIONAL or (root / name).exists()]
    return [document for name in names for document in read_folder(root, name, problems)], problems


def load(root: Path) -> Sources:
    """Return the checked contents of `root`; raise ProblemsFound with all problems, or CannotWork."""
    documents, problems = read(root)
    unreadable = {problem.path for problem in problems}
    schemas = Schemas(part(root, "schemas"), identifiers(documents))
    content = part(root, "content")
    texts = prose.read(content, problems)
    heads = [text.front for text in texts] if content == root / "content" else []  # borrowed pages are ours to mend
    readable = [document for document in documents if document.path not in unreadable]
    problems += schemas.check([*readable, *heads])
    generated = frozenset(addresses.generated(documents))
    known = generated | {text.address for text in texts}
    problems += references.check(documents, known)
    if heads:
        cited = {
            id for document in documents if document.id == "sources" for _, id in document.find("entries", EACH, "id")
        }
        problems += (problem for text in texts for problem in prose.check(text, cited, known.__contains__))
    problems += (
        Problem(text.front.path, 1, 1, "Diese Seite entsteht aus den Datensätzen. Löschen Sie die Datei.")
        for text in texts
        if text.address in generated
    )
    if problems:
        raise ProblemsFound(problems)
    records: dict[str, dict] = {name: {} for name in FOLDERS}
    for document in documents:
        records[document.folder][document.id] = build(FOLDERS[document.folder], document.id, document.value)
    missing = {name: Vocabulary(name, "", "", ()) for name in OPTIONAL_VOCABULARIES}
    records["vocabulary"] = missing | records["vocabulary"]
    collection = Collection(records["cases"], records["checklists"], records["vocabulary"], records["surveys"])
    return Sources(collection, tuple(texts), schemas, known)


def prepare(root: Path, site_address: str = "") -> Site:
    """Return everything that is made from the contents of `root`; raise as `load` does.

    Papers name `site_address`, where the website will stand, if anybody knows it.
    """
    sources = load(root)
    library = Library(sources.collection)
    overrides = part(root, "overrides")
    ready = ready_made.files(library, site_address, overrides / "papers")
    press = Press(library, sources.texts, sources.addresses, overrides / "pages", ready_made.sizes(ready))
    made = tuple(pages(library, press, sources.texts))
    listed = {**catalogue.files(library, press), **examples.files(library, press)}
    files = {**downloads.files(sources.collection, sources.schemas), **listed, **ready}
    return Site(sources.collection, made, files, tuple(findables(library, sources.texts, sources.addresses)))
