"""Heavy: the heaviest pages of a finished site, and the heaviest files that its pages fetch, as a web server sends them."""

from collections.abc import Iterable
from pathlib import Path

from bench.servers import packed
from lotse.offline import twins

LIMIT = 300_000  # bytes that no page may exceed, whatever the number of cases

Weighed = tuple[str, int]  # path from the root of the site, bytes


def pages(site: Path, number: int = 10) -> list[Weighed]:
    """Return the heaviest pages, the heaviest first."""
    return _heaviest(site, site.rglob("*.html"), number)


def fetched(site: Path, number: int = 10) -> list[Weighed]:
    """Return the heaviest files that scripts of open pages fetch, the heaviest first."""
    files = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".html")
    return _heaviest(site, (path for path in files if twins.is_fetched(path.relative_to(site).as_posix())), number)


def too_heavy(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Return what exceeds the limit."""
    return [(path, size) for path, size in weighed if size > LIMIT]


def _heaviest(site: Path, paths: Iterable[Path], number: int) -> list[Weighed]:
    weighed = ((path.relative_to(site).as_posix(), packed(path)) for path in paths)
    return sorted(weighed, key=lambda one: (-one[1], one[0]))[:number]
