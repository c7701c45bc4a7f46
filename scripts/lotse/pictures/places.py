"""Places: the picture on the start page, Germany with a dot wherever there are cases.

It is a file of its own, so that the start page stays light. No style sheet reaches it: it brings its colours along.
"""

from collections.abc import Iterable, Mapping

from ..germany import Point
from .locator import outlines, sheet

FILE = "images/orte.svg"
_RADIUS = 10  # units, five pixels where the picture is as high as the band: dots of neighbouring cells just meet


def files(points: Iterable[Point], land: str, dot: str) -> Mapping[str, str]:
    """Return path from the root of the site -> the picture with a dot at each of the `points` of the map.

    `land` and `dot` are colours for a dark ground. Raise CannotWork where the outlines are not installed.
    """
    dots = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}"/>' for x, y in points)
    look = f'fill="{land}" fill-opacity=".12" stroke="{land}" stroke-opacity=".35" stroke-linejoin="round" stroke-width="4"'
    return {FILE: sheet(f'{outlines(look)}<g fill="{dot}">{dots}</g>')}
