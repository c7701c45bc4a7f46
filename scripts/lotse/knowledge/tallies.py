"""Tallies: how many of some cases each term of a vocabulary has, for bars beside the names of terms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Case, Term
from .library import FILTERS, Library


@dataclass(frozen=True)
class Tally:
    """A term, and how many of the cases that were counted it applies to."""

    term: Term
    number: int


def tally(library: Library, cases: Sequence[Case], filter: str) -> tuple[Tally, ...]:
    """Return the terms that `filter` of the case list chooses from and that any of `cases` has, in their own order."""
    counts = Counter(id for case in cases for id in library.facets[case.id][filter])
    terms = library.terms(FILTERS[filter][1])
    return tuple(Tally(term, counts[term.id]) for term in terms if counts[term.id])
