"""Binding: the legal forms on a scale from loose to firm, in the steps of the vocabulary of binding levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Organisation, Term


@dataclass(frozen=True)
class Place:
    """A legal form and its number on the scale, 1 for the loosest."""

    number: int
    form: Organisation


@dataclass(frozen=True)
class Step:
    """A level of binding, and the legal forms that belong to it."""

    level: Term
    places: tuple[Place, ...]


def scale(levels: Sequence[Term], forms: Sequence[Organisation]) -> tuple[Step, ...]:
    """Return the steps of the scale; both vocabularies are in order from loose to firm. Levels without a form are left out."""
    ordered = [(level, [form for form in forms if form.level == level.id]) for level in levels]
    steps, number = [], 1
    for level, members in ordered:
        if members:
            steps.append(Step(level, tuple(Place(place, form) for place, form in enumerate(members, number))))
            number += len(members)
    return tuple(steps)
