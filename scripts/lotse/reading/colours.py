"""Colours: the main colour of a website, checked for contrast and written as a style sheet."""

import re
from collections.abc import Mapping
from functools import cache

from ..home import HOME
from . import tokens

STYLE_SHEET = "styles/colours.css"
ENOUGH = 4.5  # contrast of text, WCAG 2.2, success criterion 1.4.3
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# The grounds that the main colour stands on, and the text that stands on it: tokens, and what they are to people.
_NEIGHBOURS = {
    "light": {"paper": "dem Grund der Seite", "paper-soft": "dem Grund von Kästen", "on-brand": "weißer Schrift"},
    "dark": {"paper": "dem Grund der Seite", "paper-soft": "dem Grund von Kästen", "on-brand": "dunkler Schrift"},
}


def is_colour(text: str) -> bool:
    """Tell whether `text` is a colour such as #0b5563."""
    return bool(_COLOUR.fullmatch(text))


def fault(scheme: str, colour: str) -> str | None:
    """Return a German message if `colour` stands out too little in `scheme` (light or dark), or None."""
    ratio, name = min((contrast(colour, _ours()[id][scheme]), name) for id, name in _NEIGHBOURS[scheme].items())
    if ratio >= ENOUGH:
        return None
    return (
        f"Die Farbe {colour} hebt sich zu wenig von {name} ab ({_german(ratio)} zu 1, nötig sind {_german(ENOUGH)} zu 1). "
        f"Nehmen Sie eine {'dunklere' if scheme == 'light' else 'hellere'}."
    )


@cache
def _ours() -> Mapping[str, Mapping[str, str]]:
    """The colours of the project, by token and scheme."""
    sheet = HOME / "overrides/styles/tokens.css"
    return tokens.colours(tokens.tokens(sheet.read_text(encoding="utf-8")))


def _german(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def files(light: str, dark: str) -> Mapping[str, str]:
    """Return the style sheet, by its path, that makes `light` and `dark` the main colour; stronger tones are mixed from it."""
    sheet = (
        ":root {\n"
        f"  --brand: light-dark({light}, {dark});\n"
        f"  --brand-strong: light-dark(color-mix(in srgb, {light} 75%, black), color-mix(in srgb, {dark} 60%, white));\n"
        "}\n"
    )
    return {STYLE_SHEET: sheet}
