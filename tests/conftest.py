"""What the tests share: the project itself, folders of records to play with, and the built site in a real browser."""

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser import executable
from lotse import cli, recipe

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


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a browser asks for many files at once; one that is turned away waits for seconds


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, *files: object) -> None:
        """A browser that goes on to the next page before this one has arrived is no error."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(*files)


@contextlib.contextmanager
def serving(root: Path, folder: Path, **surroundings: str) -> Iterator[tuple[Path, str]]:
    """Build the website of `root` in `folder` with the given environment variables, and serve it: its folder, its address."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}/lotse/"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"LOTSE_SITE_URL": address, **surroundings}.items():
            patch.setenv(name, value)
        assert cli.main(["build", "--root", str(root), "--site-dir", str(folder / "lotse")]) == cli.OK
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder / "lotse", address
    server.shutdown()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The real website, built as `make build` builds it: its folder, and the address at which it is served.

    Like many websites it lies below a path of its own, so that wrong absolute links would show.
    """
    with serving(PROJECT, tmp_path_factory.mktemp("served")) as place:
        yield place


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
    """A headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(playwright), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site by its address; options are those of a browser context, such as `color_scheme`.

    Whatever the page does, it must ask nobody else, break no security policy and log no error: checked at the end.
    """
    contexts: dict[str, BrowserContext] = {}
    troubles: list[str] = []

    def open_(path: str = "", **options: object) -> Page:
        wanted = {"locale": "de-DE", "viewport": {"width": 1280, "height": 900}, **options}
        context = contexts.get(repr(wanted)) or browser.new_context(**wanted)
        contexts[repr(wanted)] = context  # one for all pages of a test with the same options: new ones are slow
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                request.url.startswith((address, "blob:", "data:")) or troubles.append(f"Anfrage an {request.url}")
            ),
        )
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(address + path)
        return page

    yield open_
    for context in contexts.values():
        context.close()
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
