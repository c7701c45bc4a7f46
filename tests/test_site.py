"""The built website in a real browser: finding cases, tailoring checklists, searching, by mouse and by keyboard, with and without scripts."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tab import watch

Open = Callable[..., Page]

GENERAL = 41  # questions of the general checklist


def shown(page: Page, attribute: str) -> list[str]:
    """The values of `attribute` on everything that is visible."""
    return page.locator(f"[{attribute}]:visible").evaluate_all(
        "(elements, name) => elements.map((element) => element.getAttribute(name))", attribute
    )


# ---------- every page ----------


@pytest.mark.parametrize("path", ["", "faelle/", "404.html"])
def test_the_first_stop_of_the_keyboard_skips_to_the_text(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Zum Inhalt")


def test_no_page_has_inline_scripts_or_styles(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"<script(?![^>]*\bsrc=| type=\"application/ld\+json\">)", text) == [], path
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == [], path


def test_every_page_has_a_strict_policy(site: Path) -> None:
    for path in site.rglob("*.html"):
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', path.read_text(encoding="utf-8")).group(1)
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "'unsafe-eval'" not in policy, path


def test_all_internal_links_lead_somewhere(site: Path) -> None:
    """Links, scripts, styles and anchors of all pages, as a browser would follow them."""
    missing = set()
    anchors = {
        path: set(re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))) for path in site.rglob("*.html")
    }
    for page in anchors:
        if page.name == "404.html":
            continue  # its links start at the root of the host
        for target in re.findall(r'\s(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            place, _, anchor = target.partition("#")
            place = place.partition("?")[0]
            found = (page.parent / place).resolve() if place else page
            found = found / "index.html" if found.is_dir() else found
            if not found.exists() or (anchor and found.suffix == ".html" and anchor not in anchors[found]):
                missing.add(f"{page.relative_to(site)} -> {target}")
    assert missing == set()


def test_the_policy_really_blocks_inline_scripts(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.hacked") is None
    page.close()


@pytest.mark.parametrize("other", ["https://anderswo.example/", "http://192.0.2.1/"])
def test_the_tests_notice_whom_else_a_page_asks(browser: Browser, address: str, other: str) -> None:
    page, troubles = browser.new_page(), []
    watch(page, address, troubles)
    page.evaluate("other => fetch(other).catch(() => {})", other)
    page.close()
    assert f"Anfrage an {other}" in troubles


def test_nothing_is_stored_but_what_the_reader_chose(open_page: Open) -> None:
    page = open_page("faelle/?thema=wohnen")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    page.get_by_label("Darstellung").select_option("dunkel")
    assert page.evaluate("Object.entries(localStorage)") == [["lotse-scheme", "dark"]]
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_label("Darstellung").select_option("wie im System")
    assert page.evaluate("localStorage.length") == 0
    page.locator("[data-compare]").first.click()
    assert page.evaluate("Object.keys(localStorage)") == ["lotse-vergleich"]
    page.get_by_role("button", name="Auswahl leeren").click()
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


# ---------- start page ----------


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("Beispiele finden", "faelle/"),
        ("Sitzung vorbereiten", "checklisten/"),
        ("Eigenen Fall beitragen", "mitmachen/"),
        ("Formierung", "checklisten/formierung/"),
        ("Wohnen", "themen/wohnen/"),
    ],
)
def test_the_start_page_leads_everybody_on_with_one_click(open_page: Open, address: str, link: str, path: str) -> None:
    page = open_page()
    page.get_by_role("link", name=link).first.click()
    expect(page).to_have_url(address + path)


def test_the_first_screen_of_a_phone_asks_for_the_problem_and_shows_a_way_in(open_page: Open) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    for part in (page.get_by_label("Welches Problem haben Sie?"), page.get_by_role("link", name="Beispiele finden")):
        box = part.bounding_box()
        assert box["y"] + box["height"] < 740


# ---------- an address that leads nowhere ----------


@pytest.mark.parametrize(
    ("path", "words", "case"),
    [
        ("faelle/knff/", "knff", "knf"),
        ("faelle/gewo-land.html", "gewo land", "gewoland"),
        ("faelle/m%C3%BCnster-velorouten/", "muenster velorouten", "muenster-velorouten"),
        ("faelle/ganz-was-anderes/", "ganz was anderes", None),
        ("themen/knf/", "knf", None),
        ("faelle/%E0%A4%A/", "e0 a4 a", None),
    ],
)
def test_an_address_that_leads_nowhere_is_guessed_at(
    open_page: Open, site: Path, address: str, path: str, words: str, case: str | None
) -> None:
    page = open_page("impressum/")
    page.route("**/" + path, lambda route: route.fulfill(path=site / "404.html"))
    with page.expect_response("**/catalogue.json") if path.startswith("faelle/") else contextlib.nullcontext():
        page.goto(address + path)
    expect(page.get_by_label("Wonach suchen Sie?")).to_have_value(words)
    guess = page.locator("[data-guess] a")
    if case:
        expect(guess).to_have_attribute("href", f"{address}faelle/{case}/")
    else:
        expect(guess).to_be_hidden()


# ---------- reading a case ----------


def test_a_case_shows_where_each_statement_comes_from(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    note = page.locator("a.note").first
    note.click()
    expect(page.locator(note.get_attribute("href"))).to_be_in_viewport()
    expect(page.locator(note.get_attribute("href"))).to_contain_text("MKRO-Leitfaden: Kapitel 4")


def test_a_case_leads_to_its_record(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    expect(page.get_by_role("link", name="Diese Angaben ändern")).to_be_visible()
    expect(page.locator(".record-link")).to_contain_text("cases/knf.yml")


# ---------- guide, pitfalls, answers ----------


def test_the_chapters_of_the_guide_lead_from_one_to_the_next(open_page: Open) -> None:
    page = open_page("leitfaden/")
    chapters = page.locator(".chapters a").all_inner_texts()
    page.locator(".chapters a").first.click()
    for title in chapters:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.title() == f"{title} – Kooperationslotse"
        following = page.get_by_role("link", name="Nächstes Kapitel")
        if title != chapters[-1]:
            following.click()
    expect(following).to_have_count(0)


def test_a_term_explains_itself_on_focus_and_on_hover(open_page: Open) -> None:
    page = open_page("leitfaden/organisationsformen/")
    term = page.locator("a.explained").first
    term.focus()
    explanation = page.get_by_role("tooltip")
    expect(explanation).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", explanation.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(term).to_be_focused()
    page.locator("h1").click()
    term.hover()
    expect(explanation).to_be_visible()
    explanation.hover()
    expect(explanation).to_be_visible()
    term.focus()
    page.mouse.move(0, 0)
    expect(explanation).to_be_visible()  # the focus still asks for it
    words = explanation.inner_text()
    term.click()
    expect(page.locator(":target")).to_contain_text(words)


def test_without_scripts_the_explanation_stands_in_the_title(open_page: Open) -> None:
    page = open_page("leitfaden/organisationsformen/", java_script_enabled=False)
    assert len(page.locator("a.explained").first.get_attribute("title")) > 20


def test_a_chart_is_a_table_with_bars_that_fit_its_values(open_page: Open) -> None:
    """The bars of percentages stand for themselves, other bars are measured against the longest."""
    page = open_page("leitfaden/befragung/")
    kinds = set()
    for table in page.locator(".chart table").all():
        cells = table.locator("td:has(.bar)")
        values = [float(text.replace(",", ".")) for text in cells.locator("strong").all_inner_texts()]
        widths = cells.locator(".bar__length").evaluate_all(
            "all => all.map((bar) => parseFloat(bar.getAttribute('width')))"
        )
        in_percent = "Angaben in: Prozent." in page.locator(f"#{table.get_attribute('aria-describedby')}").inner_text()
        kinds.add(in_percent)
        most = 100 if in_percent else max(values)
        assert widths == pytest.approx([100 * value / most for value in values], abs=0.1)
    assert kinds == {True, False}


def test_a_pitfall_leads_to_ways_out_and_back(open_page: Open) -> None:
    page = open_page("stolpersteine/#stillstand")
    way = page.locator("#stillstand ~ dl a[href*='#weg-']").first
    way.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator(":target").get_by_role("link", name=page.locator("#stillstand").inner_text()).click()
    expect(page.locator("#stillstand")).to_be_in_viewport()


def test_a_point_in_the_matrix_leads_to_the_answer_even_when_it_is_folded(open_page: Open) -> None:
    page = open_page("antworten/")
    page.locator(".matrix td a").first.click()
    expect(page.locator(":target")).to_be_visible()
    expect(page.locator(":target")).to_be_in_viewport()


def test_every_answer_can_be_found_by_its_question_on_a_phone(open_page: Open) -> None:
    page = open_page("antworten/", viewport={"width": 360, "height": 740})
    expect(page.locator(".matrix").first).to_be_hidden()
    page.get_by_text("Gemeinsame Herausforderungen (").click()
    page.locator(".answered details[open] a", has_text="KNF").click()
    expect(page.locator(":target")).to_be_visible()


def test_a_note_leads_to_its_source_and_back(open_page: Open) -> None:
    page = open_page("leitfaden/finanzierung/")
    page.locator("#stelle-3").click()
    expect(page.locator("#beleg-3")).to_be_in_viewport()
    page.get_by_role("link", name="Zurück zur Stelle von Beleg 3").click()
    expect(page.locator("#stelle-3")).to_be_in_viewport()


def test_on_a_touch_screen_the_first_touch_explains_and_the_second_follows(browser, address: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "leitfaden/organisationsformen/")
    term = page.locator("a.explained:visible").first
    term.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert "/leitfaden/" in page.url
    term.tap()
    expect(page).to_have_url(re.compile("/glossar/#"))
    context.close()


def test_a_topic_leads_to_chapters_and_to_the_survey(open_page: Open) -> None:
    page = open_page("themen/wirtschaft/")
    page.get_by_role("link", name="Mit Unternehmen vor Ort zusammenarbeiten").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page = open_page("themen/wohnen/")
    page.locator("a[href*='leitfaden/befragung/#']").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


# ---------- small screens and no scripts ----------


def test_the_menu_opens_and_closes_by_keyboard(open_page: Open) -> None:
    page = open_page("faelle/", viewport={"width": 320, "height": 640})
    button = page.get_by_role("button", name="Menü")
    entry = page.get_by_role("link", name="Checklisten")
    expect(entry).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Fälle", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_everything_can_be_read_without_scripts(open_page: Open, width: int) -> None:
    without = {"java_script_enabled": False, "viewport": {"width": width, "height": 800}}
    page = open_page("faelle/", **without)
    assert len(shown(page, "data-case-id")) >= 6
    expect(page.get_by_role("link", name="Checklisten")).to_be_visible()
    expect(page.get_by_label("Thema")).to_be_hidden()
    page = open_page("checklisten/", **without)
    assert len(shown(page, "data-question-id")) == page.locator("[data-question-id]").count() > GENERAL
    page = open_page("suche/?q=Wohnen", **without)
    expect(page.get_by_text("Die Suche braucht JavaScript.")).to_be_visible()
