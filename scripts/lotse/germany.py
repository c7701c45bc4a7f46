"""Germany on a map: outlines of the Länder, and where a point lies on them.

The outlines come from the npm package @svg-maps/germany, whose units are about a kilometre long. It does not name its
projection. Of the usual ones Mercator's fits by far best: the constants below come from a least-squares fit of the
outermost points of all Länder to their known coordinates, with a median deviation of 0.06 units.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise

from .browser import npm

STEPS = 2  # in a unit, to which drawn lines are rounded: less than half a pixel on a screen
NEAR = 15  # kilometres from a Land at which a point still counts as being on its border
_COAST = 1  # kilometres by which the map may be simpler than the country
_PACKAGE = "@svg-maps/germany"
_LOCATION = re.compile(r'"id":"(\w+)","path":"([^"]*)"')
_STEP = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
_EAST, _WEST = 63.7458, -373.66  # x = degrees of longitude * _EAST + _WEST
_NORTH, _SOUTH = -63.5738, 4211.006  # y = degrees of latitude, stretched as Mercator does, * _NORTH + _SOUTH
PROJECTION = (_EAST, _WEST, _NORTH, _SOUTH)  # for browsers, which find the place that somebody points at
_KILOMETRES = 111.32  # in a degree of the equator

# The Länder as our vocabulary and as the package calls them.
LAENDER = {
    "baden-wuerttemberg": "bw",
    "bayern": "by",
    "berlin": "be",
    "brandenburg": "bb",
    "bremen": "hb",
    "hamburg": "hh",
    "hessen": "he",
    "mecklenburg-vorpommern": "mv",
    "niedersachsen": "ni",
    "nordrhein-westfalen": "nw",
    "rheinland-pfalz": "rp",
    "saarland": "sl",
    "sachsen": "sn",
    "sachsen-anhalt": "st",
    "schleswig-holstein": "sh",
    "thueringen": "th",
}
# Helgoland, which the map leaves out, and Neuwerk, which it draws as a part of Niedersachsen.
_ISLANDS = {"schleswig-holstein": (54.182, 7.889), "hamburg": (53.92, 8.5)}

Point = tuple[float, float]
Line = Sequence[Point]


@dataclass(frozen=True)
class Land:
    """A Land on the map: closed lines around its parts and holes."""

    lines: tuple[Line, ...]

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in the Land: the even-odd rule."""
        x, y = point
        left, top, right, bottom = self._box
        if not (left <= x <= right and top <= y <= bottom):
            return False
        inside = False
        for (x1, y1), (x2, y2) in self._edges():
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def distance(self, point: Point) -> float:
        """Return how far from the Land the point lies, in units; 0 within."""
        return 0.0 if self.holds(point) else min(_gap(point, *edge) for edge in self._edges())

    def path(self) -> str:
        """Return the lines for the attribute `d` of an SVG path, STEPS to a unit."""
        return "".join(_drawn(line) for line in self.lines)

    @cached_property
    def _box(self) -> tuple[float, float, float, float]:
        """The box that the Land fills: most points lie outside of it."""
        xs, ys = zip(*chain(*self.lines), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _edges(self) -> Iterator[tuple[Point, Point]]:
        return chain.from_iterable(pairwise(line) for line in self.lines)


@cache
def laender() -> Mapping[str, Land]:
    """Return id -> Land for all Länder of the vocabulary; raise CannotWork where the map is not installed."""
    paths = dict(_LOCATION.findall(npm.text(_PACKAGE, "index.js")))
    lines = {id: [*_lines(paths[name])] for id, name in LAENDER.items()}
    for id, island in _ISLANDS.items():
        lines[id].append((position(*island),) * 2)
    return {id: Land(tuple(drawn)) for id, drawn in lines.items()}


def licence() -> str:
    """Return the licence of the map; raise CannotWork where the map is not installed."""
    return npm.text(_PACKAGE, "LICENSE.md")


def position(lat: float, lon: float) -> Point:
    """Return where on the map a point (degrees north, degrees east) lies."""
    stretched = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
    return lon * _EAST + _WEST, stretched * _NORTH + _SOUTH


@cache
def distance(land: str, lat: float, lon: float) -> float:
    """Return the kilometres from a point to a Land; 0 within."""
    if not _on_the_map(lat, lon):
        return math.inf
    return laender()[land].distance(position(lat, lon)) * _KILOMETRES * math.cos(math.radians(lat)) / _EAST


@cache
def land_at(lat: float, lon: float) -> str | None:
    """Return the Land in which a point lies, or off the drawn coast or border the next one; None for a point abroad."""
    if not _on_the_map(lat, lon):
        return None
    point = position(lat, lon)
    for id, land in laender().items():
        if land.holds(point):
            return id
    nearest = min(LAENDER, key=lambda id: distance(id, lat, lon))
    return nearest if distance(nearest, lat, lon) <= _COAST else None


def _on_the_map(lat: float, lon: float) -> bool:
    return 47 < lat < 55.2 and 5.7 < lon < 15.2


def _lines(path: str) -> Iterator[Line]:
    """Yield the closed lines of an SVG path of relative steps; each line starts from the start of the one before."""
    x = y = 0.0
    for part in filter(None, path.split("z")):
        line = []
        for dx, dy in _STEP.findall(part):
            x, y = x + float(dx), y + float(dy)
            line.append((x, y))
        if line:
            x, y = line[0]
            yield (*line, line[0])


def _gap(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return math.hypot(x - x1 - along * dx, y - y1 - along * dy)


def _drawn(line: Line) -> str:
    """Return a line in whole steps; an island that shrinks to less than a triangle is left out."""
    points = [(round(x * STEPS), round(y * STEPS)) for x, y in line]
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    if len(moves) < 3:
        return ""
    numbers = "".join(f" {number}" if number >= 0 else str(number) for number in chain(*moves[:-1]))
    return f"M{points[0][0]} {points[0][1]}l{numbers.lstrip()}z"
