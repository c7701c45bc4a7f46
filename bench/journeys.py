"""Journeys: what readers fetch, and how long they wait, until a page answers them, in a real browser."""

import statistics
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.servers import Weight, serving

_NARROWED = '[data-count]:has-text(" von ")'  # the count of a list that a filter has narrowed
_PATIENCE = 180_000  # milliseconds that an answer may take
_ROUNDS = 3
# A mobile network with two bars, and a processor a quarter as fast as this one.
_WEAK_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
_WEAK_PROCESSOR = {"rate": 4}


@dataclass(frozen=True)
class Journey:
    """What somebody opens, in which folder of the collection, and what they see when it has answered."""

    title: str
    path: str
    answer: str
    folder: str = "site"


SEARCH = "erste Treffer der Suche"
SHIPPED = "erste Treffer der mitgelieferten Suche"
JOURNEYS = (
    Journey("Startseite", "", "h1"),
    Journey("ein Fall", "faelle/knf/", "h1"),
    Journey("Liste der Fälle, nach Thema gefiltert", "faelle/?thema=wohnen", _NARROWED),
    Journey("Checkliste, nach Phase zugeschnitten", "checklisten/?phase=formierung", _NARROWED),
    Journey(SEARCH, "suche/?q=Wohnungsbau", "[data-result]"),
    Journey(SHIPPED, "?q=Wohnungsbau", ".md-search-result__item", "plain/site"),
)


@dataclass(frozen=True)
class Visit:
    """What a journey fetched into an empty browser (bytes as sent, files), and milliseconds until the answer was seen."""

    title: str
    weight: int
    files: int
    milliseconds: float
    weak: float


def measure(browser: Browser, root: Path) -> tuple[Visit, ...]:
    """Make each journey on the finished websites of `builds.measure`, several times, and in a weak network."""
    return tuple(_measure(browser, root / journey.folder, journey) for journey in JOURNEYS)


def _measure(browser: Browser, folder: Path, journey: Journey) -> Visit:
    with serving(folder) as address:
        rounds = [_visit(browser, folder, address, journey) for _ in range(_ROUNDS)]
        _, weak = _visit(browser, folder, address, journey, weak=True)
    weight, _ = rounds[0]
    middle = statistics.median(milliseconds for _, milliseconds in rounds)
    return Visit(journey.title, weight.total, weight.requests, middle, weak)


def _visit(browser: Browser, folder: Path, address: str, journey: Journey, weak: bool = False) -> tuple[Weight, float]:
    context = browser.new_context()
    page = context.new_page()
    if weak:
        session = context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", _WEAK_NETWORK)
        session.send("Emulation.setCPUThrottlingRate", _WEAK_PROCESSOR)
    weight = Weight(page, folder)
    page.goto(address + journey.path, wait_until="commit", timeout=_PATIENCE)
    page.locator(journey.answer).first.wait_for(timeout=_PATIENCE)
    milliseconds = page.evaluate("performance.now()")
    if not weak:
        page.wait_for_load_state("networkidle", timeout=_PATIENCE)
    context.close()
    return weight, milliseconds


def filtering(browser: Browser, site: Path) -> float:
    """Return the milliseconds that the browser takes to filter and count all cases once."""
    with serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}faelle/")
        milliseconds = page.evaluate(
            """async () => {
              const { loadCatalogue, tally } = await import(new URL("../scripts/cases/catalogue.js", location.href));
              const { cases, filters } = await loadCatalogue();
              const start = performance.now();
              for (let i = 0; i < 50; i += 1) tally(cases, filters, { thema: "wohnen", status: "running" });
              return (performance.now() - start) / 50;
            }"""
        )
        page.close()
        return milliseconds
