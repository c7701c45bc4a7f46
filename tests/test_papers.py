"""Papers that lie ready: accessible PDFs to print and fill in, Word and Excel files that open everywhere."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import page as validator
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn

from conftest import PROJECT
from lotse import recipe
from lotse.knowledge.library import Library
from lotse.pages.press import Press, date
from lotse.papers import papers, pdf, ready_made, word
from lotse.papers.excel import excel
from lotse.papers.papers import Paper, PaperQuestion, Section
from lotse.settings import Settings

TEMPLATE = (PROJECT / "overrides/papers/checklist.typ").read_text(encoding="utf-8")
A4 = (595, 842)
IDS = [path.stem for path in sorted((PROJECT / "checklists").glob("*.yml"))] + [
    "initiierung",
    "formierung",
    "konzeption",
    "umsetzung",
    "reflexion",
]
HOSTILE = "#let x = [ $ \\ \"; <w:p>&amp;</w:p> =cmd|' /C calc'!A0 feld:vorhaben {{ 7 * 7 }}"


@pytest.fixture(scope="session")
def made(real_site: recipe.Site) -> dict[str, Paper]:
    """All papers of the real records, by their ids."""
    return {paper.id: paper for paper in papers.papers(Library(real_site.collection), Settings())}


@pytest.fixture
def paper(request: pytest.FixtureRequest, made: dict[str, Paper]) -> Paper:
    return made[request.param]


every_paper = pytest.mark.parametrize("paper", IDS, indirect=True)


def question(number: int = 1, **fields: object) -> PaperQuestion:
    return replace(
        PaperQuestion(number, f"nutzen-{number}", "Nutzen", "Ziel", "Ist das Ziel klar?", True, "Weil.", ("Tipp",), ()),
        **fields,
    )


def some_paper(*questions: PaperQuestion, **fields: object) -> Paper:
    sections = (Section("Kernfragen", questions or (question(),), on_own_sheet=True),)
    made = Paper("Lotse", "probe", "Checkliste: Probe", "Probe", "", "Zur Probe.", (), "2026-11-21", "", sections)
    return replace(made, **fields)


def file(site: recipe.Site, paper: Paper, suffix: str) -> BytesIO:
    return BytesIO(site.files[paper.path(suffix)])


def sheets(content: BytesIO | bytes) -> list[str]:
    """The text of each sheet of a PDF, without spaces and hyphens, since line ends move them."""
    return [squeezed(sheet.get_textpage().get_text_bounded()) for sheet in pypdfium2.PdfDocument(content)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-\u2010\xad\x02\ufffe]", "", text)


def fonts(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the descriptor of each font of a resource dictionary."""
    for font in node.get("/Font", {}).values():
        for one in font.get("/DescendantFonts", [font]):
            yield one.FontDescriptor


# PDF


@every_paper
def test_a_pdf_conforms_to_pdf_ua(real_site: recipe.Site, paper: Paper) -> None:
    report = validator.validate_pdf_bytes(
        file(real_site, paper, "pdf").getvalue(), profile=validator.ValidationProfile.PDF_UA_1
    )
    assert report.is_compliant, str(report)


