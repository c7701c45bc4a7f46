"""No third party, and the policy: what servers are told holds on every kind of page in use, and nothing leaves the website."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from conftest import PROJECT

FORM = "mitmachen/fall-vorschlagen/"
READ = (
    "",
    "faelle/",
    "faelle/?thema=wohnen",
    "faelle/knf/",
    "vergleich/?faelle=knf,gewoland",
    "checklisten/?phase=formierung",
    "checklisten/initiierung/",
    "laender/",
    "unsere-lage/?thema=wohnen",
    "antworten/",
    "leitfaden/befragung/",
    "suche/?q=Kita",
    "quellen/",
    FORM,
    "datenschutz/",
    "404.html",
)
STORED = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
})"""
NOTHING = {"local": [], "session": [], "databases": 0, "caches": 0, "workers": 0, "cookies": ""}
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""

# ---------- a server that obeys _headers ----------


def rules(site: Path) -> dict[str, dict[str, str]]:
    """Place -> headers, as Netlify and Cloudflare read the file `_headers`."""
    found: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            headers = found[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return found


class Obeying(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below /lotse/ with the headers of its file `_headers`, and keeps the referrers that browsers send."""

    rules: Mapping[str, Mapping[str, str]] = {}
    referrers: list[str] = []

    def end_headers(self) -> None:
        for place, headers in self.rules.items():
            if fnmatchcase(self.path.partition("?")[0], place):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        self.referrers += filter(None, [self.headers["Referer"]])
        self.path = self.path.removeprefix("/lotse")
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def guarded(site: Path) -> Iterator[SimpleNamespace]:
    """The real website on a server that obeys `_headers`: its address, and the referrers it saw."""
    referrers: list[str] = []
    kind = type("Handler", (Obeying,), {"rules": rules(site), "referrers": referrers})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(address=f"http://127.0.0.1:{server.server_port}/lotse/", referrers=referrers)
    server.shutdown()


@pytest.fixture
def visit(browser: Browser, guarded: SimpleNamespace) -> Iterator[Callable[[str], Page]]:
    """Open an address of the guarded website, all in one page; at the end nothing was refused, and nobody else was asked."""
    context = browser.new_context(locale="de-DE", permissions=["clipboard-write"])
    context.add_init_script(REPORT_VIOLATIONS)
    page, troubles = context.new_page(), []
    page.on("console", lambda message: message.type in {"error", "warning"} and troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    context.on(
        "request",
        lambda request: request.url.startswith((guarded.address, "blob:", "data:")) or troubles.append(request.url),
    )

    def open_(path: str) -> Page:
        page.goto(guarded.address + path)
        return page

    yield open_
    assert context.cookies() == []
    context.close()
    assert troubles == []


# ---------- in use ----------


def test_mere_reading_leaves_no_trace_and_breaks_no_policy(
    visit: Callable[[str], Page], guarded: SimpleNamespace
) -> None:
    for path in READ:
        page = visit(path)
    assert page.evaluate(STORED) == NOTHING
    assert guarded.referrers == []


def test_the_search_runs_under_the_policy(visit: Callable[[str], Page]) -> None:
    page = visit("suche/")
    page.locator("#search-q").fill("Gewerbeflächen")
    page.keyboard.press("Enter")
    expect(page.locator("[data-result]").first).to_be_visible()
    page = visit("faelle/")
    page.get_by_label("Thema").select_option("wohnen")
    expect(page.get_by_role("status").first).to_contain_text("Wohnen")


def test_cases_are_compared_and_lists_taken_along_under_the_policy(visit: Callable[[str], Page]) -> None:
    page = visit("faelle/")
    for number in (0, 1):
        page.locator("[data-compare]").nth(number).click()
    page.get_by_role("link", name="Vergleichen").click()
    expect(page.locator("td:visible").first).to_be_visible()
    page = visit("checklisten/?phase=formierung")
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_label("Name", exact=True).fill("Radweg")
    page.keyboard.press("Enter")
    page.get_by_text("Mitnehmen:").click()
    for kind, ending in {"word": ".docx", "excel": ".xlsx", "csv": ".csv"}.items():
        with page.expect_download() as download:
            page.locator(f"[data-export={kind}]").click()
        assert download.value.suggested_filename.endswith(ending)
    page.locator("[data-share]").click()
    expect(page.locator("dialog[open] svg").first).to_be_visible()  # the QR code


def test_a_case_is_written_previewed_and_copied_under_the_policy(visit: Callable[[str], Page]) -> None:
    page = visit(FORM)
    page.locator('[data-part] > [data-field="title"] [data-control]').fill("Kita am Fluss")
    expect(page.locator("[data-preview]")).to_contain_text("Kita am Fluss")
    page.locator('[data-step="einreichen"]').click()
    page.get_by_role("button", name="Text kopieren").click()
    expect(page.locator("[data-handing-message]")).to_have_text("Der Text ist kopiert.")


def test_a_link_outside_does_not_say_where_the_reader_was(browser: Browser, guarded: SimpleNamespace) -> None:
    context = browser.new_context()
    asked: list[dict] = []

    def answer(route) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(body="Anderswo", content_type="text/plain")

    context.route(lambda url: not url.startswith(guarded.address), answer)
    page = context.new_page()
    page.goto(f"{guarded.address}quellen/")
    page.locator("article a[href^=http]").first.click()
    expect(page.get_by_text("Anderswo")).to_be_visible()
    context.close()
    assert [headers.get("referer") for headers in asked] == [None]


# ---------- as built ----------


class Loaded(HTMLParser):
    """Collects the addresses from which a browser would load something for a page, without being asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        known = dict(attributes)
        self.handlers += [name for name in known if name.startswith("on") or name == "style"]
        silent = tag == "a" or (tag == "link" and known.get("rel") in {"canonical", "alternate"})
        if not silent:
            wanted = ("src", "srcset", "href", "xlink:href", "poster", "data", "action", "ping", "background")
            self.addresses += [known[name] for name in wanted if known.get(name)]


def test_no_page_and_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    found = set()
    for path in site.rglob("*.html"):
        page = Loaded(path.read_text(encoding="utf-8"))
        found |= {address for address in page.addresses if re.match(r"[a-z]+:|//", address)} | set(page.handlers)
    for path in (site / "styles").rglob("*.css"):
        found |= set(
            re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^)\"']+)", path.read_text(encoding="utf-8"))
        )
    assert found == set()


