"""The form „Fall vorschlagen“ in a real browser: a case from the first field to the file, drafts, troubles, hostile input."""

import json
import re
import shutil
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PROJECT
from keyboard import Keyboard
from lotse import recipe
from lotse.pages import proposal
from lotse.reading import source
from lotse.reading.schema import Schemas, identifiers
from lotse.reading.yaml_reader import parse
from lotse.writing import formatting
from websites import serving

Open = Callable[..., Page]

FORM = "mitmachen/fall-vorschlagen/"
KEY = "lotse-fall:"
SHORT_NAME = "Kita am Fluss"
CASES = sorted(path.stem for path in (PROJECT / "cases").glob("*.yml"))
KEPT = '() => document.querySelector("[data-kept]").textContent.startsWith("Gespeichert am")'
FULL = """
    const write = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...given) {
        if (window.isFull) throw new DOMException("", "QuotaExceededError");
        write.apply(this, given);
    };
    window.isFull = true;
"""
BLOCKED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError"); } });"""
)


HEADED = "part => document.activeElement === document.querySelector(`#${part} h2`)"


class Form:
    """The form in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_selector("[data-proposal]:visible")

    def field(self, *path: str | int) -> str:
        """The selector of a field: names of fields, numbers of entries."""
        steps = (
            f'[data-field="{step}"]' if isinstance(step, str) else f":nth-match([data-entry], {step + 1})"
            for step in path
        )
        return " ".join(steps) + " [data-control]"

    def write(self, name: str, text: str) -> None:
        """Write into a field of the case itself."""
        self.show(name)
        self.page.locator(f'[data-part] > [data-field="{name}"] [data-control]').first.fill(text)

    def show(self, name: str) -> None:
        """Show the part that a field of the case stands in."""
        part = self.page.evaluate(
            """name => document.querySelector(`[data-part] > [data-field="${name}"]`).closest("[data-part]").id""", name
        )
        self.step(part)

    def step(self, part: str) -> None:
        self.page.locator(f'[data-step="{part}"]').click()
        self.page.wait_for_function(HEADED, arg=part)  # the last thing that happens

    def add(self, name: str) -> None:
        """Add an entry to a list of the case."""
        self.show(name)
        self.page.locator(f'[data-part] > [data-field="{name}"] > .entries__add [data-add]').click()

    def problem(self, name: str) -> str:
        """What is said to be wrong with a field of the case."""
        return self.page.locator(f'[data-part] > [data-field="{name}"] > [data-problem]').inner_text()

    def kept(self) -> None:
        """Wait until the draft is kept."""
        self.page.wait_for_function(KEPT)

    @property
    def record(self) -> dict:
        """The record that would be handed in, as it is read from the text of the file."""
        return parse(self.text.encode(), "cases/x.yml", []).value

    @property
    def text(self) -> str:
        """The text of the file."""
        self.step("einreichen")
        return self.page.input_value("#record-text")

    @property
    def drafts(self) -> list[dict]:
        """What lies in storage."""
        found = self.page.evaluate("key => Object.entries(localStorage).filter(([name]) => name.startsWith(key))", KEY)
        return [json.loads(text) for _, text in found]


@pytest.fixture
def open_form(open_page: Open) -> Callable[..., Form]:
    """Open the form; `query` belongs to its address."""
    return lambda query="", **options: Form(open_page(FORM + query, **options))


@pytest.fixture(scope="module")
def schema() -> dict:
    """The schema of cases with all its building blocks."""
    return Schemas(PROJECT / "schemas", identifiers(recipe.read(PROJECT)[0])).complete("case")


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a website with an archive and an e-mail address."""
    root = tmp_path_factory.mktemp("configured")
    for name in ("vocabulary", "checklists"):
        shutil.copytree(PROJECT / name, root / name)
    (root / "cases").mkdir()
    shutil.copy(PROJECT / "cases/knf.yml", root / "cases")
    case = root / "cases/knf.yml"
    record = parse(case.read_bytes(), "cases/knf.yml", []).value
    alone = {key: value for key, value in record.items() if key not in ("parent", "related")}
    case.write_text(re.sub(r"/faelle/[a-z-]+/", "/faelle/knf/", json.dumps(alone)), encoding="utf-8")
    settings = "name: Probe\ndescription: Eine Probe.\noperator: {email: faelle@stadt.example}\n"
    (root / "lotse.yml").write_text(settings, encoding="utf-8")
    folder = tmp_path_factory.mktemp("configured-site")
    with serving(root, folder, LOTSE_REPO_URL="https://archiv.example/stadt/lotse") as (_, address):
        yield address


# ---------- the fields ----------


def test_each_field_of_a_case_stands_in_one_part_of_the_form(schema: dict) -> None:
    named = [name for _, _, names in proposal.PARTS for name in names]
    assert sorted(named) == sorted(schema["properties"])