@every_paper
def test_a_pdf_says_what_it_is(real_site: recipe.Site, paper: Paper) -> None:
    with pikepdf.open(file(real_site, paper, "pdf")) as document:
        root = document.Root
        about = document.open_metadata()
        assert (root.MarkInfo.Marked, root.Lang, root.ViewerPreferences.DisplayDocTitle) == (True, "de-DE", True)
        assert about["dc:title"] == paper.title == str(document.docinfo.Title)
        assert about["dc:description"] == paper.lead
        assert about["dc:creator"] == ["Kooperationslotse"]
        assert about["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            (first,) = outline.root
            assert [first.title, *(item.title for item in first.children)] == [
                paper.title,
                *(section.title for section in paper.sections),
            ]


@every_paper
def test_a_pdf_brings_all_its_fonts(real_site: recipe.Site, paper: Paper) -> None:
    with pikepdf.open(file(real_site, paper, "pdf")) as document:
        found = [font for sheet in document.pages for font in fonts(sheet.Resources)]
        found += fonts(document.Root.AcroForm.DR)
        assert len(found) >= 3
        assert all("/FontFile2" in font or "/FontFile3" in font for font in found)


@every_paper
def test_every_question_stands_once_on_a4_sheets_with_numbers(real_site: recipe.Site, paper: Paper) -> None:
    document = pypdfium2.PdfDocument(file(real_site, paper, "pdf"))
    assert all(tuple(round(length) for length in sheet.get_size()) == A4 for sheet in document)
    texts = sheets(file(real_site, paper, "pdf"))
    for asked in paper.questions:
        assert sum(squeezed(asked.label + asked.text) in text for text in texts) == 1, asked.id
    for number, text in enumerate(texts, start=1):
        assert f"Seite{number}von{len(texts)}" in text
        assert "Nr.Fragejateilweiseneinentfällt" in text
        assert squeezed(f"Fassung vom {date(paper.version)}") in text


@pytest.mark.parametrize("paper", IDS[-5:], indirect=True)
def test_the_core_questions_of_a_phase_have_the_first_sheet(real_site: recipe.Site, paper: Paper) -> None:
    first, *further = sheets(file(real_site, paper, "pdf"))
    core = [asked for asked in paper.questions if asked.core]
    others = [asked for asked in paper.questions if not asked.core]
    assert core and all(squeezed(asked.text) in first for asked in core)
    assert not any(squeezed(asked.text) in first for asked in others)
    assert all(squeezed(asked.text) in "".join(further) for asked in others)


def test_nine_questions_of_full_length_fit_on_one_sheet() -> None:
    text = "Ist geklärt, wie Sie den politischen Willen zur Zusammenarbeit wecken und welche weiteren Gruppen Sie in welcher Form dabei berücksichtigen"
    full = [
        question(number, label="Kompetenzen und Zuständigkeiten.", text=f"{text[:139]}?") for number in range(1, 10)
    ]
    lead = "Klären Sie, auf welche Zahlen Sie sich verlassen, welche Strategie Sie teilen und womit Sie beginnen. " * 3
    (sheet,) = sheets(pdf.pdf(some_paper(*full, lead=lead, facts=(("Ziel", lead[:200]),)), TEMPLATE))
    assert sheet.count(squeezed(full[0].label + full[0].text)) == 9


def test_the_head_names_the_address_where_it_is_known(made: dict[str, Paper], real_site: recipe.Site) -> None:
    known = next(papers.papers(Library(real_site.collection), Settings(address="https://lotse.example/")))
    assert "https://lotse.example/checklisten/initiierung/" in sheets(pdf.pdf(known, TEMPLATE))[0]
    assert "/checklisten/" not in sheets(file(real_site, made["initiierung"], "pdf"))[0]


@every_paper
def test_every_field_has_a_name_and_a_place_in_the_order_of_reading(real_site: recipe.Site, paper: Paper) -> None:
    expected = ["Vorhaben", "Runde", "Datum"] + [
        f"{asked.label}: {column}"
        for asked in paper.questions
        for column in ("ja", "teilweise", "nein", "entfällt", "Notiz", "Wer", "Bis wann")
    ]
    with pikepdf.open(file(real_site, paper, "pdf")) as document:
        elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        fields = [field for sheet in document.pages for field in sheet.get("/Annots", ())]
        assert [str(field.TU) for field in fields] == expected
        assert all(sheet.Tabs == "/S" for sheet in document.pages)
        for field in fields:
            element = elements[field.StructParent]
            (place,) = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            assert (field.Subtype, element.S) == ("/Widget", "/Form")
            assert place.Obj.objgen == field.objgen
        names = [str(field.T) for field in document.Root.AcroForm.Fields]
        assert len(names) == len(set(names)) == 3 + 4 * len(paper.questions)


def test_a_pdf_can_be_filled_in_and_takes_one_answer_a_question() -> None:
    content = pdf.pdf(some_paper(), TEMPLATE)
    with pikepdf.open(BytesIO(content)) as document:
        places = {str(field.TU): [float(edge) for edge in field.Rect] for field in document.pages[0].Annots}
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    form, sheet = document.formenv, document[0]

    def click(name: str) -> None:
        left, bottom, right, top = places[name]
        middle = (left + right) / 2, (bottom + top) / 2
        pdfium.FORM_OnMouseMove(form, sheet, 0, *middle)
        pdfium.FORM_OnLButtonDown(form, sheet, 0, *middle)
        pdfium.FORM_OnLButtonUp(form, sheet, 0, *middle)

    def inked(name: str) -> bool:
        left, bottom, right, top = places[name]
        picture = sheet.render(may_draw_forms=True, grayscale=True).to_pil()
        height = sheet.get_size()[1]
        inside = picture.crop((round(left) + 2, round(height - top) + 2, round(right) - 2, round(height - bottom) - 2))
        return inside.getextrema()[0] < 128

    for name in ("Ziel: ja", "Ziel: nein"):
        click(name)
    click("Ziel: Notiz")
    for letter in "Größe":
        pdfium.FORM_OnChar(form, sheet, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    assert [inked(f"Ziel: {column}") for column in ("ja", "nein", "Notiz", "Wer")] == [False, True, True, False]
    left, bottom, right, top = places["Ziel: ja"]
    assert min(right - left, top - bottom) >= 5 * 72 / 25.4  # millimetres: large enough for a pen


def test_a_template_at_fault_is_named() -> None:
    with pytest.raises(recipe.CannotWork, match="checklist.typ hat einen Fehler"):
        pdf.pdf(some_paper(), "#unknown")


# Word


@every_paper
def test_a_word_file_holds_all_questions_in_tables_with_repeated_heads(real_site: recipe.Site, paper: Paper) -> None:
    document = docx.Document(file(real_site, paper, "docx"))
    assert [line.text for line in document.paragraphs if line.style.name == "Heading 1"] == [
        section.title for section in paper.sections
    ]
    assert len(document.tables) == len(paper.sections)
    for table, section in zip(document.tables, paper.sections, strict=True):
        head, *rows = table.rows
        assert head._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
        kept = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows]
        alone = {0, 1, len(rows) - 1} - {len(rows)}  # heads, first and last questions never stand alone on a page
        assert [place for place, is_kept in enumerate(kept) if is_kept] == sorted(alone)
        assert [controlled(row._tr, "question") for row in rows] == [asked.text for asked in section.questions]
        assert [controlled(row._tr, "label") for row in rows] == [
            f"{asked.number}. {asked.label}" for asked in section.questions
        ]


def test_a_word_file_says_what_it_is(real_site: recipe.Site, made: dict[str, Paper]) -> None:
    paper = made["wege-zum-erfolg"]
    document = docx.Document(file(real_site, paper, "docx"))
    about = document.core_properties
    assert (about.title, about.author, about.language) == (paper.title, paper.site, "de-DE")
    assert about.modified.date().isoformat() == paper.version
    assert {language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))} == {"de-DE"}
    assert (document.paragraphs[0].style.name, controlled(document.element, "title")) == ("Title", paper.title)
    assert controlled(document.element, "meta") == paper.meta
    foot = document.sections[0].footer._element
    assert controlled(foot, "foot") == f"{paper.title} · {paper.edition}"
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_word_file_has_the_marks_that_browsers_fill(real_site: recipe.Site, made: dict[str, Paper]) -> None:
    paper = made["krise"]
    document = docx.Document(file(real_site, paper, "docx"))
    head = ["title", "project", "partners", "phase", "meta"]
    row = ["label", "question", "ja", "teilweise", "nein", "entfaellt", "note", "who", "due"]
    tags = [tag.get(qn("w:val")) for tag in document.element.iter(qn("w:tag"))]
    assert tags == head + row * len(paper.questions)
    ids = [id.get(qn("w:val")) for id in document.element.iter(qn("w:id")) if id.getparent().tag == qn("w:sdtPr")]
    assert len(ids) == len(set(ids)) == len(tags)
    boxes = [one for one in document.element.iter() if str(one.tag).endswith("}checkbox")]
    assert not list(document.element.iter(qn("w:text")))  # plain ones, in which LibreOffice moves line breaks
    assert len(boxes) == 4 * len(paper.questions)
    assert {"Heading 1", "Heading 2", "List Bullet"} <= {style.name for style in document.styles}


