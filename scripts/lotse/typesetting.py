"""Typesetting: Typst with the letters of the project, and no others, whatever the machine has."""

from functools import cache
from pathlib import Path

import typst

from .browser import npm

FONT = "@expo-google-fonts/atkinson-hyperlegible-next"
_WEIGHTS = {400: "400Regular", 600: "600SemiBold", 700: "700Bold"}


def letters(weight: int = 400) -> Path:
    """Return the file with the letters of a weight: 400, 600 or 700; raise CannotWork where it is not installed."""
    return npm.file(FONT, f"{_WEIGHTS[weight]}/AtkinsonHyperlegibleNext_{_WEIGHTS[weight]}.ttf")


def typeset(template: str, **how: object) -> bytes:
    """Return what Typst makes of `template`; `how` is what typst.Compiler.compile takes. Raise typst.TypstError, or CannotWork."""
    return _compiler().compile(template.encode(), **how)


@cache
def _compiler() -> typst.Compiler:
    folders = [letters(weight).parent for weight in _WEIGHTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
