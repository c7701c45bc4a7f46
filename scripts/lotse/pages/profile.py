"""Profile: what of a case fits on the one printed page that tells of it.

Nobody can measure paper while the page is made. So everything is counted in lines of the profile's small print, rather too
many than too few (styles/profile.css has the sizes); what matters most comes first, until the page is full.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..model import Case

_PAGE = 62.0  # lines on a page, beside what stands on every profile: mark, notes at the end
_LINE, _WIDE = 58, 118  # letters in a line of a column, and of the page
_MOST = 4  # statements of one kind
_PHASES = 5  # a path on which all are told of tells nothing


def profile(case: Case) -> Mapping[str, int]:
    """Return part of the page -> how many of its entries stand on the profile; the others stand on the website."""
    room = 2 * (_PAGE - _head(case))
    kept: Counter[str] = Counter()
    for part, lines in _in_turn(_entries(case)):
        cost = lines + (0 if part in kept else 1.8)  # its heading
        if cost <= room:
            room -= cost
            kept[part] += 1
    return kept


def _head(case: Case) -> float:
    """How many lines the head takes, across both columns."""
    region = f"{case.region} {' '.join(case.laender)}"
    partners = "; ".join(partner.name for partner in case.partners[:6])
    return sum(
        (
            2.2 * _lines(case.title, 55) + 0.6,
            1.15 * _lines(case.summary, 108) + 0.6,
            _lines(case.notice.text, 105) + 2.5 if case.notice else 0,
            1.2 * (_lines(partners, 80) + _lines(region, 26) + 2 + math.ceil(len(case.topics) / 3)) + 2,
            5.5 if case.figures else 0,
            4 if len(case.phases) < _PHASES else 0,
        )
    )


def _entries(case: Case) -> Mapping[str, Sequence[float]]:
    """Return part -> lines of each of its entries, the parts in the order in which they matter."""
    told = {
        "conditions": case.transfer_conditions,
        "money": case.financing,
        "approach": case.approach,
        "results": case.results,
        "occasion": case.occasion,
        "governance": case.governance,
        "success": case.success_factors,
    }
    lines = {part: [_lines(one.text) + 0.3 for one in items[:_MOST]] for part, items in told.items()}
    obstacles = [_lines(one.text) + _lines(one.response or "") + 3.2 for one in case.obstacles[:_MOST]]
    open_points = [_lines(point) + 0.3 for point in case.open_points[:2]]
    ordered = {"conditions": lines.pop("conditions"), "obstacles": obstacles, **lines}
    return {**ordered, "open-points": open_points, "own-notes": [5.0]}


def _in_turn(entries: Mapping[str, Sequence[float]]) -> Iterator[tuple[str, float]]:
    """Yield the first entry of each part, then the second of each, and so on: part and lines."""
    for number in range(_MOST):
        yield from ((part, lines[number]) for part, lines in entries.items() if number < len(lines))


def _lines(text: str, letters: int = _LINE) -> int:
    return math.ceil(len(text) / letters)
