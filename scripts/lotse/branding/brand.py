"""Brand: the signs of one website together: its mark, its colours, and the cards of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model import Collection
from ..settings import Settings
from . import cards, favicons
from . import mark as marks
from .cards import Card
from .mark import Mark
from .palette import Palette, palette


@dataclass(frozen=True)
class Brand:
    """What a website called `name` is known by; `cards` by the address of a page."""

    name: str
    mark: Mark
    palette: Palette
    cards: Mapping[str, Card]


def brand(overrides: Path, collection: Collection, settings: Settings) -> Brand:
    """Return the brand of a website whose frame lies in `overrides`; raise CannotWork where mark or colours are missing.

    Who passes on a card needs its whole address. So there is none where nobody knows that of the website.
    """
    return Brand(
        settings.name,
        marks.read(overrides / "images"),
        palette(overrides / "styles", settings),
        cards.by_page(collection, settings) if settings.address else {},
    )


def files(brand: Brand, settings: Settings) -> Mapping[str, str | bytes]:
    """Return path from the root of the site -> content of the files that bear the mark; raise CannotWork."""
    return favicons.files(brand.mark, brand.palette, settings)
