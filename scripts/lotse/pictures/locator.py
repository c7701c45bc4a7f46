"""Locator: a small map that shows in which Länder a case lies, and at which places.

The outlines of all Länder are one picture for the whole website; a page draws over it only the Länder of its case.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .. import germany
from ..model import Case

FILE = "images/deutschland.svg"
WIDTH, HEIGHT = 586, 794  # units of the map
_APART = 5  # units that the points of an outline lie apart at least: two pixels where the map is as small as it is meant to be
# Every ground, light or dark, shows through: pictures in files know nothing of the colours of a page.
_LOOK = 'fill="#87929a" fill-opacity=".25" stroke="#87929a" stroke-linejoin="round" stroke-width="6"'


@dataclass(frozen=True)
class Locator:
    """What is drawn over the outlines: the paths of the Länder, to be enlarged by `scale`, and the dots of the places."""

    paths: tuple[str, ...]
    scale: float
    dots: tuple[tuple[int, int], ...]


def locator(case: Case) -> Locator:
    """Return the map of a case; raise CannotWork where the outlines are not installed."""
    points = [germany.position(place.lat, place.lon) for place in case.coordinates]
    dots = dict.fromkeys((round(x), round(y)) for x, y in points)
    return Locator(tuple(_path(id) for id in case.laender), 1 / germany.STEPS, tuple(dots))


def files() -> Mapping[str, str]:
    """Return path from the root of the site -> the picture with the outlines of all Länder; raise as `locator` does."""
    return {FILE: sheet(outlines(_LOOK))}


def sheet(drawn: str) -> str:
    """Return what is `drawn` in units of the map, as a picture in a file."""
    box = f'width="{WIDTH}" height="{HEIGHT}" viewBox="-4 -4 {WIDTH + 8} {HEIGHT + 8}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>\n'


def outlines(look: str) -> str:
    """Return the outlines of all Länder as SVG; `look` are the attributes that say how they look. Raise as `locator`."""
    paths = "".join(f'<path d="{_path(id)}"/>' for id in germany.LAENDER)
    return f'<g {look} transform="scale({1 / germany.STEPS:g})">{paths}</g>'


@cache
def _path(id: str) -> str:
    """The outline of a Land, with fewer points than the large map has."""
    return germany.Land(tuple(_coarse(line) for line in germany.laender()[id].lines)).path()


def _coarse(line: germany.Line) -> germany.Line:
    kept = [line[0]]
    for point in line:
        if math.dist(point, kept[-1]) >= _APART:
            kept.append(point)
    return [*kept, line[0]]
