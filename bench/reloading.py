"""Reloading: how long authors wait, from saving a file until the open page shows what they changed."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.processes import LOTSE, MKDOCS, running

_WORD = "Geändertesprobewort"
_PATIENCE = 900_000  # milliseconds that a build may take


@dataclass(frozen=True)
class Reloads:
    """Seconds until the new text is seen: of a record under `lotse serve`, of a page under `mkdocs serve`."""

    ours: float
    plain: float


def measure(browser: Browser, root: Path) -> Reloads:
    """Change one case in the collection in `root`, and its page among those of `builds.measure`."""
    record, page = root / "cases/knf.yml", root / "plain/pages/faelle/knf/index.md"
    return Reloads(
        _until_seen(
            browser,
            lambda address: [LOTSE, "serve", "--root", str(root), "--address", address],
            record,
            "\nregion: ",
        ),
        _until_seen(
            browser,
            lambda address: [MKDOCS, "serve", "--config-file", str(root / "plain/mkdocs.yml"), "--dev-addr", address],
            page,
            "\n# ",
        ),
    )


def _until_seen(browser: Browser, command: Callable[[str], list[str]], path: Path, before: str) -> float:
    """Serve, open the page of the case, write a word into the file at `path`, behind `before`, and wait until it is seen."""
    original = path.read_text(encoding="utf-8")
    address = f"127.0.0.1:{_free_port()}"
    with running(command(address), path.parent, until="Serving on"):
        context = browser.new_context()
        try:
            page = context.new_page()
            page.goto(f"http://{address}/faelle/knf/", timeout=_PATIENCE)
            start = time.perf_counter()
            _replace(path, original.replace(before, f"{before}{_WORD} ", 1))
            page.get_by_text(_WORD).first.wait_for(timeout=_PATIENCE)
            return time.perf_counter() - start
        finally:
            _replace(path, original)
            context.close()


def _replace(path: Path, text: str) -> None:
    """Write `text` in one step, so that the server never reads half a file."""
    fresh = path.parents[1] / "fresh"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
