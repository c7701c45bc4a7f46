"""What comes out of the printer: checklists on A4 with boxes, core questions on one page, nothing torn apart.

The PDFs and pictures of their pages stay in tests/output/ to be looked at.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from conftest import PROJECT
from lotse.pages.press import date
from lotse.recipe import Site

Open = Callable[..., Page]
OUTPUT = PROJECT / "tests/output"
A4 = (595, 842)
PHASES = ["initiierung", "formierung", "konzeption", "umsetzung", "reflexion"]


def printed(page: Page, name: str, pictures: bool = True) -> list[str]:
    """Print `page`, keep PDF and `pictures` in OUTPUT, and return the text of each sheet."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / f"{name}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    for number, sheet in enumerate(document, start=1):
        assert tuple(round(length) for length in sheet.get_size()) == A4
        if pictures:
            sheet.render(scale=1.5).to_pil().save(OUTPUT / f"{name}-{number}.png")
    return [" ".join(sheet.get_textpage().get_text_bounded().replace("\ufffe", "").split()) for sheet in document]


def squeezed(text: str) -> str:
    """Text without spaces and hyphens, since line ends move them."""
    return re.sub(r"[\s\-\u2010\xad\x02]", "", text)  # \x02: what pdfium makes of a hyphen at a line end


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_core_questions_of_a_phase_fill_one_sheet(
    open_page: Open, real_site: Site, address: str, phase: str, scripts: bool
) -> None:
    page = open_page(f"checklisten/{phase}/", java_script_enabled=scripts)
    sheets = printed(page, f"{phase}{'' if scripts else '-ohne-skripte'}")
    questions = real_site.collection.checklists["wege-zum-erfolg"].questions
    core = [question for question in questions if phase in question.core]
    others = [question for question in questions if phase in question.phases and phase not in question.core]
    assert all(squeezed(question.question) in squeezed(sheets[0]) for question in core)
    assert not any(squeezed(question.question) in squeezed(sheets[0]) for question in others)
    assert all(squeezed(question.question) in squeezed("".join(sheets[1:])) for question in others)


def test_one_click_prints_the_core_questions_alone(open_page: Open) -> None:
    page = open_page("checklisten/konzeption/")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Kernfragen drucken (eine Seite)").click()
    assert len(printed(page, "nur-kernfragen")) == 1
    page.get_by_role("button", name=re.compile("Alle .* Fragen drucken")).click()
    assert len(printed(page, "alle-fragen")) > 1


def test_nine_core_questions_fit_on_one_sheet_even_at_full_length(open_page: Open) -> None:
    """The schema allows 32 characters for a label and 140 for a question, the rules nine core questions a phase."""
    page = open_page("checklisten/konzeption/")
    page.evaluate("""() => {
        const list = document.querySelector(".questions");
        while (list.querySelectorAll(".question").length < 9) list.append(list.lastElementChild.cloneNode(true));
        for (const question of list.querySelectorAll(".question")) {
            question.querySelector(".question__label").textContent = "Kompetenzen und Zuständigkeiten.";
            question.querySelector(".question__text").textContent = ("Ist geklärt, wie Sie den politischen Willen zur Zusammenarbeit wecken und welche weiteren Gruppen Sie in welcher Form dabei berücksichtigen".slice(0, 139) + "?");
        }
        document.documentElement.dataset.printScope = "core";
    }""")
    assert len(printed(page, "neun-lange-kernfragen")) == 1


def test_the_head_names_title_phase_version_and_address(open_page: Open, real_site: Site, address: str) -> None:
    first = printed(open_page("checklisten/formierung/"), "kopf")[0]
    assert "Checkliste: Formierung" in first
    newest = max(checklist.version for checklist in real_site.collection.checklists.values())
    assert f"Fassung vom {date(newest)}" in first
    assert squeezed(f"{address}checklisten/formierung/") in squeezed(first)
    assert "Seite 1 von 3" in first


