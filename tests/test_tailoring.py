"""Tailoring a checklist: what is shown, what is left out and why, and how a link gives a colleague the same list."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lotse import recipe
from lotse.knowledge.library import CONDITIONS, Library

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def library(real_site: recipe.Site) -> Library:
    return Library(real_site.collection)


def shown(page: Page) -> list[str]:
    """The ids of the questions that can be seen, in their order."""
    return page.locator("[data-question-id]:visible").evaluate_all(
        "all => all.map(({ dataset }) => dataset.questionId)"
    )


def expected(library: Library, list_id: str = "wege-zum-erfolg", **chosen: str) -> set[str]:
    """The ids of the questions that fit, worked out from the records."""

    def fits(question) -> bool:
        conditions = ((chosen.get(name), getattr(question, condition.field)) for name, condition in CONDITIONS.items())
        return all(not value or not allowed or value in allowed for value, allowed in conditions)

    phase = chosen.get("phase")
    questions = library.collection.checklists[list_id].questions
    return {question.id for question in questions if fits(question) and (not phase or phase in question.phases)}


def test_the_checklist_of_a_phase_puts_core_questions_first(open_page: Open) -> None:
    page = open_page("checklisten/?phase=formierung")
    expect(page.get_by_role("heading", name="Kernfragen")).to_be_visible()
    visible = page.locator("[data-question-id]:visible")
    order = visible.evaluate_all("all => all.map(({ dataset }) => dataset.core.split(' ').includes('formierung'))")
    assert order == sorted(order, reverse=True)
    assert any(order) and not all(order)


def test_on_a_phone_the_choice_is_folded_and_the_first_question_is_near(open_page: Open) -> None:
    page = open_page("checklisten/?phase=formierung", viewport={"width": 360, "height": 740})
    expect(page.get_by_role("button", name="Fragen auswählen (1)")).to_be_visible()
    expect(page.get_by_label("Phase", exact=True)).to_be_hidden()
    assert page.locator(".question__text:visible").first.bounding_box()["y"] < 700
    page.get_by_role("button", name="Fragen auswählen").click()
    expect(page.get_by_label("Phase", exact=True)).to_have_value("formierung")


def test_whoever_names_no_phase_is_asked_first_for_it(open_page: Open) -> None:
    page = open_page("checklisten/")
    asked = page.get_by_role("heading", name="In welcher Phase sind Sie?")
    expect(asked).to_be_visible()
    expect(page.get_by_role("button", name="Kernfragen drucken")).to_be_hidden()
    expect(page.get_by_role("button", name="Alle 41 Fragen drucken")).to_be_visible()
    page.get_by_label("Phase", exact=True).select_option("formierung")
    expect(asked).to_be_hidden()
    expect(page.get_by_role("button", name="Kernfragen drucken (eine Seite)")).to_be_visible()
    expect(page.get_by_role("button", name=f"Alle {len(shown(page))} Fragen drucken")).to_be_visible()


def test_a_topic_shows_one_of_its_examples_at_each_core_question(open_page: Open, library: Library) -> None:
    page = open_page("checklisten/?phase=formierung&thema=wohnen")
    expect(page.get_by_role("status")).to_contain_text(
        "Thema Wohnen: keine Frage fällt weg, die Beispiele sind dazu ausgewählt"
    )
    answered = [
        question
        for question in library.general.questions
        if "formierung" in question.core and library.examples[question.id]["wohnen"]
    ]
    expect(page.locator("[data-first-example]:visible")).to_have_count(len(answered))
    case = page.locator("[data-first-example] a").first.get_attribute("href")
    assert "wohnen" in library.collection.cases[re.search(r"faelle/([a-z0-9-]+)/", case)[1]].topics
    page.get_by_label("Thema").select_option("")
    expect(page.locator("[data-first-example]")).to_have_count(0)


def test_the_checklist_says_what_it_left_out_and_why(open_page: Open, library: Library) -> None:
    page = open_page("checklisten/")
    page.get_by_label("Phase", exact=True).select_option("initiierung")
    page.get_by_label("nur Kernfragen").check()
    visible, total = len(shown(page)), len(library.general.questions)
    expect(page.get_by_role("status")).to_contain_text(f"{visible} von {total} Fragen")
    expect(page.get_by_role("heading", name=f"Weggelassen: {total - visible} von {total} Fragen")).to_be_visible()
    reasons = page.locator("[data-left-out] li").all_inner_texts()
    numbers = [
        re.fullmatch(r"(gehört zu einer anderen Phase|keine Kernfrage) \((\d+)\): .+", line)[2] for line in reasons
    ]
    assert sum(map(int, numbers)) == total - visible


@pytest.mark.parametrize(
    "chosen",
    [
        {"rolle": "landkreis"},
        {"partner": "zwei"},
        {"bindung": "lose"},
        {"phase": "formierung", "rolle": "unternehmen", "partner": "ab-sechs", "bindung": "rechtsperson"},
        {"liste": "vom-konzept-zum-projekt", "thema": "klima", "rolle": "unternehmen"},
    ],
    ids=str,
)
def test_only_questions_that_fit_the_situation_are_shown(open_page: Open, library: Library, chosen: dict) -> None:
    page = open_page("checklisten/?" + "&".join(f"{name}={value}" for name, value in chosen.items()))
    list_id = chosen.get("liste", "wege-zum-erfolg")
    fitting = expected(library, list_id, **{name: value for name, value in chosen.items() if name != "liste"})
    assert set(shown(page)) == fitting
    left_out = {question.id for question in library.collection.checklists[list_id].questions} - fitting
    assert left_out
    reasons = page.locator("[data-left-out]").inner_text()
    assert all(library.homes[id][1].label in reasons for id in left_out)


def test_a_form_says_how_binding_the_cooperation_is(open_page: Open, library: Library) -> None:
    page = open_page("checklisten/?form=informell&bindung=vereinbart")
    assert set(shown(page)) == expected(library, form="informell", bindung="lose") < expected(library)
    expect(page.locator("[data-left-out]")).to_contain_text("gilt nur bei anderer Verbindlichkeit")
    expect(page.get_by_label("Verbindlichkeit", exact=True)).to_have_value("lose")
    expect(page.get_by_label("Verbindlichkeit", exact=True)).to_be_disabled()
    page.get_by_label("Organisationsform").select_option("")
    expect(page.get_by_label("Verbindlichkeit", exact=True)).to_be_enabled()
    assert set(shown(page)) == expected(library)


def test_a_choice_that_leaves_out_nothing_says_so(open_page: Open) -> None:
    page = open_page("checklisten/?form=zweckverband&rolle=kernstadt")
    expect(page.get_by_role("status")).to_contain_text("bei „Zweckverband“ fällt keine Frage weg")
    expect(page.get_by_role("status")).not_to_contain_text("„Kernstadt“")


def test_a_link_gives_a_colleague_the_same_list(open_page: Open) -> None:
    page = open_page("checklisten/")
    page.get_by_label("Phase", exact=True).select_option("konzeption")
    page.get_by_text("Genauer: Form, Rolle").click()
    page.get_by_label("Ihre Rolle").select_option("nachbarkommune")
    page.get_by_label("Zahl der Partner").select_option("drei-bis-fuenf")
    colleague = open_page(page.url.split("/lotse/")[1])
    assert shown(colleague) == shown(page)
    expect(colleague.get_by_label("Ihre Rolle")).to_be_visible()  # what is chosen is not folded away
    assert colleague.title() == "Checkliste: Analyse und Konzeption – Kooperationslotse"
    expect(colleague.get_by_role("status")).to_contain_text(
        "Phase: Analyse und Konzeption · Ihre Rolle: Nachbarkommune"
    )


@pytest.mark.parametrize(
    "query", ["phase=nichts", "rolle=%3Cscript%3E&stand=ja", "liste=gibtsnicht", "thema=wohnen&thema=klima"]
)
def test_an_odd_address_shows_a_list_all_the_same(open_page: Open, query: str) -> None:
    assert shown(open_page(f"checklisten/?{query}"))


def test_three_actions_lead_from_the_start_page_to_paper(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Sitzung vorbereiten").click()
    expect(page.get_by_role("heading", name="In welcher Phase sind Sie?")).to_be_visible()
    page.locator(".phase-path").get_by_role("link", name="Reflexion").click()
    button = page.get_by_role("button", name="Kernfragen drucken (eine Seite)")
    expect(button).to_be_visible()
    page.evaluate("() => { window.print = () => { window.printed = document.documentElement.dataset.printScope } }")
    button.click()
    assert page.wait_for_function("window.printed").json_value() == "core"


def test_a_topic_shows_only_examples_from_its_cases(open_page: Open, library: Library) -> None:
    page = open_page("checklisten/?thema=verwaltung&beispiel=ja")
    answered = {id for id, numbers in library.examples.items() if numbers["verwaltung"]}
    assert set(shown(page)) == answered & expected(library, thema="verwaltung")
    details = page.locator("[data-answers]:visible").first
    number = int(re.search(r"\((\d+)\)", details.locator("summary").inner_text())[1])
    details.locator("summary").click()
    expect(details.locator("[data-answer]:visible")).to_have_count(number)
    topics = details.locator("[data-answer]:visible").evaluate_all("all => all.map(({ dataset }) => dataset.thema)")
    assert all("verwaltung" in ids.split() for ids in topics)


def test_examples_lead_to_their_cases(open_page: Open, address: str) -> None:
    page = open_page("checklisten/")
    page.locator("#organisation-form").get_by_text("So haben es andere gelöst").click()
    page.locator("#organisation-form [data-answer] a").first.click()
    expect(page).to_have_url(re.compile(re.escape(address) + r"faelle/[a-z-]+/"))


def test_examples_that_cannot_be_fetched_leave_the_way_to_them(open_page: Open, browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "checklisten/")
    context.set_offline(True)
    question = page.locator("#organisation-form")
    question.get_by_text("So haben es andere gelöst").click()
    expect(question.get_by_role("alert")).to_contain_text("ließ sich nicht laden")
    expect(question.get_by_role("link", name="Antworten bei der Frage")).to_be_visible()
    context.close()


def test_dropping_the_selection_restores_the_original_order(open_page: Open) -> None:
    page = open_page("checklisten/")
    original = shown(page)
    page.get_by_label("Phase", exact=True).select_option("umsetzung")
    assert shown(page) != original
    page.get_by_role("button", name="Auswahl löschen").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(original)} Fragen")
    assert shown(page) == original


def test_every_checklist_can_be_tailored(open_page: Open, address: str) -> None:
    page = open_page("checklisten/krise/")
    page.get_by_role("link", name="Auswählen und bearbeiten").click()
    expect(page).to_have_url(address + "checklisten/?liste=krise")
    expect(page.get_by_role("status")).to_contain_text("Liste: Wenn es stockt")
    questions = shown(page)
    assert questions and all(id.startswith("krise-") for id in questions)
    page.get_by_label("Phase", exact=True).select_option("reflexion")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Checkliste: Wenn es stockt, Reflexion und Weiterentwicklung"
    )
    assert 0 < len(shown(page)) <= len(questions)
    page.get_by_label("Liste", exact=True).select_option(index=0)
    assert not any(id.startswith("krise-") for id in shown(page))


def test_a_question_on_the_page_of_its_list_shows_how_others_solved_it(open_page: Open, address: str) -> None:
    page = open_page("checklisten/wege-zum-erfolg/#organisation-form")
    question = page.locator("#organisation-form")
    question.get_by_text("So haben es andere gelöst").click()
    question.locator("[data-answer] a").first.click()
    expect(page).to_have_url(re.compile(re.escape(address) + r"faelle/[a-z-]+/"))


def test_without_scripts_ready_made_lists_are_offered(open_page: Open, address: str) -> None:
    page = open_page("checklisten/", java_script_enabled=False)
    page.get_by_role("link", name="Initiierung").first.click()
    expect(page).to_have_url(address + "checklisten/initiierung/")
    for ending in ("pdf", "docx", "xlsx"):
        link = page.locator(f".downloads a[href$='.{ending}']")
        expect(link).to_be_visible()
        assert page.request.get(address + f"checklisten/initiierung/{link.get_attribute('href')}").ok


def test_all_parts_of_a_script_are_fetched_at_once(open_page: Open) -> None:
    """The page names them, so that the browser need not find them one after another."""
    page = open_page("checklisten/")
    page.wait_for_load_state("networkidle")
    named = page.locator("link[rel=modulepreload], script[src]").evaluate_all(
        "all => all.map((one) => one.href ?? one.src)"
    )
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))"
    )
    of_every_page = {name for name in loaded if "/cases/" in name}  # what site.js imports
    assert len(named) > 20
    assert set(loaded) - of_every_page <= set(named)


def test_the_page_to_choose_from_carries_no_answers(site) -> None:
    """They come when they are wanted, however many cases there will be."""
    text = (site / "checklisten/index.html").read_text(encoding="utf-8")
    assert "data-answers=" in text
    assert "data-answer " not in text
