"""Quality: how often the first hits of our search and of the shipped one answer labelled queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.searches import OurSearch, Query, Score, ShippedSearch, read_queries, score
from bench.servers import serving

_SEARCHES = (("unsere", "site", OurSearch), ("mitgelieferte", "plain/site", ShippedSearch))


@dataclass(frozen=True)
class Quality:
    """How well a search answers the queries of a set."""

    search: str
    set: str
    score: Score


def measure(browser: Browser, root: Path, sets: Sequence[str]) -> tuple[Quality, ...]:
    """Ask both searches of the collection in `root`, built by `builds.measure`, the queries of `sets`."""
    queries = [query for query in read_queries() if query.set in sets]
    return tuple(
        one for name, folder, search in _SEARCHES for one in _ask(browser, root / folder, name, search, queries, sets)
    )


def _ask(
    browser: Browser, folder: Path, name: str, search: type, queries: Sequence[Query], sets: Sequence[str]
) -> list[Quality]:
    with serving(folder) as address:
        page = browser.new_page()
        asked = search(page, address)
        answers = {query.query: asked.ask(query.query) for query in queries}
        page.close()
    found = []
    for part in sets:
        chosen = [query for query in queries if query.set == part]
        fitting = score(chosen, (answers[query.query] for query in chosen), whole_pages=search is ShippedSearch)
        found.append(Quality(name, part, fitting))
    return found
