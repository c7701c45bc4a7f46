"""Results: what a run of the bench has measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.builds import Builds
from bench.heavy import Weighed
from bench.journeys import Visit
from bench.quality import Quality
from bench.reloading import Reloads


@dataclass(frozen=True)
class Measured:
    """What was measured with a collection of `cases` cases, which has `pages` pages."""

    cases: int
    pages: int
    builds: Builds
    reloads: Reloads
    visits: Sequence[Visit]
    filtering: float  # milliseconds
    heavy_pages: Sequence[Weighed]
    heavy_files: Sequence[Weighed]


@dataclass(frozen=True)
class Results:
    """What was measured with collections of growing size, and how well the searches answer with the real one."""

    collections: Sequence[Measured]
    quality: Sequence[Quality]
