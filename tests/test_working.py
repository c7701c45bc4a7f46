"""Working with a checklist: projects with entries that stay in the browser, by mouse, by keyboard, in two tabs, and away again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import barriers

Open = Callable[..., Page]
LIST = "checklisten/?phase=formierung"


def start(page: Page, name: str = "Kita am Fluss", partners: str = "") -> None:
    """Make a project by the form."""
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Partner (einer je Zeile").fill(partners)
    page.get_by_role("button", name="Speichern").click()


def question(page: Page, number: int = 0) -> Locator:
    """One of the shown questions, its entries unfolded."""
    found = page.locator("[data-question-id]:visible").nth(number)
    found.locator(".entry__more").evaluate("details => { details.open = true }")
    return found


def manage(page: Page) -> None:
    page.get_by_text("Ändern, sichern, einlesen, löschen").click()


def stored(page: Page) -> list[dict]:
    """The projects as they lie in the storage of the browser."""
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('lotse-vorhaben:')).map((key) => JSON.parse(localStorage[key]))"
    )


@pytest.fixture
def working(open_page: Open) -> Page:
    """A list with a project that has two partners and an entry."""
    page = open_page(LIST, accept_downloads=True)
    start(page, partners="Nordstadt\nSüddorf")
    first = question(page)
    first.get_by_role("radio", name="ja", exact=True).check()
    first.get_by_label("Notiz").fill("Im Haushalt vorsehen.\nMit der Kämmerei sprechen.")
    first.get_by_label("Zuständig").fill("Kämmerei")
    first.get_by_label("Bis wann").fill("2027-03-01")
    first.get_by_label("Nordstadt").select_option("teilweise")
    return page


# ---------- writing things down ----------


def test_what_is_written_is_there_after_a_reload(working: Page) -> None:
    working.reload()
    expect(working.locator("#project-choice option:checked")).to_have_text("Kita am Fluss")
    first = working.locator("[data-question-id]:visible").first
    expect(first.locator(".entry__more summary")).to_contain_text(
        "mit Notiz · Kämmerei · bis 01.03.2027 · Stand von 1 der 2 Partner"
    )
    first = question(working)
    expect(first.get_by_role("radio", name="ja", exact=True)).to_be_checked()
    expect(first.get_by_label("Notiz")).to_have_value("Im Haushalt vorsehen.\nMit der Kämmerei sprechen.")
    expect(first.get_by_label("Bis wann")).to_have_value("2027-03-01")
    expect(first.get_by_label("Nordstadt")).to_have_value("teilweise")
    expect(first.get_by_label("Süddorf")).to_have_value("offen")


def test_progress_is_shown_in_all_and_for_each_part(working: Page) -> None:
    total = working.locator("[data-question-id]:visible").count()
    expect(working.locator("[data-progress-text]")).to_have_text(f"1 von {total} beantwortet: 1 ja")
    core = working.locator("[data-core-first] [data-question-id]:visible").count()
    expect(working.locator("[data-core-first] .area-progress")).to_have_text(f"1 von {core} beantwortet: 1 ja")
    question(working, 1).get_by_role("radio", name="entfällt").check()
    expect(working.locator("[data-progress-text]")).to_have_text(f"2 von {total} beantwortet: 1 ja, 1 entfällt")


def test_only_questions_in_one_state_can_be_shown(working: Page) -> None:
    working.get_by_label("Zeigen").select_option("ja")
    expect(working.locator("[data-question-id]:visible")).to_have_count(1)
    expect(working.locator("[data-left-out]")).to_contain_text("hat einen anderen Stand:")
    question(working).get_by_role("radio", name="nein", exact=True).check()
    expect(working.locator("[data-question-id]:visible")).to_have_count(1)  # it does not vanish under the reader's hand


def test_the_whole_task_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(LIST)
    keys = page.keyboard
    page.get_by_role("button", name="Neues Vorhaben").focus()
    keys.press("Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    keys.type("Radweg")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Neues Vorhaben")).to_be_focused()
    page.locator("[data-question-id]:visible").first.get_by_role("radio", name="offen").focus()
    keys.press("ArrowRight")
    expect(page.locator("[data-question-id]:visible").first.get_by_role("radio", name="ja", exact=True)).to_be_checked()
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Erledigt.")
    [project] = stored(page)
    [entry] = project["entries"].values()
    assert (project["name"], project["phase"], entry["status"], entry["note"]) == (
        "Radweg",
        "formierung",
        "ja",
        "Erledigt.",
    )


def test_escape_leaves_a_dialog_without_a_change(open_page: Open) -> None:
    page = open_page(LIST)
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_label("Name", exact=True).fill("Doch nicht")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert stored(page) == []


def test_a_project_without_a_name_is_refused(open_page: Open) -> None:
    page = open_page(LIST)
    start(page, name="   ")
    expect(page.locator("[data-project-message]")).to_have_text("Geben Sie dem Vorhaben einen Namen.")
    assert stored(page) == []


def test_many_projects_stand_side_by_side(open_page: Open) -> None:
    page = open_page(LIST)
    page.evaluate(
        """async () => {
            const { create } = await import(document.querySelector('script[src$="site.js"]').src.replace("site.js", "projects/projects.js"));
            for (let number = 1; number <= 20; number += 1) create({ name: `Vorhaben ${number}` });
        }"""
    )
    names = page.locator("#project-choice option").all_inner_texts()[1:]
    assert names == [f"Vorhaben {number}" for number in range(1, 21)]
    page.locator("#project-choice").select_option(label="Vorhaben 7")
    question(page).get_by_role("radio", name="nein", exact=True).check()
    page.locator("#project-choice").select_option(label="Vorhaben 8")
    expect(question(page).get_by_role("radio", name="offen")).to_be_checked()
    page.locator("#project-choice").select_option(label="Vorhaben 7")
    expect(question(page).get_by_role("radio", name="nein", exact=True)).to_be_checked()


def test_without_a_project_the_list_is_there_to_read(working: Page) -> None:
    working.locator("#project-choice").select_option("")
    expect(working.locator(".entry")).to_have_count(0)
    expect(working.locator("[data-progress-text]")).to_be_hidden()


def test_a_partner_that_leaves_and_returns_keeps_where_it_stands(working: Page) -> None:
    for partners, states in (
        ("Süddorf", {"Süddorf": "offen"}),
        ("Süddorf\nNordstadt", {"Süddorf": "offen", "Nordstadt": "teilweise"}),
    ):
        if working.locator("[data-edit-project]").is_hidden():
            manage(working)
        working.get_by_role("button", name="Name, Phase und Partner ändern").click()
        working.get_by_label("Partner (einer je Zeile").fill(partners)
        working.get_by_role("button", name="Speichern").click()
        first = question(working)
        assert {label: first.get_by_label(label).input_value() for label in states} == states


# ---------- two tabs, deleting, storage that fails ----------


def test_two_tabs_see_and_keep_each_others_entries(working: Page, open_page: Open) -> None:
    other = open_page(LIST, accept_downloads=True)
    expect(question(other).get_by_label("Notiz")).to_have_value(re.compile("Haushalt"))
    question(other).get_by_label("Zuständig").fill("Bauamt")
    expect(question(working).get_by_label("Zuständig")).to_have_value("Bauamt")
    question(working).get_by_label("Notiz").fill("Neu in diesem Tab")
    question(other, 1).get_by_role("radio", name="nein", exact=True).check()
    [project] = stored(working)
    assert sorted(entry.get("status") for entry in project["entries"].values()) == ["ja", "nein"]
    assert any(
        entry.get("note") == "Neu in diesem Tab" and entry["who"] == "Bauamt" for entry in project["entries"].values()
    )


def test_deleting_asks_first_and_can_be_undone(working: Page) -> None:
    manage(working)
    working.get_by_role("button", name="Vorhaben löschen").click()
    expect(working.get_by_role("dialog")).to_contain_text("„Kita am Fluss“ und alle Einträge")
    expect(working.get_by_role("button", name="Abbrechen")).to_be_focused()
    working.get_by_role("button", name="Löschen", exact=True).click()
    assert stored(working) == []
    expect(working.locator("[data-project-message]")).to_have_text("„Kita am Fluss“ ist gelöscht.")
    working.get_by_role("button", name="Rückgängig").click()
    expect(question(working).get_by_label("Zuständig")).to_have_value("Kämmerei")
    assert len(stored(working)) == 1


def test_damaged_storage_is_said_kept_and_handed_out(working: Page) -> None:
    working.evaluate("localStorage.setItem('lotse-vorhaben:kaputt', '{\"name\": \"Halb')")
    working.reload()
    alert = working.get_by_role("alert").filter(has_text="beschädigt")
    expect(alert).to_be_visible()
    with working.expect_download() as download:
        alert.get_by_role("button", name="Beschädigten Text als Datei sichern").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == '{"name": "Halb'
    assert working.evaluate("localStorage.getItem('lotse-vorhaben:kaputt')") == '{"name": "Halb'
    expect(question(working).get_by_label("Zuständig")).to_have_value("Kämmerei")  # everything else goes on
    alert.get_by_role("button", name="Beschädigten Text löschen").click()
    expect(alert).to_have_count(0)


def test_full_storage_is_said_and_nothing_is_lost(working: Page) -> None:
    working.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('voll', 'QuotaExceededError') } }"
    )
    question(working, 1).get_by_label("Notiz").fill("Nur im Speicher der Seite")
    alert = working.get_by_role("alert").filter(has_text="Der Speicher dieses Browsers ist voll.")
    with working.expect_download() as download:
        alert.get_by_role("button", name="Alle Vorhaben als Datei sichern").click()
    assert "Nur im Speicher der Seite" in Path(download.value.path()).read_text(encoding="utf-8")


def test_blocked_storage_is_said_and_the_page_works(browser, address: str) -> None:
    context = browser.new_context(locale="de-DE")
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('nein', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(address + LIST)
    start(page)
    expect(page.get_by_role("alert").filter(has_text="speichert für diese Website nichts")).to_be_visible()
    question(page).get_by_role("radio", name="ja", exact=True).check()
    expect(page.locator("[data-progress-text]")).to_contain_text("1 ja")
    context.close()


# ---------- a new version of the list ----------


def test_a_new_version_of_a_list_keeps_all_entries_and_says_what_changed(working: Page) -> None:
    """The browser remembers an older list: one question was worded otherwise, one is gone, one did not exist."""
    changed, new = working.locator("[data-question-id]:visible").evaluate_all("all => [all[0].id, all[1].id]")
    working.evaluate(
        """([changed, fresh]) => {
            const key = Object.keys(localStorage).find((name) => name.startsWith("lotse-vorhaben:"));
            const project = JSON.parse(localStorage[key]);
            const seen = project.lists["wege-zum-erfolg"];
            seen.version = "2020-01-01";
            seen.questions[changed].text = "So hieß die Frage früher?";
            delete seen.questions[fresh];
            seen.questions["nutzen-gestrichen"] = { label: "Gestrichen", text: "Gibt es diese Frage noch?" };
            project.entries["nutzen-gestrichen"] = { status: "ja", note: "Bleibt erhalten.", changed: project.changed };
            localStorage[key] = JSON.stringify(project);
        }""",
        [changed, new],
    )
    working.reload()
    news = working.locator("[data-changes]")
    expect(news).to_contain_text("Ihre Einträge bleiben")
    expect(news.get_by_role("listitem").filter(has_text="So hieß die Frage früher?")).to_have_count(1)
    expect(news).to_contain_text(working.locator(f"#{new} .question__text").inner_text())
    expect(news.get_by_role("listitem").filter(has_text="Gibt es diese Frage noch?").first).to_be_visible()
    expect(question(working).get_by_label("Zuständig")).to_have_value("Kämmerei")
    news.get_by_role("button", name="Verstanden").click()
    expect(news).not_to_contain_text("hat sich geändert")
    working.reload()
    news.get_by_text("Einträge zu Fragen, die nicht mehr in der Liste stehen (1)").click()
    expect(news).to_contain_text("Gestrichen: Gibt es diese Frage noch? Stand: ja; Notiz: Bleibt erhalten.")


# ---------- to another browser ----------


@pytest.fixture
def elsewhere(browser, address: str):
    """Another browser, which knows nothing yet."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(address + LIST)
    yield page
    context.close()