def test_each_field_is_of_a_kind_that_the_form_knows(schema: dict) -> None:
    kinds = {"line", "text", "url", "date", "day", "id", "case", "number", "integer", "value", "choice"}
    kinds |= {"choices", "group", "list", "map"}

    def all_of(field: proposal.Field) -> Iterator[proposal.Field]:
        yield field
        for inner in field.fields:
            yield from all_of(inner)

    fields = [one for part in proposal.parts(schema) for field in part.fields for one in all_of(field)]
    assert {field.kind for field in fields} <= kinds
    assert all(field.title for field in fields if field.name)
    assert all(field.options for field in fields if field.kind in ("choice", "choices", "map"))


# ---------- from the first field to the file ----------


def test_a_case_entered_by_keyboard_alone_passes_the_check(open_form: Callable[..., Form], collection: Path) -> None:
    form = open_form()
    hand = Keyboard(form.page)
    hand.write("Titel", "Gemeinsame Kita zweier Gemeinden")
    hand.write("Kurzname", SHORT_NAME)
    hand.write("Kurzfassung", "Zwei Gemeinden bauen eine Kita.")
    hand.tick("Kinderbetreuung und Bildung")
    hand.choose("Stand", "l")  # läuft
    hand.press("Weiter: Wer und wo?")
    hand.tick("Schleswig-Holstein")
    hand.write("Region", "Region Elmshorn")
    hand.press("Ort hinzufügen: Orte auf der Karte")
    form.page.keyboard.insert_text("Elmshorn")  # the focus is in the first field of what was added
    hand.write("Breite", "53,75")
    hand.write("Länge", "9,65")
    hand.choose("Räumliche Ebene", "Nachbar")
    hand.press("Partner hinzufügen: Partner")
    form.page.keyboard.insert_text("Stadt Elmshorn")
    hand.choose("Art", "Kernstadt")
    hand.choose("Quelle", "MKRO")
    hand.write("Stelle", "Kapitel 4")
    hand.press("Weiter: Anlass, Ziele, Vorgehen")
    hand.press("Aussage hinzufügen: Ziele")
    form.page.keyboard.insert_text("Mehr Plätze schaffen.")  # source and place come from the partner
    hand.press("Weiter: Form, Steuerung und Geld")
    hand.press("Weiter: Was kam heraus, was war schwierig?")
    hand.press("Weiter: Wann geschah was?")
    hand.write("Beginn", "5/2009")
    hand.choose("Quelle", "MKRO")
    hand.write("Stelle", "Kapitel 4")
    hand.choose("Phase", "Initiierung")
    hand.press("Hinzufügen: Was in welcher Phase geschah")
    form.page.keyboard.insert_text("Ein Projekt gab den Anstoß.")
    hand.press("Weiter: Werkzeuge und Antworten")
    hand.press("Weiter: Was offenbleibt, Verweise, Quellen")
    hand.write("Stand der Angaben", "2020")
    hand.to("Geprüft am")
    form.page.locator('[data-field="reviewed_on"] input').fill("2026-11-21")  # how one types a day is up to the browser
    hand.press("Weiter: Prüfen und einreichen")
    expect(form.page.locator("[data-check-summary]")).to_have_text("Alles ist ausgefüllt, was sich prüfen lässt.")

    with form.page.expect_download() as download:
        hand.press("Datei herunterladen")
    assert download.value.suggested_filename == "kita-am-fluss.yml"
    download.value.save_as(collection / "cases" / download.value.suggested_filename)
    case = recipe.prepare(collection).collection.cases["kita-am-fluss"]
    assert case.partners[0].name == "Stadt Elmshorn"
    assert case.period.start == "2009-05"
    assert case.goals[0].source.place == "Kapitel 4"
    assert (case.coordinates[0].lat, case.coordinates[0].lon) == (53.75, 9.65)


def test_every_existing_case_survives_the_form(open_form: Callable[..., Form], schema: dict) -> None:
    """Values and text are the same."""
    form = open_form()
    for id in CASES:
        form.page.goto(re.sub(r"mitmachen/.*", f"{FORM}?fall={id}#einreichen", form.page.url))
        form.page.wait_for_function("() => document.querySelector('#record-text').value.includes('\\ntitle: ')")
        record = parse((PROJECT / f"cases/{id}.yml").read_bytes(), f"cases/{id}.yml", []).value
        text = form.page.input_value("#record-text")
        assert parse(text.encode(), "cases/x.yml", []).value == record, id
        assert text == formatting.record_text(record, schema), id
        assert form.page.inner_text("[data-findings-count]") == "Keine Hinweise.", id
        assert not form.drafts, "wer nur liest, legt keinen Entwurf an"


