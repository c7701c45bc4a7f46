"""Finding cases and everything else in a real browser: filters, counts, views, sorting, full-text search."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lotse.pages.catalogue import PORTION

Open = Callable[..., Page]


def listed(page: Page) -> list[str]:
    """The ids of the cases that are shown, once the list has come to rest; of many it shows the first PORTION."""
    expect(page.locator(".waiting")).to_have_count(0)
    return page.locator("[data-case-id]:visible").evaluate_all("all => all.map((one) => one.dataset.caseId)")


def catalogue(site: Path) -> list[dict]:
    return json.loads((site / "faelle/catalogue.json").read_text(encoding="utf-8"))["cases"]


def count(page: Page) -> str:
    return page.locator("[data-count]").text_content()


# ---------- filters ----------


def test_a_filter_shows_fitting_cases_their_number_and_an_address_to_share(
    open_page: Open, address: str, site: Path
) -> None:
    page = open_page("faelle/")
    everything = {case["id"] for case in catalogue(site)}
    page.get_by_label("Thema").select_option("wohnen")
    expect(page).to_have_url(address + "faelle/?thema=wohnen")
    found = listed(page)
    assert {"wobi-hannover", "gewoland"} <= set(found) < everything
    assert count(page) == f"{len(found)} von {len(everything)} Fällen · Thema: Wohnen"
    expect(page.locator("[data-count]")).to_have_attribute("role", "status")


def test_an_address_with_filters_restores_them(open_page: Open) -> None:
    page = open_page("faelle/?thema=wohnen&form=gesellschaft&land=bayern")
    assert listed(page) == ["gewoland"]
    expect(page.get_by_label("Thema")).to_have_value("wohnen")
    expect(page.get_by_label("Organisationsform")).to_have_value("gesellschaft")


def test_back_and_forward_restore_filters(open_page: Open) -> None:
    page = open_page("faelle/")
    everything = listed(page)
    page.get_by_label("Land").select_option("niedersachsen")
    assert listed(page) == ["wobi-hannover"]
    page.go_back()
    assert listed(page) == everything
    page.go_forward()
    assert listed(page) == ["wobi-hannover"]


@pytest.mark.parametrize(
    ("filter_name", "label"),
    [
        ("thema", "Thema"),
        ("phase", "Phase"),
        ("land", "Land"),
        ("form", "Organisationsform"),
        ("ebene", "Räumliche Ebene"),
        ("partner", "Art der Partner"),
        ("groesse", "Größe der Kommunen"),
        ("status", "Stand"),
        ("beleg", "Art der Belege"),
    ],
)
def test_every_filter_counts_and_finds_its_cases(open_page: Open, site: Path, filter_name: str, label: str) -> None:
    cases = catalogue(site)
    value = next(value for case in cases for value in case[filter_name])
    expected = [case["id"] for case in cases if value in case[filter_name]]
    page = open_page(f"faelle/?{filter_name}={value}")
    assert listed(page) == expected
    expect(page.get_by_label(label, exact=True)).to_be_visible()
    chosen = page.get_by_label(label, exact=True).locator("option:checked")
    assert chosen.inner_text().endswith(f"({len(expected)})")


def test_counts_follow_the_other_filters(open_page: Open, site: Path) -> None:
    page = open_page("faelle/?land=bayern")
    listed(page)
    in_bayern = [case for case in catalogue(site) if "bayern" in case["land"]]
    for option in page.get_by_label("Thema").locator("option[value]:not([value=''])").all():
        number = sum(option.get_attribute("value") in case["thema"] for case in in_bayern)
        assert option.inner_text().endswith(f"({number})")
        assert option.is_disabled() == (number == 0)


def test_each_active_filter_is_a_chip_that_removes_it(open_page: Open, address: str) -> None:
    page = open_page("faelle/?thema=wohnen&land=bayern")
    page.get_by_role("button", name="Filter entfernen: Land: Bayern").click()
    expect(page).to_have_url(address + "faelle/?thema=wohnen")
    expect(page.get_by_label("Land")).to_be_focused()
    expect(page.locator(".chip")).to_have_text(["Filter entfernen: Thema: Wohnen"])


def test_no_hits_help_to_go_on(open_page: Open) -> None:
    page = open_page("faelle/?land=niedersachsen&form=gesellschaft")
    assert listed(page) == []
    page.get_by_role("button", name="ohne „Organisationsform: Eigene Gesellschaft, etwa GmbH“ (1)").click()
    assert listed(page) == ["wobi-hannover"]
    expect(page.get_by_label("Organisationsform")).to_be_focused()


def test_on_a_phone_cases_stand_on_the_first_screen_and_filters_unfold(open_page: Open) -> None:
    page = open_page("faelle/?status=running", viewport={"width": 360, "height": 740})
    listed(page)
    assert page.locator("[data-case-id]").first.bounding_box()["y"] < 740
    expect(page.get_by_label("Thema")).to_be_hidden()
    page.get_by_role("button", name="Filtern (1)", expanded=False).click()
    page.get_by_label("Thema").select_option("wohnen")
    page.get_by_role("button", name="Filtern (2)", expanded=True).click()
    expect(page.get_by_label("Thema")).to_be_hidden()
    page.get_by_role("button", name="Filter entfernen: Thema: Wohnen").click()
    expect(page.get_by_role("button", name="Filtern (1)")).to_be_focused()


def test_when_cases_cannot_be_loaded_the_page_says_so_and_tries_again(open_page: Open) -> None:
    page = open_page()
    page.route("**/catalogue.json", lambda route: route.fulfill(body="kein JSON"), times=1)
    page.goto(f"{page.url}faelle/?q=Fahrrad")
    expect(page.get_by_role("status")).to_have_text("Die Fälle ließen sich nicht laden.")
    assert listed(page) == []
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("status")).to_contain_text("Stichwort: Fahrrad")
    assert "muenster-velorouten" in listed(page)


@pytest.mark.parametrize(
    "query", ["thema=%3Cscript%3E&land=atlantis&unsinn=1", "ansicht=toString&sortierung=__proto__"]
)
def test_unknown_values_in_the_address_do_no_harm(open_page: Open, site: Path, query: str) -> None:
    page = open_page(f"faelle/?{query}")
    assert len(listed(page)) == min(PORTION, len(catalogue(site)))


def test_filters_work_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("faelle/")
    page.get_by_label("Thema").focus()
    page.keyboard.type("Wohn")
    expect(page.locator("[data-count]")).to_contain_text("Thema: Wohnen")
    page.get_by_role("button", name="Alle Filter löschen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"^\d+ Fälle$"))


# ---------- words, order, views ----------


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("gewerbeflaechen immosis", "emmd-gewerbeflaechen"),
        ("KNF", "knf"),
        ("raa-besenbek", "suk-elmshorn"),
        ("WOBI", "wobi-hannover"),
        ("Fahrräder", "muenster-velorouten"),
        ("Kindertagestätte", "suk-elmshorn"),
    ],
)
def test_free_text_finds_names_and_words_however_they_are_written(open_page: Open, words: str, case: str) -> None:
    page = open_page("faelle/")
    everything = listed(page)
    page.get_by_label("Stichwort").fill(words)
    expect(page.locator(".chip")).to_contain_text(f"Stichwort: {words}")
    found = listed(page)
    assert case in found[:3] and len(found) < len(everything)


def test_cases_can_be_sorted(open_page: Open, site: Path) -> None:
    page = open_page("faelle/")
    by_name = [case["id"] for case in sorted(catalogue(site), key=lambda case: case["name"].lower())]
    notices = [case["notice"] for case in catalogue(site)]
    assert listed(page) == [case["id"] for case in catalogue(site)][:PORTION] and notices == sorted(notices)
    starts = {case["id"]: case["start"] for case in catalogue(site)}
    page.get_by_label("Sortierung").select_option("beginn")
    assert [starts[id] for id in listed(page)] == sorted(starts.values(), reverse=True)[:PORTION]
    expect(page).to_have_url(re.compile("sortierung=beginn"))
    expect(page.locator(".chip")).to_have_count(0)
    page.get_by_label("Sortierung").select_option("titel")
    assert listed(page) == by_name[:PORTION]
    expect(page.get_by_label("Sortierung").locator("option").first).to_have_text("Name, Vorbehalte zuletzt")


def test_the_table_lists_the_same_cases(open_page: Open) -> None:
    page = open_page("faelle/?thema=wohnen&land=bayern")
    cards = listed(page)
    page.get_by_role("radio", name="Tabelle").check(force=True)
    expect(page.get_by_role("row")).to_have_count(len(cards) + 1)
    assert listed(page) == cards
    assert "nicht genannt" not in page.get_by_role("row").nth(1).inner_text().split("\t")[0]
    page.go_back()
    expect(page.get_by_role("table")).to_have_count(0)
    assert listed(page) == cards


def test_the_map_shows_the_same_cases_and_leads_to_them(open_page: Open, address: str) -> None:
    page = open_page("faelle/?form=gesellschaft&land=bayern&ansicht=karte")
    marker = page.locator("[data-cell]:visible")
    expect(marker).to_have_count(2)
    page.locator("[data-map] svg").get_by_role("link", name=re.compile("GEWOLand")).click()
    expect(page).to_have_url(address + "faelle/gewoland/")


def test_what_was_asked_for_last_is_shown_however_slow_the_map_is(open_page: Open) -> None:
    page = open_page("faelle/")
    listed(page)
    waiting = []
    page.route("**/laender/", lambda route: waiting.append(route), times=1)
    with page.expect_request("**/laender/"):
        page.get_by_role("radio", name="Karte").check(force=True)
    page.get_by_label("Thema", exact=True).select_option("wohnen")
    page.get_by_role("radio", name="Tabelle").check(force=True)
    expect(page.get_by_role("table")).to_be_visible()
    for route in waiting:
        route.continue_()
    page.get_by_role("radio", name="Karte").check(force=True)
    expect(page.locator("[data-map]")).to_have_count(1)
    expect(page.locator("[data-map]")).to_be_visible()


def test_clearing_the_filters_keeps_the_view(open_page: Open) -> None:
    page = open_page("faelle/?thema=wohnen&ansicht=tabelle")
    page.get_by_role("button", name="Alle Filter löschen").click()
    expect(page).to_have_url(re.compile(r"faelle/\?ansicht=tabelle$"))


def test_views_and_order_work_by_keyboard(open_page: Open) -> None:
    page = open_page("faelle/")
    page.get_by_role("radio", name="Liste").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-map]")).to_be_visible()


# ---------- full-text search ----------


def search(page: Page, words: str) -> list[str]:
    """The addresses of the hits for `words`."""
    page.get_by_label("Wonach suchen Sie?").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text(f"Treffer für „{words}“")
    return page.locator("[data-result]").evaluate_all("all => all.map((one) => one.dataset.result)")


def test_search_from_the_header_finds_cases_and_says_how_many(open_page: Open) -> None:
    page = open_page("phasen/")
    page.get_by_role("search", name="Ganze Website durchsuchen").get_by_label("Suchbegriff").fill("Velorouten")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"suche/\?q=Velorouten"))
    expect(page.locator("[data-result]").first).to_contain_text("Münster")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ Treffer für „Velorouten“"))


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("Gewerbeflächen", "emmd-gewerbeflaechen"),
        ("Wohnungsbau", "freiburg-wohnbauflaechen"),
        ("Kindertagesstätte", "suk-elmshorn"),
        ("Fahrrad", "muenster-velorouten"),
        ("buergermeister nachbarschaftsforum", "knf"),
    ],
)
def test_search_understands_german(open_page: Open, words: str, case: str) -> None:
    hits = search(open_page("suche/"), words)
    assert any(f"/faelle/{case}/" in hit for hit in hits[:5]), hits[:5]


def test_hits_show_the_passage_with_marked_words_and_lead_to_it(open_page: Open) -> None:
    page = open_page("suche/?q=Lastenausgleich")
    hit = page.locator("[data-result*='/faelle/']").filter(has=page.locator("mark")).first
    expect(hit.locator("mark").first).to_have_text(re.compile("ausgleich|last|umlage|schlüssel|verteil", re.IGNORECASE))
    hit.get_by_role("link").click()
    expect(page.locator("h1")).to_be_visible()


def test_every_place_that_the_search_leads_to_exists(site: Path) -> None:
    from conftest import PROJECT
    from lotse import recipe

    missing = []
    for one in recipe.prepare(PROJECT).findables:
        page, _, place = one.address.partition("#")
        ids = set(re.findall(r'\sid="([^"]+)"', (site / page / "index.html").read_text(encoding="utf-8")))
        anchors = [place] if place else [section.anchor for section in one.sections]
        missing += [f"{page}#{anchor}" for anchor in anchors if anchor and anchor not in ids]
    assert missing == []


def test_kinds_narrow_the_hits_by_mouse_and_in_the_address(open_page: Open) -> None:
    page = open_page("suche/?q=Vertrag")
    expect(page.get_by_role("heading", name="Beste Treffer")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^Glossar")).check(force=True)
    expect(page).to_have_url(re.compile("art=Glossar"))
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    expect(page.get_by_role("heading", level=2)).to_have_text("Glossar")
    hits = page.locator("[data-result]")
    assert hits.count() > 0
    assert all("/glossar/#" in link for link in hits.evaluate_all("all => all.map((one) => one.dataset.result)"))
    page.go_back()
    expect(page.get_by_role("heading", name="Beste Treffer")).to_be_visible()


def test_hits_of_a_kind_are_shown_ten_at_a_time(open_page: Open) -> None:
    page = open_page("suche/?q=Gemeinde&art=Fall")
    hits = page.locator("[data-result]")
    expect(hits).to_have_count(10)
    page.get_by_role("button", name="Weitere Treffer zeigen").press("Enter")
    expect(hits.nth(10).get_by_role("link")).to_be_focused()


def test_the_start_page_searches_everything_and_a_verb_is_not_taken_apart(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Welches Problem haben Sie?").fill("fehlende Wohnungen")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_contain_text(re.compile("Gesucht auch nach: .*Wohnraum"))
    expect(status).not_to_contain_text("Ende,")
    expect(page.get_by_role("search", name="Ganze Website durchsuchen")).to_have_count(0)  # one field is enough


def test_misspelt_words_are_mended_and_the_page_says_so(open_page: Open) -> None:
    page = open_page("suche/")
    hits = search(page, "Zwekverband")
    assert any("zweckverband" in hit for hit in hits[:5])
    expect(page.get_by_role("status")).to_contain_text("Gesucht auch nach: Zweckverband")


def test_the_search_says_which_words_no_text_has(open_page: Open) -> None:
    page = open_page("suche/")
    search(page, "Hebesätze Kita")
    expect(page.get_by_role("status")).to_contain_text("In keinem Text steht: Hebesätze.")


@pytest.mark.parametrize("words", ["Kooperation", "interkommunale Zusammenarbeit"])
def test_what_the_whole_website_is_about_can_be_searched_for_too(open_page: Open, words: str) -> None:
    assert search(open_page("suche/"), words)


def test_other_words_drop_the_chosen_kind(open_page: Open) -> None:
    page = open_page("suche/?q=Velorouten&art=Werkzeug")
    expect(page.get_by_role("status")).to_contain_text("Kein Treffer für „Velorouten“ in: Werkzeuge.")
    expect(page.get_by_role("status")).to_contain_text("Wählen Sie „Alle“.")
    page.get_by_role("radio", name=re.compile("^Alle")).check(force=True)
    expect(page.locator("[data-result]").first).to_be_visible()
    page.go_back()
    page.go_forward()
    expect(page.locator("[data-result]").first).to_be_visible()
    search(page, "Vertrag")
    expect(page).to_have_url(re.compile("q=Vertrag$"))


def test_endless_words_do_not_stop_the_browser(open_page: Open) -> None:
    page = open_page("suche/")
    page.get_by_label("Wonach suchen Sie?").fill("qx" + "landkreis" * 30)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kein Treffer")


def test_search_words_never_become_markup(open_page: Open) -> None:
    page = open_page("suche/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("status")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0


def test_search_without_hits_says_so_and_helps_on(open_page: Open) -> None:
    page = open_page("suche/?q=xyzzyqwert")
    expect(page.get_by_role("status")).to_contain_text("Kein Treffer für „xyzzyqwert“")
    expect(page.get_by_role("link", name="alle Fälle")).to_be_visible()


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%20%20", "?q=a", "?q=und%20oder", "?art=Fall", "?q=Kita&art=__proto__"]
)
def test_odd_addresses_leave_the_search_usable(open_page: Open, query: str) -> None:
    assert search(open_page(f"suche/{query}"), "Wohnungsbau")


def test_the_search_answers_labelled_queries_well(open_page: Open) -> None:
    """The labelled queries of the bench, by the code of the search page; the bench asks through the page itself."""
    from bench.searches import read_queries, score

    page = open_page("suche/")
    queries = [query for query in read_queries() if query.set == "tuning"]
    answers = page.evaluate(
        """async (queries) => {
          const { find, loadText } = await import(new URL("../scripts/finding/finder.js", location.href));
          const all = [];
          for (const query of queries) {
            const texts = await Promise.all((await find(query)).hits.slice(0, 5).map(loadText));
            all.push(texts.map(({ meta }) => meta.address));
          }
          return all;
        }""",
        [query.query for query in queries],
    )
    assert score(queries, answers).recall >= 0.94
