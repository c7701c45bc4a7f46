"""The offline copy: what /offline/ says of it holds for a ZIP file that was unpacked and is opened by double click."""

import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PROJECT
from lotse.offline import bundles, copy, parts, twins
from lotse.offline.pages import Page as CopiedPage
from lotse.settings import Settings

Open = Callable[[str], Page]
LONGEST_PATH = 180  # Windows allows 260 characters, some of which the reader's own folders take


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the ZIP file of the website unpacks to, at a place such as people have."""
    folder = tmp_path_factory.mktemp("offline") / "Meine Ablage (Büro)"
    with zipfile.ZipFile(site / copy.NAME) as archive:
        archive.extractall(folder)
    return folder / copy.FOLDER


@pytest.fixture(scope="module")
def window(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """A window that asks nobody outside the folder and logs no error, whatever it shows: checked at the end."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    allowed = (unpacked.as_uri(), "blob:", "data:")
    page.on("request", lambda request: request.url.startswith(allowed) or troubles.append(f"Anfrage: {request.url}"))
    page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def open_copy(window: Page, unpacked: Path) -> Open:
    """Open a page of the copy by its path; all tests share the window."""

    def open_(path: str) -> Page:
        window.goto(f"{unpacked.as_uri()}/{path}")
        return window

    return open_


