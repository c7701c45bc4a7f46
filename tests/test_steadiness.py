"""Steadiness: what somebody already reads does not jump when scripts and records arrive late."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from kinds import BROUGHT, KINDS

MOST = 0.02  # layout shift of a page; up to 0.1 counts as good
LATE = {"offline": False, "latency": 60, "downloadThroughput": -1, "uploadThroughput": -1}
# Kinds of page that scripts fill, each at the width at which it has most to lose.
FILLED = {
    "case list, filtered": 1280,
    "case list, no hits": 360,
    "long case": 360,
    "situation, described": 1280,
    "tailored checklist": 1280,
    "proposal": 1280,
}
SHIFTS = """() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    return observer.takeRecords().reduce((sum, { value }) => sum + value, 0);
}"""


@contextmanager
def slow_line(page: Page) -> Iterator[None]:
    """Let each answer to the page arrive late."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LATE)
    try:
        yield
    finally:
        line.detach()


@pytest.mark.parametrize("width", sorted(set(FILLED.values())))
def test_nothing_jumps_while_a_page_loads(open_page: Callable[..., Page], address: str, width: int) -> None:
    page = open_page("404.html", viewport={"width": width, "height": 800})
    shifts = {}
    with slow_line(page):
        for kind in (kind for kind in FILLED if FILLED[kind] == width):
            page.goto(address + KINDS[kind])
            expect(page.locator(BROUGHT.get(kind, "h1")).first).to_be_visible()
            shifts[kind] = page.evaluate(SHIFTS)
    assert {kind: shift for kind, shift in shifts.items() if shift > MOST} == {}
