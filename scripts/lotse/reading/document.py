"""Documents: the plain values of a YAML file, and where in the file each of them stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from ..problems import Problem

EACH = "*"
Pointer = tuple[str | int, ...]
Place = tuple[int, int]


def _items(value: object, step: str | int) -> Iterator[tuple[str | int, object]]:
    """Yield key and value of the entry `step` of a list or mapping, or of EACH; nothing of anything else."""
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys if step == EACH else (step,) if step in keys else ():
            yield key, value[key]


@dataclass(frozen=True)
class Places:
    """Where each value stands in a file, and each key."""

    values: dict[Pointer, Place]
    keys: dict[Pointer, Place]


@dataclass(frozen=True)
class Document:
    """One YAML file: its path as shown to authors, its value, and what finds out where everything stands."""

    path: str
    value: object = None
    locate: Callable[[], Places] = lambda: Places({}, {})

    @cached_property
    def places(self) -> Places:
        """Where each value and key stands."""
        return self.locate()

    @cached_property
    def folder(self) -> str:
        """The folder the file lies in: `cases`, `checklists`, `surveys`, `vocabulary`, or `content` for the head of a page."""
        return PurePosixPath(self.path).parts[0]

    @cached_property
    def id(self) -> str:
        """The file name without its ending: the id of the record."""
        return PurePosixPath(self.path).stem

    def problem(self, pointer: Pointer, message: str, at_key: bool = False) -> Problem:
        """Return a problem at the value (or the key) that `pointer` leads to, or at its nearest parent."""
        places = self.places.keys if at_key else self.places.values
        while pointer and pointer not in places:
            pointer = pointer[:-1]
        return Problem(self.path, *places.get(pointer, (1, 1)), message)

    def find(self, *pattern: str | int, kind: type = str) -> Iterator[tuple[Pointer, object]]:
        """Yield (pointer, value) for each value of type `kind` on the path `pattern`; EACH stands for any list entry or field.

        What is missing or of another type is passed over, so that rules can look at records that are not yet right.
        """
        found: list[tuple[Pointer, object]] = [((), self.value)]
        for step in pattern:
            found = [(pointer + (key,), item) for pointer, value in found for key, item in _items(value, step)]
        yield from ((pointer, value) for pointer, value in found if isinstance(value, kind))

    def get(self, *pointer: str | int) -> object:
        """Return the value at `pointer`, or None where there is none."""
        return next((value for _, value in self.find(*pointer, kind=object)), None)
