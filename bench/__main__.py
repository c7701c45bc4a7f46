"""The bench: our search beside the one that ships with Material, on the same pages, in one run: `make bench`.

It shows quality (recall in the first five hits on labelled queries), weight and speed, for growing collections.
Seconds depend on the machine and on what else it does; the ratios of one run are what counts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import synthetic
from bench.searches import OurSearch, ShippedSearch, read_queries, score
from bench.servers import Weight, packed, serving

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests"))
from browser import executable  # noqa: E402

PLAIN = """
site_name: Kooperationslotse
theme: {name: material, language: de, font: false}
docs_dir: pages
plugins: %s
markdown_extensions: [attr_list, tables, toc]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore}}
"""
QUERY = "Wohnungsbau"
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 100_000,
}  # a weak mobile network
REAL = 20  # cases that are not made up
PATIENCE = 180_000  # milliseconds that a search may take
MEASURABLE = 1.0  # seconds that a difference of two builds must have to say something


@dataclass(frozen=True)
class Run:
    """How long a command took, how much memory its largest process held, and what it printed."""

    seconds: float
    megabytes: float
    said: str


def run(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder`; raise CalledProcessError with its output if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT)}
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True, text=True); "
        "sys.stdout.write(done.stdout); sys.stderr.write(done.stderr); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=folder, env=environment, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-3000:]}")
    *said, kilobytes = done.stdout.splitlines()
    return Run(seconds, int(kilobytes) / 1024, "\n".join(said))


def build_both(root: Path) -> dict[str, Run]:
    """Build the collection in `root` with our search (to `site`) and the very same pages with Material's (to `plain/site`)."""
    lotse, mkdocs = (str(Path(sys.executable).parent / name) for name in ("lotse", "mkdocs"))
    plain = root / "plain"
    runs = {"build": run([lotse, "build", "--root", str(root)], root)}
    run([lotse, "render", str(plain / "pages"), "--root", str(root)], root)
    (plain / "pages/404.html").unlink(missing_ok=True)
    for name, plugins in (("without", "[]"), ("with", "[{search: {lang: de}}]")):
        (plain / "mkdocs.yml").write_text(PLAIN % plugins, encoding="utf-8")
        runs[f"plain {name}"] = run([mkdocs, "build", "--quiet"], plain)
    runs["index"] = run([sys.executable, "-m", "bench.index", str(root), str(root / "site")], PROJECT)
    return runs


def quality(browser: Browser, root: Path, sets: Sequence[str]) -> None:
    """Ask both searches the labelled queries of `sets` and show how often they answer well."""
    queries = [query for query in read_queries() if query.set in sets]
    print(f"\n## Treffer: {len(queries)} Suchanfragen\n")
    print("| Suche | Anfragen | unter den ersten fünf | gleich der erste |\n|---|---|---|---|")
    for name, folder, search in (("unsere", "site", OurSearch), ("mitgelieferte", "plain/site", ShippedSearch)):
        with serving(root / folder) as address:
            page = browser.new_page()
            asked = search(page, address)
            answers = {query.query: asked.ask(query.query) for query in queries}
            page.close()
        for part in sets:
            chosen = [query for query in queries if query.set == part]
            found = score(chosen, (answers[query.query] for query in chosen), whole_pages=search is ShippedSearch)
            print(f"| {name} | {part} ({found.queries}) | {found.recall:.0%} | {found.first_hit:.0%} |")


def first_results(
    browser: Browser, folder: Path, path: str, wait_for: str, network: dict | None = None
) -> tuple[Weight, float]:
    """Return what is fetched, and the milliseconds, from opening a search in an empty browser until its first hit is seen.

    Both include what every page of the website needs.
    """
    with serving(folder) as address:
        context = browser.new_context()
        page = context.new_page()
        if network:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", network)
        weight = Weight(page, folder)
        page.goto(address + path)
        page.locator(wait_for).first.wait_for(timeout=PATIENCE)
        milliseconds = page.evaluate("performance.now()")
        page.wait_for_load_state("networkidle")
        context.close()
    return weight, milliseconds


def filter_time(browser: Browser, folder: Path) -> float:
    """Return the milliseconds that the browser takes to filter and count all cases once."""
    with serving(folder) as address:
        page = browser.new_page()
        page.goto(f"{address}faelle/")
        return page.evaluate(
            """async () => {
              const { loadCatalogue, tally } = await import(new URL("../scripts/cases/catalogue.js", location.href));
              const { cases, filters } = await loadCatalogue();
              const start = performance.now();
              for (let i = 0; i < 50; i += 1) tally(cases, filters, { thema: "wohnen", status: "running" });
              return (performance.now() - start) / 50;
            }"""
        )


def scale(browser: Browser, root: Path, number: int) -> None:
    """Show weight and speed for a collection of `number` cases."""
    runs = build_both(root)
    site, plain = root / "site", root / "plain/site"
    our_search, their_search = (
        (site, f"suche/?q={QUERY}", "[data-result]"),
        (plain, f"?q={QUERY}", ".md-search-result__item"),
    )
    (ours, our_time), (theirs, their_time) = (first_results(browser, *one) for one in (our_search, their_search))
    (_, our_wait), (_, their_wait) = (first_results(browser, *one, SLOW) for one in (our_search, their_search))
    index, shipped = runs["index"], runs["plain with"].seconds - runs["plain without"].seconds
    heaviest = max(site.rglob("*.html"), key=packed)
    print(f"\n## {number} Fälle, {sum(1 for _ in site.rglob('*.html'))} Seiten\n")
    print("| | unsere | mitgelieferte | Verhältnis |\n|---|---|---|---|")
    _row("bis zu den ersten Treffern, kB", ours.total / 1000, theirs.total / 1000)
    _row("bis zu den ersten Treffern, Dateien", ours.requests, theirs.requests)
    _row("bis zu den ersten Treffern, ms", our_time, their_time)
    _row("dasselbe in einem schwachen Mobilnetz, ms", our_wait, their_wait)
    if shipped > MEASURABLE:
        _row("Suchindex bauen, s", float(index.said), shipped)
    _row("Speicher beim Bauen, MB", max(index.megabytes, runs["build"].megabytes), runs["plain with"].megabytes)
    _row("ganze Website bauen, s", runs["build"].seconds, runs["plain with"].seconds)
    print(
        f"\n- Liste der Fälle: Seite {packed(site / 'faelle/index.html') / 1000:.0f} kB, "
        f"Katalog {packed(site / 'faelle/catalogue.json') / 1000:.0f} kB; einmal filtern und zählen: {filter_time(browser, site):.1f} ms"
    )
    print(f"- schwerste Seite: {heaviest.relative_to(site)} mit {packed(heaviest) / 1000:.0f} kB")


def _row(name: str, ours: float, theirs: float) -> None:
    print(f"| {name} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description="Vergleicht unsere Suche mit der von Material, auf denselben Seiten.")
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 3000], metavar="FÄLLE")
    parser.add_argument(
        "--final", action="store_true", help="auch die Anfragen stellen, die für die Schlussprüfung sind"
    )
    options = parser.parse_args()
    print(f"# Vergleich auf {os.cpu_count()} Kernen, Python {sys.version.split()[0]}", flush=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="lotse-bench-") as name:
        browser = playwright.chromium.launch(executable_path=executable(playwright), args=["--no-sandbox"])
        for number in dict.fromkeys((REAL, *options.sizes)):
            root = Path(name) / str(number)
            root.mkdir()
            synthetic.write(root, number)
            scale(browser, root, number)
            if number == REAL:
                quality(browser, root, ("tuning", "final") if options.final else ("tuning",))
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
