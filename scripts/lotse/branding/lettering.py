"""Lettering: text on a picture, broken into lines and made smaller until it fits where it shall stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

from ..typesetting import letters

_LEADING = 1.12  # from line to line, in heights of the letters
_PIECE = re.compile(r"\S+?(?:-+(?=\S)|\s+|$)")  # up to where a line may end


@dataclass(frozen=True)
class Lines:
    """Text as it stands on a picture."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont

    @property
    def step(self) -> int:
        """From line to line."""
        return round(self.font.size * _LEADING)

    @property
    def height(self) -> int:
        return len(self.lines) * self.step


def fitting(text: str, weight: int, sizes: Sequence[int], width: int, height: int) -> Lines:
    """Return `text` in the largest of `sizes` in which it fits; what does not fit in the smallest is cut off with „…“."""
    for size in sizes:
        lines = Lines(_lines(text, _font(weight, size), width), _font(weight, size))
        if lines.height <= height and all(lines.font.getlength(line) <= width for line in lines.lines):
            return lines
    return _cut(lines, width, height)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    """Break at spaces and after hyphens; a word that is too long has a line to itself."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return tuple(line.rstrip() for line in lines)


def _cut(lines: Lines, width: int, height: int) -> Lines:
    room = height // lines.step
    kept = [_shortened(line, lines.font, width) for line in lines.lines[:room]]
    if len(lines.lines) > room:
        kept[-1] = _shortened(f"{kept[-1].removesuffix('…')} …", lines.font, width)
    return Lines(tuple(kept), lines.font)


def _shortened(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return as much of `line` as fits, and „…“ for the rest."""
    if font.getlength(line) <= width:
        return line
    line = line.removesuffix("…")
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The plain layout, for the other one needs a library that not every machine has: the same bytes everywhere.
    return ImageFont.truetype(letters(weight), size, layout_engine=ImageFont.Layout.BASIC)
