"""Reviews: when a case was last compared with its sources, and when somebody should do so again."""

import calendar
import datetime
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..model import Case
from ..problems import Problem
from ..reading.document import Document


def today() -> datetime.date:
    """Return the day of the build: the one in SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/), or today."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", moment):  # what is longer, no calendar has
        return datetime.datetime.fromtimestamp(int(moment), datetime.UTC).date()
    return datetime.date.today()


@dataclass(frozen=True)
class Reviews:
    """The rule that a case is reviewed again after so many `months`, as seen on `day`."""

    months: int
    day: datetime.date = field(default_factory=today)

    def due_on(self, case: Case) -> datetime.date:
        """Return the day from which on a review of `case` is due."""
        last = datetime.date.fromisoformat(case.reviewed_on)
        years, month = divmod(last.month - 1 + self.months, 12)
        year, month = last.year + years, month + 1
        return datetime.date(year, month, min(last.day, calendar.monthrange(year, month)[1]))

    def is_due(self, case: Case) -> bool:
        """Tell whether a review of `case` is due."""
        return self.due_on(case) <= self.day

    def in_order(self, cases: Iterable[Case]) -> list[Case]:
        """Return `cases` in the order in which their reviews are due."""
        return sorted(cases, key=lambda case: (case.reviewed_on, case.id))

    def problems(self, documents: Iterable[Document], cases: Iterable[Case]) -> Iterator[Problem]:
        """Yield a problem, at the date of the last review in its document, for each of `cases` whose review is due."""
        places = {document.id: document for document in documents if document.folder == "cases"}
        for case in filter(self.is_due, self.in_order(cases)):
            yield places[case.id].problem(
                ("reviewed_on",),
                f"Zuletzt geprüft am {case.reviewed_on}, fällig seit {self.due_on(case)}. "
                "Vergleichen Sie den Fall mit seinen Quellen, und setzen Sie das Datum neu.",
            )
