"""Searches: our search and the one that ships with Material, each asked as a reader would ask it, in a real browser."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Page

FIRST = 5  # hits that count


@dataclass(frozen=True)
class Query:
    """What somebody types, and the addresses that would help."""

    query: str
    kind: str
    set: str
    expects: tuple[str, ...]


def read_queries(path: Path = Path(__file__).parent / "queries.yml") -> list[Query]:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Query(entry["query"], entry["kind"], entry["set"], tuple(entry["expects"])) for entry in entries]


@dataclass(frozen=True)
class Score:
    """Of how many queries a fitting address was among the first hits, and the very first."""

    queries: int
    among_first: int
    at_once: int

    @property
    def recall(self) -> float:
        return self.among_first / self.queries

    @property
    def first_hit(self) -> float:
        return self.at_once / self.queries


def score(queries: Sequence[Query], answers: Iterable[Sequence[str]], whole_pages: bool = False) -> Score:
    """Compare the `answers` (addresses, best first) with what the queries expect.

    With `whole_pages`, a page fits where a place on it is expected.
    """
    places = []
    for query, found in zip(queries, answers, strict=True):
        expected = {_page(address) for address in query.expects} if whole_pages else {*query.expects}
        fitting = (place for place, address in enumerate(found[:FIRST]) if {address, _page(address)} & expected)
        places.append(next(fitting, None))
    return Score(len(queries), sum(place is not None for place in places), sum(place == 0 for place in places))


def _page(address: str) -> str:
    return address.partition("#")[0]


class OurSearch:
    """The page /suche/."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.goto(f"{address}suche/")

    def ask(self, query: str) -> list[str]:
        """Return the addresses of the first hits, seen from the root of the site."""
        self.page.locator("#search-q").fill(query)
        self.page.locator("#search-q").press("Enter")
        self.page.locator("#search-status").filter(has_text=f"Treffer für „{query}“").wait_for()
        links = self.page.locator("[data-result] a").evaluate_all("all => all.map((link) => link.href)")
        return [link.removeprefix(self.address) for link in links][:FIRST]


class ShippedSearch:
    """The dialog in the head of every page of a plain Material site."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.goto(address)

    def ask(self, query: str) -> list[str]:
        """Return the addresses of the first hits; a hit anywhere on a page counts for every place of that page."""
        field = self.page.locator(".md-search__input")
        field.fill("")
        field.press("Backspace")  # the search looks at keys
        self._wait_for("^\\D*$")
        field.fill(query[:-1])
        field.press_sequentially(query[-1])
        self._wait_for("\\d|Keine")
        links = self.page.locator(".md-search-result__item > a:first-of-type").evaluate_all(
            "all => all.map((link) => link.href)"
        )
        return [urlsplit(link).path.lstrip("/") for link in links][:FIRST]

    def _wait_for(self, pattern: str) -> None:
        """Wait until the line above the results matches `pattern`."""
        meta = "document.querySelector('.md-search-result__meta').textContent"
        self.page.wait_for_function(f"pattern => new RegExp(pattern).test({meta})", arg=pattern)
