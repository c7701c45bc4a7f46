"""PDF font: which texts our font can write, and its letters inside the file for what people type, as PDF/UA asks for."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

_FIRST, _LAST = 32, 255  # codes of the encoding that PDF calls WinAnsi and Python cp1252
_NONSYMBOLIC = 1 << 5


@dataclass(frozen=True)
class _Letters:
    """A font file with the letters of WinAnsi alone, and what a PDF wants to know about it."""

    file: bytes
    name: str
    widths: tuple[int, ...]
    box: tuple[int, ...]
    metrics: Mapping[str, int]


def embed(document: pikepdf.Pdf, path: Path) -> pikepdf.Object:
    """Return the font of the TrueType file at `path`, embedded in `document`."""
    letters = _letters(path)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{letters.name}"),
        Flags=_NONSYMBOLIC,
        FontBBox=Array(letters.box),
        ItalicAngle=0,
        StemV=80,  # only for viewers that replace the font, which is embedded
        FontFile2=document.make_stream(letters.file, Length1=len(letters.file)),
        **letters.metrics,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(f"/{letters.name}"),
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=Array(letters.widths),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=document.make_indirect(descriptor),
    )
    return document.make_indirect(font)


def writable(text: str, path: Path) -> str:
    """Return `text` with a space or a question mark for each character that the font at `path` lacks."""
    known = _known(path)
    return "".join(char if ord(char) in known else " " if char.isspace() else "?" for char in text)


@cache
def _known(path: Path) -> Set[int]:
    return TTFont(path).getBestCmap().keys()


@cache
def _letters(path: Path) -> _Letters:
    font = TTFont(path, recalcTimestamp=False)  # the same bytes in every build
    codes = [bytes([code]).decode("cp1252", errors="ignore") for code in range(_FIRST, _LAST + 1)]
    chosen = subset.Subsetter(subset.Options(layout_features=[], hinting=False, name_IDs=[1, 2, 6]))
    chosen.populate(text="".join(codes))
    chosen.subset(font)
    file = BytesIO()
    font.save(file)
    scale = 1000 / font["head"].unitsPerEm
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    names = [glyphs.get(ord(code), ".notdef") if code else ".notdef" for code in codes]
    head, lines = font["head"], font["OS/2"]
    return _Letters(
        file.getvalue(),
        font["name"].getDebugName(6),
        tuple(round(advances[name][0] * scale) for name in names),
        tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        {
            "Ascent": round(lines.sTypoAscender * scale),
            "Descent": round(lines.sTypoDescender * scale),
            "CapHeight": round(lines.sCapHeight * scale),
        },
    )