def controlled(element: object, tag: str) -> str:
    """The text of the content control with this tag."""
    for control in element.iter(qn("w:sdt")):
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == tag:
            return "".join(text.text or "" for text in control.iter(qn("w:t")))
    raise AssertionError(f"{tag} fehlt")


# Excel


@every_paper
def test_an_excel_file_holds_all_questions_to_choose_sort_and_filter(real_site: recipe.Site, paper: Paper) -> None:
    book = openpyxl.load_workbook(file(real_site, paper, "xlsx"))
    sheet, hints = book["Checkliste"], book["Hinweise"]
    head, last = 6, 6 + len(paper.questions)
    assert [cell.value for cell in sheet[head]] == (
        ["Nr.", "Bereich", "Kurzname", "Frage", "Kernfrage", "Stand", "Notiz", "Zuständig", "Frist", "Kennung"]
    )
    for row, asked in zip(sheet.iter_rows(head + 1, last, values_only=True), paper.questions, strict=True):
        core = "ja" if asked.core else None
        assert row[:6] == (asked.number, asked.area, asked.label, asked.text, core, "offen")
        assert row[9] == asked.id
    choices, days = sheet.data_validations.dataValidation
    assert (choices.formula1, str(choices.sqref)) == ('"offen,ja,teilweise,nein,entfällt"', f"F7:F{last}")
    assert (days.type, str(days.sqref)) == ("date", f"I7:I{last}")
    assert all(sheet.cell(row, 9).number_format == "dd.mm.yyyy" for row in range(head + 1, last + 1))
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == (f"A6:J{last}", "D7", "$6:$6")
    assert sheet.column_dimensions["J"].hidden
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        9,
        "landscape",
        0,
    )
    assert [row[0] for row in hints.iter_rows(2, values_only=True)] == [asked.id for asked in paper.questions]


