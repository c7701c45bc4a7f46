"""Working with a checklist: projects with entries that stay in the browser, by mouse, by keyboard, in two tabs, and away again."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

Open = Callable[..., Page]
LIST = "checklisten/?phase=formierung"


LONG_AGO = "2026-01-01T00:00:00.000Z"
NOTE = "Im Haushalt vorsehen.\nMit der Kämmerei sprechen."
GONE = "gestrichen-frage"  # a question that no list asks


def kita(first_question: str, **fields: object) -> dict:
    """A project with two partners and an entry."""
    entry = {"status": "ja", "note": NOTE, "who": "Kämmerei", "due": "2027-03-01", "partners": {"pnord": "teilweise"}}
    return {
        "format": 1,
        "id": "vkita",
        "name": "Kita am Fluss",
        "phase": "formierung",
        "partners": [{"id": "pnord", "name": "Nordstadt"}, {"id": "psued", "name": "Süddorf"}],
        "former": [],
        "changed": LONG_AGO,
        "entries": {first_question: {**entry, "changed": LONG_AGO}},
        "lists": {},
        **fields,
    }


@pytest.fixture(scope="session")
def first_question(site: Path) -> str:
    """The id of the question that stands first in the list."""
    page = (site / "checklisten/index.html").read_text(encoding="utf-8")
    return re.search(r'data-question-id="([^"]+)"[^>]*data-core="[^"]*formierung', page)[1]


def remembering(address: str, *projects: dict) -> dict:
    """Options of a browser in which projects lie, the first of them active."""
    kept = [{"name": f"lotse-vorhaben:{one['id']}", "value": json.dumps(one)} for one in projects]
    active = {"name": "lotse-vorhaben-aktiv", "value": projects[0]["id"]}
    origin = {"origin": "/".join(address.split("/")[:3]), "localStorage": [*kept, active]}
    return {"storage_state": {"cookies": [], "origins": [origin]}}


def store(page: Page, call: str, *given: object) -> object:
    """Call a function of the store in the page, such as "setEntry"."""
    return page.evaluate(
        """async ([call, given]) => {
            const site = document.querySelector('script[src$="site.js"]').src;
            return (await import(new URL("projects/projects.js", site)))[call](...given);
        }""",
        [call, list(given)],
    )


def question(page: Page, number: int = 0) -> Locator:
    """One of the shown questions, its entries unfolded."""
    found = page.locator("[data-question-id]:visible").nth(number)
    found.locator(".entry__more").evaluate("details => { details.open = true }")
    return found


def manage(page: Page) -> None:
    page.get_by_text("Ändern, einlesen, löschen").click()


def stored(page: Page) -> list[dict]:
    """The projects as they lie in the storage of the browser."""
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('lotse-vorhaben:')).map((key) => JSON.parse(localStorage[key]))"
    )


@pytest.fixture
def options(address: str, first_question: str) -> dict:
    """Those of the browser with the project; another page with the same ones is another tab."""
    return remembering(address, kita(first_question))


@pytest.fixture
def working(open_page: Open, options: dict) -> Page:
    """A list with a project that has two partners and an entry."""
    return open_page(LIST, **options)


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
    expect(working.locator("[data-progress-text]")).to_have_text(f"1 von {total} bearbeitet: 1 ja")
    core = working.locator("[data-core-first] [data-question-id]:visible").count()
    expect(working.locator("[data-core-first] .area-progress")).to_have_text(f"1 von {core} bearbeitet: 1 ja")
    question(working, 1).get_by_role("radio", name="entfällt").check()
    expect(working.locator("[data-progress-text]")).to_have_text(f"2 von {total} bearbeitet: 1 ja, 1 entfällt")


def test_only_questions_in_one_state_can_be_shown(working: Page) -> None:
    working.locator("#filter-stand").select_option("ja")
    expect(working.locator("[data-question-id]:visible")).to_have_count(1)
    expect(working.locator("[data-left-out]")).to_contain_text("hat einen anderen Stand (")
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


def test_many_projects_stand_side_by_side(open_page: Open, address: str, first_question: str) -> None:
    names = [f"Vorhaben {number}" for number in range(1, 21)]
    page = open_page(
        LIST,
        **remembering(address, *(kita(first_question, id=f"v{place}", name=name) for place, name in enumerate(names))),
    )
    assert page.locator("#project-choice option").all_inner_texts()[1:] == names
    page.locator("#project-choice").select_option(label="Vorhaben 7")
    question(page, 1).get_by_role("radio", name="nein", exact=True).check()
    page.locator("#project-choice").select_option(label="Vorhaben 8")
    expect(question(page, 1).get_by_role("radio", name="offen")).to_be_checked()
    page.locator("#project-choice").select_option(label="Vorhaben 7")
    expect(question(page, 1).get_by_role("radio", name="nein", exact=True)).to_be_checked()


def test_without_a_project_the_list_is_there_to_read(working: Page) -> None:
    working.locator("#project-choice").select_option("")
    expect(working.locator(".entry")).to_have_count(0)
    expect(working.locator("[data-progress-text]")).to_be_hidden()


def test_a_text_stays_as_it_is_typed(working: Page) -> None:
    note = question(working, 1).get_by_label("Notiz")
    note.press_sequentially("  ")
    note.press("Enter")
    note.press_sequentially("- ein\u200es")
    note.press("ArrowLeft")
    note.press_sequentially("n")
    expect(note).to_have_value("  \n- ein\u200ens")
    question(working, 2).get_by_role("radio", name="ja", exact=True).check()
    assert "  \n- einns" in [entry.get("note") for entry in stored(working)[0]["entries"].values()]


def test_a_refused_text_stays_with_the_reason_until_it_is_accepted(working: Page) -> None:
    first = question(working)
    note, reason = first.get_by_label("Notiz"), first.locator("[data-problem]")
    note.fill("x" * 4001)
    expect(reason).to_have_text("Eine Notiz kann höchstens 4.000 Zeichen lang sein.")
    question(working, 1).get_by_role("radio", name="ja", exact=True).check()
    first.get_by_label("Zuständig").fill("Bauamt")
    assert note.input_value() == "x" * 4001
    expect(reason).to_contain_text("4.000 Zeichen")
    assert NOTE in [entry.get("note") for entry in stored(working)[0]["entries"].values()]
    note.fill("x" * 4000)
    expect(reason).to_have_text("")
    assert "x" * 4000 in [entry.get("note") for entry in stored(working)[0]["entries"].values()]
    note.fill("y" * 4001)
    working.locator("#project-choice").select_option("")
    working.locator("#project-choice").select_option("vkita")
    expect(question(working).get_by_label("Notiz")).to_have_value("x" * 4000)


def test_controls_say_which_question_they_belong_to(working: Page) -> None:
    first = question(working)
    label = first.locator(".question__label").inner_text()
    expect(first.get_by_role("group", name=f"{label}: Stand", exact=True)).to_be_visible()
    expect(first.get_by_role("group", name=f"{label}: Stand je Partner", exact=True)).to_be_visible()


# ---------- two tabs, deleting, storage that fails ----------


def test_two_tabs_see_and_keep_each_others_entries(working: Page, open_page: Open, options: dict) -> None:
    other = open_page(LIST, **options)
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


def test_a_partner_added_in_another_tab_does_not_disturb_who_works(
    working: Page, open_page: Open, options: dict
) -> None:
    other = open_page(LIST, **options)
    south = question(working).get_by_label("Süddorf")
    south.focus()
    partners = [{"id": "psued", "name": "Süddorf"}, {"name": "Westheim"}, {"id": "pnord", "name": "Nordstadt"}]
    store(other, "change", "vkita", {"partners": partners})
    expect(question(working).get_by_label("Westheim")).to_be_visible()
    expect(south).to_be_focused()
    store(other, "change", "vkita", {"partners": partners[1:]})
    expect(south).to_have_count(0)
    expect(question(working).locator(".entry__more summary")).to_be_focused()


def test_deleting_asks_first_and_can_be_undone(working: Page) -> None:
    manage(working)
    working.get_by_role("button", name="Vorhaben löschen").click()
    dialog = working.get_by_role("dialog")
    expect(dialog).to_contain_text("„Kita am Fluss“ und alle Einträge")
    expect(working.get_by_role("button", name="Abbrechen")).to_be_focused()
    dialog.get_by_role("button", name="Vorhaben löschen").click()
    assert stored(working) == []
    expect(working.locator("[data-project-message]")).to_have_text("„Kita am Fluss“ ist gelöscht.")
    undo = working.get_by_role("button", name="Löschen von „Kita am Fluss“ rückgängig")
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport()
    undo.press("Enter")
    expect(question(working).get_by_label("Zuständig")).to_have_value("Kämmerei")
    assert len(stored(working)) == 1


@pytest.mark.parametrize(
    ("button", "next_control", "kept"),
    [("Noch einmal speichern", "#project-choice", 1), ("Auch hier löschen", "[data-new-project]", 0)],
    ids=["kept", "let go"],
)
def test_a_project_deleted_in_another_tab_can_be_kept_or_let_go(
    working: Page, open_page: Open, options: dict, button: str, next_control: str, kept: int
) -> None:
    other = open_page(LIST, **options)
    store(other, "remove", "vkita")
    alert = working.get_by_role("alert").filter(has_text="liegt nicht mehr im Speicher")
    alert.get_by_role("button", name=button).press("Enter")
    expect(alert).to_have_count(0)
    expect(working.locator(next_control)).to_be_focused()
    assert len(stored(working)) == kept


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


def test_blocked_storage_is_said_and_the_page_works(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="de-DE")
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('nein', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(address + LIST)
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_label("Name", exact=True).fill("Kita am Fluss")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert").filter(has_text="speichert für diese Website nichts")).to_be_visible()
    question(page).get_by_role("radio", name="ja", exact=True).check()
    expect(page.locator("[data-progress-text]")).to_contain_text("1 ja")
    context.close()


# ---------- a new version of the list ----------


@pytest.fixture
def returning(open_page: Open, address: str, first_question: str) -> Page:
    """Somebody who knows an older list: one question was worded otherwise, one is gone, most did not exist."""
    asked = {
        first_question: {"label": "Früher", "text": "So hieß die Frage früher?"},
        GONE: {"label": "Gestrichen", "text": "Gibt es diese Frage noch?"},
    }
    project = kita(first_question, lists={"wege-zum-erfolg": {"version": "2020-01-01", "questions": asked}})
    project["entries"][GONE] = {"status": "ja", "note": "Bleibt erhalten.", "changed": LONG_AGO}
    return open_page(LIST, **remembering(address, project))


def test_a_new_version_of_a_list_keeps_all_entries_and_says_what_changed(returning: Page) -> None:
    news = returning.locator("[data-changes]")
    expect(news).to_contain_text("Ihre Einträge bleiben")
    expect(news.get_by_role("listitem").filter(has_text="So hieß die Frage früher?")).to_have_count(1)
    expect(news).to_contain_text(question(returning, 1).locator(".question__text").inner_text())
    expect(news.get_by_role("listitem").filter(has_text="Gibt es diese Frage noch?").first).to_be_visible()
    expect(question(returning).get_by_label("Zuständig")).to_have_value("Kämmerei")
    kept = news.get_by_text("Einträge zu Fragen, die in keiner Liste mehr stehen (1)")
    kept.click()
    question(returning, 1).get_by_role("radio", name="ja", exact=True).check()
    expect(news.locator("details")).to_have_attribute("open", "")  # what somebody reads does not fold up
    news.get_by_role("button", name="Verstanden").press("Enter")
    expect(news).not_to_contain_text("hat sich geändert")
    expect(returning.locator("#project-choice")).to_be_focused()
    returning.reload()
    kept.click()
    expect(news).to_contain_text("Gestrichen: Gibt es diese Frage noch? Stand: ja; Notiz: Bleibt erhalten.")


# ---------- to another browser ----------


@pytest.fixture
def elsewhere(browser: Browser, address: str) -> Iterator[Page]:
    """Another browser, which knows nothing yet."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(address + LIST)
    yield page
    context.close()


