"""Order: which cases people read first where they cannot read all at once."""

from collections.abc import Iterable, Sequence

from ..model import Case


def without_notice_first(cases: Iterable[Case]) -> list[Case]:
    """Return `cases` in their order, but those whose page bears a notice (not tried, thin sources) behind all others."""
    return sorted(cases, key=lambda case: case.notice is not None)


def most_specific_first(cases: Iterable[Case]) -> list[Case]:
    """Return the cases on a topic, those with fewest topics first: they are most about it; those with a notice last."""
    return without_notice_first(sorted(cases, key=lambda case: len(case.topics)))


def different(cases: Iterable[Case], most: int) -> list[Case]:
    """Return the first of `cases` that share neither a Land nor the main topic, at most `most`; where they are too few,
    also those that come next, whatever they share."""
    ordered = list(cases)
    chosen: list[Case] = []
    for case in ordered:
        if len(chosen) < most and all(_are_different(case, other) for other in chosen):
            chosen.append(case)
    return _filled(chosen, ordered, most)


def _are_different(one: Case, other: Case) -> bool:
    return set(one.laender).isdisjoint(other.laender) and one.topics[:1] != other.topics[:1]


def _filled(chosen: Sequence[Case], ordered: Iterable[Case], most: int) -> list[Case]:
    ids = {case.id for case in chosen}
    others = [case for case in ordered if case.id not in ids]
    return [*chosen, *others][:most]
