"""Fields of the form „Fall vorschlagen“: what people type and what it means, and the help that stands there."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import PROJECT
from lotse import recipe
from lotse.pages import proposal
from lotse.reading.schema import Schemas, identifiers

FORM = "mitmachen/fall-vorschlagen/"
TYPED = {
    "value": {
        '"33,1"': "33,1",
        "„mehr als 70“": "mehr als 70",
        "40.000": 40_000,
        "40 000": 40_000,
        "33.1": "33.1",
        "007": 7,
        "25000": 25_000,
        "1.0": "1.0",
    },
    "date": {
        "Mai 2019": "2019-05",
        "31. Mai 2019": "2019-05-31",
        "Sept. 2019": "2019-09",
        "märz 2019": "2019-03",
        "5/2019": "2019-05",
        "31.5.2019": "2019-05-31",
        "2019-5": "2019-05",
        "2019-5-3": "2019-05-03",
        "2019": 2019,
        "1.1.21": "1.1.21",
        "Herbst 2019": "Herbst 2019",
    },
    "integer": {"19.700": 19_700, "19 700": 19_700, "19\u202f700": 19_700, "19,5": "19,5", "etwa 19": "etwa 19"},
    "number": {"52,5": 52.5, "52.5": 52.5, " 9 ": 9, "1,2,3": "1,2,3"},
    "url": {"www.stadt.de/kita": "https://www.stadt.de/kita", "stadt": "stadt", "https://a.de": "https://a.de"},
    "text": {'"33"': '"33"', "40.000": "40.000"},
}


def test_what_people_type_is_understood(open_page: Callable[..., Page], address: str) -> None:
    understood = open_page("mitmachen/").evaluate(
        """async ([address, typed]) => {
          const { valueOf } = await import(address);
          const read = ([kind, texts]) => [kind, Object.fromEntries(Object.keys(texts).map((text) => [text, valueOf(kind, text)]))];
          valueOf("text", " ".repeat(200_000)); // which must not take long
          return Object.fromEntries(Object.entries(typed).map(read));
        }""",
        [f"{address}scripts/proposal/typed.js", TYPED],
    )
    assert understood == TYPED


@pytest.fixture
def form(open_page: Callable[..., Page]) -> Page:
    page = open_page(FORM)
    page.wait_for_selector("[data-proposal]:visible")
    return page


def test_case_is_named_by_its_name_and_found_by_a_part_of_it(form: Page) -> None:
    form.locator('[data-step="quellen"]').click()
    parent = form.locator('[data-part] > [data-field="parent"] [data-control]')
    parent.fill(recipe.load(PROJECT).collection.cases["knf"].short_name)
    parent.blur()
    expect(parent).to_have_value("knf")
    form.locator("summary", has_text="vorhandenen Fall").click()
    form.locator("#known-case").fill("koopst")
    form.keyboard.press("Enter")
    expect(form.locator("#draft-choice")).to_contain_text("Berichtigung")


def test_missing_source_is_said_at_its_list_and_an_entry_with_nothing_else_is_left_out(form: Page) -> None:
    form.locator('[data-step="wozu"]').click()
    goals = form.locator('[data-part] > [data-field="goals"]')
    goals.locator("[data-add]").last.click()
    first = goals.locator("[data-entry]").first
    first.locator("textarea").fill("Wohnungen bauen.")
    first.locator("select").focus()
    first.locator("select").blur()
    expect(first.locator('[data-field="id"] > [data-problem]')).to_have_text("Diese Angabe fehlt noch.")
    first.locator("select").select_option(index=1)
    first.locator("input").fill("S. 3")
    goals.locator("[data-add]").last.click()
    second = goals.locator("[data-entry]").nth(1)
    second.locator("textarea").blur()
    expect(second).to_contain_text("So wird der Eintrag nicht mit eingereicht.")
    second.locator("textarea").fill("Flächen teilen.")
    second.locator("textarea").blur()
    expect(second).not_to_contain_text("nicht mit eingereicht")


def test_pasted_text_loses_what_nobody_sees(form: Page) -> None:
    title = form.locator('[data-part] > [data-field="title"] [data-control]')
    title.evaluate(
        """(control, text) => {
          control.focus();
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          control.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        "Kita" + "\u202e\u0000" * 100_000 + "\u0085am Fluss",
    )
    expect(title).to_have_value("Kita am Fluss")
    expect(form.locator("[data-message]")).to_contain_text("Unsichtbare Zeichen")


def test_a_figure_that_nobody_changes_stays_as_it_is(form: Page) -> None:
    form.locator('[data-step="ergebnisse"]').click()
    form.locator('[data-part] > [data-field="figures"] > .entries__add [data-add]').click()
    read = form.locator('[data-field="value"]').first.evaluate(
        """async (node) => {
          const { fieldOf } = await import(new URL("../../scripts/proposal/tree.js", location));
          const field = fieldOf(node);
          field.write("1.000");
          const untouched = field.read();
          field.control.value = "2.000";
          return [untouched, field.read()];
        }"""
    )
    assert read == ["1.000", 2000]


def test_a_point_in_another_land_is_noticed_and_the_map_to_click_names_no_cases(form: Page) -> None:
    form.locator('[data-step="wer-wo"]').click()
    form.locator('[data-field="laender"] [value="bayern"]').check()
    form.locator('[data-part] > [data-field="coordinates"] > .entries__add [data-add]').click()
    form.locator('[data-field="lat"] input').first.fill("53,55")
    form.locator('[data-field="lon"] input').first.fill("10")
    form.locator('[data-field="lon"] input').first.blur()
    expect(form.locator('[data-field="lat"] > [data-problem]').first).to_contain_text("liegt im Land „hamburg“")
    form.locator("[data-choose-place]").click()
    expect(form.locator("[data-place-map] svg")).to_be_visible()
    expect(form.locator("[data-place-map] .map__name")).to_have_count(0)
    form.keyboard.press("Escape")


# ---------- help ----------

WORDS_OF_FILES = re.compile(
    r"\.yml|\[\]|Datensatz|Datei\b|Dezimalpunkt|\d\.\d+ bis|Anführungszeichen|[Ww]eglassen|Jahr-Monat"
)


def helps(fields: tuple[proposal.Field, ...]) -> Iterator[str]:
    for field in fields:
        yield field.help
        yield from helps(field.fields)


def test_help_speaks_to_people_who_see_no_file() -> None:
    schema = Schemas(PROJECT / "schemas", identifiers(recipe.read(PROJECT)[0])).complete("case")
    found = [help for part in proposal.parts(schema) for help in helps(part.fields)]
    assert "Etwa 2019, Mai 2019 oder 31.5.2019." in found
    assert [help for help in found if WORDS_OF_FILES.search(help)] == []