class Links(HTMLParser):
    """Collects where a page leads, however its HTML is written."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.targets += [value for name, value in attributes if name in ("href", "src", "action") and value]


def pages(folder: Path) -> list[Path]:
    """All pages of the copy."""
    return sorted(folder.rglob("*.html"))


def test_unpacking_makes_one_folder_with_short_paths_and_a_word_on_what_to_do(site: Path) -> None:
    with zipfile.ZipFile(site / copy.NAME) as archive:
        names = archive.namelist()
        readme = archive.read(f"{copy.FOLDER}/LIESMICH.txt").decode("utf-8-sig")
    assert {name.split("/")[0] for name in names} == {copy.FOLDER}
    assert f"{copy.FOLDER}/index.html" in names
    assert max(map(len, names)) < LONGEST_PATH
    assert len({name.lower() for name in names}) == len(names)
    assert "Alle extrahieren" in readme
    assert re.search(r"Stand: \d+\. \w+ \d{4}", readme)


def test_the_website_offers_the_copy_and_says_how_large_it_is(site: Path, open_page: Callable[..., Page]) -> None:
    megabytes = f"{(site / copy.NAME).stat().st_size / 1_000_000:.1f} MB".replace(".", ",")
    start = open_page()
    expect(start.locator("[data-offline-offer]")).to_contain_text(f"{megabytes}, Stand")
    expect(start.get_by_text("Sie lesen eine Kopie")).to_be_hidden()
    start.get_by_role("link", name="So öffnen Sie die Kopie").click()
    expect(start.locator("[data-offline-offer]")).to_contain_text(megabytes)
    with start.expect_download() as download:
        start.get_by_role("link", name="ZIP-Datei laden").click()
    assert download.value.suggested_filename == copy.NAME


def test_the_same_website_gives_the_same_copy(site: Path, tmp_path: Path) -> None:
    """Wherever it lies: the copy must not tell of the machine that made it."""

    def made(name: str) -> str:
        elsewhere = tmp_path / name
        elsewhere.mkdir()
        for part in ("scripts", "pagefind", "suche", "images"):
            shutil.copytree(site / part, elsewhere / part)
        assert copy.write(elsewhere, Settings(), "2026-01-01")
        return hashlib.sha256((elsewhere / copy.NAME).read_bytes()).hexdigest()

    assert made("here") == made("somewhere else")


def test_without_the_bundler_there_is_neither_copy_nor_offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<p data-offline-offer>Alles <a>hier</a></p><p>Rest</p>", encoding="utf-8")
    monkeypatch.setattr(bundles, "_runs", lambda _: False)
    assert not copy.write(tmp_path, Settings(), "")
    assert not (tmp_path / copy.NAME).exists()
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<p>Rest</p>"


def test_no_script_knows_where_it_lies() -> None:
    """In a bundle there is no import.meta: common/place.js knows the root of the website."""
    for path in (PROJECT / "overrides/scripts").rglob("*.js"):
        assert "import.meta" not in path.read_text(encoding="utf-8"), path


def test_every_link_leads_to_a_file_of_the_copy_or_to_the_website(unpacked: Path, address: str) -> None:
    known = {path.resolve() for path in unpacked.rglob("*") if path.is_file()}
    astray = []
    for page in pages(unpacked):
        for target in Links(page.read_text(encoding="utf-8")).targets:
            path = unquote(urldefrag(target)[0].split("?")[0])
            if path and not urlsplit(target).scheme and (page.parent / path).resolve() not in known:
                astray.append(f"{page.relative_to(unpacked)}: {target}")
    assert astray == []
    assert f'href="{address}feed.xml"' in (unpacked / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ('<a href="b/">', '<a href="b/index.html">'),
        ("<a title='>' href='b/?c=d#e'>", "<a title='>' href='b/index.html?c=d#e'>"),
        ('<a title="a > b" href="feed.xml">', '<a title="a > b" href="https://x.example/a/feed.xml">'),
        ('<a href="zwei%20W%C3%B6rter&amp;mehr.pdf">', '<a href="zwei%20W%C3%B6rter&amp;mehr.pdf">'),
        ('<a href="nicht%20da.pdf">', '<a href="https://x.example/a/nicht%20da.pdf">'),
    ],
)
def test_links_are_found_however_they_are_written(written: str, copied: str) -> None:
    page = CopiedPage("a/index.html", written, {"a/zwei Wörter&mehr.pdf"}, "https://x.example/")
    assert page.with_script("scripts/site.js") == copied


def test_scripts_of_the_same_name_have_bundles_of_their_own(tmp_path: Path) -> None:
    made = bundles.Bundles(tmp_path)
    wanted = [("scripts/a.js",), ("scripts/b/a.js",), ("scripts/a.js", "scripts/b.js"), ("scripts/a.js",)]
    assert [made.of(scripts) for scripts in wanted] == [
        "scripts/a.js", "scripts/a-2.js", "scripts/a-b.js", "scripts/a.js"
    ]  # fmt: skip


def test_nothing_is_left_that_browsers_refuse(unpacked: Path) -> None:
    for page in pages(unpacked):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'type="module"|modulepreload|data-offline-offer|ld\+json', text), page
        assert "script-src 'self'" in text and "unsafe-inline" not in text and "'unsafe-eval'" not in text, page


def test_files_for_scripts_are_there_once_as_twins(unpacked: Path) -> None:
    assert (unpacked / "faelle/catalogue.json.js").exists()
    assert not (unpacked / "faelle/catalogue.json").exists()
    assert twins.twin("a.html", '<main><article class="x">„Ä“</article></main>'.encode()) == (
        'lotseHandOver("a.html", "<article class=\\"x\\">„Ä“</article>");\n'
    )
    assert twins.twin("a.docx", b"\x00\xff") == 'lotseHandOver("a.docx", "AP8=", true);\n'


def test_what_only_a_server_needs_stays_behind() -> None:
    paths = ["index.html", "404.html", "_headers", ".htaccess", "sitemap.xml.gz", "api/cases.csv", "api/cases.json"]
    paths += ["site.webmanifest", "images/icon-192.png", "images/card.png", "images/cards/knf.png"]
    assert parts.kept(paths) == {"index.html", "api/cases.csv"}


def test_pages_menu_and_printing_work(open_copy: Open, unpacked: Path) -> None:
    page = open_copy("index.html")
    expect(page.get_by_text("Sie lesen eine Kopie der Website, Stand")).to_be_visible()
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Leitfaden").click()
    expect(page).to_have_url(f"{unpacked.as_uri()}/leitfaden/index.html")
    page.get_by_label("Darstellung").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("link", name="Kooperationslotse").first.click()
    expect(page).to_have_url(f"{unpacked.as_uri()}/index.html")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert len(pypdfium2.PdfDocument(page.pdf())) > 0


def test_the_search_finds_and_leads_to_the_place(open_copy: Open, unpacked: Path) -> None:
    page = open_copy("leitfaden/index.html")
    page.get_by_label("Suchbegriff").fill("Velorouten")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text("Treffer für „Velorouten“")
    expect(page.locator("#search-results mark").first).to_be_visible()
    page.locator("#search-results a").first.click()
    page.wait_for_url(f"{unpacked.as_uri()}/faelle/muenster-velorouten/index.html*")


def test_cases_are_filtered_counted_shown_on_the_map_and_compared(
    open_copy: Open, unpacked: Path, address: str
) -> None:
    page = open_copy("faelle/index.html")
    page.get_by_label("Thema", exact=True).select_option("wohnen")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"\d+ von \d+ Fällen · Thema: Wohnen"))
    assert page.url.endswith("/faelle/index.html?thema=wohnen")
    page.get_by_label("Karte").check()
    expect(page.locator("[data-view=karte] svg")).to_be_visible()
    page.locator("[name=ansicht]").first.check()
    for id in ("knf", "gewoland"):
        page.locator(f"[data-compare={id}]").click()
    page.get_by_role("complementary", name="Auswahl").get_by_role("link", name="Vergleichen").click()
    expect(page.get_by_role("status").first).to_contain_text("2 Fälle im Vergleich")
    assert page.locator("[data-page-address]").first.text_content() == f"{address}vergleich/?faelle=knf,gewoland"
    page.get_by_role("table").locator("thead a").first.click()
    expect(page).to_have_url(f"{unpacked.as_uri()}/faelle/knf/index.html")


def test_a_list_is_tailored_worked_on_kept_and_taken_along(open_copy: Open, address: str, tmp_path: Path) -> None:
    page = open_copy("checklisten/index.html")
    page.get_by_label("Phase", exact=True).select_option("formierung")
    expect(page.get_by_role("status").first).to_contain_text("Phase: Formierung")
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_label("Name", exact=True).fill("Radweg")
    page.get_by_role("button", name="Speichern").click()
    first = page.locator("[data-question-id]:visible").first
    first.get_by_role("radio", name="ja", exact=True).check()
    first.locator(".entry__more > summary").click()
    first.get_by_label("Bis wann").fill("2027-03-01")
    first.get_by_label("Notiz").fill("Mit der Kämmerei sprechen.")
    page.reload()
    expect(first.get_by_role("radio", name="ja", exact=True)).to_be_checked()
    page.locator("[data-take-along] > summary").click()
    for name, ending in (("Word", "docx"), ("Excel", "xlsx"), ("CSV", "csv"), ("Fristen für den Kalender", "ics")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        assert download.value.suggested_filename.endswith(f"radweg-checkliste-formierung.{ending}")
        download.value.save_as(tmp_path / f"list.{ending}")
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets
    calendar = (tmp_path / "list.ics").read_bytes().decode().replace("\r\n ", "")
    assert f"Checkliste: {address}checklisten/?phase=formierung" in calendar
    page.get_by_role("button", name="Link und QR-Code").click()
    expect(page.get_by_label("Link", exact=True)).to_have_value(re.compile(re.escape(address)))


def test_a_case_is_corrected_checked_previewed_and_downloaded(open_copy: Open) -> None:
    page = open_copy("mitmachen/fall-vorschlagen/index.html?fall=knf")
    expect(page.get_by_text("Der Fall „Kommunales Nachbarschaftsforum (KNF)“ ist geöffnet.")).to_be_visible()
    expect(page.locator("[data-preview]")).to_contain_text("Berliner Umland")
    page.locator("[data-step]").last.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Datei herunterladen").click()
    assert download.value.suggested_filename == "knf.yml"


def test_a_copy_that_knows_of_no_website_offers_no_link(unpacked: Path, open_copy: Open) -> None:
    path = unpacked / "checklisten/without-address.html"
    text = (unpacked / "checklisten/index.html").read_text(encoding="utf-8")
    path.write_text(re.sub(r'<link rel="canonical"[^>]*>', "", text), encoding="utf-8")
    page = open_copy("checklisten/without-address.html")
    page.locator("[data-take-along] > summary").click()
    expect(page.get_by_role("button", name="Word")).to_be_visible()
    expect(page.get_by_role("button", name="Link und QR-Code")).to_be_hidden()
    expect(page.get_by_label("QR-Code, der hierher führt")).to_be_hidden()


def test_browsers_refuse_from_a_disk_what_the_copy_does_without(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "module.js").write_text("window.hasModules = true;", encoding="utf-8")
    (tmp_path / "page.html").write_text('<script type="module" src="module.js"></script>', encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert not page.evaluate("window.hasModules")
    assert page.evaluate("fetch('module.js').then(() => 'fetched', () => 'refused')") == "refused"
    page.goto(tmp_path.as_uri())
    assert "module.js" in page.content()  # a folder is a list of files
    page.close()


def test_without_javascript_everything_that_only_reads_works(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{unpacked.as_uri()}/faelle/index.html")
    page.locator("[data-case-id] a[href]").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(f"{unpacked.as_uri()}/faelle/") and page.url.endswith("/index.html")
    context.close()
