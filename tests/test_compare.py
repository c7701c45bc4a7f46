"""Comparing cases side by side: from the card to the table, by mouse, by keyboard and by a shared address, on screen and on paper."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import PROJECT

Open = Callable[..., Page]

OUTPUT = PROJECT / "tests/output"
A4_LANDSCAPE = (842, 595)
SILENT = "Die Quelle sagt dazu nichts."
THREE = "vergleich/?faelle=knf,wobi-hannover,gewoland"
KEPT = "localStorage.getItem('lotse-vergleich')"


def basket(page: Page) -> Locator:
    """The bar at the lower edge that shows the chosen cases."""
    return page.get_by_role("complementary", name="Auswahl zum Vergleichen")


def columns(page: Page) -> list[str]:
    """The ids of the compared cases, from left to right."""
    expect(page.locator("[data-row=brief-partners] td").first).to_be_visible()
    links = page.locator("[data-comparison] thead a").evaluate_all("all => all.map((link) => link.pathname)")
    return [path.strip("/").split("/")[-1] for path in links]


def row(page: Page, name: str) -> Locator:
    return page.locator(f"[data-row='{name}']")


def open_all(page: Page) -> None:
    page.get_by_role("button", name="Alles aufklappen").click()


def options(page: Page) -> None:
    """Open what the page offers about views and paper."""
    page.get_by_text("Ansicht und Druck").click()


def field_for_names(page: Page) -> Locator:
    """The field that adds a case, opened."""
    field = page.get_by_label("Name des Falls", exact=True)
    if not field.is_visible():
        page.locator("[data-adding] summary").click()
    return field


def keep(page: Page, value: str) -> None:
    """Put something into the place where the browser keeps the basket."""
    page.evaluate("value => localStorage.setItem('lotse-vergleich', value)", value)


def chosen(*ids: str) -> str:
    """What the browser keeps for these cases."""
    return json.dumps([{"id": id, "name": f"Fall {id}"} for id in ids])


# ---------- choosing ----------


def test_two_cards_and_a_click_lead_to_the_table(open_page: Open, address: str) -> None:
    page = open_page("faelle/?thema=wohnen")
    for id in ("gewoland", "wobi-hannover"):
        page.locator(f"[data-compare='{id}']").click()
        expect(page.locator(f"[data-compare='{id}']")).to_have_attribute("aria-pressed", "true")
    basket(page).get_by_role("link", name="Vergleichen").click()
    expect(page).to_have_url(address + "vergleich/?faelle=gewoland,wobi-hannover")
    assert columns(page) == ["gewoland", "wobi-hannover"]
    expect(page.locator("[data-outcome]")).to_contain_text("2 Fälle im Vergleich")


def test_the_same_way_by_keyboard_from_two_case_pages(open_page: Open, address: str) -> None:
    page = open_page("faelle/knf/")
    page.get_by_role("button", name="Vergleichen Kommunales Nachbarschaftsforum (KNF)").focus()
    page.keyboard.press("Enter")
    expect(basket(page)).to_contain_text("Wählen Sie noch einen dazu.")
    expect(basket(page).get_by_role("link", name="Vergleichen")).to_be_hidden()
    expect(page.locator("[data-compare=knf]")).to_have_accessible_name(
        "Vergleichen Kommunales Nachbarschaftsforum (KNF)"
    )
    page.goto(address + "faelle/gewoland/")
    page.get_by_role("button", name="Vergleichen GEWOLand").focus()
    page.keyboard.press("Space")
    basket(page).get_by_role("link", name="Vergleichen").focus()
    page.keyboard.press("Enter")
    assert columns(page) == ["knf", "gewoland"]


def test_the_basket_survives_page_changes_and_can_be_emptied(open_page: Open, address: str) -> None:
    page = open_page("faelle/knf/")
    page.locator("[data-compare=knf]").click()
    page.goto(address + "leitfaden/")
    expect(basket(page).get_by_role("button", name="Nachbarschaftsforum")).to_be_visible()
    basket(page).get_by_role("button", name="Auswahl leeren").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.goto(address + "faelle/knf/")
    expect(basket(page)).to_have_count(0)
    expect(page.locator("[data-compare=knf]")).to_have_attribute("aria-pressed", "false")


def test_a_case_leaves_the_basket_by_its_button_and_the_focus_stays_in_the_bar(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    keep(page, chosen("knf", "gewoland", "kowis"))
    page.reload()
    basket(page).get_by_role("button", name="Fall gewoland aus der Auswahl nehmen").click()
    expect(basket(page).get_by_role("button", name="Fall kowis aus der Auswahl nehmen")).to_be_focused()
    page.get_by_role("button", name="Vergleichen Kommunales", pressed=True).click()
    assert json.loads(page.evaluate(KEPT)) == json.loads(chosen("kowis"))


def test_a_fifth_case_is_refused_in_plain_words(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    keep(page, chosen("gewoland", "kowis", "koopstadt", "wobi-hannover"))
    page.reload()
    button = page.locator("[data-compare=knf]")
    button.click()
    expect(basket(page)).to_contain_text("Höchstens 4 Fälle. Mehr passen nicht nebeneinander.")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_cards_that_come_later_know_whether_they_are_chosen(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    page.locator("[data-compare=knf]").click()
    page.evaluate("""() => {
        const card = Object.assign(document.createElement("button"), { id: "later" });
        Object.assign(card.dataset, { compare: "knf", name: "KNF" });
        document.querySelector("main").append(card);
        document.dispatchEvent(new CustomEvent("lotse:cards"));
    }""")
    expect(page.locator("#later")).to_have_attribute("aria-pressed", "true")


def test_other_tabs_follow(open_page: Open) -> None:
    first, second = open_page("faelle/knf/"), open_page("faelle/gewoland/")
    first.locator("[data-compare=knf]").click()
    expect(basket(second)).to_contain_text("1 Fall gewählt.")
    second.locator("[data-compare=gewoland]").click()
    expect(basket(first).get_by_role("link", name="Vergleichen")).to_be_visible()


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "null",
        "7",
        '"knf"',
        "[1, null, [], {}]",
        '[{"id": "../x", "name": "x"}, {"id": "knf"}, {"id": 5, "name": "5"}]',
    ],
)
def test_a_damaged_basket_counts_as_empty(open_page: Open, damaged: str) -> None:
    page = open_page("faelle/knf/")
    keep(page, damaged)
    page.reload()
    expect(page.locator("[data-compare=knf]")).to_have_attribute("aria-pressed", "false")
    expect(basket(page)).to_have_count(0)
    page.locator("[data-compare=knf]").click()
    expect(basket(page)).to_contain_text("1 Fall gewählt.")


def test_where_storage_is_blocked_the_basket_holds_for_the_page(open_page: Open, address: str) -> None:
    page = open_page("faelle/")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })"
    )
    page.reload()
    page.locator("[data-compare]").nth(0).click()
    page.locator("[data-compare]").nth(1).click()
    basket(page).get_by_role("link", name="Vergleichen").click()
    assert len(columns(page)) == 2


def test_names_in_the_basket_never_become_markup(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    keep(page, json.dumps([{"id": "knf", "name": "<img src=x onerror=alert(1)>"}]))
    page.reload()
    expect(basket(page)).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".basket img").count() == 0


def test_what_is_chosen_is_announced_in_a_place_that_was_there_before(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    live = page.locator("body > [aria-live=polite]")
    expect(live).to_have_text("")
    button = page.locator("[data-compare=knf]")
    button.click()
    expect(live).to_have_text("1 Fall gewählt. Wählen Sie noch einen dazu.")
    button.click()
    expect(live).to_have_text("Die Auswahl ist leer.")


def test_when_the_bar_goes_the_focus_returns_to_the_button_pressed_last(open_page: Open) -> None:
    page = open_page("faelle/")
    button = page.locator("[data-compare=gewoland]")
    button.click()
    basket(page).get_by_role("button", name="Auswahl leeren").click()
    expect(button).to_be_focused()
    button.click()
    basket(page).get_by_role("button", name="aus der Auswahl nehmen").click()
    expect(button).to_be_focused()


def test_the_focus_in_the_bar_survives_a_change_in_another_tab(open_page: Open) -> None:
    first, second = open_page("faelle/knf/"), open_page("faelle/gewoland/")
    first.locator("[data-compare=knf]").click()
    name = basket(first).get_by_role("button", name="Kommunales Nachbarschaftsforum (KNF) aus")
    name.focus()
    second.locator("[data-compare=gewoland]").click()
    expect(basket(first).get_by_role("link", name="Vergleichen")).to_be_visible()
    expect(name).to_be_focused()


def test_beside_a_chosen_card_a_link_leads_to_the_comparison(open_page: Open, address: str) -> None:
    page = open_page("faelle/")
    link = page.get_by_role("link", name="Zum Vergleich (2)")
    page.locator("[data-compare=gewoland]").click()
    expect(link).to_have_count(0)
    page.locator("[data-compare=knf]").click()
    expect(link).to_have_count(2)
    page.keyboard.press("Tab")
    expect(link.last).to_be_focused()
    page.locator("[data-compare=gewoland]").click()
    expect(link).to_have_count(0)
    page.locator("[data-compare=gewoland]").click()
    link.first.click()
    expect(page).to_have_url(address + "vergleich/?faelle=knf,gewoland")


LONG = json.dumps(
    [{"id": id, "name": f"{id} " + "Regionalentwicklungsgesellschaft " * 3} for id in ("a", "b", "c", "d")]
)


@pytest.mark.parametrize(("width", "rem"), [(320, 4), (360, 4), (768, 6.5), (1280, 4)])
def test_the_bar_is_low_and_makes_no_page_scroll_sideways(open_page: Open, width: int, rem: float) -> None:
    page = open_page("faelle/", viewport={"width": width, "height": 640})
    keep(page, LONG)
    page.reload()
    expect(basket(page)).to_contain_text("4 Fälle gewählt")
    expect(basket(page).get_by_role("link", name="Vergleichen")).to_be_in_viewport(ratio=1)
    expect(basket(page).get_by_role("button", name="Auswahl leeren")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    unit = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert basket(page).evaluate("bar => bar.offsetHeight") <= rem * unit


COVERED = """() => {
    const focused = document.activeElement, bar = document.querySelector(".basket");
    return !bar.contains(focused) && focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
}"""


def test_the_bar_does_not_cover_what_has_the_focus(open_page: Open) -> None:
    page = open_page("faelle/", viewport={"width": 360, "height": 740})
    keep(page, chosen("knf", "gewoland", "kowis", "koopstadt"))
    page.reload()
    expect(basket(page)).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED), page.locator(":focus").evaluate("element => element.outerHTML")


def test_the_bar_that_appears_does_not_cover_the_pressed_button(open_page: Open) -> None:
    page = open_page("faelle/", viewport={"width": 360, "height": 740})
    button = page.locator("[data-compare]").nth(2)
    button.evaluate("button => button.scrollIntoView({ block: 'end' })")
    button.focus()
    page.keyboard.press("Enter")
    expect(basket(page)).to_be_visible()
    page.wait_for_function(f"!({COVERED})()")


# ---------- one selection ----------


def selection(page: Page) -> list[str]:
    """The ids that the browser keeps."""
    return [case["id"] for case in json.loads(page.evaluate(KEPT) or "[]")]


def test_without_cases_in_the_address_the_own_selection_is_compared(open_page: Open, address: str) -> None:
    page = open_page("faelle/knf/")
    keep(page, chosen("knf", "gewoland"))
    page.goto(address + "vergleich/")
    assert columns(page) == ["knf", "gewoland"]
    expect(page).to_have_url(address + "vergleich/?faelle=knf,gewoland")
    expect(page.locator(".basket")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(address + "faelle/knf/")


def test_the_selection_follows_when_the_page_compares_it(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    keep(page, chosen("knf", "gewoland"))
    page = open_page("vergleich/")
    columns(page)
    take_over = page.get_by_role("button", name="In meine Auswahl übernehmen")
    page.get_by_role("button", name="Kommunales Nachbarschaftsforum (KNF) entfernen").click()
    expect(page.locator("[data-outcome]")).to_contain_text("Wählen Sie mindestens einen Fall dazu.")
    assert selection(page) == ["gewoland"]
    field_for_names(page).fill("WohnBauInitiative")
    page.keyboard.press("Enter")
    assert columns(page) == ["gewoland", "wobi-hannover"]
    assert selection(page) == ["gewoland", "wobi-hannover"]
    expect(take_over).to_be_hidden()


def test_a_shared_comparison_becomes_the_own_selection_only_on_demand(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    keep(page, chosen("kowis"))
    page = open_page(THREE)
    columns(page)
    page.get_by_role("button", name="GEWOLand GmbH, Region Erlangen entfernen").click()
    expect(page.locator("[data-outcome]")).to_contain_text("2 Fälle im Vergleich")
    assert selection(page) == ["kowis"]
    take_over = page.get_by_role("button", name="In meine Auswahl übernehmen")
    options(page)
    expect(page.get_by_text("Ersetzt Ihre bisherige Auswahl (1 Fall).")).to_be_visible()
    take_over.click()
    expect(take_over).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Diese Fälle sind jetzt Ihre Auswahl.")
    assert selection(page) == ["knf", "wobi-hannover"]


# ---------- the table ----------


def test_a_shared_address_shows_the_cases_and_leaves_the_own_basket_alone(open_page: Open) -> None:
    page = open_page(THREE)
    assert columns(page) == ["knf", "wobi-hannover", "gewoland"]
    assert page.evaluate(KEPT) is None
    expect(basket(page)).to_have_count(0)


def test_cells_hold_what_the_case_pages_say_and_links_lead_there(open_page: Open, address: str) -> None:
    page = open_page(THREE)
    assert columns(page)[0] == "knf"
    open_all(page)
    goal = row(page, "goals").locator("td").first.locator("li").first
    note = goal.locator("a.note")
    assert note.get_attribute("href").endswith("/faelle/knf/#beleg-1")
    expect(note).to_have_accessible_name("Beleg 1 zu Kommunales Nachbarschaftsforum (KNF)")
    words = goal.inner_text()
    note.click()
    expect(page.locator("#beleg-1")).to_be_in_viewport()
    expect(page.locator("[data-part=goals] li").first).to_have_text(words)


def test_no_id_stands_twice_and_every_link_leads_somewhere(open_page: Open) -> None:
    page = open_page(THREE)
    columns(page)
    ids = page.locator("[id]").evaluate_all("all => all.map((element) => element.id)")
    assert len(ids) == len(set(ids))
    targets = page.locator("[data-comparison] td a").evaluate_all("all => all.map((link) => link.href.split('#')[0])")
    for target in {target for target in targets if "/lotse/" in target}:
        assert page.request.get(target).ok, target


def test_a_silent_source_is_named_as_silent(open_page: Open, real_site) -> None:
    page = open_page(THREE)
    ids = columns(page)
    open_all(page)
    fields = {
        "occasion": "occasion",
        "goals": "goals",
        "money": "financing",
        "governance": "governance",
        "success": "success_factors",
    }
    silences = 0
    for part, field in fields.items():
        for id, cell in zip(ids, row(page, part).locator("td").all(), strict=True):
            says_something = bool(getattr(real_site.collection.cases[id], field))
            silences += not says_something
            assert (SILENT in cell.inner_text()) == (not says_something), (part, id)
    empty = page.locator("[data-comparison] td").evaluate_all(
        "all => all.filter((cell) => !cell.innerText.trim() && cell.checkVisibility()).length"
    )
    assert silences and empty == 0


def test_agreement_and_shared_topics_are_said_in_words(open_page: Open) -> None:
    page = open_page("vergleich/?faelle=knf,gewoland,wobi-hannover,kowis")
    columns(page)
    expect(row(page, "topics").locator("td").nth(1)).to_contain_text("Wohnen (bei ")
    page = open_page("vergleich/?faelle=knf,wobi-hannover")
    columns(page)
    open_all(page)
    expect(row(page, "brief-stand").locator("td")).to_have_text("bei beiden gleich: läuft (Angaben von 2020)")
    expect(row(page, "laender").locator("td")).to_have_count(2)


def test_only_differences_can_be_shown_and_shared(open_page: Open, address: str) -> None:
    page = open_page("vergleich/?faelle=knf,wobi-hannover")
    columns(page)
    options(page)
    page.get_by_label("Nur Unterschiede zeigen").check()
    expect(page).to_have_url(address + "vergleich/?faelle=knf,wobi-hannover&nur=unterschiede")
    expect(row(page, "brief-stand")).to_be_hidden()
    expect(row(page, "form")).to_be_visible()
    expect(page.locator("[data-outcome]")).to_contain_text("bei allen gleich: Stand")
    page.reload()
    options(page)
    expect(page.get_by_label("Nur Unterschiede zeigen")).to_be_checked()
    expect(row(page, "form")).to_be_visible()
    expect(row(page, "brief-stand")).to_be_hidden()
    page.go_back()
    expect(row(page, "brief-stand")).to_be_visible()


def test_questions_that_several_cases_answer_come_first_and_the_others_are_folded(open_page: Open, real_site) -> None:
    page = open_page(THREE)
    answers = [set(real_site.collection.cases[id].answers or {}) for id in columns(page)]
    page.get_by_role("button", name="Antworten auf dieselben Fragen").click()
    visible = page.locator("[data-answer]:visible").evaluate_all("all => all.map((row) => row.dataset.row.slice(7))")
    several = {id for case in answers for id in case if sum(id in other for other in answers) > 1}
    assert set(visible) == several
    page.get_by_role("button", name="Nur von einem Fall beantwortet").click()
    visible = page.locator("[data-answer]:visible").evaluate_all("all => all.map((row) => row.dataset.row.slice(7))")
    assert set(visible) == set.union(*answers)


def test_long_lists_are_folded_and_can_be_opened_at_once(open_page: Open) -> None:
    page = open_page("vergleich/?faelle=koopstadt,kowis")
    columns(page)
    last = row(page, "approach").locator("td li").last
    expect(last).to_be_hidden()
    page.get_by_role("button", name="Alles aufklappen").click()
    expect(last).to_be_visible()
    page.get_by_role("button", name="Alles einklappen").click()
    expect(last).to_be_hidden()


def test_what_is_open_stays_open_when_only_differences_are_shown(open_page: Open) -> None:
    page = open_page("vergleich/?faelle=koopstadt,kowis")
    columns(page)
    page.get_by_role("button", name="Alles aufklappen").click()
    options(page)
    page.get_by_label("Nur Unterschiede zeigen").check()
    expect(page).to_have_url(re.compile("nur=unterschiede"))
    expect(page.get_by_role("button", name="Alles einklappen")).to_be_visible()
    expect(row(page, "approach").locator("td li").last).to_be_visible()


def test_figures_that_the_case_page_cuts_in_two_are_one_list(open_page: Open, real_site) -> None:
    page = open_page("vergleich/?faelle=koopstadt,kowis")
    ids = columns(page)
    page.get_by_role("button", name="Kurzfassung und Eckdaten").click()
    for id, cell in zip(ids, row(page, "figures").locator("td").all(), strict=True):
        figures = real_site.collection.cases[id].figures
        assert len(figures) > 6
        expect(cell.locator("summary")).to_have_text([f"{len(figures) - 4} weitere"], use_inner_text=True)
        expect(cell.locator(".figures > li")).to_have_count(len(figures))


# ---------- adding and removing ----------


def test_cases_are_added_by_name_and_removed_again_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("vergleich/?faelle=knf")
    expect(page.locator("[data-outcome]")).to_contain_text("Wählen Sie mindestens einen Fall dazu.")
    field = field_for_names(page)
    field.press_sequentially("gewo")
    expect(page.locator("datalist option")).to_have_count(1)
    field.press("Enter")
    expect(page).to_have_url(address + "vergleich/?faelle=knf,gewoland")
    assert columns(page) == ["knf", "gewoland"]
    page.get_by_role("button", name="Kommunales Nachbarschaftsforum (KNF) entfernen").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "vergleich/?faelle=gewoland")
    expect(page.get_by_role("button", name="GEWOLand GmbH, Region Erlangen entfernen")).to_be_focused()
    expect(page.locator("[data-comparison]")).to_be_hidden()
    page.go_back()
    assert columns(page) == ["knf", "gewoland"]


def test_nothing_is_lost_while_a_case_loads_or_when_it_fails_to_load(browser: Browser, address: str) -> None:
    page = browser.new_page()  # a request fails on purpose, which browsers log as an error
    page.goto(f"{address}vergleich/?faelle=knf")
    expect(page.get_by_role("button", name="(KNF) entfernen")).to_be_visible()
    waiting = []
    page.route("**/faelle/gewoland/", lambda route: waiting.append(route))
    field = field_for_names(page)
    with page.expect_request("**/faelle/gewoland/"):
        field.fill("GEWOLand")
        field.press("Enter")
    field.fill("WohnBauInitiative")
    field.press("Enter")
    expect(page).to_have_url(f"{address}vergleich/?faelle=knf,gewoland,wobi-hannover")
    waiting[0].abort()
    expect(page.locator("[data-outcome]")).to_contain_text("Nicht geladen: „gewoland“.")
    page.unroute("**/faelle/gewoland/")
    options(page)
    page.get_by_label("Nur Unterschiede zeigen").check()
    expect(page.locator("[data-outcome]")).to_contain_text("3 Fälle im Vergleich")
    assert columns(page) == ["knf", "gewoland", "wobi-hannover"]
    page.close()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("xyzzy", "Kein Fall heißt „xyzzy“."),
        ("kowis", "Wählen Sie einen Vorschlag."),
        ("", "Schreiben Sie den Namen eines Falls"),
        ("gewoland", "Dieser Fall steht schon da."),
    ],
)
def test_a_name_that_does_not_fit_gets_an_answer(open_page: Open, words: str, message: str) -> None:
    page = open_page(THREE)
    columns(page)
    field_for_names(page).fill(words)
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_role("status")).to_contain_text(message)
    assert len(columns(page)) == 3


def test_at_most_ten_names_are_suggested(open_page: Open) -> None:
    page = open_page(THREE)
    assert len(columns(page)) == 3
    field_for_names(page).focus()
    expect(page.locator("datalist option")).to_have_count(10)


# ---------- addresses that are not as they should be ----------


def test_without_cases_the_page_explains_how_to_choose(open_page: Open) -> None:
    page = open_page("vergleich/")
    expect(page.get_by_role("status")).to_have_text("Noch kein Fall gewählt.")
    expect(page.get_by_role("heading", name="So wählen Sie Fälle")).to_be_visible()
    expect(page.get_by_role("link", name="Liste der Fälle")).to_be_visible()


def test_what_is_wrong_in_the_address_is_said_and_the_rest_works(browser: Browser, address: str) -> None:
    page = browser.new_page()  # asks for pages that do not exist, which browsers log as errors
    page.goto(f"{address}vergleich/?faelle=knf,atlantis,{quote('<img src=x>')},gewoland")
    assert columns(page) == ["knf", "gewoland"]
    expect(page.get_by_role("status")).to_contain_text("Diese Fälle gibt es hier nicht: „atlantis“, „<img src=x>“.")
    assert page.locator("main img").count() == 0
    page.close()


@pytest.mark.parametrize(
    ("query", "ids", "message"),
    [
        ("knf,knf,gewoland", ["knf", "gewoland"], "Ein Fall war doppelt genannt."),
        (
            "knf,gewoland,kowis,koopstadt,wobi-hannover",
            ["knf", "gewoland", "kowis", "koopstadt"],
            "Weggelassen: „wobi-hannover“.",
        ),
        ("..%2F..%2Fdaten,knf,gewoland", ["knf", "gewoland"], "Diese Fälle gibt es hier nicht: „../../daten“."),
        ("KNF,%20Gewoland", ["knf", "gewoland"], "2 Fälle im Vergleich"),
        (",knf,,gewoland,", ["knf", "gewoland"], "2 Fälle im Vergleich"),
    ],
)
def test_odd_lists_of_cases_are_put_right(open_page: Open, query: str, ids: list[str], message: str) -> None:
    page = open_page(f"vergleich/?faelle={query}")
    assert columns(page) == ids
    expect(page.get_by_role("status")).to_contain_text(message)


def test_without_scripts_the_page_leads_to_the_lists(open_page: Open) -> None:
    page = open_page(THREE, java_script_enabled=False)
    expect(page.get_by_text("Der Vergleich braucht JavaScript.")).to_be_visible()
    expect(page.locator("[data-comparison]")).to_be_hidden()
    page = open_page("faelle/knf/", java_script_enabled=False)
    expect(page.locator("[data-compare=knf]")).to_be_hidden()


# ---------- paper and small screens ----------


def printed(page: Page, name: str) -> list[str]:
    """The text of each sheet that comes out of the printer; pictures of them are kept to be looked at."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / f"{name}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    sheets = []
    for number, sheet in enumerate(pypdfium2.PdfDocument(path), start=1):
        assert tuple(round(length) for length in sheet.get_size()) == A4_LANDSCAPE
        sheet.render(scale=1.5).to_pil().save(OUTPUT / f"{name}-{number}.png")
        sheets.append(" ".join(sheet.get_textpage().get_text_bounded().split()))
    return sheets