SCRIPT = re.compile(r"[\w./-]+\.js\b")
# Nobody asks there: names of formats, an address to take apart, and remarks of the authors of fflate.
NAMED = {"www.w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com", "example.com"} | {
    "gist.github.com",
    "github.com",
    "reddit.com",
    "tools.ietf.org",
}


def test_every_script_is_in_use(site: Path) -> None:
    """What no page and no script in use names is not published."""
    found, waiting = {(site / "scripts/offline.js").resolve()}, list(site.rglob("*.html"))  # it is for the offline copy
    while waiting:
        place = waiting.pop()
        names = SCRIPT.findall(place.read_text(encoding="utf-8"))
        named = {
            (site.parent / name[1:] if name.startswith("/") else place.parent / name).resolve() for name in names
        }  # on the page for addresses that lead nowhere they start at the root of the host
        new = {path for path in named if path.is_file()} - found
        found |= new
        waiting += new
    assert found == {path.resolve() for path in site.rglob("*.js")}
    assert not list(site.rglob("*.map"))


def test_scripts_name_no_third_party_and_run_no_text(site: Path) -> None:
    hosts = set()
    for path in site.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        hosts |= set(re.findall(r"(?:https?:)?//([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=[/\"'`\s])", text))
        assert "new Function(" not in text, path
    assert hosts <= NAMED


def test_what_others_wrote_comes_with_its_licence(site: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (site / "licences").iterdir()}
    assert set(texts) >= {"mkdocs-material", "pagefind", "fflate", "qr", "svg-maps-germany", "material-design-icons"}
    assert all("copyright" in texts[name].lower() for name in ("mkdocs-material", "pagefind", "fflate", "qr"))


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(sources) for name, *sources in (part.split() for part in policy.split(";"))}


def test_headers_are_as_wide_as_the_policy_of_every_page_and_not_unsafe(site: Path) -> None:
    """Browsers obey both: a narrower header would break what a page may do."""
    header = directives(rules(site)["/*"]["Content-Security-Policy"])
    assert header["frame-ancestors"] == {"'none'"}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        own = directives(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])
        assert all(sources <= header[name] for name, sources in own.items()), path
        assert text.index("Content-Security-Policy") < text.index("<script"), path
    assert not any(
        "unsafe-inline" in source or "unsafe-eval'" == source[1:] for source in set().union(*header.values())
    )


def test_all_servers_are_told_the_same(site: Path) -> None:
    common = rules(site)["/*"]
    texts = {name: (site / name).read_text(encoding="utf-8") for name in (".htaccess", "_nginx.conf")}
    for name, value in common.items():
        assert f'Header always set {name} "{value}"' in texts[".htaccess"]
        assert f'add_header {name} "{value}" always;' in texts["_nginx.conf"]
    assert 'ErrorDocument 404 "/lotse/404.html"' in texts[".htaccess"]
    assert 'error_page 404 "/lotse/404.html";' in texts["_nginx.conf"]


def test_servers_know_every_kind_of_file(site: Path) -> None:
    endings = {path.suffix for path in site.rglob("*") if path.is_file() and not path.name.startswith((".", "_"))}
    known = re.findall(r"^  AddType \S+ (\.\w+)$", (site / ".htaccess").read_text(encoding="utf-8"), re.MULTILINE)
    assert endings <= set(known)


# ---------- workflows ----------

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_only_read_and_run_only_what_is_pinned(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    for used in re.findall(r"uses:\s*(.+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    for job in workflow["jobs"].values():
        assert job.get("timeout-minutes"), "a job without an end"
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "what others write would become part of a script"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
