"""Palette: the colours of the website for files that no style sheet reaches, taken from the style sheet itself."""

from dataclasses import dataclass, replace
from pathlib import Path

from ..problems import CannotWork, reason
from ..reading.tokens import SCHEMES, colours, tokens
from ..settings import Settings

_TOKENS = ("brand", "on-brand", "paper", "accent")  # in the order of Shades


@dataclass(frozen=True)
class Shades:
    """The colours of one scheme, light or dark, as #rrggbb."""

    brand: str
    on_brand: str
    paper: str
    accent: str


@dataclass(frozen=True)
class Palette:
    """The colours on light and on dark ground."""

    light: Shades
    dark: Shades


def palette(styles: Path, settings: Settings) -> Palette:
    """Return the colours of tokens.css in the folder `styles`, with the main colour of `settings` where they name one.

    Raise CannotWork where the sheet is not readable or does not name them all.
    """
    try:
        found = colours(tokens((styles / "tokens.css").read_text(encoding="utf-8")))
        light, dark = (Shades(*(found[name][scheme] for name in _TOKENS)) for scheme in SCHEMES)
    except OSError as error:
        raise CannotWork(f"Die Datei overrides/styles/tokens.css ist nicht lesbar. {reason(error)}") from None
    except KeyError as missing:
        raise CannotWork(f"In overrides/styles/tokens.css fehlt die Farbe --{missing.args[0]}.") from None
    own = settings.colours
    return Palette(replace(light, brand=own.light), replace(dark, brand=own.dark)) if own else Palette(light, dark)