def test_the_comparison_prints_on_landscape_with_names_on_every_sheet_and_no_controls(
    open_page: Open, address: str
) -> None:
    page = open_page("vergleich/?faelle=knf,wobi-hannover")
    columns(page)
    keep(page, chosen("knf"))
    sheets = printed(page, "vergleich")
    assert f"{address}vergleich/?faelle=knf,wobi-hannover".replace("-", "") in sheets[0].replace("-", "").replace(
        "\ufffe", ""
    )
    assert all("Nachbarschaftsforum (KNF)" in sheet and "WohnBauInitiative" in sheet for sheet in sheets)
    text = " ".join(sheets)
    for word in ("Entfernen", "Hinzufügen", "Nur Unterschiede", "rucken", "Leeren", "meine Auswahl", "Impressum"):
        assert word not in text


def test_paper_says_where_the_folded_rest_stands_and_shows_closed_groups(open_page: Open) -> None:
    page = open_page(THREE, viewport={"width": 360, "height": 740})
    columns(page)
    expect(row(page, "money")).to_be_hidden()
    text = " ".join(printed(page, "vergleich-telefon"))
    assert "weitere: siehe Seite des Falls" in text
    for group in ("Geld und Personal", "Schritte je Phase", "Was die Quelle offenlässt"):
        assert group in text


