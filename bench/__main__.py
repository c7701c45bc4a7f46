"""The bench: our website and search beside plain MkDocs with Material, on the same pages, in one run: `make bench`.

It measures builds, waiting, weight and the quality of the search, for growing collections. Seconds depend on the machine
and on what else it does; the ratios of one run are what counts. A full run writes them to docs/messwerte.md.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import builds, heavy, journeys, machine, quality, reloading, report, synthetic
from bench.processes import PROJECT
from bench.results import Measured, Results

sys.path.insert(0, str(PROJECT / "tests"))
from browser import executable  # noqa: E402

FULL = (100, 1000, 3000)
TOO_HEAVY, INTERRUPTED = 1, 130


@contextmanager
def step(words: str) -> Iterator[None]:
    """Tell what is being measured, and how long that took."""
    print(f"{words} … ", end="", file=sys.stderr, flush=True)
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)


def measure(browser: Browser, root: Path, number: int) -> Measured:
    """Measure everything with a collection of `number` cases, made in the empty folder `root`."""
    site = root / "site"
    with step(f"{number} Fälle: Sammlung erzeugen"):
        synthetic.write(root, number)
    with step(f"{number} Fälle: prüfen und bauen"):
        built = builds.measure(root, number)
    with step(f"{number} Fälle: im Browser öffnen"):
        visits = journeys.measure(browser, root)
        filtering = journeys.filtering(browser, site)
    with step(f"{number} Fälle: wiegen"):
        pages, files = heavy.pages(site), heavy.fetched(site)
    with step(f"{number} Fälle: ändern und zusehen"):
        reloads = reloading.measure(browser, root)
    count = sum(1 for _ in site.rglob("*.html"))
    return Measured(number, count, built, reloads, visits, filtering, pages, files)


def results_of(browser: Browser, sizes: Sequence[int], sets: Sequence[str]) -> Iterator[Results]:
    """Measure collections of growing size; yield what is known after each."""
    collections, answers = [], ()
    for number in sorted({synthetic.REAL, *sizes}):
        with tempfile.TemporaryDirectory(prefix="lotse-bench-") as name:
            collections.append(measure(browser, Path(name), number))
            if number == synthetic.REAL:
                with step("Anfragen an beide Suchen"):
                    answers = quality.measure(browser, Path(name), sets)
        yield Results(tuple(collections), answers)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Vergleicht unsere Website mit MkDocs und Material allein, auf denselben Seiten.",
    )
    parser.add_argument("sizes", nargs="*", type=int, metavar="FÄLLE", help=f"sonst: {' '.join(map(str, FULL))}")
    parser.add_argument(
        "--final", action="store_true", help="stellt auch die Anfragen, die für die Schlussprüfung sind"
    )
    parser.add_argument("--write", action="store_true", help="schreibt docs/messwerte.md, wie ein voller Lauf es tut")
    return parser.parse_args()


def main() -> int:
    """Measure, show what was found, and return what to end with."""
    chosen = options()
    full = not chosen.sizes
    sets = ("tuning", "final") if full or chosen.final else ("tuning",)
    known = Results((), ())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(playwright), args=["--no-sandbox"])
        about = machine.describe(browser.version)
        try:
            for results in results_of(browser, chosen.sizes or FULL, sets):
                known = results
        except KeyboardInterrupt:
            print("\nAbgebrochen.", file=sys.stderr)
            return INTERRUPTED
        finally:  # whatever stops a long run, what is known is shown
            if known.collections:
                print(report.tables(known), flush=True)
    if full or chosen.write:
        report.write(known, about)
    return _weigh(known)


def _weigh(results: Results) -> int:
    """Name the pages that are too heavy, whatever the number of cases."""
    found = [(one.cases, *page) for one in results.collections for page in heavy.too_heavy(one.heavy_pages)]
    for cases, path, size in found:
        print(f"Zu schwer bei {cases} Fällen: {path} mit {size / 1000:.0f} kB gepackt", file=sys.stderr)
    return TOO_HEAVY if found else 0


if __name__ == "__main__":
    sys.exit(main())
