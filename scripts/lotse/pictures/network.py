"""Network: a case in the middle, its partners on both sides, each joined to it by a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Case, Partner

MOST = 12  # partners that the picture names, however many there are
ROW = 10  # units of height that a partner takes; how high that is on the screen, its name decides
_LOPSIDED = 2  # partners by which the sides may differ so that those of a kind stay together


@dataclass(frozen=True)
class Member:
    """A partner. `kind` is that of the partner where a new kind begins, else None; `line` is an SVG path."""

    partner: Partner
    kind: str | None
    line: str


@dataclass(frozen=True)
class Side:
    """Partners from top to bottom, and how high their side is in units."""

    members: tuple[Member, ...]
    height: int


@dataclass(frozen=True)
class Network:
    """The picture: what stands on the left and right of the case, and how many partners it leaves out."""

    left: Side
    right: Side
    left_out: int


def network(case: Case, kinds: Iterable[str]) -> Network | None:
    """Return the network of a case, its partners in the order of `kinds` (ids); None for fewer than two partners."""
    if len(case.partners) < 2:
        return None
    order = {kind: place for place, kind in enumerate(kinds)}
    partners = sorted(case.partners, key=lambda partner: order[partner.kind])[:MOST]
    middle = _middle(partners)
    return Network(
        _side(partners[:middle], from_right=False),
        _side(partners[middle:], from_right=True),
        len(case.partners) - len(partners),
    )


def _middle(partners: Sequence[Partner]) -> int:
    """Return how many partners stand on the left: half of them, or so many that a new kind begins on the right."""
    half = (len(partners) + 1) // 2
    changes = [place for place, (one, next) in enumerate(pairwise(partners), start=1) if one.kind != next.kind]
    nearest = min(changes, key=lambda place: abs(2 * place - len(partners)), default=half)
    return nearest if abs(2 * nearest - len(partners)) <= _LOPSIDED else half


def _side(partners: Sequence[Partner], *, from_right: bool) -> Side:
    height = ROW * len(partners)
    kinds = [None, *(partner.kind for partner in partners)]
    return Side(
        tuple(
            Member(partner, partner.kind if partner.kind != before else None, _line(place, height, from_right))
            for place, (partner, before) in enumerate(zip(partners, kinds, strict=False))
        ),
        height,
    )


def _line(place: int, height: int, from_right: bool) -> str:
    """Return a curve from the partner at `place` to the middle of the other edge, 100 units away."""
    y, end = ROW * place + ROW / 2, height / 2
    start, stop = (100, 0) if from_right else (0, 100)
    return f"M{start} {y:g}C50 {y:g} 50 {end:g} {stop} {end:g}"
