"""Drawing: makes the pictures of cards: mark and name of the website, a title, and what one wants to know as stations on a route."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from .brand import Brand
from .cards import SIZE, WIDTH, Card
from .lettering import Lines, fitting

# Pixels from the top or left.
_EDGE = 72
_HEAD, _MARK, _NAME = 60, 64, (38, 32, 26)
_TITLE_TOP, _TITLE_HEIGHT, _TITLE = 164, 250, (92, 84, 76, 68, 60, 54, 48, 42)
_ROUTE, _ROUTE_WIDTH, _STATION = 468, 8, 18
_LABEL_TOP, _LABEL_HEIGHT, _LABEL, _LABEL_GAP = 500, 96, (32, 28, 24), 36

_FINE = 4  # the route is drawn so many times larger, for smooth edges

# The palette: from the ground to letters, then from the ground to the route. Sixteen tones make small files. Pictures are
# drawn in the numbers of tones: what is half ground and half letter gets the number half way.
_LETTERS, _HALF_AS_MANY = 9, 5


@dataclass(frozen=True)
class Ink:
    """The colours of a card."""

    ground: str
    letters: str
    route: str


def files(brand: Brand, is_unwanted: Callable[[], bool]) -> Mapping[str, bytes]:
    """Return path from the root of the site -> PNG of each card of `brand`; stop where nobody wants them any more.

    Raise CannotWork where the typeface is missing.
    """
    ink = Ink(brand.palette.light.brand, brand.palette.light.on_brand, brand.palette.dark.accent)
    tones = _tones(ink)
    grounds = cache(lambda stations: _ground(stations, brand, ink, tones))
    made = {}
    for card in brand.cards.values():
        if is_unwanted():
            break
        image = grounds(len(card.stations)).copy()
        _write_card(image, card)
        made[card.path] = _png(image, tones)
    return made


def _ground(stations: int, brand: Brand, ink: Ink, tones: Image.Image) -> Image.Image:
    """What cards with so many stations have in common, in numbers of `tones`."""
    image = Image.new("RGB", SIZE, ink.ground)
    sign = Image.open(BytesIO(brand.mark.coloured(ink.letters, ink.ground).picture(_MARK)))
    image.paste(sign, (_EDGE, _HEAD), sign)
    beside = _EDGE + _MARK + 18
    strip = _route(stations, ink)
    image.paste(strip, (0, _ROUTE - strip.height // 2))
    numbers = Image.frombytes("L", SIZE, image.quantize(palette=tones, dither=Image.Dither.NONE).tobytes())
    name = fitting(brand.name, 600, _NAME, WIDTH - _EDGE - beside, _MARK)
    _write(numbers, name, beside, _HEAD + (_MARK - name.height) // 2)
    return numbers


def _route(stations: int, ink: Ink) -> Image.Image:
    """A strip as wide as a card, with the route from edge to edge and a ring for each station."""
    strip = Image.new("RGB", (WIDTH * _FINE, 2 * (_STATION + 2) * _FINE), ink.ground)
    draw, middle = ImageDraw.Draw(strip), strip.height / 2
    draw.line((0, middle, strip.width, middle), ink.route, _ROUTE_WIDTH * _FINE)
    for left, _ in _columns(stations):
        centre = ((left + _STATION) * _FINE, middle)
        draw.circle(centre, _STATION * _FINE, ink.ground, ink.route, _ROUTE_WIDTH * _FINE)
    return strip.reduce(_FINE)


def _write_card(image: Image.Image, card: Card) -> None:
    title = fitting(card.title, 700, _TITLE, WIDTH - 2 * _EDGE, _TITLE_HEIGHT)
    _write(image, title, _EDGE, _TITLE_TOP + (_TITLE_HEIGHT - title.height) // 2)
    for station, (left, width) in zip(card.stations, _columns(len(card.stations)), strict=True):
        _write(image, fitting(station, 400, _LABEL, width, _LABEL_HEIGHT), left, _LABEL_TOP)


def _columns(count: int) -> list[tuple[int, int]]:
    """Left edge and width of the column of each station."""
    step = (WIDTH - 2 * _EDGE + _LABEL_GAP) // max(count, 1)
    return [(_EDGE + number * step, step - _LABEL_GAP) for number in range(count)]


def _write(image: Image.Image, lines: Lines, left: int, top: int) -> None:
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines.lines):
        draw.text((left, top + number * lines.step), line, _LETTERS, lines.font)


def _tones(ink: Ink) -> Image.Image:
    """An empty picture with our palette."""
    tones = [*_between(ink.ground, ink.letters, _LETTERS), *_between(ink.ground, ink.route, _HALF_AS_MANY)]
    image = Image.new("P", (1, 1))
    image.putpalette([channel for tone in tones for channel in tone])
    return image


def _between(one: str, other: str, steps: int) -> list[tuple[int, ...]]:
    """Return tones from `one` colour to the `other`, both included."""
    pairs = list(zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True))
    return [tuple(round(a + (b - a) * step / steps) for a, b in pairs) for step in range(steps + 1)]


def _png(numbers: Image.Image, tones: Image.Image) -> bytes:
    numbers.putpalette(tones.getpalette())
    file = BytesIO()
    numbers.save(
        file, "PNG", bits=4, compress_type=zlib.Z_RLE
    )  # half the time of the ordinary way, for flat areas as good
    return file.getvalue()
