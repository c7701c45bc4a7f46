"""Similarity: for each case the few others that have most in common with it, and what that is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, islice
from math import log2

from ..model import Case

MOST = 4  # similar cases that a case shows
CANDIDATES = 100  # cases that are compared with a case, however many there are

# Filter of the case list -> how much it counts when two cases agree in it. Rare values count more.
WEIGHTS = {"thema": 4, "form": 3, "land": 1, "ebene": 1, "groesse": 1, "partner": 0.5}
_BESIDE_TOPIC = ("form", "ebene", "land")

Feature = tuple[str, str]  # a filter, and an id by which it finds the case
Facets = Mapping[str, tuple[str, ...]]  # filter -> the ids by which it finds a case
Buckets = Mapping[tuple[Feature, Feature], list[int]]  # two features -> the positions of the cases that have both


@dataclass(frozen=True)
class Similar:
    """A similar case, and what it shares: filter -> ids, in the order of WEIGHTS."""

    case: Case
    shared: Facets


def similar_cases(
    cases: Sequence[Case], facets: Mapping[str, Facets], related: Mapping[str, Set[str]]
) -> Mapping[str, list[Similar]]:
    """Return case id -> at most MOST similar cases, the most similar first.

    `facets` are those of each case by its id; `related` are the ids of cases that its page names anyway.
    Two similar cases share two topics, or a topic and form, level or Land.
    """
    features = [_features(facets[case.id]) for case in cases]
    weights = _weights(features)
    totals = [sum(weights[feature] for feature in own) for own in features]
    buckets = _buckets(cases, facets)
    found = {}
    for position, case in enumerate(cases):
        likenesses = {
            other: likeness(features[position], features[other], weights, totals[position] + totals[other])
            for other in _candidates(position, facets[case.id], buckets)
            if cases[other].id not in related[case.id]
        }
        best = nsmallest(MOST, likenesses, key=lambda other: (-likenesses[other], other))
        found[case.id] = [Similar(cases[other], _shared(facets[case.id], facets[cases[other].id])) for other in best]
    return found


def likeness(features: Set[Feature], others: Set[Feature], weights: Mapping[Feature, int], total: int) -> float:
    """Return how much of what two cases have is common to both, from 0 to 1; `total` is the weight of all of it."""
    shared = sum(map(weights.__getitem__, features & others))
    return shared / (total - shared)


def _features(facets: Facets) -> frozenset[Feature]:
    return frozenset((name, id) for name in WEIGHTS for id in facets[name])


def _weights(features: Sequence[Set[Feature]]) -> Mapping[Feature, int]:
    """Whole numbers, so that the order in which they are added up does not change their sum."""
    counts = Counter(feature for own in features for feature in own)
    return {
        feature: round(100 * WEIGHTS[feature[0]] * log2(1 + len(features) / count)) for feature, count in counts.items()
    }


def _combinations(facets: Facets) -> Iterator[tuple[Feature, Feature]]:
    """Yield each two features of a case by which similar cases are looked for."""
    topics = [("thema", id) for id in facets["thema"]]
    yield from combinations(topics, 2)
    for topic in topics:
        for name in _BESIDE_TOPIC:
            for id in facets[name]:
                yield topic, (name, id)


def _buckets(cases: Sequence[Case], facets: Mapping[str, Facets]) -> Buckets:
    found: dict[tuple[Feature, Feature], list[int]] = {}
    for position, case in enumerate(cases):
        for combination in _combinations(facets[case.id]):
            found.setdefault(combination, []).append(position)
    return found


def _candidates(position: int, facets: Facets, buckets: Buckets) -> Set[int]:
    """Return the positions of at most CANDIDATES cases; those of the rarest combinations come first."""
    found: set[int] = set()
    for bucket in sorted((buckets[combination] for combination in _combinations(facets)), key=len):
        found.update(islice(_others(bucket, position), CANDIDATES - len(found)))
        if len(found) == CANDIDATES:
            break
    return found


def _others(bucket: Sequence[int], position: int) -> Iterator[int]:
    """Yield what else is in the bucket, from `position` on and round again: cases of a full bucket get different ones."""
    start = bisect_right(bucket, position)
    for step in range(len(bucket) - 1):
        yield bucket[(start + step) % len(bucket)]


def _shared(facets: Facets, others: Facets) -> Facets:
    common = {name: tuple(id for id in facets[name] if id in others[name]) for name in WEIGHTS}
    return {name: ids for name, ids in common.items() if ids}
