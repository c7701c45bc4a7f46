"""Comparison: two states of a folder. Which files differ, and what distinguishes the records among them."""

import filecmp
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..home import HOME
from ..problems import CannotWork, Problem
from ..reading.document import EACH, Document
from ..reading.schema import Schemas, identifiers, schema_of
from ..reading.source import MAX_BYTES, TOO_LARGE
from ..reading.yaml_reader import parse
from ..settings import FILE
from .differences import Difference, Names, differences

RECORDS = ("cases", "checklists", "vocabulary", "surveys")
_MADE = {".git", ".venv", "node_modules", "site", "dist", "tests/output"}  # what tools made or keep
_CACHES = {"__pycache__", ".pytest_cache", ".ruff_cache"}
Titles = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Change:
    """One file that differs. `before` and `after` are None where it is missing; a document that cannot be read has no value.

    `faults` say what makes `after` unreadable; `names` says how its fields are called.
    """

    path: str
    before: Document | None
    after: Document | None
    differences: Sequence[Difference] = ()
    faults: Sequence[Problem] = ()
    names: Names | None = None

    @property
    def kind(self) -> str:
        """Say what happened to the file: "new", "gone" or "changed"."""
        return "new" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def is_record(self) -> bool:
        return self.names is not None

    @property
    def document(self) -> Document:
        """The new state, or the old one of what is gone."""
        return self.after or self.before or Document(self.path)

    @property
    def readable(self) -> bool:
        return isinstance(self.document.value, dict)


def compare(base: Path, root: Path) -> list[Change]:
    """Return what distinguishes the folder `root` from its earlier state `base`, in order of paths.

    Of the cases only those that differ are read, so that a big collection costs little more than a small one.
    Raises CannotWork where there is no folder `base`, or where a schema cannot be read.
    """
    if not base.is_dir():
        raise CannotWork(f"„{base}“ ist kein Ordner. Nennen Sie den Ordner mit dem früheren Stand.")
    old, new = _files(base, root), _files(root, base)
    differing = [
        path
        for path in sorted(old.keys() | new.keys())
        if path not in old or path not in new or not _same(old[path], new[path])
    ]
    terms = [*_vocabularies(old), *_vocabularies(new)]
    schemas = Schemas(HOME / "schemas", identifiers(terms))
    titles = _titles(terms)
    complete = cache(schemas.complete)
    return [_change(path, old.get(path), new.get(path), complete, titles) for path in differing]


def _files(root: Path, other: Path) -> dict[str, Path]:
    """Return the files of `root` by their paths, without what tools made and without `other`, should it lie inside."""
    found: dict[str, Path] = {}
    for folder, inner, names in os.walk(root):
        here = Path(folder).relative_to(root)
        inner[:] = [
            name
            for name in inner
            if name not in _CACHES and (here / name).as_posix() not in _MADE and root / here / name != other
        ]
        links = (name for name in inner if (root / here / name).is_symlink())  # they are not followed
        found |= {(here / name).as_posix(): root / here / name for name in (*names, *links)}
    found.pop(".git", None)  # in a work tree a file stands for the folder
    return found


def _same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _is_record(path: str) -> bool:
    folder, _, name = path.partition("/")
    return path == FILE or (folder in RECORDS and "/" not in name and name.endswith(".yml"))


def _read(file: Path | None, path: str, problems: list[Problem]) -> Document | None:
    """Return the record in `file`, without a value if it cannot be read; None if there is none."""
    if file is None:
        return None
    if file.is_symlink() or not file.is_file():
        problems.append(Problem(path, 1, 1, "Das ist keine gewöhnliche Datei."))
    elif file.stat().st_size > MAX_BYTES:
        problems.append(Problem(path, 1, 1, TOO_LARGE))
    else:
        return parse(file.read_bytes(), path, problems)
    return Document(path)


def _vocabularies(files: Mapping[str, Path]) -> Iterator[Document]:
    """Yield vocabularies and checklists: what ids of other records stand for."""
    for path, file in files.items():
        if path.startswith(("vocabulary/", "checklists/")) and _is_record(path):
            yield _read(file, path, []) or Document(path)


def _titles(documents: Sequence[Document]) -> Titles:
    """Return the title of each id: vocabulary -> id -> title; later documents win."""
    titles: dict[str, dict[str, str]] = {"questions": {}}
    for document in documents:
        if document.folder == "vocabulary":
            titles.setdefault(document.id, {}).update(_named(document, "entries", EACH))
        titles["questions"].update(_named(document, "areas", EACH, "questions", EACH))
    return titles


def _named(document: Document, *pattern: str) -> Iterator[tuple[str, str]]:
    for pointer, id in document.find(*pattern, "id"):
        names = (document.get(*pointer[:-1], field) for field in ("short_title", "label", "title"))
        yield id, str(next(filter(None, names), id))


def _change(path: str, old: Path | None, new: Path | None, schema: Callable[[str], Mapping], titles: Titles) -> Change:
    """Return what happened to the file `path`."""
    if not _is_record(path):
        return Change(path, Document(path) if old else None, Document(path) if new else None)
    faults: list[Problem] = []
    before, after = _read(old, path, []), _read(new, path, faults)
    own = dict(titles.get("sources", {}))
    for document in filter(None, (before, after)):
        own.update(_named(document, "sources", EACH))
    names = Names(schema(schema_of(after or before or Document(path))), {**titles, "sources": own})
    both = before and after and before.value is not None and after.value is not None
    found = differences(names, before.value, after.value) if both else ()
    return Change(path, before, after, found, faults, names)
