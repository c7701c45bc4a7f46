"""Styles: the look of all pages in one style sheet, and the typeface that it asks for."""

import re
from collections.abc import Mapping
from pathlib import Path

from ..problems import CannotWork, reason
from . import npm

TOKENS = "tokens.css"
_SHEET = "lotse.css"
_IMPORT = re.compile(r'^@import "([a-z]+\.css)";\n', re.MULTILINE)
_TYPEFACE = "@fontsource-variable/atkinson-hyperlegible-next"
_LETTERS = "files/atkinson-hyperlegible-next-latin-wght-normal.woff2"  # all weights, and all letters of German


def files(folder: Path) -> Mapping[str, str | bytes]:
    """Return path from the root of the site -> content; raise CannotWork where a sheet or the typeface is missing.

    In place of each @import in the main sheet of `folder` stands the sheet it names, so that browsers ask once.
    """
    return {
        f"styles/{_SHEET}": _IMPORT.sub(lambda found: read(folder / found[1]), read(folder / _SHEET)),
        "fonts/atkinson-hyperlegible-next.woff2": npm.file(_TYPEFACE, _LETTERS).read_bytes(),
    }


def look(folder: Path) -> str:
    """Return what the main sheet of `folder` says, but for the tokens; raise as `files` does."""
    names = [name for name in _IMPORT.findall(read(folder / _SHEET)) if name != TOKENS]
    return "".join(read(folder / name) for name in names)


def read(sheet: Path) -> str:
    """Return the text of a style sheet; raise CannotWork where it is missing."""
    try:
        return sheet.read_text(encoding="utf-8")
    except OSError as error:
        raise CannotWork(f"Die Datei overrides/styles/{sheet.name} ist nicht lesbar. {reason(error)}") from None