def test_columns_are_headed_on_every_sheet(open_page: Open) -> None:
    for sheet in printed(open_page("checklisten/wege-zum-erfolg/"), "wege-zum-erfolg"):
        assert all(
            head in squeezed(sheet) for head in ("ja", "teilweise", "nein", "entfällt", "Notiz", "Wer", "Biswann")
        )


def test_no_row_is_torn_apart(open_page: Open, real_site: Site) -> None:
    sheets = [squeezed(sheet) for sheet in printed(open_page("checklisten/wege-zum-erfolg/"), "ganze-zeilen")]
    for question in real_site.collection.checklists["wege-zum-erfolg"].questions:
        assert sum(squeezed(question.question) in sheet for sheet in sheets) == 1, question.id


def test_navigation_and_controls_stay_off_the_paper(open_page: Open) -> None:
    text = " ".join(printed(open_page("checklisten/?phase=initiierung"), "auswahl"))
    for word in (
        "Organisationsformen",
        "Impressum",
        "Darstellung",
        "Auswahl löschen",
        "Drucken",
        "So haben es andere gelöst",
        "Zum Inhalt springen",
    ):
        assert word not in text


def test_what_is_filtered_out_is_off_the_paper_and_named(open_page: Open, real_site: Site) -> None:
    text = squeezed(" ".join(printed(open_page("checklisten/?phase=initiierung&thema=wohnen"), "zuschnitt")))
    for question in real_site.collection.checklists["wege-zum-erfolg"].questions:
        assert (squeezed(question.question) in text) == ("initiierung" in question.phases)
        assert squeezed(question.label) in text
    assert squeezed("Phase: Initiierung · Thema: Wohnen") in text
    assert "Weggelassen:" in text


@pytest.mark.parametrize("phase", PHASES)
def test_tailored_core_questions_fill_one_sheet_too(open_page: Open, phase: str) -> None:
    page = open_page(f"checklisten/?phase={phase}&kern=ja")
    [sheet] = printed(page, f"kern-{phase}")
    assert re.search(r"Weggelassen: \d+ von \d+ Fragen", sheet)
    page.get_by_label("nur Kernfragen").uncheck()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Kernfragen drucken (eine Seite)").click()
    [sheet] = printed(page, f"kern-{phase}-mit-einem-klick")
    assert re.search(r"\d Kernfragen von \d+ Fragen · Phase: ", sheet)
    assert "Weggelassen" not in sheet


# ---------- a tailored list with what the reader wants of it ----------


@pytest.fixture
def working(open_page: Open) -> Page:
    """The core questions of a phase, one of them with an entry."""
    page = open_page("checklisten/?phase=formierung&kern=ja")
    page.evaluate(
        """async (question) => {
            const { create, setEntry } = await import(new URL("../scripts/projects/projects.js", location.href));
            const { id, partners: [partner] } = create({ name: "Kita am Fluss", partners: [{ name: "Nordstadt" }] });
            const partners = { [partner.id]: "ja" };
            setEntry(id, question, { status: "teilweise", note: "Im Haushalt vorsehen.", who: "Kämmerei", due: "2027-03-01", partners });
        }""",
        page.locator("[data-question-id]:visible").first.get_attribute("data-question-id"),
    )
    page.locator("#project-choice").select_option(label="Kita am Fluss")
    page.locator("[data-take-along] > summary").click()
    return page


def want(page: Page, **options: bool) -> None:
    """Choose what goes onto the paper, and wait until it is there to be printed."""
    for name, wanted in options.items():
        page.locator(f"[data-option={name}]").set_checked(wanted)
        expect(page.locator("[data-take-along]:not([data-preparing])")).to_be_attached()


def test_entries_stand_on_the_paper_if_wanted(working: Page) -> None:
    [sheet] = printed(working, "mit-eintraegen")
    for words in ("Vorhaben:Kita am Fluss", "Im Haushalt vorsehen.", "Nordstadt: ja", "Kämmerei", "01.03.2027"):
        assert squeezed(words) in squeezed(sheet)
    assert working.locator("[data-question-id]:visible .box--checked").count() == 1
    want(working, entries=False)
    [sheet] = printed(working, "ohne-eintraege")
    for words in ("Kita am Fluss", "Im Haushalt", "Kämmerei", "2027"):
        assert words not in sheet