def test_numbers_and_dates_may_be_written_the_german_way(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("as_of", "31.5.2019")
    form.page.keyboard.press("Tab")
    expect(form.page.locator('[data-field="as_of"] input')).to_have_value("2019-05-31")
    form.add("municipalities")
    population = form.page.locator('[data-field="population"] input')
    population.fill("19.700")
    population.blur()
    expect(population).to_have_value("19700")
    form.write("title", "Zwei\nZeilen\u200b aus einem PDF")
    assert form.record["title"] == "Zwei Zeilen aus einem PDF"
    assert form.record["municipalities"] == [{"population": 19700}]


# ---------- entries ----------


def test_entries_are_added_moved_removed_and_brought_back(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    for text in ("Eins", "Zwei", "Drei"):
        form.add("goals")
        page.keyboard.insert_text(text)
    goals = page.locator('[data-field="goals"]')
    expect(goals.locator("[data-entry-title]")).to_have_text(["Aussage 1 von 3", "Aussage 2 von 3", "Aussage 3 von 3"])
    up = goals.get_by_role("button", name="Nach oben: Aussage 3")
    up.press("Enter")
    expect(goals.get_by_role("button", name="Nach oben: Aussage 2")).to_be_focused()
    expect(page.locator("[data-message]")).to_have_text("Jetzt an Stelle 2 von 3.")
    goals.get_by_role("button", name="Entfernen: Aussage 1").press("Enter")
    expect(goals.get_by_role("button", name="Rückgängig")).to_be_focused()
    assert [goal["text"] for goal in form.record["goals"]] == ["Drei", "Zwei"]
    form.show("goals")
    goals.get_by_role("button", name="Rückgängig").press("Enter")
    assert [goal["text"] for goal in form.record["goals"]] == ["Eins", "Drei", "Zwei"]


def test_a_question_is_answered_once_and_stands_in_its_place(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.show("answers")
    answers = form.page.locator('[data-part] > [data-field="answers"]')
    for id in ("organisation-raum", "nutzen-herausforderungen"):
        answers.locator("[data-key]").select_option(id)
        answers.locator(".entries__add [data-add]").click()
        form.page.keyboard.insert_text(f"Antwort auf {id}")
    expect(answers.locator("[data-key] option[value=organisation-raum]")).to_be_disabled()
    assert list(form.record["answers"]) == ["nutzen-herausforderungen", "organisation-raum"]


def test_a_new_source_is_described_without_leaving_the_statement(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    form.add("goals")
    source = page.locator('[data-field="goals"] [data-sources]')
    page.locator('[data-field="goals"]').get_by_role("button", name="Neue Quelle").click()
    dialog = page.locator('[data-dialog="source"]')
    take = dialog.get_by_role("button", name="Quelle übernehmen")
    take.click()
    expect(dialog.locator("[data-source-problem]")).to_contain_text("mindestens einen Kurztitel")
    title = dialog.locator('[data-field="title"] [data-control]')
    expect(title).to_be_focused()
    assert title.get_attribute("aria-invalid") == "true"
    assert dialog.locator("[aria-invalid]").count() == 5
    dialog.locator('[data-field="short_title"] input').fill("Beschluss Süd")
    take.click()  # the rest can wait: it was told
    expect(source).to_be_focused()
    expect(page.locator("[data-message]")).to_have_text("Die Quelle „Beschluss Süd“ ist übernommen.")
    expect(source).to_have_value("beschluss-sued")
    page.locator('[data-field="goals"] [data-field="place"] input').fill("Seite 2")
    form.add("approach")
    expect(page.locator('[data-field="approach"] [data-sources]')).to_have_value("beschluss-sued")
    page.locator('[data-field="approach"] textarea').fill("Wir reden.")
    form.show("sources")
    own = page.locator('[data-part] > [data-field="sources"] [data-field="id"] input')
    own.fill("beschluss-2020")
    own.blur()
    record = form.record
    assert record["sources"] == [{"id": "beschluss-2020", "short_title": "Beschluss Süd"}]
    assert record["approach"] == [{"text": "Wir reden.", "source": {"id": "beschluss-2020", "place": "Seite 2"}}]
    form.show("sources")
    page.locator('[data-part] > [data-field="sources"]').get_by_role("button", name="Entfernen").click()
    expect(page.locator("[data-message]")).to_contain_text("2 Angaben nennen diese Quelle noch.")


def test_a_source_that_is_begun_is_there_again_after_escape_and_reload(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    form.add("goals")
    new = page.locator('[data-field="goals"]').get_by_role("button", name="Neue Quelle")
    title = page.locator('[data-dialog="source"] [data-field="title"] [data-control]')
    new.click()
    title.fill("Beschluss des Rates")
    page.keyboard.press("Escape")
    expect(new).to_be_focused()
    new.click()
    expect(title).to_have_value("Beschluss des Rates")
    form.kept()
    page.reload()
    page.wait_for_selector("[data-proposal]:visible")
    expect(page.locator("[data-message]")).to_contain_text("Eine Quelle ist noch nicht übernommen")
    new.click()
    expect(title).to_have_value("Beschluss des Rates")
    page.get_by_role("button", name="Abbrechen").click()
    new.click()
    expect(title).to_have_value("")


def test_a_source_with_the_id_of_another_takes_no_citations_from_it(open_form: Callable[..., Form]) -> None:
    form = open_form()
    common = form.page.evaluate(
        "document.querySelector('[data-source-options]').content.querySelectorAll('option')[1].value"
    )
    goals = [{"text": id, "source": {"id": id, "place": "S. 1"}} for id in ("eins", "zwei", common)]
    record = {"sources": [{"id": id, "short_title": id} for id in ("eins", "zwei")], "goals": goals}
    read_in(form, {"format": "kooperationslotse-fall", "version": 1, "record": record})
    form.page.get_by_role("button", name="Als neuen Entwurf öffnen").click()
    form.show("sources")
    second = form.page.locator('[data-part] > [data-field="sources"] [data-field="id"] input').nth(1)
    for id in ("eins", common, "drei"):
        second.fill(id)
        second.blur()
    assert [goal["source"]["id"] for goal in form.record["goals"]] == ["eins", "drei", common]


def test_a_click_on_the_map_fills_latitude_and_longitude(open_form: Callable[..., Form]) -> None:
    from lotse import germany

    form = open_form()
    page = form.page
    form.add("coordinates")
    page.get_by_role("button", name="Auf der Karte wählen").click()
    picture = page.locator("[data-place-map] svg")
    expect(picture).to_be_visible()
    x, y = germany.position(53.55, 10.0)
    at = picture.evaluate(
        "(svg, [x, y]) => { const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [p.x, p.y]; }",
        [x, y],
    )
    page.mouse.click(*at)
    expect(page.locator('[data-field="lat"] input')).to_be_focused()
    point = form.record["coordinates"][0]
    assert abs(point["lat"] - 53.55) < 0.03
    assert abs(point["lon"] - 10.0) < 0.03


# ---------- checks as one types ----------


def test_problems_are_shown_at_a_field_once_somebody_has_been_there(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    expect(page.locator("[data-findings-count]")).to_have_text("15 Pflichtangaben fehlen.")
    assert page.locator("[data-problem]:visible").count() == 0
    form.write("short_name", "x" * 41)
    page.keyboard.press("Tab")
    wrong = page.locator('[data-part] > [data-field="short_name"] [data-problem]')
    expect(wrong).to_have_text("Der Text hat 41 Zeichen, erlaubt sind 40. Kürzen Sie ihn.")
    control = page.locator('[data-field="short_name"] input')
    assert wrong.get_attribute("id") in control.get_attribute("aria-describedby")
    assert control.get_attribute("aria-invalid") == "true"
    expect(page.locator("[data-problem]:visible")).to_have_count(1)
    control.fill("kurz")
    expect(wrong).to_be_hidden()
    assert control.get_attribute("aria-invalid") is None
    expect(control).to_be_focused()


def test_the_list_of_all_problems_leads_to_their_fields(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.add("partners")
    form.step("einreichen")
    summary = form.page.locator("[data-check-summary]")
    expect(summary).to_contain_text("Pflichtangaben fehlen")
    form.page.locator("[data-findings] a", has_text="Partner, Partner 1, Art").click()
    expect(form.page.locator("#wer-wo")).to_be_visible()
    expect(form.page.locator('[data-field="kind"] select')).to_be_focused()
    expect(form.page.locator('[data-field="kind"] [data-problem]')).to_have_text("Diese Angabe fehlt noch.")
    form.step("einreichen")
    expect(form.page.locator("[data-still-possible]")).to_be_visible()
    expect(form.page.locator("[data-download]")).to_be_enabled()


def test_completeness_is_counted_apart_from_problems(open_form: Callable[..., Form]) -> None:
    form = open_form()
    expect(form.page.locator("[data-completeness]")).to_have_text("0 von 12 Abschnitten ausgefüllt.")
    form.add("goals")
    form.page.keyboard.insert_text("Mehr Plätze schaffen.")
    expect(form.page.locator("[data-completeness]")).to_have_text("1 von 12 Abschnitten ausgefüllt.")


def test_the_file_is_named_after_the_case_and_not_like_another(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("short_name", "Bürger & Straße Süd")
    form.step("einreichen")
    name = form.page.locator("#file-name")
    expect(name).to_have_value("buerger-strasse-sued")
    name.fill("knf")
    expect(form.page.locator("[data-file-problem]")).to_contain_text("So heißt schon der Fall")
    name.fill("Kita!")
    expect(form.page.locator("[data-file-problem]")).to_contain_text("Kleinbuchstaben")
    name.fill("nul")
    expect(form.page.locator("[data-file-problem]")).to_have_text(source.DEVICE_FAULT.format("nul"))
    expect(form.page.locator("[data-findings] a", has_text="Kennung des Falls")).to_be_visible()
    name.fill("kita-sued")
    expect(form.page.locator("[data-findings] a", has_text="Kennung des Falls")).to_have_count(0)
    form.write("short_name", "Kita Nord")
    form.step("einreichen")
    expect(name).to_have_value("kita-sued")


def test_the_preview_follows(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("title", "Kita <b>am</b> Fluss")
    expect(form.page.locator("[data-preview] h3").first).to_have_text("Kita <b>am</b> Fluss")


def test_the_preview_shows_what_somebody_is_writing(open_form: Callable[..., Form]) -> None:
    form = open_form("?fall=koopstadt#wozu", viewport={"width": 1400, "height": 700})
    heading = form.page.locator("[data-preview] h5", has_text=re.compile("^Ziele$"))
    expect(heading).not_to_be_in_viewport()
    form.page.locator('[data-part] > [data-field="goals"] textarea').first.focus()
    expect(heading).to_be_in_viewport()


# ---------- drafts ----------


def test_a_draft_is_there_again_after_days(open_form: Callable[..., Form]) -> None:
    form = open_form()
    assert not form.drafts
    form.write("short_name", SHORT_NAME)
    form.kept()
    form.page.close()
    again = open_form()
    expect(again.page.locator("[data-message]")).to_have_text(f"Ihr Entwurf „{SHORT_NAME}“ ist geöffnet.")
    expect(again.page.locator('[data-field="short_name"] input').first).to_have_value(SHORT_NAME)
    assert again.drafts[0]["record"] == {"short_name": SHORT_NAME}


def test_one_comes_back_to_where_one_wrote(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("region", "Hier")
    form.kept()
    form.page.close()
    again = open_form()
    expect(again.page.locator("#wer-wo")).to_be_visible()
    expect(again.page.locator("[data-message]")).to_contain_text("wo Sie zuletzt geschrieben haben")


def test_a_correction_knows_that_the_published_case_was_changed(open_form: Callable[..., Form]) -> None:
    page = open_form().page
    published = page.evaluate("fetch('../../api/cases/knf.json').then((answer) => answer.json())")
    published["record"]["reviewed_on"] = "2020-01-31"
    page.route("**/api/cases/knf.json", lambda route: route.fulfill(json=published))
    page.goto(f"{page.url}?fall=knf")
    form = Form(page)
    expect(page.locator("[data-kept]")).to_contain_text("Noch nichts geändert.")
    form.write("region", "Neue Region")
    form.kept()
    form.step("einreichen")
    expect(page.locator("[data-old-review]")).to_contain_text("31. Januar 2020")
    page.get_by_role("button", name="Heute geprüft").click()
    expect(page.locator("[data-old-review]")).to_be_hidden()
    assert form.record["reviewed_on"] == page.evaluate("new Date().toLocaleDateString('sv-SE')")
    outdated = page.locator("[data-outdated]")
    expect(outdated).to_be_hidden()

    published["record"]["title"] = "Ein neuer Titel"
    form.step("worum")
    form.step("einreichen")
    expect(outdated).to_contain_text("wurde inzwischen geändert")
    page.reload()
    page.wait_for_selector("[data-proposal]:visible")
    outdated.get_by_role("button", name="Neu mit dem veröffentlichten Stand beginnen").click()
    title = page.locator('[data-part] > [data-field="title"] [data-control]')
    expect(title).to_have_value("Ein neuer Titel")
    expect(outdated).to_be_hidden()
    assert [draft["record"]["region"] for draft in form.drafts] == ["Neue Region"]
    page.select_option("#draft-choice", index=1)
    outdated.get_by_role("button", name="Mit meinem Entwurf weiterarbeiten").click()
    page.reload()
    expect(page.locator('[data-part] > [data-field="region"] input')).to_have_value("Neue Region")
    expect(page.locator("[data-message]")).to_contain_text("ist geöffnet")
    expect(outdated).to_be_hidden()


def test_what_does_not_fit_the_form_is_never_written_over(open_form: Callable[..., Form]) -> None:
    form = open_form()
    record = {"short_name": "Alt", "title": "x" * 25_000, "answers": {"gibt-es-nicht-mehr": {"text": "Eine Antwort."}}}
    text = json.dumps({"format": 1, "id": "f1", "changed": "2026-01-01T00:00:00.000Z", "record": record})
    form.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{KEY}f1", text])
    again = open_form()
    expect(again.page.locator("[data-unread]")).to_contain_text("gibt-es-nicht-mehr")
    assert len(again.page.locator('[data-part] > [data-field="title"] textarea').input_value()) == 25_000
    again.write("short_name", "Neu")
    again.kept()
    assert {draft["record"]["short_name"] for draft in form.drafts} == {"Alt", "Neu"}
    assert form.page.evaluate("localStorage.getItem('lotse-fall:f1')") == text
    with again.page.expect_download() as download:
        again.page.get_by_role("button", name="Alten Entwurf als Datei sichern").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == text


def test_there_may_be_several_drafts_and_a_deleted_one_comes_back(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    form.write("short_name", "Erster")
    form.kept()
    page.get_by_role("button", name="Neuen Fall beginnen").click()
    form.write("short_name", "Zweiter")
    form.kept()
    choice = page.locator("#draft-choice")
    assert [words.split(",")[0] for words in choice.locator("option").all_inner_texts()] == ["Zweiter", "Erster"]
    page.locator(".drafts summary").click()
    page.get_by_role("button", name="Diesen Entwurf löschen").click()
    expect(page.locator('[data-field="short_name"] input').first).to_have_value("Erster")
    assert len(form.drafts) == 1
    page.get_by_role("button", name="Löschen von „Zweiter“ rückgängig").click()
    expect(page.locator('[data-field="short_name"] input').first).to_have_value("Zweiter")
    assert len(form.drafts) == 2


def test_two_tabs_never_overwrite_each_other_silently(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("short_name", "Erster")
    form.kept()
    other = open_form()
    other.write("title", "Im anderen Tab")
    trouble = form.page.locator("[data-trouble]")
    expect(trouble).to_contain_text("in einem anderen Tab geändert")
    form.write("region", "Hier")
    form.page.evaluate("window.dispatchEvent(new Event('pagehide'))")  # nothing may be kept now
    assert form.drafts[0]["record"] == {"short_name": "Erster", "title": "Im anderen Tab"}
    form.page.set_viewport_size({"width": 400, "height": 500})
    form.page.locator(".part:visible .part__on").scroll_into_view_if_needed()
    expect(trouble.locator("p").first).to_be_in_viewport()
    form.page.get_by_role("button", name="Beide behalten").click()
    expect(trouble).to_be_hidden()
    expect(form.page.locator('[data-field="region"] input')).to_be_focused()
    expect(form.page.locator("[data-message]")).to_contain_text("Beide Stände sind gespeichert.")
    records = sorted((draft["record"] for draft in form.drafts), key=len)
    assert {"short_name": "Erster", "region": "Hier"} in records
    assert {"short_name": "Erster", "title": "Im anderen Tab"} in records


@pytest.mark.parametrize(
    ("way", "kept"),
    [("Stand aus dem anderen Tab übernehmen", "Dort"), ("Diesen Stand behalten", "Hier")],
)
def test_one_chooses_which_state_holds(open_form: Callable[..., Form], way: str, kept: str) -> None:
    form = open_form()
    form.write("short_name", "Hier")
    form.kept()
    other = open_form()
    other.write("short_name", "Dort")
    form.page.get_by_role("button", name=way).click()
    expect(form.page.locator("[data-trouble]")).to_be_hidden()
    expect(form.page.locator('[data-field="short_name"] input').first).to_have_value(kept)
    assert [draft["record"]["short_name"] for draft in form.drafts] == [kept]


def test_a_draft_that_another_tab_deleted_can_be_kept(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.write("short_name", SHORT_NAME)
    form.kept()
    other = open_form()
    other.page.evaluate("localStorage.clear()")
    expect(form.page.locator("[data-trouble]")).to_contain_text("liegt nicht mehr im Speicher")
    form.page.get_by_role("button", name="Noch einmal speichern").click()
    assert [draft["record"] for draft in form.drafts] == [{"short_name": SHORT_NAME}]


@pytest.mark.parametrize(("trouble", "words"), [(FULL, "ist voll"), (BLOCKED, "speichert für diese Website nichts")])
def test_the_page_says_when_nothing_is_kept_and_offers_a_file(
    browser: Browser, address: str, trouble: str, words: str
) -> None:
    page = browser.new_page(locale="de-DE")
    page.add_init_script(trouble)
    page.goto(address + FORM)
    form = Form(page)
    form.write("short_name", SHORT_NAME)
    box = page.locator("[data-trouble]")
    expect(box).to_contain_text(words)
    with page.expect_download() as download:
        box.get_by_role("button", name="Als Datei sichern").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved["record"] == {"short_name": SHORT_NAME}
    assert form.record["short_name"] == SHORT_NAME  # the form goes on working
    page.close()


# ---------- drafts as files ----------


def read_in(form: Form, content: object) -> None:
    """Read a file with the given content."""
    text = content if isinstance(content, str) else json.dumps(content)
    form.page.set_input_files(
        "[data-read-file]", {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_a_saved_draft_is_read_again(open_form: Callable[..., Form]) -> None:
    form = open_form("?fall=knf")
    form.write("region", "Neue Region")
    form.kept()
    form.page.locator(".drafts summary").click()
    with form.page.expect_download() as download:
        form.page.get_by_role("button", name="Als Datei sichern").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    before = form.text
    form.page.get_by_role("button", name="Neuen Fall beginnen").click()
    read_in(form, text)
    form.page.get_by_role("button", name="Als neuen Entwurf öffnen").click()
    expect(form.page.locator("[data-message]")).to_contain_text("ist eingelesen")
    assert form.text == before


def test_a_hostile_file_does_no_harm(open_form: Callable[..., Form]) -> None:
    form = open_form()
    page = form.page
    attack = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    page.on("dialog", lambda _: pytest.fail("Ein Skript aus der Datei lief."))
    hostile = {
        "title": attack,
        "__proto__": {"polluted": True},
        "constructor": attack,
        "unbekannt": 1,
        "status": "erfunden",
        "topics": "keine Liste",
        "partners": [{"name": [], "kind": attack}, None, 7, {"name": attack, "source": {"id": attack, "place": "x"}}],
        "goals": [{"text": "\u202e" + attack * 1000}, *[{"text": attack}] * 1500],
        "phases": {"erfunden": [], "initiierung": [{"text": attack}]},
    }
    read_in(form, {"format": "kooperationslotse-fall", "version": 1, "file": attack, "base": attack, "record": hostile})
    problems = page.locator("[data-read-problems]")
    expect(problems).to_contain_text("Das Feld „unbekannt“ kennt das Formular nicht.")
    expect(problems).to_contain_text("Stand: „erfunden“ steht hier nicht zur Wahl.")
    expect(problems).to_contain_text("Themen ist nicht lesbar.")
    page.get_by_role("button", name="Als neuen Entwurf öffnen").click()
    expect(page.locator('[data-part] > [data-field="title"] textarea')).to_have_value(attack)
    assert page.evaluate("({}).polluted") is None
    assert page.locator("img[src=x]").count() == 0
    record = form.record
    assert record["title"] == attack
    assert set(record) == {"title", "partners", "goals", "phases", "open_points"}


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "{", '{"format": "kooperationslotse-fall"}', '{"format": 1, "record": {}}']
)
def test_what_is_no_draft_is_refused(open_form: Callable[..., Form], content: str) -> None:
    form = open_form()
    read_in(form, content)
    expect(form.page.locator("[data-message]")).to_contain_text("Das ist kein Entwurf.")


def test_the_file_of_a_finished_case_is_told_from_a_draft(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.page.set_input_files("[data-read-file]", PROJECT / "cases/knf.yml")
    expect(form.page.locator("[data-message]")).to_contain_text("öffnen Sie unter „Vorhandener Fall“")


def test_a_damaged_draft_in_storage_does_not_keep_the_form_from_opening(open_form: Callable[..., Form]) -> None:
    form = open_form()
    for number, text in enumerate(("{", "[]", '{"format": 1, "record": 7}', '{"format": 9, "record": {}}')):
        form.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{KEY}f{number}", text])
    again = open_form()
    assert again.page.locator("#draft-choice option").all_inner_texts() == ["Neuer Fall"]


# ---------- what the address brings along ----------


def test_gaps_lead_to_a_form_that_begins_with_them(open_form: Callable[..., Form]) -> None:
    form = open_form("?thema=wohnen&phase=formierung&form=verein&land=bayern")
    expect(form.page.locator("[data-message]")).to_have_text(
        "Schon eingetragen: Thema „Wohnen“, Land „Bayern“, Organisationsform „Eingetragener Verein“, Phase „Formierung“."
    )
    record = form.record
    assert record["topics"] == ["wohnen"]
    assert record["laender"] == ["bayern"]
    assert record["legal_forms"] == [{"form": "verein"}]
    assert form.page.locator('[data-field="phases"] [data-entry-title]').first.text_content() == "Formierung"
    assert not form.drafts


def test_unknown_wishes_are_passed_over(open_form: Callable[..., Form]) -> None:
    form = open_form("?thema=erfunden&phase=<b>&form=&land=__proto__&fall=gibt-es-nicht&entwurf=nix")
    expect(form.page.locator("[data-message]")).to_have_text("Diesen Fall gibt es nicht.")
    assert form.record == {"open_points": []}


def test_whoever_has_a_draft_of_a_case_is_asked_which_state_to_go_on_with(open_form: Callable[..., Form]) -> None:
    form = open_form("?fall=knf")
    form.write("region", "Neue Region")
    form.kept()
    again = open_form_asked(form.page, "?fall=knf")
    again.get_by_role("button", name="Meinen Entwurf öffnen").click()
    expect(again.locator('[data-part] > [data-field="region"] input')).to_have_value("Neue Region")
    again = open_form_asked(again, "?fall=knf")
    again.get_by_role("button", name="Neu mit dem veröffentlichten Stand beginnen").click()
    expect(again.locator('[data-part] > [data-field="region"] input')).not_to_have_value("Neue Region")
    assert len(Form(again).drafts) == 1


def open_form_asked(page: Page, query: str) -> Page:
    """Open the form where it asks something first."""
    page.goto(re.sub(r"[?#].*", "", page.url) + query)
    page.wait_for_selector('[data-dialog="which"]:visible')
    return page


def test_a_published_case_is_found_by_its_name(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.page.locator(".drafts summary").click()
    form.page.fill("#known-case", "gewoland")
    expect(form.page.locator("#known-cases option").first).to_have_attribute("value", "gewoland")
    form.page.keyboard.press("Enter")
    expect(form.page.locator("[data-message]")).to_contain_text("ist geöffnet. Ihre Berichtigung wird ein Entwurf.")
    form.step("einreichen")
    assert form.page.locator("#file-name").get_attribute("readonly") is not None
    assert form.page.input_value("#file-name") == "gewoland"


# ---------- handing in ----------


@pytest.fixture
def configured_form(browser: Browser, configured: str) -> Iterator[Callable[..., Form]]:
    """Open the form of the website with archive and e-mail address."""
    context = browser.new_context(locale="de-DE", permissions=["clipboard-read", "clipboard-write"])

    def open_(query: str = "") -> Form:
        page = context.new_page()
        page.goto(configured + FORM + query)
        return Form(page)

    yield open_
    context.close()


def test_a_short_case_opens_prefilled_in_the_web_editor(configured_form: Callable[..., Form]) -> None:
    form = configured_form()
    form.write("short_name", "Kita & Hort")
    form.write("title", "Gemeinsame Kita: 100 % für #alle + mehr")
    text = form.text
    href = form.page.get_by_role("link", name="Im Projektarchiv anlegen").get_attribute("href")
    address, _, query = href.partition("?")
    assert address == "https://archiv.example/stadt/lotse/new/main/cases"
    assert urllib.parse.parse_qs(query, strict_parsing=True) == {"filename": ["kita-hort.yml"], "value": [text]}


def test_a_long_case_is_uploaded_in_two_steps(configured_form: Callable[..., Form]) -> None:
    form = configured_form()
    form.write("short_name", SHORT_NAME)
    form.add("goals")
    form.page.locator('[data-field="goals"] textarea').fill("Wort " * 1500)
    form.step("einreichen")
    expect(form.page.locator('[data-way="upload"]')).to_be_visible()
    expect(form.page.locator('[data-way="new"]')).to_be_hidden()
    upload = form.page.get_by_role("link", name="Seite zum Hochladen").first
    assert upload.get_attribute("href") == "https://archiv.example/stadt/lotse/upload/main/cases"


def test_a_correction_replaces_the_file(configured_form: Callable[..., Form]) -> None:
    form = configured_form("?fall=knf")
    form.step("einreichen")
    expect(form.page.locator('[data-way="change"]')).to_be_visible()
    edit = form.page.get_by_role("link", name="die Datei im Projektarchiv")
    assert edit.get_attribute("href") == "https://archiv.example/stadt/lotse/edit/main/cases/knf.yml"


def test_the_text_can_be_copied_and_sent_by_mail(configured_form: Callable[..., Form]) -> None:
    form = configured_form()
    form.write("short_name", "Kita & Hort")
    text = form.text
    form.page.get_by_role("button", name="Text kopieren").click()
    expect(form.page.locator("[data-handing-message]")).to_have_text("Der Text ist kopiert.")
    assert form.page.evaluate("navigator.clipboard.readText()") == text
    href = form.page.locator("[data-mail-link]").get_attribute("href")
    address, _, query = href.removeprefix("mailto:").partition("?")
    assert address == "faelle@stadt.example"
    assert urllib.parse.parse_qs(query)["subject"] == ["Neuer Fall: Kita & Hort"]
    assert "kita-hort.yml" in urllib.parse.parse_qs(query)["body"][0]


def test_without_archive_and_address_the_page_says_where_to_turn(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.step("einreichen")
    last = form.page.locator("#einreichen")
    expect(last).to_contain_text("schicken Sie sie an die Stelle, die im Impressum steht")
    assert last.get_by_role("link", name="Projektarchiv").count() == 0


# ---------- for everybody ----------


def test_without_scripts_the_page_offers_the_template(open_page: Open) -> None:
    page = open_page(FORM, java_script_enabled=False)
    expect(page.get_by_role("link", name="Vorlage")).to_be_visible()
    expect(page.locator("[data-proposal]")).to_be_hidden()
    assert page.request.get(page.get_by_role("link", name="Vorlage").evaluate("link => link.href")).ok


def test_narrow_screens_need_no_sideways_scrolling(open_form: Callable[..., Form]) -> None:
    form = open_form("?fall=koopstadt", viewport={"width": 320, "height": 640})
    for part in ("worum", "wer-wo", "wann", "werkzeuge", "quellen", "einreichen"):
        form.page.evaluate("part => { location.hash = part; }", part)
        expect(form.page.locator(f"#{part}")).to_be_visible()
        assert form.page.evaluate("document.documentElement.scrollWidth") <= 320, part
        form.page.get_by_role("button", name="Vorschau zeigen").click()
        expect(form.page.locator("[data-preview]")).to_be_visible()
        expect(form.page.locator("form.proposal__form")).to_be_hidden()
        assert form.page.evaluate("document.documentElement.scrollWidth") <= 320, part
        form.page.get_by_role("button", name="Zurück zum Formular").last.click()
        expect(form.page.locator(f"#{part} h2")).to_be_focused()
