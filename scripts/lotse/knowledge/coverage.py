"""Coverage: how many cases there are for each topic together with something else, and where none is."""

from collections.abc import Mapping
from dataclasses import dataclass

from .library import FILTERS, Library


@dataclass(frozen=True)
class Matrix:
    """Topic id -> term id of the vocabulary behind `filter` -> number of cases."""

    filter: str
    counts: Mapping[str, Mapping[str, int]]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all combinations, row by row."""
        return tuple(number for row in self.counts.values() for number in row.values())


def matrix(library: Library, filter: str) -> Matrix:
    """Return the matrix of all topics and the vocabulary that `filter` of the case list chooses from."""
    terms = library.terms(FILTERS[filter][1])
    counts = {topic.id: {term.id: 0 for term in terms} for topic in library.terms("topics")}
    for case in library.cases:
        facets = library.facets[case.id]
        for topic in facets["thema"]:
            for id in facets[filter]:
                counts[topic][id] += 1
    return Matrix(filter, counts)
