"""Cells: cases that lie close together on the map share a marker."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import germany
from ..model import Case

REACH = 28  # map units that lie at least between two markers, so that none covers another: 24 pixels on a wide screen
_Place = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """A marker on the map: its number, where it stands, the name of that place, the cases around it, and the Land
    that most of them lie in."""

    number: int
    x: float
    y: float
    place: str
    cases: tuple[Case, ...]
    land: str


def cells(cases: Sequence[Case]) -> list[Cell]:
    """Return the markers for `cases` from north to south. A case with several places may belong to several cells.

    A marker stands at the place with the most cases; places within REACH of it belong to it.
    """
    at: dict[_Place, list[int]] = defaultdict(list)
    names: dict[_Place, str] = {}
    for index, case in enumerate(cases):
        for point in case.coordinates:
            at[point.lat, point.lon].append(index)
            names.setdefault((point.lat, point.lon), point.place.split(",")[0].strip() or point.place)
    gathered = _gather(sorted(at, key=lambda place: (-len(at[place]), place)))
    north_to_south = sorted(gathered, key=lambda place: germany.position(*place)[::-1])
    found = []
    for number, place in enumerate(north_to_south, start=1):
        indexes = sorted({index for member in gathered[place] for index in at[member]})
        members = tuple(cases[index] for index in indexes)
        x, y = germany.position(*place)
        found.append(Cell(number, round(x, 1), round(y, 1), names[place], members, _land_of_most(members, place)))
    return found


def numbers_by_case(cells: Iterable[Cell]) -> Mapping[str, list[int]]:
    """Return case id -> the numbers of its cells."""
    found: dict[str, list[int]] = defaultdict(list)
    for cell in cells:
        for case in cell.cases:
            found[case.id].append(cell.number)
    return dict(found)


def _gather(places: Iterable[_Place]) -> Mapping[_Place, list[_Place]]:
    """Return centre -> the places around it. Each place joins the nearest centre within REACH or becomes one itself.

    Centres are kept in squares as wide as REACH, so that only those of nine squares have to be looked at.
    """
    gathered: dict[_Place, list[_Place]] = {}
    squares: dict[tuple[int, int], list[_Place]] = defaultdict(list)
    for place in places:
        x, y = germany.position(*place)
        column, row = int(x // REACH), int(y // REACH)
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = {centre: math.dist((x, y), germany.position(*centre)) for square in around for centre in squares[square]}
        nearest = min(near, key=near.get, default=None)
        if nearest and near[nearest] < REACH:
            gathered[nearest].append(place)
        else:
            gathered[place] = [place]
            squares[column, row].append(place)
    return gathered


def _land_of_most(cases: Sequence[Case], place: _Place) -> str:
    """Return the Land that most of `cases` name; among equals the one that the place lies in."""
    count = Counter(id for case in cases for id in case.laender)
    here = germany.land_at(*place)
    return max(count, key=lambda id: (count[id], id == here))
