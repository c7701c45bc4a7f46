"""The recipe: from a folder of records to pages and files, one station after the other."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from pathlib import Path

from . import addresses, settings
from .branding import brand as branding
from .branding.brand import Brand
from .browser import styles
from .home import HOME, frame, part
from .knowledge.library import Library
from .model import Case, Checklist, Collection, Survey, Vocabulary, build
from .open_data import downloads, linked_data, sitemap
from .open_data.datasets import datasets
from .pages import catalogue, design, examples
from .pages.pages import pages
from .pages.press import Page, Press
from .pictures import locator, places
from .problems import CannotWork, Problem, ProblemsFound
from .reading import colours, own_sources, page_heads, prose, references
from .reading.content_folder import beside_pages
from .reading.document import Document
from .reading.schema import OPTIONAL_VOCABULARIES, Schemas, identifiers
from .reading.source import read_folder
from .search.findable import Findable, findables
from .settings import Settings

FOLDERS: Mapping[str, type] = {"vocabulary": Vocabulary, "checklists": Checklist, "cases": Case, "surveys": Survey}
_OPTIONAL = {"cases", "surveys"}


@dataclass(frozen=True)
class Sources:
    """What a folder holds, checked: settings, records and their documents, hand-written pages, the schemas that they fit, and all addresses."""

    settings: Settings
    collection: Collection
    documents: tuple[Document, ...]
    texts: tuple[prose.Text, ...]
    schemas: Schemas
    addresses: frozenset[str]


@dataclass(frozen=True)
class Site:
    """What a site is made of: pages, files by their path from the root of the site, and what its search finds.

    By the address of a page: `linked_data` tells machines what it is about, `changed` is the day of its latest change.
    `brand` is what people know the website by elsewhere.
    """

    settings: Settings
    collection: Collection
    pages: tuple[Page, ...]
    files: Mapping[str, str | bytes]
    findables: tuple[Findable, ...]
    linked_data: Mapping[str, str]
    changed: Mapping[str, str]
    brand: Brand


def refuse_foreign(root: Path) -> None:
    """Raise CannotWork where `root` holds no records at all."""
    if not any((root / name).is_dir() for name in FOLDERS):
        raise CannotWork(f"„{root}“ enthält keinen der Ordner {', '.join(FOLDERS)}.")


def read(root: Path) -> tuple[list[Document], list[Problem]]:
    """Return the documents of `root` (those that cannot be read have no value), and what keeps them from being read."""
    refuse_foreign(root)
    problems: list[Problem] = []
    names = [name for name in FOLDERS if name not in _OPTIONAL or (root / name).exists()]
    documents = [document for name in names for document in read_folder(root, name, problems)]
    ours = settings.read(root, problems)
    return [*documents, *([ours] if ours else [])], problems


def load(root: Path) -> Sources:
    """Return the checked contents of `root`; raise ProblemsFound with all problems, or CannotWork."""
    documents, problems = read(root)
    unreadable = {problem.path for problem in problems}
    ours = frame(root) / "overrides"
    taken = addresses.MADE | {path.name for path in ours.iterdir()}
    own = prose.read(root / "content", problems, taken)
    texts = [*own, *_borrowed(root, own, documents)]
    schemas = Schemas(HOME / "schemas", identifiers(documents))
    readable = [document for document in documents if document.path not in unreadable]
    problems += schemas.check([*readable, *(text.front for text in own)])
    generated = frozenset(addresses.generated(documents))
    known = generated | {text.address for text in texts}
    known |= set(prose.anchors(texts, known))
    problems += references.check(documents, known)
    beside = beside_pages(part(root, "content"))
    targets = prose.targets(texts, known, lambda path: path in beside or addresses.may_be_made(path))
    problems += prose.check_all(own, references.sources(documents), generated, targets)
    scripts = sorted(path.stem for path in (ours / "scripts").glob("*.js"))
    operator = [field.name for field in fields(settings.Operator)]
    problems += page_heads.check((text.front for text in own), scripts, sorted(targets.pages.values()), operator)
    if problems:
        raise ProblemsFound(problems)
    about = settings.build(documents).in_surroundings()
    return Sources(about, _collection(documents), tuple(documents), tuple(texts), schemas, known)


def _borrowed(root: Path, own: Sequence[prose.Text], documents: Sequence[Document]) -> list[prose.Text]:
    """Return the project's own pages that a collection has none of its own for; whether the guide too, its settings say.

    A page about surveys needs one.
    """
    if root == HOME:
        return []
    taken = {text.path for text in own}
    with_guide = settings.wants_guide(documents)
    with_surveys = any(document.folder == "surveys" for document in documents)
    pages = prose.read(HOME / "content", [])  # they are ours to mend
    return [
        text
        for text in pages
        if text.path not in taken
        and (with_guide or not text.in_guide)
        and (with_surveys or text.meta.get("part") != "survey")
    ]


def _collection(documents: Iterable[Document]) -> Collection:
    """Return what the checked `documents` say; sources that cases bring along stand with the others."""
    records: dict[str, dict] = {name: {} for name in FOLDERS}
    for document in documents:
        if document.folder in FOLDERS:
            value = own_sources.apart(document) if document.folder == "cases" else document.value
            records[document.folder][document.id] = build(FOLDERS[document.folder], document.id, value)
    missing = {name: Vocabulary(name, "", "", ()) for name in OPTIONAL_VOCABULARIES}
    vocabularies, cases = missing | records["vocabulary"], records["cases"]
    brought = (replace(source, case=case.id) for case in cases.values() for source in case.sources)
    sources = vocabularies["sources"]
    vocabularies["sources"] = replace(sources, entries=(*sources.entries, *brought))
    return Collection(cases, records["checklists"], vocabularies, records["surveys"])


def prepare(root: Path, address: str = "") -> Site:
    """Return everything that is made from the contents of `root`; raise as `load` does.

    Where `address` is given, the website stands there for the moment, whatever its settings say.
    """
    from .papers import ready_made  # and libraries for their formats, which checking records does without

    sources = load(root)
    about = replace(sources.settings, address=address or sources.settings.address)
    library = Library(sources.collection)
    overrides = frame(root) / "overrides"
    brand = branding.brand(overrides, sources.collection, about)
    ready = ready_made.files(library, about, overrides / "papers", brand.mark.in_black.svg)
    press = Press(
        library,
        overrides / "pages",
        settings=about,
        texts=sources.texts,
        known=sources.addresses,
        sizes=ready_made.sizes(ready),
        titles=sources.schemas.titles("case"),
    )
    made = tuple(pages(library, press, sources.texts, sources.schemas.complete("case")))
    listed = {**catalogue.files(library, press), **examples.files(library, press)}
    offered = datasets(sources.collection, about)
    offers = downloads.files(sources.collection, sources.schemas, about, offered)
    looks = {**styles.files(overrides / "styles"), **design.files(overrides / "styles")}
    files = {**looks, **offers, **listed, **ready, **branding.files(brand, about), **locator.files()}
    points = [(cell.x, cell.y) for cell in library.cells]  # few, however many cases there are
    files |= places.files(points, brand.palette.light.on_brand, brand.palette.dark.accent)
    if about.colours:
        files |= colours.files(about.colours.light, about.colours.dark)
    _refuse_links_to_nothing(root, sources, {*files, *beside_pages(part(root, "content"))})
    return Site(
        about,
        sources.collection,
        made,
        files,
        tuple(findables(library, sources.texts, sources.addresses)),
        linked_data.by_page(sources.collection, about, offered),
        dict(sitemap.changed(sources.collection)),
        brand,
    )


def _refuse_links_to_nothing(root: Path, sources: Sources, files: Set[str]) -> None:
    """Raise ProblemsFound where a page of `root` leads to a file that is neither one of `files` nor made later."""

    def has_file(path: str) -> bool:
        return path in files or path in addresses.MADE_LAST

    targets = prose.targets(sources.texts, sources.addresses, has_file)
    own = [text for text in sources.texts if (root / text.front.path).exists()]
    if problems := [problem for text in own for problem in prose.html_faults(text, targets)]:
        raise ProblemsFound(problems)