@pytest.mark.parametrize(("path", "most"), [(THREE, 1), (f"{THREE},koopstadt", 2)], ids=["three", "four"])
def test_the_overview_prints_on_a_sheet_or_two(open_page: Open, path: str, most: int) -> None:
    page = open_page(path)
    columns(page)
    page.evaluate("window.print = () => {}")
    options(page)
    page.get_by_role("button", name="Überblick drucken").click()
    sheets = printed(page, "vergleich-ueberblick")
    text = " ".join(sheets)
    assert len(sheets) <= most
    for title in ("Organisationsform", "Wer zahlt, wie viel?", "Ergebnis", "Hürde", "Partner", "Stand"):
        assert title in text
    for group in (
        "Anlass, Ziele",
        "Formen im Lauf der Zeit",
        "Schritte je Phase",
        "Erfolgsfaktoren",
        "Nur von einem",
        "Belege",
    ):
        assert group not in text


@pytest.mark.parametrize("width", [360, 1280])
def test_the_table_begins_on_the_first_screen_with_what_a_council_asks(open_page: Open, width: int) -> None:
    page = open_page(THREE, viewport={"width": width, "height": 800})
    columns(page)
    expect(page.get_by_role("link", name="GEWOLand GmbH, Region Erlangen").first).to_be_in_viewport(ratio=1)
    expect(row(page, "form").locator("td").first).to_be_in_viewport()
    titles = page.locator("#ueberblick [data-title]:visible").all_inner_texts()
    assert titles == ["Organisationsform (zuletzt)", "Wer zahlt, wie viel?", "Ergebnis", "Hürde", "Partner", "Stand"]