def saved(page: Page) -> str:
    """The path of the file with the active project."""
    if page.locator("[data-save-file]").is_hidden():
        manage(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Als Datei sichern").click()
    assert re.fullmatch(r"vorhaben-kita-am-fluss-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    return str(download.value.path())


def test_a_file_takes_everything_to_another_browser(working: Page, elsewhere: Page) -> None:
    elsewhere.locator("[data-read-file]").set_input_files(saved(working))
    expect(elsewhere.get_by_role("dialog")).to_contain_text("Neu in diesem Browser, mit 1 Eintrag.")
    elsewhere.get_by_role("button", name="Übernehmen").click()
    assert stored(elsewhere) == stored(working)
    expect(question(elsewhere).get_by_label("Nordstadt")).to_have_value("teilweise")


def test_reading_a_file_again_shows_the_differences_and_merges(working: Page, elsewhere: Page) -> None:
    file = saved(working)
    elsewhere.locator("[data-read-file]").set_input_files(file)
    elsewhere.get_by_role("button", name="Übernehmen").click()
    question(elsewhere).get_by_label("Notiz").fill("Anders gesehen.")
    question(elsewhere).get_by_role("radio", name="nein", exact=True).check()
    elsewhere.locator("[data-read-file]").set_input_files(file)
    rows = elsewhere.get_by_role("dialog").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Stand")
    expect(rows.first.get_by_role("cell")).to_have_text(["nein", "ja", "nein"])
    elsewhere.get_by_role("button", name="Übernehmen").click()
    note = question(elsewhere).get_by_label("Notiz")
    expect(note).to_have_value(re.compile("Anders gesehen.*Im Haushalt vorsehen", re.DOTALL))
    elsewhere.get_by_role("button", name="Rückgängig").click()
    expect(note).to_have_value("Anders gesehen.")


def test_reading_a_file_can_replace_or_be_left(working: Page) -> None:
    file = saved(working)
    question(working).get_by_label("Zuständig").fill("Bauamt")
    working.locator("[data-read-file]").set_input_files(file)
    working.get_by_role("button", name="Abbrechen").click()
    expect(question(working).get_by_label("Zuständig")).to_have_value("Bauamt")
    working.locator("[data-read-file]").set_input_files(file)
    working.get_by_role("radio", name=re.compile("ersetzen")).check()
    working.get_by_role("button", name="Übernehmen").click()
    expect(question(working).get_by_label("Zuständig")).to_have_value("Kämmerei")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "anders"}', "<script>alert(1)</script>"])
def test_a_foreign_file_is_refused_in_words(elsewhere: Page, content: str) -> None:
    elsewhere.locator("[data-read-file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(elsewhere.locator("[data-project-message]")).to_contain_text("Das ist keine Datei mit Vorhaben.")
    assert stored(elsewhere) == []


def test_text_from_a_file_never_becomes_markup(elsewhere: Page) -> None:
    evil = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>'
    project = {
        "id": "vboese",
        "name": evil,
        "phase": "",
        "partners": [{"id": "pb", "name": evil}],
        "changed": "2026-01-01T00:00:00.000Z",
        "entries": {"nutzen-interessen": {"note": evil, "who": evil, "changed": "2026-01-01T00:00:00.000Z"}},
    }
    content = json.dumps({"format": "kooperationslotse-vorhaben", "version": 1, "projects": [project]})
    for _ in range(2):
        elsewhere.locator("[data-read-file]").set_input_files(
            {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
        )
        elsewhere.get_by_role("button", name="Übernehmen").click()
    expect(elsewhere.locator("#project-choice option:checked")).to_have_text(evil)
    assert elsewhere.evaluate("window.hacked") is None
    assert elsewhere.locator("img[src=x]").count() == 0


def test_a_link_takes_entries_along_and_no_server_sees_them(working: Page, elsewhere: Page) -> None:
    working.locator("[data-take-along] > summary").click()
    working.get_by_role("button", name="Link und QR-Code").click()
    link = working.get_by_role("dialog").get_by_label("Link", exact=True)
    expect(link).to_have_value(working.url)
    expect(working.get_by_role("img", name=re.compile("QR-Code"))).to_be_visible()
    working.get_by_label("Meine Einträge mitgeben").check()
    expect(working.get_by_role("dialog")).to_contain_text("Der Link enthält dann Notizen und Namen.")
    expect(link).to_have_value(re.compile("#vorhaben="))
    asked = []
    elsewhere.on("request", lambda request: asked.append(request.url))
    elsewhere.goto("about:blank")
    elsewhere.goto(link.input_value())
    elsewhere.get_by_role("button", name="Übernehmen").click()
    expect(question(elsewhere).get_by_label("Zuständig")).to_have_value("Kämmerei")
    assert "#" not in elsewhere.url  # so that a reload does not ask again
    assert not any("vorhaben" in url.split("#")[0] for url in asked)


def test_a_broken_link_is_said_and_the_list_is_there(open_page: Open) -> None:
    page = open_page(LIST + "#vorhaben=kaputt!")
    expect(page.locator("[data-project-message]")).to_contain_text("Der Link ist unvollständig oder beschädigt.")
    expect(page.locator("[data-question-id]:visible").first).to_be_visible()


# ---------- barriers ----------


@pytest.mark.parametrize(
    "setting",
    [{}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}],
    ids=["wide", "narrow and dark"],
)
def test_axe_finds_nothing_while_somebody_works(open_page: Open, setting: dict) -> None:
    page = open_page(LIST + "&rolle=kernstadt", **setting)
    start(page, partners="Nordstadt\nSüddorf")
    question(page)
    manage(page)
    page.locator("[data-take-along] > summary").click()
    found = barriers(page, {})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in ("Link und QR-Code", "Neues Vorhaben", "Vorhaben löschen"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found += barriers(page, {})
        page.keyboard.press("Escape")
    assert found == []
