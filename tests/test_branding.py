"""Branding: by what people know the website elsewhere: preview cards, icons, and the mark on paper."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from conftest import PROJECT
from lotse import recipe
from lotse.branding import brand, drawing, lettering, palette
from lotse.branding.cards import SIZE, Card
from lotse.problems import CannotWork
from lotse.settings import Colours, Settings

OVERRIDES = PROJECT / "overrides"
KEPT_FREE = 40  # pixels at each edge of a card that no letter may reach
ADDRESS = "https://lotse.example/"


def said(page: Path) -> dict[str, str]:
    """What the head of a page tells those who show its address: name -> content."""
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page.read_text(encoding="utf-8"))
    return {name: unescape(content) for name, content in found}


# ---------- preview cards ----------


@pytest.fixture(scope="module")
def ours(real_site: recipe.Site) -> brand.Brand:
    """The brand of the real website, as if it stood somewhere."""
    return brand.brand(OVERRIDES, real_site.collection, Settings(address=ADDRESS))


def drawn(ours: brand.Brand, *cards: Card) -> list[Image.Image]:
    """The pictures of `cards`."""
    files = drawing.files(replace(ours, cards={card.path: card for card in cards}), lambda: False)
    return [Image.open(BytesIO(files[card.path])).convert("RGB") for card in cards]


def test_a_case_is_passed_on_with_a_card_of_its_own(site: Path, address: str) -> None:
    told = said(site / "faelle/knf/index.html")
    assert told["og:image"] == f"{address}images/cards/knf.png"
    assert told["og:image:alt"].startswith("Kommunales Nachbarschaftsforum (KNF) · Kernraum")
    assert told["og:image:alt"].endswith("seit 1996")
    assert told["og:url"] == f"{address}faelle/knf/"
    assert told["og:title"] == "Kommunales Nachbarschaftsforum Berlin-Brandenburg (KNF) e. V."
    assert (told["og:type"], told["og:locale"], told["og:site_name"]) == ("article", "de_DE", "Kooperationslotse")
    assert told["og:description"] == told["description"]


def test_every_page_names_a_card_that_is_there_in_the_size_it_says(site: Path, address: str) -> None:
    named = {}
    for page in site.rglob("index.html"):
        told = said(page)
        named[told["og:image"].removeprefix(address)] = int(told["og:image:width"]), int(told["og:image:height"])
    cases = {f"images/cards/{path.stem}.png" for path in (PROJECT / "cases").glob("*.yml")}
    assert set(named) == {"images/card.png", *cases}
    for path, size in named.items():
        with Image.open(site / path) as card:
            assert card.size == size == SIZE


def test_cards_are_light(site: Path) -> None:
    assert max(path.stat().st_size for path in (site / "images/cards").iterdir()) < 25_000


def test_a_website_that_stands_nowhere_yet_has_no_cards(real_site: recipe.Site) -> None:
    assert brand.brand(OVERRIDES, real_site.collection, Settings()).cards == {}


@pytest.mark.parametrize(
    "text",
    [
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "W" * 300,
        "Stadt-Umland-Kooperation-der-vielen-Gemeinden-am-Fluss",
        "Eine Region, die sich über viele Landkreise und Städte hinzieht " * 4,
        "#let x = $ \\ <b>&amp;</b> {{ 7 * 7 }} „ß“",
    ],
)
def test_however_long_a_text_is_it_stays_on_the_card(ours: brand.Brand, text: str) -> None:
    card, empty = drawn(ours, Card("a.png", text, (text, text, text)), Card("b.png", "", ("", "", "")))
    left, top, right, bottom = ImageChops.difference(card, empty).getbbox()
    assert left >= KEPT_FREE and top >= KEPT_FREE and right <= SIZE[0] - KEPT_FREE and bottom <= SIZE[1] - KEPT_FREE / 2


def test_what_does_not_fit_is_cut_off_visibly() -> None:
    cut = lettering.fitting("Viele Wörter " * 50, 400, (32, 24), 300, 96)
    assert cut.lines[-1].endswith("…") and cut.height <= 96
    assert lettering.fitting("W" * 300, 400, (24,), 300, 96).lines[0].endswith("W…")


def test_lines_end_at_spaces_and_hyphens() -> None:
    lines = lettering.fitting("Stadt-Umland-Kooperation Elmshorn", 400, (32,), 250, 200).lines
    assert lines == ("Stadt-Umland-", "Kooperation", "Elmshorn")


def test_nobody_draws_cards_that_nobody_wants_any_more(ours: brand.Brand) -> None:
    assert drawing.files(ours, lambda: True) == {}


# ---------- colours ----------


def test_colours_come_from_the_style_sheet_unless_an_operator_has_one() -> None:
    ours = palette.palette(OVERRIDES / "styles", Settings())
    own = palette.palette(OVERRIDES / "styles", Settings(colours=Colours("#7a1f5c", "#f2b8dc")))
    tokens = (OVERRIDES / "styles/tokens.css").read_text(encoding="utf-8")
    assert f"--brand: light-dark({ours.light.brand}, {ours.dark.brand});" in tokens
    assert (own.light.brand, own.dark.brand, own.light.paper) == ("#7a1f5c", "#f2b8dc", ours.light.paper)


@pytest.mark.parametrize(
    ("tokens", "message"),
    [(None, "tokens.css ist nicht lesbar"), (":root {}", "fehlt die Farbe --brand")],
)
def test_missing_colours_are_said_plainly(tmp_path: Path, tokens: str | None, message: str) -> None:
    if tokens:
        (tmp_path / "tokens.css").write_text(tokens, encoding="utf-8")
    with pytest.raises(CannotWork, match=message):
        palette.palette(tmp_path, Settings())


# ---------- icons ----------


def test_tabs_and_devices_find_an_icon_in_each_size_that_is_named(site: Path) -> None:
    manifest = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))
    sizes = {icon["src"]: icon["sizes"] for icon in manifest["icons"]} | {"images/apple-touch-icon.png": "180x180"}
    for path, size in sizes.items():
        with Image.open(site / path) as icon:
            assert f"{icon.width}x{icon.height}" == size
    with Image.open(site / "favicon.ico") as icon:
        assert (icon.format, icon.size) == ("ICO", (32, 32))
        assert icon.convert("RGBA").getpixel((0, 0))[3] < 40  # around the round corner one sees through
    assert manifest["display"] == "browser" and manifest["start_url"] == "./"


def test_browsers_can_use_icon_and_manifest_under_the_policy(open_page: Callable[..., Page]) -> None:
    page = open_page("faelle/knf/")
    links = page.locator("head link:is([rel=icon], [rel=manifest], [rel=apple-touch-icon])")
    answers = links.evaluate_all(
        "links => Promise.all(links.map(link => fetch(link.href).then(answer => answer.status)))"
    )
    assert answers == [200] * 4
    assert page.evaluate("document.querySelector('.brand svg').getBoundingClientRect().width") == 32


def test_the_sources_of_marks_are_not_published(site: Path) -> None:
    assert not (site / "images/mark.svg").exists()


def test_a_mark_that_is_no_picture_is_said_plainly(ours: brand.Brand) -> None:
    with pytest.raises(CannotWork, match=re.escape("mark.svg hat einen Fehler")):
        replace(ours.mark, svg="<svg").picture(32)


# ---------- on paper ----------


def test_the_first_sheet_bears_mark_and_name_and_the_next_does_not(open_page: Callable[..., Page], site: Path) -> None:
    printed = pypdfium2.PdfDocument(open_page("checklisten/konzeption/").pdf(prefer_css_page_size=True))
    ready = pypdfium2.PdfDocument(site / "checklisten/konzeption/konzeption.pdf")
    for document in (printed, ready):
        first, second = (sheet.get_textpage().get_text_bounded() for sheet in (document[0], document[1]))
        assert re.search(r"Kooperationslotse\s+Checkliste: ", first)
        assert not re.search(r"Kooperationslotse\s+(?!,)", second)


# ---------- in the project itself ----------


def test_pictures_of_the_readme_are_there_described_and_light() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\((docs/bilder/[^)]+)\)", (PROJECT / "README.md").read_text(encoding="utf-8"))
    assert {path for _, path in shown} == {f"docs/bilder/{path.name}" for path in (PROJECT / "docs/bilder").iterdir()}
    assert all(len(description) > 40 for description, _ in shown)
    assert all((PROJECT / path).stat().st_size <= 120_000 for _, path in shown)
