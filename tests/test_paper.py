"""What comes out of the printer: checklists on A4 with boxes, core questions on one page, nothing torn apart.

The PDFs and pictures of their pages stay in tests/output/ to be looked at.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from conftest import PROJECT
from lotse.press import date
from lotse.recipe import Site

Open = Callable[..., Page]
OUTPUT = PROJECT / "tests/output"
A4 = (595, 842)
PHASES = ["initiierung", "formierung", "konzeption", "umsetzung", "reflexion"]


def printed(page: Page, name: str) -> list[str]:
    """Print `page`, keep PDF and pictures in OUTPUT, and return the text of each sheet."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / f"{name}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    for number, sheet in enumerate(document, start=1):
        assert tuple(round(length) for length in sheet.get_size()) == A4
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
    text = squeezed(" ".join(printed(open_page("checklisten/?phase=initiierung&kern=ja&thema=wohnen"), "zuschnitt")))
    for question in real_site.collection.checklists["wege-zum-erfolg"].questions:
        assert (squeezed(question.question) in text) == ("initiierung" in question.core)
        assert squeezed(question.label) in text
    assert squeezed("Phase: Initiierung · Thema: Wohnen · nur Kernfragen") in text
    assert "Weggelassen:" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen_shows(open_page: Open, scheme: str) -> None:
    printed(open_page("faelle/knf/", color_scheme=scheme), f"fall-{scheme}")
    from PIL import Image

    sheet = Image.open(OUTPUT / f"fall-{scheme}-1.png").convert("L")
    assert sheet.getpixel((5, 5)) == 255
    assert sheet.resize((1, 1)).getpixel((0, 0)) > 200


def test_a_printed_case_writes_links_out(open_page: Open) -> None:
    text = squeezed(" ".join(printed(open_page("faelle/suk-elmshorn/"), "fall")))
    assert "https://suk.elmshorn.de" in text


def test_pictures_of_the_sheets_can_be_looked_at(open_page: Open) -> None:
    printed(open_page("checklisten/initiierung/"), "bild")
    assert Path(OUTPUT / "bild-1.png").stat().st_size > 10_000