def saved(page: Page) -> str:
    """The path of the file with the active project."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Als Datei sichern").click()
    assert re.fullmatch(r"vorhaben-kita-am-fluss-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    return str(download.value.path())


def read(page: Page, *projects: dict) -> None:
    """Let a page read a file with projects."""
    content = json.dumps({"format": "kooperationslotse-vorhaben", "version": 1, "projects": projects})
    page.locator("[data-read-file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(page.get_by_role("dialog")).to_be_visible()


def take_over(page: Page) -> None:
    """Keep what was read."""
    page.get_by_role("dialog").get_by_role("button", name="Übernehmen").click()


def test_a_file_takes_everything_to_another_browser(working: Page, elsewhere: Page) -> None:
    elsewhere.locator("[data-read-file]").set_input_files(saved(working))
    expect(elsewhere.get_by_role("dialog")).to_contain_text("Neu in diesem Browser, mit 1 Eintrag.")
    take_over(elsewhere)
    assert stored(elsewhere) == stored(working)
    expect(question(elsewhere).get_by_label("Nordstadt")).to_have_value("teilweise")


def test_reading_a_file_again_shows_the_differences_and_merges(working: Page, first_question: str) -> None:
    question(working).get_by_label("Notiz").fill("Anders gesehen.")
    question(working).get_by_role("radio", name="nein", exact=True).check()
    read(working, kita(first_question))
    rows = working.get_by_role("dialog").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Stand")
    expect(rows.first.get_by_role("cell")).to_have_text(["nein", "ja", "nein"])
    expect(working.get_by_role("radio", name="bei Unterschieden gilt der neuere Stand")).to_be_checked()
    take_over(working)
    note = question(working).get_by_label("Notiz")
    expect(note).to_have_value(re.compile("Anders gesehen.*Im Haushalt vorsehen", re.DOTALL))
    working.get_by_role("button", name="Einlesen von „Kita am Fluss“ rückgängig").click()
    expect(note).to_have_value("Anders gesehen.")


def test_a_merge_takes_in_what_another_tab_writes_while_the_preview_is_open(
    working: Page, open_page: Open, options: dict, first_question: str
) -> None:
    other = open_page(LIST, **options)
    read(working, kita(first_question, name="Kita am Hang"))
    question(other).get_by_label("Zuständig").fill("Bauamt")
    take_over(working)
    expect(question(working).get_by_label("Zuständig")).to_have_value("Bauamt")


def test_undoing_a_reading_goes_back_to_the_project_before(working: Page, first_question: str) -> None:
    read(working, kita(first_question, id="vneu", name="Neu"), kita(first_question, id="vweg", name="Weg"))
    take_over(working)
    expect(working.locator("#project-choice option:checked")).to_have_text("Neu")
    expect(working.locator("#project-choice")).to_be_focused()
    expect(working.locator("#project-choice")).to_be_in_viewport()
    expect(working.get_by_text("2 Vorhaben sind übernommen.")).to_be_in_viewport()
    working.get_by_role("button", name="Einlesen von 2 Vorhaben rückgängig").click()
    expect(working.locator("#project-choice option:checked")).to_have_text("Kita am Fluss")
    assert [project["id"] for project in stored(working)] == ["vkita"]


def test_undo_is_offered_only_until_somebody_goes_on_working(working: Page, first_question: str) -> None:
    undo = working.get_by_role("button", name=re.compile("rückgängig"))
    read(working, kita(first_question, name="Kita am Hang", changed="2026-02-02T00:00:00.000Z"))
    take_over(working)
    expect(undo).to_have_count(1)
    question(working, 1).get_by_label("Notiz").fill("Seitdem geschrieben")
    expect(undo).to_have_count(0)


def test_two_links_are_asked_about_one_after_the_other(working: Page, first_question: str) -> None:
    links = working.evaluate(
        """async (projects) => {
            const site = document.querySelector('script[src$="site.js"]').src;
            const { link } = await import(new URL("projects/sharing.js", site));
            return Promise.all(projects.map(async (project) => (await link(location.href, project)).address));
        }""",
        [kita(first_question, id=f"v{name.lower()}", name=name) for name in ("Erstes", "Zweites")],
    )
    dialog = working.get_by_role("dialog")
    for link in links:
        working.evaluate("link => { location.href = link }", link)
        expect(dialog).to_contain_text("„Erstes“")
    dialog.get_by_role("radio", name="nicht übernehmen").check()
    take_over(working)
    expect(dialog).to_contain_text("„Zweites“")
    take_over(working)
    expect(working.locator("#project-choice option:checked")).to_have_text("Zweites")
    assert sorted(project["name"] for project in stored(working)) == ["Kita am Fluss", "Zweites"]


def test_reading_a_file_can_replace_or_be_left(working: Page) -> None:
    file = saved(working)
    question(working).get_by_label("Zuständig").fill("Bauamt")
    working.locator("[data-read-file]").set_input_files(file)
    working.get_by_role("button", name="Abbrechen").click()
    expect(question(working).get_by_label("Zuständig")).to_have_value("Bauamt")
    working.locator("[data-read-file]").set_input_files(file)
    working.get_by_role("radio", name=re.compile("ersetzen")).check()
    take_over(working)
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
    project = kita("nutzen-interessen", name=evil, partners=[{"id": "pnord", "name": evil}])
    project["entries"]["nutzen-interessen"] |= {"note": evil, "who": evil}
    for _ in range(2):
        read(elsewhere, project)
        take_over(elsewhere)
    expect(elsewhere.locator("#project-choice option:checked")).to_have_text(evil)
    assert elsewhere.evaluate("window.hacked") is None
    assert elsewhere.locator("img[src=x]").count() == 0


def test_entries_to_questions_that_no_list_asks_are_shown_even_from_a_link(elsewhere: Page) -> None:
    read(elsewhere, kita(GONE))
    take_over(elsewhere)
    elsewhere.get_by_text("Einträge zu Fragen, die in keiner Liste mehr stehen (1)").click()
    expect(elsewhere.locator("[data-changes]")).to_contain_text(f"{GONE}: Stand: ja; Notiz: Im Haushalt vorsehen.")


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
    take_over(elsewhere)
    expect(question(elsewhere).get_by_label("Zuständig")).to_have_value("Kämmerei")
    assert "#" not in elsewhere.url  # so that a reload does not ask again
    assert not any("vorhaben" in url.split("#")[0] for url in asked)


def test_a_link_with_entries_is_gone_when_they_are_not_wanted_after_all(working: Page) -> None:
    """However long it takes to pack them."""
    working.evaluate(
        """() => {
            const Real = CompressionStream;
            const begun = Promise.withResolvers();
            const waiting = Promise.withResolvers();
            window.CompressionStream = class {
                constructor(...given) {
                    const { readable, writable } = new Real(...given);
                    const gate = new TransformStream({
                        transform(part, out) {
                            begun.resolve();
                            return waiting.promise.then(() => out.enqueue(part));
                        },
                    });
                    window.packed = gate.readable.pipeTo(writable);
                    Object.assign(this, { readable, writable: gate.writable });
                }
            };
            Object.assign(window, { begun: begun.promise, goOn: waiting.resolve });
        }"""
    )
    working.locator("[data-take-along] > summary").click()
    working.get_by_role("button", name="Link und QR-Code").click()
    entries = working.get_by_label("Meine Einträge mitgeben")
    copy = working.get_by_role("button", name="Link kopieren")
    entries.check()
    expect(copy).to_be_disabled()
    working.evaluate("() => window.begun")
    entries.uncheck()
    working.evaluate(
        "async () => { window.goOn(); await window.packed; await new Promise((resolve) => setTimeout(resolve, 50)) }"
    )
    expect(copy).to_be_enabled()
    expect(working.get_by_role("dialog").get_by_label("Link", exact=True)).to_have_value(working.url)


def test_a_broken_link_is_said_and_the_list_is_there(open_page: Open) -> None:
    page = open_page(LIST + "#vorhaben=kaputt!")
    expect(page.locator("[data-project-message]")).to_contain_text("Der Link ist unvollständig oder beschädigt.")
    expect(page.locator("[data-question-id]:visible").first).to_be_visible()


# ---------- for everybody ----------


def test_on_a_phone_reading_begins_at_the_top_and_ends_at_what_came_of_it(
    open_page: Open, options: dict, first_question: str
) -> None:
    page = open_page(LIST, viewport={"width": 320, "height": 640}, **options)
    read(page, kita(first_question, name="Ä" * 200, partners=[{"id": "pnord", "name": "X" * 200}]))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Vorhaben einlesen")).to_be_focused()
    assert dialog.evaluate("dialog => [dialog.scrollTop, dialog.scrollWidth <= dialog.clientWidth]") == [0, True]
    take_over(page)
    expect(page.locator("#project-choice")).to_be_focused()
    expect(page.get_by_text(re.compile("ist übernommen"))).to_be_in_viewport()


def test_only_an_answered_question_looks_answered(working: Page) -> None:
    def look(number: int) -> list[str]:
        chosen = working.locator("[data-question-id]:visible").nth(number).locator(".entry__status :checked + span")
        return chosen.evaluate("s => [getComputedStyle(s).borderStyle, getComputedStyle(s, '::before').content]")

    assert look(0)[0] == "solid"
    assert "✓" in look(0)[1]
    assert look(1) == ["dashed", "none"]
