"""Pictures across cases: the scale of legal forms, what the cases of a term have in common, questions and cases, charts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lotse.knowledge.binding import scale
from lotse.knowledge.library import Library
from lotse.knowledge.tallies import tally
from lotse.model import Organisation, Term
from lotse.pages.pages import MOST_COLUMNS
from lotse.recipe import Site

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def library(real_site: Site) -> Library:
    return Library(real_site.collection)


def form(id: str, level: str) -> Organisation:
    """A legal form of which only the level matters."""
    return Organisation(id=id, title=id, level=level, binding="", effort="", decides="", money="", fits="")


# ---------- legal forms ----------


def test_the_scale_counts_the_forms_through_its_levels() -> None:
    levels = [Term(id=id, title=id) for id in ("lose", "unbesetzt", "fest")]
    steps = scale(levels, [form("runde", "lose"), form("verein", "fest"), form("verband", "fest")])
    placed = [(step.level.id, place.number, place.form.id) for step in steps for place in step.places]
    assert placed == [("lose", 1, "runde"), ("fest", 2, "verein"), ("fest", 3, "verband")]


def test_the_scale_keeps_the_order_of_the_vocabulary(library: Library) -> None:
    placed = [place.form for step in library.form_scale for place in step.places]
    assert placed == [*library.terms("legal-forms")]


def test_the_scale_leads_to_each_form_and_to_its_cases(open_page: Open, library: Library) -> None:
    page = open_page("organisationsformen/")
    for legal_form in library.terms("legal-forms"):
        number = len(library.cases_by["legal-forms"][legal_form.id])
        entry = page.locator(".scale__forms > li").filter(
            has=page.get_by_role("link", name=legal_form.title, exact=True)
        )
        expect(entry).to_contain_text(re.compile(rf"\b{number} F[aä]ll" if number else "noch kein Fall"))
    page.locator(".scale").get_by_role("link", name="2 Fälle: Eingetragener Verein").click()
    expect(page.locator("#faelle")).to_be_in_viewport()
    place = page.locator(".picture--place")
    expect(place).to_contain_text("Platz 7 von 10, von lose nach fest.")
    place.get_by_role("link", name="Planungsverband").click()
    expect(place).to_contain_text("Platz 8 von 10")


def test_names_of_forms_stay_whole_in_the_comparison(open_page: Open) -> None:
    page = open_page("organisationsformen/")
    titles = page.locator(".compare__head > a")
    heights = titles.evaluate_all("all => all.map((one) => one.getClientRects().length)")
    assert len(heights) == 10 and set(heights) == {1}
    expect(page.get_by_role("columnheader", name="Aufwand")).to_be_visible()


# ---------- pages of terms ----------


def test_a_tally_counts_each_case_once_for_each_of_its_terms(library: Library) -> None:
    cases = library.cases_by["topics"]["wohnen"]
    counted = {row.term.id: row.number for row in tally(library, cases, "form")}
    forms = {id for case in cases for id in case.forms}
    assert counted == {id: sum(id in case.forms for case in cases) for id in forms}


def test_a_number_on_the_page_of_a_term_leads_to_as_many_cases(open_page: Open) -> None:
    for address in ("themen/wohnen/", "phasen/formierung/", "laender/bayern/"):
        page = open_page(address)
        row = page.locator(".overview .tally > li").last
        number = row.locator(".tally__number").evaluate("one => one.firstChild.textContent")
        row.get_by_role("link").click()
        expect(page.get_by_role("status").first).to_have_text(re.compile(rf"^{number} von \d+ Fällen"))


def test_a_land_stands_out_on_a_small_map_that_names_its_author(open_page: Open) -> None:
    page = open_page("laender/bayern/")
    expect(page.get_by_role("img", name="Karte von Deutschland, hervorgehoben ist Bayern.")).to_be_visible()
    expect(page.locator(".overview__credit")).to_contain_text("von Victor Cazanave, CC BY 4.0 (verändert)")


# ---------- questions and cases ----------


def test_the_matrix_shows_the_answers_of_the_cases_that_answer_most(open_page: Open, library: Library) -> None:
    page = open_page("antworten/")
    shown = library.best_answering[:MOST_COLUMNS]
    asked = [question.id for question in library.general.questions]
    expect(page.locator(".matrix thead a")).to_have_text([case.short_name for case in shown])
    dots = sum(id in (case.answers or {}) for case in shown for id in asked)
    assert page.locator(".matrix td a").count() == dots
    assert page.locator(".matrix__number").all_inner_texts() == [str(len(library.answers[id])) for id in asked]


# ---------- charts ----------


def test_a_missing_number_is_heard_but_has_no_bar(open_page: Open) -> None:
    table = open_page("leitfaden/befragung/").locator(".chart--several table", has_text="IBA ist bekannt")
    cells = table.get_by_role("row").filter(has_text="IBA ist bekannt").get_by_role("cell")
    expect(cells.nth(0).locator(".bar")).to_have_count(1)
    expect(cells.nth(1).locator(".bar")).to_have_count(0)
    expect(cells.nth(1)).to_have_text("keine Zahl")


def test_where_most_numbers_are_missing_each_series_is_a_table_with_the_largest_first(open_page: Open) -> None:
    chart = (
        open_page("leitfaden/befragung/")
        .locator(".chart", has_text="Keine Zahl nennt die Quelle für")
        .filter(has_text="Potenzial hoch oder mittel")
    )
    expect(chart.get_by_role("table")).to_have_count(3)
    numbers = [int(text) for text in chart.get_by_role("table").last.locator("strong").all_inner_texts()]
    assert len(numbers) > 5 and numbers == sorted(numbers, reverse=True)
    expect(chart.locator(".chart__unnumbered li").first).to_contain_text("Energieversorgung")
    assert chart.locator("tr").filter(has_text="Energieversorgung").count() == 0