def test_an_excel_file_says_what_it_is(real_site: recipe.Site, made: dict[str, Paper]) -> None:
    paper = made["konzeption"]
    book = openpyxl.load_workbook(file(real_site, paper, "xlsx"))
    assert book.properties.title == paper.title
    named = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert named == {"Vorhaben": "Checkliste!$C$2", "Phase": "Checkliste!$C$3", "Angaben": "Checkliste!$C$4"}
    sheet = book["Checkliste"]
    assert (sheet["A1"].value, sheet["C3"].value, sheet["C4"].value) == (paper.title, paper.phase, paper.meta)
    assert str(*sheet.merged_cells.ranges) == "C4:I4" and sheet["C4"].alignment.wrap_text


# All three


@pytest.mark.parametrize("text", [HOSTILE, "=1+1", "@SUM(A1)", "Wort " * 300 + "Ende", "→ ☺ 漢 \u202f\u00ad – „Ja“"])
def test_whatever_a_record_says_stays_text(text: str) -> None:
    paper = some_paper(
        question(label=text[:40], text=text, why=text, hints=(text,), tools=(text,)), lead=text, facts=(("Wann", text),)
    )
    on_paper = "".join(sheets(pdf.pdf(paper, TEMPLATE)))
    assert squeezed(re.sub("[→☺漢]", "?", text)) in on_paper
    document = docx.Document(BytesIO(word.word(paper)))
    assert controlled(document.element, "question") == text
    book = openpyxl.load_workbook(BytesIO(excel(paper)))
    for cell in (book["Checkliste"]["D7"], book["Hinweise"]["C2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_two_builds_give_the_same_bytes(real_site: recipe.Site, made: dict[str, Paper]) -> None:
    """Also in another process, where sets have another order."""
    program = """if True:
        import hashlib, pickle, sys
        from lotse.papers import pdf, word, excel
        paper, template, mark = pickle.load(sys.stdin.buffer)
        for content in (pdf.pdf(paper, template, mark), word.word(paper), excel.excel(paper)):
            print(hashlib.sha256(content).hexdigest())
    """
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    paper = pickle.dumps((made["krise"], TEMPLATE, real_site.brand.mark.in_black.svg))
    again = subprocess.run(command, input=paper, env=environment, capture_output=True, check=True)
    contents = [file(real_site, made["krise"], suffix).getvalue() for suffix in ("pdf", "docx", "xlsx")]
    assert again.stdout.decode().split() == [hashlib.sha256(content).hexdigest() for content in contents]


def test_office_files_hold_no_time_of_the_build(real_site: recipe.Site, made: dict[str, Paper]) -> None:
    for suffix in ("docx", "xlsx"):
        with zipfile.ZipFile(file(real_site, made["krise"], suffix)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_links_to_papers_name_kind_and_size(real_site: recipe.Site) -> None:
    sizes = ready_made.sizes({"checklisten/krise/krise.pdf": b"x" * 45_400}) | {
        f"checklisten/krise/krise.{suffix}": "9 kB" for suffix in ("docx", "xlsx")
    }
    press = Press(Library(real_site.collection), PROJECT / "overrides/pages", sizes=sizes)
    template = press.environment.from_string(
        '{% from "_papers.md" import downloads with context %}{{ downloads("krise") }}'
    )
    links = re.findall('<a href="([^"]*)" download>([^<]*)</a>', template.render(base="../../"))
    assert links == [
        ("../../checklisten/krise/krise.pdf", "PDF mit Feldern zum Ausfüllen (45 kB)"),
        ("../../checklisten/krise/krise.docx", "Word zum Weiterbearbeiten (9 kB)"),
        ("../../checklisten/krise/krise.xlsx", "Excel zum Sortieren und Filtern (9 kB)"),
    ]


def test_papers_are_part_of_the_website_and_their_template_is_not(site: Path) -> None:
    for id in IDS:
        assert {path.name for path in (site / "checklisten" / id).iterdir()} >= {
            f"{id}.pdf",
            f"{id}.docx",
            f"{id}.xlsx",
        }
    assert (site / "licences/atkinson-hyperlegible-next.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE")
    assert not list(site.rglob("*.typ"))
