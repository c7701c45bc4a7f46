"""Timeline: when a case and its legal forms began and ended, and where its milestones lie, true to scale.

All places are percent of the width, so that browsers stretch the picture and leave its text as large as it is.
"""

import calendar
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Case

MOST_ROWS = 6  # of milestones
_CIRCLE = 12.0  # how wide a milestone is where the picture is narrowest, with a gap
_SHORTEST = 2.0  # a bar of a day still shows
_LABELS = 8  # years that fit where the picture is wide
_NARROW_LABELS = 5
_ROOM = 12.0  # what a year takes where the picture is wide
_NARROW_ROOM = 18.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)

Interval = tuple[float, float]  # in years, such as 2019.5


@dataclass(frozen=True)
class Bar:
    """A stretch of time. An `open` one goes on, as far as is known; of an `unsure` one beginning or end is not known."""

    x: float
    width: float
    open: bool
    unsure: bool


@dataclass(frozen=True)
class Stint:
    """From when to when something was the case, as the record writes it."""

    since: str | None
    until: str | None


@dataclass(frozen=True)
class Lane:
    """The stints of one legal form, or of the whole case where `form` is None."""

    form: str | None
    stints: tuple[Stint, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Dot:
    """A milestone, by its number in the list; where it took a while, from `start` to `end`."""

    number: int
    x: float
    start: float
    end: float

    @property
    def left(self) -> float:
        """Where the room begins that it takes."""
        return min(self.start, self.x - _CIRCLE / 2)

    @property
    def right(self) -> float:
        """Where the room ends that it takes."""
        return max(self.end, self.x + _CIRCLE / 2)


@dataclass(frozen=True)
class Year:
    """A year below the axis, at its beginning; `narrow` ones also fit where the picture is narrow. The name of the last
    one stands `at_end` of the axis where it has no room behind its beginning."""

    number: int
    x: float
    narrow: bool = True
    at_end: bool = False

    def left(self, room: float) -> float:
        """Where its name begins if it takes so much room."""
        return 100 - room if self.at_end else self.x


@dataclass(frozen=True)
class Timeline:
    """The picture: lanes, rows of milestones, and years. `hidden` milestones found no room."""

    first: int
    last: int
    lanes: tuple[Lane, ...]
    rows: tuple[tuple[Dot, ...], ...]
    hidden: int
    years: tuple[Year, ...]

    @property
    def has_open(self) -> bool:
        """Tell whether an arrow stands in the picture."""
        return any(bar.open for lane in self.lanes for bar in lane.bars)

    @property
    def has_unsure(self) -> bool:
        """Tell whether a dashed bar stands in the picture."""
        return any(bar.unsure for lane in self.lanes for bar in lane.bars)


class _Axis:
    """Years from the beginning of the first to the end of the last, and where on it they lie."""

    def __init__(self, moments: Sequence[float]) -> None:
        self.first = math.floor(min(moments))
        self.end = max(math.ceil(max(moments)), self.first + 1)

    def place(self, moment: float) -> float:
        return round(100 * (moment - self.first) / (self.end - self.first), 2)


def timeline(case: Case) -> Timeline | None:
    """Return the timeline of a case; None where its record dates fewer than two things."""
    lanes = _lanes(case)
    if sum(len(stints) for _, stints in lanes) + len(case.milestones) < 2:
        return None
    spans = [(moment(mark.date), moment(mark.until or mark.date)) for mark in case.milestones]
    ends = [moment(date) for _, stints in lanes for stint in stints for date in (stint.since, stint.until) if date]
    known = _last_moment(case.as_of)
    is_open = any(stint.until is None for _, stints in lanes for stint in stints)
    axis = _Axis([*ends, *(time for span in spans for time in span), *([known] if is_open else [])])
    rows, hidden = _rows(_dots(axis, spans))
    drawn = tuple(_lane(axis, form, stints, known, case.status == "running") for form, stints in lanes)
    return Timeline(axis.first, axis.end - 1, drawn, rows, hidden, tuple(_years(axis)))


def moment(date: str) -> float:
    """Return the middle of a day, month or year such as 2019-05-31, 2019-05 or 2019, in years."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return year + 0.5
    month, day = rest[0], rest[1] if len(rest) > 1 else 15.5
    return year + (month - 1 + (day - 0.5) / calendar.monthrange(year, month)[1]) / 12


def _last_moment(date: str) -> float:
    """Return the end of a day, month or year."""
    year, *rest = (int(part) for part in date.split("-"))
    return moment(date) if len(rest) > 1 else year + (rest[0] / 12 if rest else 1)


def _lanes(case: Case) -> Sequence[tuple[str | None, tuple[Stint, ...]]]:
    """Return what is dated of the case as a whole, then of each legal form in order of time."""
    found: dict[str | None, list[Stint]] = {}
    whole = (None, Stint(case.period.start, case.period.end))
    for form, stint in [whole, *((form.form, Stint(form.since, form.until)) for form in case.legal_forms)]:
        if stint.since or stint.until:
            found.setdefault(form, []).append(stint)
    return [(form, tuple(stints)) for form, stints in found.items()]


def _lane(axis: _Axis, form: str | None, stints: tuple[Stint, ...], known: float, is_running: bool) -> Lane:
    return Lane(form, stints, tuple(_bar(axis, stint, known, is_running) for stint in stints))


def _bar(axis: _Axis, stint: Stint, known: float, is_running: bool) -> Bar:
    """A bar goes as far as the record says, or as far as its sources knew."""
    since = axis.place(moment(stint.since)) if stint.since else 0.0
    until = axis.place(moment(stint.until)) if stint.until else axis.place(known)
    width = max(until - since, _SHORTEST)
    is_open = stint.until is None and is_running
    unsure = stint.since is None or (stint.until is None and not is_running)
    return Bar(round(min(since, 100 - width), 2), round(width, 2), is_open, unsure)


def _rows(dots: Iterable[Dot]) -> tuple[tuple[tuple[Dot, ...], ...], int]:
    """Return `dots` in rows in which none covers another, and how many found no room."""
    rows: list[list[Dot]] = []
    hidden = 0
    for dot in sorted(dots, key=lambda dot: (dot.left, dot.number)):
        row = next((row for row in rows if row[-1].right <= dot.left), None)
        if row is not None:
            row.append(dot)
        elif len(rows) < MOST_ROWS:
            rows.append([dot])
        else:
            hidden += 1
    return tuple(tuple(row) for row in rows), hidden


def _dots(axis: _Axis, spans: Iterable[Interval]) -> Iterator[Dot]:
    """Yield a dot for each milestone, in the middle of the time that it took."""
    for number, (start, end) in enumerate(spans, start=1):
        yield Dot(number, axis.place((start + end) / 2), axis.place(start), axis.place(end))


def _years(axis: _Axis) -> Iterator[Year]:
    """Yield the years that stand below the axis: the first, the last, and between them whole steps that fit."""
    first, last = Year(axis.first, 0.0), _last_year(axis)
    yield first
    length = axis.end - axis.first
    step = next(step for step in _STEPS if length <= step * _LABELS)
    narrow = step if length <= step * _NARROW_LABELS else 2 * step
    for year in range(-(-(axis.first + 1) // step) * step, last.number, step):
        x = axis.place(year)
        if _fits(x, last, _ROOM):
            yield Year(year, x, year % narrow == 0 and _fits(x, last, _NARROW_ROOM))
    if last.number > first.number:
        yield last


def _last_year(axis: _Axis) -> Year:
    x = axis.place(axis.end - 1)
    return Year(axis.end - 1, x, at_end=x > 100 - _NARROW_ROOM)


def _fits(x: float, last: Year, room: float) -> bool:
    """Tell whether a name at `x` covers neither that of the first year nor that of the last."""
    return room <= x <= last.left(room) - room
