"""Money: who bears the costs of a case, and which payers bear those of how many cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from ..model import Case, Funding, Payer, Vocabulary

MOST_EXAMPLES = 5  # cases that a payer shows, however many there are
MOST_DOTS = 12  # in a row, which a phone has room for

# Group of payers -> what its lane is called. Which payer belongs where, vocabulary/payers.yml says.
LANES: Mapping[str, str] = {"local": "Die Partner selbst", "higher": "Land, Bund und Programme"}


@dataclass(frozen=True)
class Lane:
    """A group of payers, and what they pay for in one case, in the order of the record."""

    title: str
    fundings: Sequence[Funding]


@dataclass(frozen=True)
class Example:
    """A case, and what of its funding by one payer is known as a sum or share."""

    case: Case
    sums: tuple[Funding, ...]


@dataclass(frozen=True)
class Row:
    """A payer, in how many cases it pays, and the first of them. `dots` stand for all: is a sum or share known?"""

    payer: Payer
    number: int
    examples: Sequence[Example]
    dots: tuple[bool, ...]


@dataclass(frozen=True)
class Overview:
    """Title of each lane -> its payers that any case has; how many cases a dot stands for; how many cases tell who
    pays, and how many of these a sum or share."""

    lanes: Mapping[str, Sequence[Row]]
    step: int
    telling: int
    known: int


def lanes(payers: Vocabulary, case: Case) -> tuple[Lane, ...]:
    """Return the lanes in which `case` has any funding."""
    by_group: dict[str, list[Funding]] = {group: [] for group in LANES}
    for funding in case.funding:
        by_group[payers.by_id[funding.payer].group].append(funding)
    return tuple(Lane(LANES[group], fundings) for group, fundings in by_group.items() if fundings)


def overview(payers: Vocabulary, cases: Iterable[Case]) -> Overview:
    """Return who pays in all of `cases`, which come in the order to show them in."""
    telling = [case for case in cases if case.funding]
    by_payer = {payer.id: [case for case in telling if payer.id in case.payers] for payer in payers.entries}
    step = ceil(max(map(len, by_payer.values()), default=0) / MOST_DOTS) or 1
    rows: dict[str, list[Row]] = {group: [] for group in LANES}
    for payer in payers.entries:
        if by_payer[payer.id]:
            rows[payer.group].append(_row(payer, by_payer[payer.id], step))
    known = sum(any(map(_is_known, case.funding)) for case in telling)
    return Overview({LANES[group]: found for group, found in rows.items() if found}, step, len(telling), known)


def _row(payer: Payer, cases: Sequence[Case], step: int) -> Row:
    examples = [Example(case, tuple(_sums(case, payer.id))) for case in cases]
    examples.sort(key=lambda example: not example.sums)
    known = ceil(sum(bool(example.sums) for example in examples) / step)
    return Row(
        payer, len(cases), examples[:MOST_EXAMPLES], tuple(dot < known for dot in range(ceil(len(cases) / step)))
    )


def _sums(case: Case, payer: str) -> Iterable[Funding]:
    return (funding for funding in case.funding if funding.payer == payer and _is_known(funding))


def _is_known(funding: Funding) -> bool:
    """Tell whether the source names a sum or share."""
    return bool(funding.amount or funding.share)