def test_the_overview_shows_the_first_statement_and_counts_the_others(open_page: Open, real_site) -> None:
    page = open_page(THREE)
    columns(page)
    cell = row(page, "brief-result").locator("td").first
    expect(cell.locator("li")).to_have_count(1)
    expect(cell).to_contain_text(f"und {len(real_site.collection.cases['knf'].results) - 1} weitere Einträge")


@pytest.mark.parametrize("width", [360, 1280])
def test_groups_are_closed_but_the_first_and_can_be_opened(open_page: Open, width: int) -> None:
    page = open_page(f"{THREE}#steuerung", viewport={"width": width, "height": 740})
    columns(page)
    toggle = page.get_by_role("button", name="Geld und Personal")
    expect(page.get_by_role("button", name="Auf einen Blick")).to_have_attribute("aria-expanded", "true")
    expect(row(page, "governance")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(row(page, "money")).to_be_hidden()
    expect(page.get_by_role("button", name="Nur von einem Fall beantwortet")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 10_000
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(row(page, "money")).to_be_visible()
    page.get_by_role("button", name="Alles aufklappen").click()
    expect(row(page, "sources")).to_be_visible()
    page.get_by_role("button", name="Alles einklappen").click()
    expect(row(page, "sources")).to_be_hidden()
    expect(row(page, "brief-stand")).to_be_visible()


def test_on_a_phone_each_aspect_names_its_cases(open_page: Open) -> None:
    page = open_page(THREE, viewport={"width": 320, "height": 640})
    columns(page)
    page.get_by_role("button", name="Geld und Personal").click()
    names = row(page, "money").locator(".comparison__label").all_inner_texts()
    assert names == page.locator("[data-comparison] thead a").all_text_contents()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