def test_reasons_hints_and_examples_follow_the_rows_if_wanted(working: Page, real_site: Site) -> None:
    id = working.locator("[data-question-id]:visible").first.get_attribute("data-question-id")
    question = next(one for one in real_site.collection.checklists["wege-zum-erfolg"].questions if one.id == id)
    case = next(case for case in real_site.collection.cases.values() if id in (case.answers or {}))
    assert "Warum das wichtig ist" not in " ".join(printed(working, "ohne-anhang"))
    want(working, help=True, examples=True)
    first, *annex = [squeezed(sheet) for sheet in printed(working, "mit-anhang")]
    assert squeezed(question.why) in "".join(annex) and squeezed(question.hints[0]) in "".join(annex)
    assert squeezed(case.answers[id].text) in "".join(annex) and squeezed(case.short_name) in "".join(annex)
    assert squeezed(question.why) not in first
    assert working.locator("[data-annex] h3").all_text_contents() == [
        "".join(parts)
        for parts in zip(
            working.locator("[data-question-id]:visible .question__label").evaluate_all(
                "all => all.map(({ dataset }) => dataset.number)"
            ),
            working.locator("[data-question-id]:visible .question__label").all_text_contents(),
            strict=True,
        )
    ]


def test_without_space_to_write_a_list_needs_less_paper(open_page: Open) -> None:
    page = open_page("checklisten/")
    page.locator("[data-take-along] > summary").click()
    with_space = len(printed(page, "mit-platz"))
    want(page, room=False)
    assert len(printed(page, "ohne-platz")) < with_space


def test_the_code_on_the_paper_leads_back_to_the_list(working: Page) -> None:
    want(working, code=True)
    printed(working, "mit-code")
    picture = Image.open(OUTPUT / "mit-code-1.png")
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [working.url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen_shows(open_page: Open, scheme: str) -> None:
    printed(open_page("faelle/knf/", color_scheme=scheme), f"fall-{scheme}")
    sheet = Image.open(OUTPUT / f"fall-{scheme}-1.png").convert("L")
    assert sheet.getpixel((5, 5)) == 255
    assert sheet.resize((1, 1)).getpixel((0, 0)) > 200


def test_every_case_prints_as_a_profile_on_one_sheet(open_page: Open, real_site: Site, address: str) -> None:
    page = open_page("faelle/knf/")
    for id, case in real_site.collection.cases.items():
        page.goto(f"{address}faelle/{id}/")
        sheets = printed(page, f"steckbrief-{id}", pictures=False)
        assert len(sheets) == 1, id
        told = squeezed(sheets[0])
        assert squeezed(case.title) in told
        assert squeezed("Alle Angaben mit ihren Belegen") in told
        if case.financing:
            assert squeezed("Geld und Personal") in told


def test_all_of_a_case_can_be_printed_too(open_page: Open) -> None:
    page = open_page("faelle/suk-elmshorn/")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Alles drucken").click()
    text = squeezed(" ".join(printed(page, "fall")))
    assert "https://suk.elmshorn.de" in text
    assert squeezed("Was in welcher Phase geschah") in text
    page.get_by_role("button", name="Steckbrief drucken").click()
    assert squeezed("Was in welcher Phase geschah") not in squeezed(" ".join(printed(page, "steckbrief")))


def test_without_scripts_all_of_a_case_is_printed(open_page: Open) -> None:
    text = squeezed(
        " ".join(printed(open_page("faelle/suk-elmshorn/", java_script_enabled=False), "fall-ohne-skripte"))
    )
    assert squeezed("Was in welcher Phase geschah") in text


def test_pictures_of_the_sheets_can_be_looked_at(open_page: Open) -> None:
    printed(open_page("checklisten/initiierung/"), "bild")
    assert Path(OUTPUT / "bild-1.png").stat().st_size > 10_000
