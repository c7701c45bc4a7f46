"""The recipe: from a folder of records to pages and files, one station after the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import addresses, catalogue, colours, downloads, examples, prose, ready_made, references, settings
from .document import EACH, Document
from .findable import Findable, findables
from .library import Library
from .model import Case, Checklist, Collection, Survey, Vocabulary, build
from .pages import pages
from .press import Page, Press
from .problems import CannotWork, Problem, ProblemsFound
from .schema import OPTIONAL_VOCABULARIES, Schemas, identifiers
from .settings import Settings
from .source import read_folder

HOME = Path(__file__).resolve().parents[2]
FOLDERS: Mapping[str, type] = {"vocabulary": Vocabulary, "checklists": Checklist, "cases": Case, "surveys": Survey}
_OPTIONAL = {"surveys"}


@dataclass(frozen=True)
class Sources:
    """What a folder holds, checked: settings, records, hand-written pages, the schemas that they fit, and all addresses."""

    settings: Settings
    collection: Collection
    texts: tuple[prose.Text, ...]
    schemas: Schemas
    addresses: frozenset[str]


@dataclass(frozen=True)
class Site:
    """What a site is made of: pages, files by their path from the root of the site, and what its search finds."""

    settings: Settings
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
    ours = settings.read(root, problems)
    problems += schemas.check([*readable, *heads, *([ours] if ours else [])])
    problems += settings.check(ours) if ours else ()
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
    records["vocabulary"]["sources"] = _with_own(records["vocabulary"]["sources"], records["cases"].values())
    collection = Collection(records["cases"], records["checklists"], records["vocabulary"], records["surveys"])
    return Sources(settings.build(ours).in_surroundings, collection, tuple(texts), schemas, known)


def _with_own(sources: Vocabulary, cases: Iterable[Case]) -> Vocabulary:
    """Return the vocabulary of sources with those that cases bring along."""
    return replace(sources, entries=(*sources.entries, *(source for case in cases for source in case.sources)))


def prepare(root: Path, address: str = "") -> Site:
    """Return everything that is made from the contents of `root`; raise as `load` does.

    Where `address` is given, the website stands there for the moment, whatever its settings say.
    """
    sources = load(root)
    about = replace(sources.settings, address=address or sources.settings.address)
    library = Library(sources.collection)
    overrides = part(root, "overrides")
    ready = ready_made.files(library, about, overrides / "papers")
    press = Press(library, about, sources.texts, sources.addresses, overrides / "pages", ready_made.sizes(ready), sources.schemas.titles("case"))
    made = tuple(pages(library, press, sources.texts))
    listed = {**catalogue.files(library, press), **examples.files(library, press)}
    files = {**downloads.files(sources.collection, sources.schemas), **listed, **ready}
    if about.colours:
        files |= colours.files(about.colours.light, about.colours.dark)
    return Site(about, sources.collection, made, files, tuple(findables(library, sources.texts, sources.addresses)))
