"""The form of a project ("Vorhaben"): a field for each partner, nothing guessed, and nothing lost that was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import barriers

Open = Callable[..., Page]
LIST = "checklisten/"

IN_STORE = """async ([name, given]) => {
    const store = await import(new URL("../scripts/projects/projects.js", location.href));
    return store[name](...given);
}"""


def store(page: Page, name: str, *given: object) -> object:
    """Call a function of the store of projects."""
    return page.evaluate(IN_STORE, [name, list(given)])


def open_form(page: Page, project: dict | None = None, phase: str = "") -> Locator:
    """Open the form for a project, or for a new one."""
    page.evaluate(
        """async ([project, phase]) => {
            const { editProject } = await import(new URL("../scripts/checklist/project-dialog.js", location.href));
            window.answer = editProject({ project: project ?? undefined, phase });
        }""",
        [project, phase],
    )
    return page.get_by_role("dialog")


def answer(page: Page) -> dict | None:
    """What the form gave back when it closed."""
    return page.evaluate("() => window.answer.then((project) => project ?? null)")


def names(project: dict) -> list[str]:
    return [partner["name"] for partner in project["partners"]]


@pytest.fixture
def kita(open_page: Open) -> tuple[Page, dict]:
    """A page, and a project with three partners, of whom two have a status."""
    page = open_page(LIST)
    made = store(
        page,
        "create",
        {"name": "Kita", "partners": [{"name": "Lindau"}, {"name": "Wasserburg"}, {"name": "Nonnenhorn"}]},
    )
    lindau, wasserburg, _ = made["partners"]
    store(page, "setEntry", made["id"], "nutzen-kosten", {"partners": {wasserburg["id"]: "nein"}})
    states = {lindau["id"]: "ja", wasserburg["id"]: "nein"}
    return page, store(page, "setEntry", made["id"], "nutzen-ziel", {"partners": states})


def test_a_project_is_made_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(LIST)
    form = open_form(page, phase="konzeption")
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    expect(form.get_by_label("Phase des Vorhabens")).to_have_value("konzeption")
    page.keyboard.type("Kita am Fluss")
    form.get_by_label("Partner 1").focus()
    for name in ("Lindau", "Wasserburg"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    expect(form.get_by_label("Partner 3")).to_be_focused()
    form.get_by_label("Partner 1").focus()
    page.keyboard.press("Enter")
    expect(form.get_by_label("Partner 2")).to_be_focused()
    form.get_by_label("Partner 3").focus()
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    made = answer(page)
    assert (made["name"], made["phase"], names(made)) == ("Kita am Fluss", "konzeption", ["Lindau", "Wasserburg"])
    assert store(page, "projects") == [made]


def test_who_is_renamed_while_another_leaves_keeps_everything(kita: tuple[Page, dict]) -> None:
    page, project = kita
    lindau, wasserburg, _ = project["partners"]
    form = open_form(page, project)
    form.get_by_role("button", name="Entfernen Partner 3").click()
    expect(form.get_by_label("Partner 2")).to_be_focused()
    form.get_by_label("Partner 2").fill("Wasserburg (Bodensee)")
    form.get_by_role("button", name="Partner hinzufügen").click()
    form.get_by_label("Partner 3").fill("Bodolz")
    form.get_by_role("button", name="Speichern").click()
    saved = answer(page)
    assert saved["partners"][:2] == [lindau, {**wasserburg, "name": "Wasserburg (Bodensee)"}]
    assert names(saved)[2:] == ["Bodolz"]
    assert saved["entries"] == project["entries"]


def test_a_partner_with_statuses_is_not_removed_unasked_and_can_come_back(kita: tuple[Page, dict]) -> None:
    page, project = kita
    form = open_form(page, project)
    form.get_by_role("button", name="Entfernen Partner 2").click()
    expect(form.get_by_role("alert").filter(has_text="Wasserburg")).to_have_text(
        "Wasserburg hat zu 2 Fragen einen Stand. Er wird aufbewahrt und ist wieder da, wenn Sie den Partner mit demselben Namen wieder aufnehmen."
    )
    expect(form.get_by_role("button", name="Behalten")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_label("Partner 2")).to_be_focused()
    expect(form.get_by_text("hat zu 2 Fragen")).to_be_hidden()
    form.get_by_role("button", name="Entfernen Partner 1").click()
    expect(form.get_by_text("Lindau hat zu 1 Frage einen Stand.")).to_be_visible()
    form.get_by_role("button", name="Trotzdem entfernen").click()
    form.get_by_role("button", name="Speichern").click()
    alone = answer(page)
    assert names(alone) == ["Wasserburg", "Nonnenhorn"]
    assert alone["entries"] == project["entries"]

    form = open_form(page, alone)
    form.get_by_role("button", name="Partner hinzufügen").click()
    page.keyboard.type("lindau")
    form.get_by_role("button", name="Speichern").click()
    assert answer(page)["partners"][2] == {**project["partners"][0], "name": "lindau"}


def test_what_is_refused_stays_in_the_form_with_a_message(kita: tuple[Page, dict]) -> None:
    page, project = kita
    form = open_form(page, project)
    message = form.locator("[data-project-problem]")
    save = form.get_by_role("button", name="Speichern")

    form.get_by_label("Name", exact=True).fill("   ")
    save.click()
    expect(message).to_have_text("Geben Sie dem Vorhaben einen Namen.")
    form.get_by_label("Name", exact=True).fill("Kita am Fluss")
    form.get_by_label("Partner 3").fill("LINDAU")
    save.click()
    expect(message).to_contain_text("Zwei Partner heißen „Lindau“.")
    form.get_by_label("Partner 3").fill("")
    save.click()
    expect(form.get_by_label("Partner 3")).to_be_focused()
    form.get_by_label("Partner 3").fill("Nonnenhorn")
    for _ in range(17):
        form.get_by_role("button", name="Partner hinzufügen").click()
    assert form.get_by_role("textbox", name="Partner").count() == 20
    form.get_by_role("button", name="Partner hinzufügen").click()
    expect(message).to_have_text("Ein Vorhaben kann höchstens 20 Partner haben.")
    expect(message).to_be_in_viewport()
    assert form.get_by_role("textbox", name="Partner").count() == 20
    expect(form.get_by_label("Name", exact=True)).to_have_value("Kita am Fluss")
    assert store(page, "project", project["id"]) == project, "nothing is kept before everything is"

    form.get_by_role("button", name="Abbrechen").click()
    assert answer(page) is None
    form = open_form(page, project)
    expect(message).to_be_hidden()
    page.keyboard.press("Escape")
    assert answer(page) is None
    assert store(page, "project", project["id"]) == project


def test_what_another_tab_changes_while_the_form_is_open_stays(kita: tuple[Page, dict], open_page: Open) -> None:
    page, project = kita
    form = open_form(page, project)
    other = open_page(LIST)
    store(other, "change", project["id"], {"name": "Schule", "partners": [*project["partners"], {"name": "Süd"}]})
    form.get_by_label("Phase des Vorhabens").select_option("konzeption")
    form.get_by_role("button", name="Entfernen Partner 3").click()
    form.get_by_role("button", name="Speichern").click()
    saved = answer(page)
    assert (saved["name"], saved["phase"], names(saved)) == ("Schule", "konzeption", ["Lindau", "Wasserburg", "Süd"])


def test_twenty_partners_fit_on_a_phone_without_barriers(open_page: Open) -> None:
    page = open_page(LIST, viewport={"width": 320, "height": 600})
    partners = [{"name": f"Gemeinde{'x' * 180}{number}"} for number in range(20)]
    project = store(page, "create", {"name": "N" * 200, "partners": partners})
    first = project["partners"][0]["id"]
    project = store(page, "setEntry", project["id"], "nutzen-ziel", {"partners": {first: "ja"}})
    form = open_form(page, project)
    form.get_by_role("button", name="Entfernen Partner 1", exact=True).click()
    assert form.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    assert barriers(page, {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}) == []
    last = form.get_by_label("Partner 20")
    last.fill("Gemeinde am Rand")
    last.press("Enter")
    expect(form.get_by_text("höchstens 20 Partner")).to_be_in_viewport()
    form.get_by_label("Name", exact=True).press("Enter")
    assert names(answer(page))[-1] == "Gemeinde am Rand"
