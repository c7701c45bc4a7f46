"""What the tests share: the project itself, folders of records to play with, and the built site in a real browser."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser import executable
from lotse import recipe
from lotse.turns import turn
from tab import ORDINARY, Tab, watch
from websites import build, served_folder

PROJECT = Path(__file__).resolve().parents[1]
RECORDS = Path(__file__).parent / "records"
expect.set_options(timeout=20_000)  # the tests share the cores with one another
HEAD = "---\ntitle: Probe\ndescription: Eine Probe.\n---\n\n"  # of a hand-written page


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with the real vocabularies and checklists, and no case."""
    for name in ("vocabulary", "checklists"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    (tmp_path / "cases").mkdir()
    return tmp_path


@pytest.fixture
def smallest_case() -> str:
    """The text of the smallest valid case."""
    return (RECORDS / "valid/cases/smallest.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def real_site() -> recipe.Site:
    """Pages and files made from the real records."""
    return recipe.prepare(PROJECT)


# All workers share one real website. Its address stands on every page, so whoever starts them has to serve it.
_PLACE = pytest.StashKey[tuple[str, str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Serve a folder in which the first test that needs the real website will build it."""
    if hasattr(config, "workerinput"):
        config.stash[_PLACE] = config.workerinput["place"]
        return
    whole = contextlib.ExitStack()
    config.add_cleanup(whole.close)
    folder = whole.enter_context(tempfile.TemporaryDirectory())
    config.stash[_PLACE] = folder, whole.enter_context(served_folder(Path(folder)))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a worker of pytest-xdist where the real website is."""
    node.workerinput["place"] = node.config.stash[_PLACE]


@pytest.fixture(scope="session")
def served(pytestconfig: pytest.Config) -> tuple[Path, str]:
    """The real website: its folder, and the address at which it is served. No test may change it."""
    folder, address = pytestconfig.stash[_PLACE]
    site = Path(folder, "lotse")
    with turn(Path(folder, "turn"), lambda _: None):
        if not site.exists():
            build(PROJECT, site, LOTSE_SITE_URL=address)
    return site, address


@pytest.fixture(scope="session")
def site(served: tuple[Path, str]) -> Path:
    """The folder of the real website."""
    return served[0]


@pytest.fixture(scope="session")
def address(served: tuple[Path, str]) -> str:
    """The address of the real website."""
    return served[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that finds nobody but this machine."""
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(playwright), args=["--no-sandbox", alone])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Tab:
    """The tab in which most tests open their first page."""
    return Tab(browser, address)


@pytest.fixture
def open_page(browser: Browser, address: str, tab: Tab) -> Iterator[Callable[..., Page]]:
    """Open a page of the site by its address; options are those of a browser context, such as `color_scheme`.

    Whatever the page does, it must ask nobody else, break no security policy and log no error: checked at the end.
    """
    contexts: dict[str, BrowserContext] = {}
    troubles = tab.troubles
    troubles.clear()

    def open_(path: str = "", **options: object) -> Page:
        wanted = {**ORDINARY, **options}
        if not contexts and tab.suits(wanted):
            contexts[repr(wanted)], page = tab.take(wanted)
        else:
            context = contexts.get(repr(wanted)) or browser.new_context(**wanted)
            contexts[repr(wanted)] = context  # one for all pages of a test with the same options: new ones are slow
            page = context.new_page()
            watch(page, address, troubles)
            if page.viewport_size != wanted["viewport"]:
                page.set_viewport_size(wanted["viewport"])
        page.goto(address + path)
        return page

    yield open_
    found = [*troubles]
    for context in contexts.values():
        tab.give_back() if context is tab.context else context.close()
    assert found == []


@pytest.fixture(scope="session")
def _shared_page(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    troubles: list[str] = []
    with browser.new_context(**ORDINARY) as context:
        page = context.new_page()
        watch(page, address, troubles)
        page.goto(f"{address}mitmachen/")
        yield page, troubles


@pytest.fixture
def workbench(_shared_page: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page in which tests call functions of its scripts. They change nothing on it, so all of them share it."""
    page, troubles = _shared_page
    troubles.clear()
    yield page
    assert troubles == []


_RUN_AXE = """([context, options]) => axe.run(context, options).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`)))"""


def barriers(page: Page, rules: dict, within: str = "html") -> list[str]:
    """What axe finds by `rules`, on the whole page or within a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    context = {"include": [within]}
    options = {"resultTypes": ["violations"], "preload": False, **rules}
    return page.evaluate(_RUN_AXE, [context, options])
