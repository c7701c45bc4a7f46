"""What the browser makes of a tailored list: Word, Excel, CSV, calendar entries and a QR code that leads back."""

import base64
import csv
import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import docx
import icalendar
import openpyxl
import pypdfium2
import pytest
import zxingcpp
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from lotse.browser import libraries, npm
from lotse.problems import CannotWork

Open = Callable[..., Page]
COLUMNS = ["Nr.", "Bereich", "Kurzname", "Frage", "Kernfrage", "Stand", "Notiz", "Zuständig", "Frist", "Kennung"]
STATUSES = ["offen", "ja", "teilweise", "nein", "entfällt"]
HOSTILE = "<w:p>&amp;\"Zitat\" 'x' \u0000\u0008\ufffe=cmd|' /C calc'!A0 😀 {Feld} ]]>\r\nzweite Zeile\u2028dritte"
KEPT = "<w:p>&amp;\"Zitat\" 'x' =cmd|' /C calc'!A0 😀 {Feld} ]]>\nzweite Zeile\ndritte"  # what must remain of it
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\n=1", "＝1"]


def question(number: int, **entry: object) -> dict:
    """A made-up question; `entry` is what the reader wrote."""
    return {
        "id": f"nutzen-frage-{number}",
        "label": f"Frage {number}",
        "text": f"Ist Punkt {number} zwischen den Beteiligten geklärt?",
        "core": number % 3 == 0,
        "why": f"Warum Punkt {number} zählt.",
        "hints": ["Sprechen Sie früh darüber.", "Halten Sie es fest."],
        "tools": ["Gesprächsleitfaden"],
        "examples": [{"name": "Ein Fall", "text": "So ging es dort.", "source": "Bericht, Kapitel 2"}],
        "entry": {"changed": "2026-11-20T09:30:00.000Z", **entry} if entry else None,
    }


def paper(questions: list[dict], partners: tuple[str, ...] = (), **changes: object) -> dict:
    """A paper in two areas, with a project, help, examples and entries."""
    half = (len(questions) + 1) // 2
    areas = [("Nutzen", questions[:half]), ("Ressourcen & Geld", questions[half:])]
    project = {
        "id": "vorhaben-1",
        "name": "Gewerbepark <Nord>",
        "phase": "konzeption",
        "partners": [{"id": f"p{number}", "name": name} for number, name in enumerate(partners)],
        "changed": "2026-11-20T09:30:00.000Z",
        "entries": {one["id"]: one["entry"] for one in questions if one["entry"]},
        "lists": {},
    }
    return {
        "title": "Checkliste: Konzeption",
        "site": "Kooperationslotse",
        "list": "Wege zum Erfolg",
        "listId": "wege-zum-erfolg",
        "version": "21. November 2026",
        "address": "https://example.org/checklisten/?phase=konzeption&thema=wohnen",
        "selection": ["Phase: Konzeption", "Thema: Wohnen"],
        "leftOut": ["gehört zu einer anderen Phase: Gute Gründe, Vertrauen"],
        "project": project,
        "phase": "Konzeption",
        "areas": [{"title": title, "questions": listed} for title, listed in areas if listed],
        "options": {"help": True, "examples": True, "entries": True},
        **changes,
    }


EXPORT = """async ([address, name, paper]) => {
  try {
    const blob = await (await import(address))[name](paper);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { type: blob.type, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  } catch (error) {
    return { trouble: error.message };
  }
}"""


@pytest.fixture(scope="module")
def anywhere(browser: Browser, address: str) -> Iterator[Page]:
    """One page of the site for all tests: the exports need nothing of it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}impressum/")
        yield page


def made(page: Page, address: str, name: str, wanted: dict) -> bytes:
    """Let the page make a file of a paper; what the reader would be told instead is the text of an AssertionError."""
    answer = page.evaluate(EXPORT, [f"{address}scripts/exports/{name}.js", name, wanted])
    assert "trouble" not in answer, answer["trouble"]
    return base64.b64decode(answer["bytes"])


@pytest.fixture
def export(anywhere: Page, address: str) -> Callable[[str, dict], bytes]:
    """`made` in a page that is already there: the name of the export and the paper in, bytes out."""
    return partial(made, anywhere, address)


# ---------- libraries ----------


def test_libraries_come_with_their_licences() -> None:
    files = libraries.files()
    for name in ("fflate", "qr"):
        assert needs_others(files[f"scripts/libraries/{name}.js"]) is None
        assert "Permission is hereby granted" in files[f"licences/{name}.txt"]
    for script in (
        'import{x}from"y"',
        "import 'y'",
        'a();export*from"y"',
        "export { a } from 'y'",
        'await import("y")',
    ):
        assert needs_others(script), script  # so the search would have found something


def needs_others(script: str) -> re.Match | None:
    """Where a script asks for another one, even if it is written without spaces."""
    return re.search(
        r"""\b(?:from|import)\s*\(?\s*["'][^"'\n]+["']""", re.sub(r"/\*.*?\*/|^\s*//.*$", "", script, flags=re.S | re.M)
    )


def test_without_a_library_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(npm, "_PACKAGES", tmp_path)
    with pytest.raises(CannotWork, match="fflate fehlt.*make check"):
        libraries.files()


# ---------- CSV ----------


def table(content: bytes) -> list[list[str]]:
    """The cells of a CSV file as German Excel reads them."""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))


def test_csv_has_a_row_for_each_question_and_a_column_for_each_partner(export: Callable) -> None:
    answered = question(
        1, status="entfaellt", note="Erst; dann „so“", who="Amt 20", due="2026-12-31", partners={"p1": "ja"}
    )
    head, *rows = table(export("csv", paper([answered, question(3)], ("Lindau", "Wangen"))))
    assert head == [*COLUMNS, "Lindau", "Wangen"]
    assert rows[0] == [
        *("1", "Nutzen", "Frage 1", answered["text"], "", "entfällt", "Erst; dann „so“", "Amt 20", "31.12.2026"),
        *("nutzen-frage-1", "", "ja"),
    ]
    assert rows[1][:6] == ["2", "Ressourcen & Geld", "Frage 3", question(3)["text"], "ja", "offen"]


def test_csv_without_entries_leaves_their_columns_empty(export: Callable) -> None:
    options = {"help": False, "examples": False, "entries": False}
    blank = paper([question(1, status="ja", note="geheim")], project=None, options=options)
    head, row = table(export("csv", blank))
    assert head == COLUMNS
    assert row[5:9] == [""] * 4


def test_csv_keeps_hostile_texts_as_texts(export: Callable) -> None:
    questions = [question(number, note=note, who=HOSTILE) for number, note in enumerate(FORMULAS)]
    _, *rows = table(export("csv", paper(questions)))
    assert [row[6] for row in rows] == [f"'{note}" for note in FORMULAS]
    assert {row[7] for row in rows} == {KEPT}


# ---------- calendar ----------


def test_calendar_has_a_day_for_each_due_date(export: Callable) -> None:
    questions = [question(1, due="2026-12-31", note=HOSTILE, who="Amt 20; Müller"), question(2, status="ja")]
    calendar = icalendar.Calendar.from_ical(export("calendar", paper(questions)))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 12, 31)
    assert event.decoded("DTSTAMP") == datetime.fromisoformat("2026-11-20T09:30:00+00:00")
    assert event["UID"] == "vorhaben-1-nutzen-frage-1@kooperationslotse"
    assert event["SUMMARY"] == "Frist: Frage 1 (Gewerbepark <Nord>)"
    assert event["DESCRIPTION"] == "\n".join(
        [
            *(questions[0]["text"], "Zuständig: Amt 20; Müller", f"Notiz: {KEPT}"),
            "Checkliste: https://example.org/checklisten/?phase=konzeption&thema=wohnen",
        ]
    )
    (alarm,) = event.walk("VALARM")
    assert timedelta(days=-1) <= alarm.decoded("TRIGGER") < timedelta(0)
    assert not event.errors and not calendar.errors


def test_lines_of_a_calendar_are_short_and_keep_characters_whole(export: Callable) -> None:
    note = "ä😀€," * 900
    content = export("calendar", paper([question(1, due="2026-12-31", note=note)]))
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"") and b"\r" not in content.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")
    assert note in icalendar.Calendar.from_ical(content).walk("VEVENT")[0]["DESCRIPTION"]


def test_calendar_without_due_dates_says_so(export: Callable) -> None:
    for entry in ({}, {"status": "ja"}, {"due": "2026-02-30"}, {"due": "bald"}):
        with pytest.raises(AssertionError, match="keine Frage eine Frist"):
            export("calendar", paper([question(1, **entry)]))


# ---------- Word ----------

MANY = tuple(f"Gemeinde {number}" for number in range(1, 21))
WITHOUT_EXTRAS = {"help": False, "examples": False, "entries": False}


def word(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def fields(element: object) -> dict[str, str]:
    """The texts of the content controls within an element, by their tags."""
    return {
        control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): written(control)
        for control in element.iter(qn("w:sdt"))
    }


def written(element: object) -> str:
    """The text of an element, with its line breaks."""
    return "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in element.iter(qn("w:t"), qn("w:br")))


def word_rows(document: docx.document.Document) -> list[dict[str, str]]:
    """The fields of every question."""
    return [fields(row) for table in document.tables for row in table._tbl.tr_lst[1:]]


def headings(document: docx.document.Document) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]


def test_word_has_the_questions_by_area_with_their_entries(export: Callable) -> None:
    entry = {"status": "teilweise", "note": "Erst\ndann", "who": "Amt 20", "due": "2026-12-31"}
    questions = [question(1, **entry, partners={"p1": "nein"}), question(2, status="entfaellt"), question(3)]
    document = word(export("word", paper(questions, ("Lindau", "Wangen"))))
    assert [row["question"] for row in word_rows(document)] == [one["text"] for one in questions]
    first, second, third = word_rows(document)
    assert (first["label"], first["note"], first["who"], first["due"]) == (
        *("1. Frage 1", "Erst\ndann\nWangen: nein", "Amt 20", "31.12.2026"),
    )
    boxes = ["ja", "teilweise", "nein", "entfaellt"]
    assert [[row[box] for box in boxes].index("☒") for row in (first, second)] == [1, 3]
    assert [third[box] for box in boxes] == ["☐"] * 4
    checked = [one.get(qn("w14:val")) for one in document.element.iter(qn("w14:checked"))]
    assert checked == ["0", "1", "0", "0", *("0", "0", "0", "1"), *("0", "0", "0", "0")]
    areas = [text for style, text in headings(document) if style == "Heading 1"]
    assert areas[:2] == ["Nutzen", "Ressourcen & Geld"]


def test_word_names_project_partners_list_and_selection(export: Callable) -> None:
    document = word(export("word", paper([question(1)], ("Lindau", "Wangen"))))
    head = fields(document.element.body)
    assert (head["title"], head["project"], head["partners"], head["phase"]) == (
        *("Checkliste: Konzeption", "Gewerbepark <Nord>", "Lindau, Wangen", "Konzeption"),
    )
    assert head["meta"] == (
        "Kooperationslotse, Wege zum Erfolg · Fassung vom 21. November 2026 · Phase: Konzeption · Thema: Wohnen · "
        "https://example.org/checklisten/?phase=konzeption&thema=wohnen"
    )
    assert document.core_properties.title == "Checkliste: Konzeption"


def test_word_brings_hints_examples_and_what_was_left_out(export: Callable) -> None:
    document = word(export("word", paper([question(1), question(2)])))
    assert headings(document)[2:] == [
        ("Heading 1", "Hinweise und Beispiele"),
        ("Heading 2", "1. Frage 1"),
        ("Heading 2", "2. Frage 2"),
        ("Heading 1", "Weggelassen"),
    ]
    texts = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Normal", "Warum? Warum Punkt 2 zählt.") in texts
    assert ("List Bullet", "Sprechen Sie früh darüber.") in texts
    assert ("List Bullet", "Ein Fall: So ging es dort. (Bericht, Kapitel 2)") in texts
    assert texts[-1][1] == "gehört zu einer anderen Phase: Gute Gründe, Vertrauen"


def test_word_can_be_blank(export: Callable) -> None:
    answered = question(1, status="ja", note="geheim", who="geheim", due="2026-12-31")
    blank = word(export("word", paper([answered], project=None, options=WITHOUT_EXTRAS, leftOut=[])))
    (row,) = word_rows(blank)
    assert {row[name] for name in ("note", "who", "due")} == {""}
    assert "☒" not in row.values()
    assert headings(blank) == [("Heading 1", "Nutzen")]


def test_word_stays_whole_with_many_questions_and_hostile_texts(export: Callable) -> None:
    questions = [
        question(number, status="ja", note=HOSTILE + "x" * 3_900, who=HOSTILE, partners={"p19": "ja"})
        for number in range(1, 64)
    ]
    document = word(export("word", paper(questions, MANY, title=HOSTILE)))
    rows = word_rows(document)
    asked, notes = rows[::2], rows[1::2]  # long notes have a row to themselves
    assert len(asked) == len(notes) == 63
    assert {row["who"] for row in asked} == {KEPT}
    assert {row["note"] for row in asked} == {"siehe unten\nGemeinde 20: ja"}
    assert {row["note"].split(":\n", 1)[1] for row in notes} == {KEPT + "x" * 3_900}
    assert {len(row._tbl.tr_lst[2].tc_lst) for row in document.tables} == {1}
    ids = [one.get(qn("w:val")) for one in document.element.iter(qn("w:id"))]
    assert len(ids) == len(set(ids))
    for table in document.tables:
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


# ---------- Excel ----------

HEAD_ROW = 6


def sheets(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def excel_rows(sheet: Worksheet) -> list[list]:
    """The values of the table."""
    last = int(re.search(r"\d+$", sheet.auto_filter.ref)[0])
    return [list(row) for row in sheet.iter_rows(HEAD_ROW + 1, last, values_only=True)]


def test_excel_has_the_questions_with_their_entries(export: Callable) -> None:
    entry = {"status": "nein", "note": "Erst\ndann", "who": "Amt 20", "due": "2026-12-31"}
    book = sheets(
        export("excel", paper([question(1, **entry, partners={"p1": "ja"}), question(3)], ("Lindau", "Wangen")))
    )
    sheet = book["Checkliste"]
    assert [cell.value for cell in sheet[HEAD_ROW]] == [*COLUMNS, "Lindau", "Wangen"]
    first, second = excel_rows(sheet)
    assert first == [
        *(1, "Nutzen", "Frage 1", question(1)["text"], None, "nein", "Erst\ndann", "Amt 20"),
        *(datetime(2026, 12, 31), "nutzen-frage-1", None, "ja"),
    ]
    assert second[:6] == [2, "Ressourcen & Geld", "Frage 3", question(3)["text"], "ja", "offen"]
    assert sheet["I7"].number_format.upper() == "DD.MM.YYYY"
    assert sheet["A1"].value == book.properties.title == "Checkliste: Konzeption"
    places = {name: next(iter(book.defined_names[name].destinations)) for name in ("Vorhaben", "Phase", "Angaben")}
    values = {name: book[sheet][cell.replace("$", "")].value for name, (sheet, cell) in places.items()}
    assert (values["Vorhaben"], values["Phase"]) == ("Gewerbepark <Nord>", "Konzeption")
    assert "Thema: Wohnen" in values["Angaben"] and values["Angaben"].endswith("thema=wohnen")


def test_excel_names_the_area_of_core_questions(export: Callable) -> None:
    core = {**question(1), "area": "Nutzen als Antrieb", "number": 7}
    wanted = paper([core])
    wanted["areas"][0]["title"] = "Kernfragen"
    assert excel_rows(sheets(export("excel", wanted))["Checkliste"])[0][:2] == [7, "Nutzen als Antrieb"]
    assert table(export("csv", wanted))[1][:2] == ["7", "Nutzen als Antrieb"]
    document = word(export("word", wanted))
    assert headings(document)[0] == ("Heading 1", "Kernfragen") and word_rows(document)[0]["label"] == "7. Frage 1"


def test_excel_prints_all_that_is_said_about_the_list(export: Callable) -> None:
    """In cells that are merged and wrapped; what was left out stands below the table, where no filter hides it."""
    lines = ["gehört zu einer anderen Phase: " + "Gute Gründe, " * 60, "keine Kernfrage: Vertrauen"]
    sheet = sheets(export("excel", paper([question(1)], ("Lindau",), leftOut=lines)))["Checkliste"]
    last = HEAD_ROW + 1
    assert [[sheet.cell(row, column).value for column in (1, 3)] for row in (last + 2, last + 3)] == [
        ["Weggelassen:", lines[0]],
        [None, lines[1]],
    ]
    for row in (4, last + 2, last + 3):
        assert f"C{row}:I{row}" in map(str, sheet.merged_cells.ranges)
        assert sheet.cell(row, 3).alignment.wrap_text
    heights = [sheet.row_dimensions[row].height for row in (last + 2, last + 3)]
    assert heights[0] >= 5 * heights[1]
    assert sheet.print_area == f"'Checkliste'!$A$1:$K${last + 3}"
    assert sheet.auto_filter.ref == f"A{HEAD_ROW}:K{last}"


def test_the_foot_of_each_sheet_names_the_tailored_list(export: Callable) -> None:
    wanted = paper([question(1)], title="Checkliste: Bäche & Flüsse")
    foot = "Checkliste: Bäche & Flüsse · Fassung vom 21. November 2026"
    for sheet in sheets(export("excel", wanted)):
        assert sheet.oddFooter.left.text.strip() == foot.replace("&", "&&")
        assert sheet.oddFooter.right.text.strip() == "Seite &P von &N"
    assert fields(word(export("word", wanted)).sections[0].footer._element) == {"foot": foot}


def test_no_question_of_a_word_file_is_left_alone(export: Callable) -> None:
    """The head and the first row stay with what follows, so does the last but one."""
    for number, kept in {1: [True, False], 2: [True, True, False], 5: [True, True, False, False, True, False]}.items():
        wanted = paper([question(one) for one in range(number)])
        wanted["areas"] = [
            {"title": "Nutzen", "questions": [one for area in wanted["areas"] for one in area["questions"]]}
        ]
        (rows,) = word(export("word", wanted)).tables
        assert [row.find(f".//{qn('w:keepNext')}") is not None for row in rows._tbl.tr_lst] == kept


@pytest.mark.parametrize(("number", "partners"), [(63, MANY), (2, ()), (120, ("Lindau",))])
def test_drop_downs_filters_and_print_reach_all_rows_and_partners(
    export: Callable, number: int, partners: tuple[str, ...]
) -> None:
    wanted = paper([question(one) for one in range(number)], partners, leftOut=[])
    sheet = sheets(export("excel", wanted))["Checkliste"]
    last, end = HEAD_ROW + number, openpyxl.utils.get_column_letter(len(COLUMNS) + len(partners))
    assert sheet.max_row == last
    (choice,) = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert choice.formula1 == f'"{",".join(STATUSES)}"'
    status = f"F{HEAD_ROW + 1}:F{last}"
    assert str(choice.sqref) == (f"{status} K{HEAD_ROW + 1}:{end}{last}" if partners else status)
    assert sheet.auto_filter.ref == f"A{HEAD_ROW}:{end}{last}"
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert sheet.print_area == f"'Checkliste'!$A$1:${end if partners else 'I'}${last}"
    assert sheet.freeze_panes.endswith(str(HEAD_ROW + 1))
    assert sheet.column_dimensions["J"].hidden


def test_excel_runs_no_formula_and_keeps_hostile_texts(export: Callable) -> None:
    notes = [*FORMULAS[:4], HOSTILE]
    questions = [question(number, note=note, who=HOSTILE) for number, note in enumerate(notes)]
    book = sheets(export("excel", paper(questions, ("=1+1",), title="=1+1")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert [row[6] for row in excel_rows(book["Checkliste"])] == [*FORMULAS[:4], KEPT]
    assert {row[7] for row in excel_rows(book["Checkliste"])} == {KEPT}


def test_excel_explains_the_questions_on_a_second_sheet(export: Callable) -> None:
    sheet = sheets(export("excel", paper([question(1), question(2)])))["Hinweise"]
    assert [cell.value for cell in sheet[2]] == [
        *("nutzen-frage-1", "Frage 1", "Warum Punkt 1 zählt."),
        *("– Sprechen Sie früh darüber.\n– Halten Sie es fest.", "Gesprächsleitfaden"),
        "Ein Fall: So ging es dort. (Bericht, Kapitel 2)",
    ]
    assert sheet.max_row == 3
    blank = sheets(export("excel", paper([question(1)], project=None, options=WITHOUT_EXTRAS)))
    assert blank["Hinweise"].sheet_state == "hidden"


# ---------- all files ----------


@pytest.mark.parametrize("name", ["word", "excel", "csv", "calendar"])
def test_an_empty_list_is_refused(export: Callable, name: str) -> None:
    with pytest.raises(AssertionError, match="keine Frage"):
        export(name, paper([]))


@pytest.mark.parametrize("name", ["word", "excel"])
def test_ten_times_the_questions_take_about_ten_times_as_long(anywhere: Page, address: str, name: str) -> None:
    """Not a hundred times: nothing looks at all questions for each question. Says nothing about the machine."""
    short, long = (paper([question(one, note="x" * 100) for one in range(number)], MANY) for number in (20, 200))
    times = anywhere.evaluate(
        """async ([address, name, papers]) => {
            const make = (await import(address))[name];
            const best = [Infinity, Infinity];
            for (let turn = 0; turn < 2; turn += 1) {
                for (const [index, paper] of papers.entries()) {
                    const start = performance.now();
                    await make(paper);
                    best[index] = Math.min(best[index], performance.now() - start);
                }
            }
            return best;
        }""",
        [f"{address}scripts/exports/{name}.js", name, [short, long]],
    )
    assert times[1] < 30 * times[0], times


def without(mark: str, content: bytes) -> bytes:
    """A Word file in which no control has this mark."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(f'w:tag w:val="{mark}"'.encode(), b'w:tag w:val="x"'))
    return out.getvalue()


def test_a_template_without_a_mark_says_so(open_page: Open, address: str, site: Path) -> None:
    template = (site / "checklisten/wege-zum-erfolg/wege-zum-erfolg.docx").read_bytes()
    page = open_page("impressum/")
    for mark in ("meta", "question", "note", "ja"):
        page.unroute_all()
        page.route("**/*.docx", partial(fulfil, body=without(mark, template)))
        with pytest.raises(AssertionError, match=f"In der Vorlage fehlt „{mark}“."):
            made(page, address, "word", paper([question(1, status="ja", note="x")]))


def test_a_damaged_template_says_so(open_page: Open, address: str) -> None:
    page = open_page("impressum/")
    page.route("**/*.xlsx", partial(fulfil, body=b"<html>"))
    with pytest.raises(AssertionError, match="Die Vorlage ist beschädigt."):
        made(page, address, "excel", paper([question(1)]))


def fulfil(route: Route, body: bytes) -> None:
    route.fulfill(body=body)


def test_exports_keep_to_the_security_policy(open_page: Open, address: str) -> None:
    """The fixture `open_page` fails where a page breaks the policy, asks other servers, or logs an error."""
    page = open_page("checklisten/")
    for name in ("word", "excel", "csv", "calendar"):
        assert made(page, address, name, paper([question(1, due="2026-12-31")], ("Lindau",)))


READY = {"docx": "formierung", "xlsx": "wege-zum-erfolg"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) ist nicht eingerichtet")
def test_libreoffice_opens_what_is_ready_made_and_what_is_tailored(
    export: Callable, site: Path, tmp_path: Path
) -> None:
    """In one run, since starting it takes longest."""
    entry = {"status": "ja", "note": HOSTILE, "who": "Amt 20", "due": "2026-12-31", "partners": {"p0": "nein"}}
    wanted = paper([question(1, **entry), *map(question, range(2, 20))], ("Lindau", "Wangen"))
    for name, suffix in {"word": "docx", "excel": "xlsx"}.items():
        (tmp_path / f"tailored-{suffix}.{suffix}").write_bytes(export(name, wanted))
        ready = site / f"checklisten/{READY[suffix]}/{READY[suffix]}.{suffix}"
        (tmp_path / f"{READY[suffix]}.{suffix}").write_bytes(ready.read_bytes())
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(tmp_path / "pdf"), *map(str, sorted(tmp_path.glob("*.*")))]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    answered = ["Frage 19", "Amt 20", "31.12.2026", "=cmd|", "Gute Gründe"]
    for suffix in ("docx", "xlsx"):
        assert_holds(
            tmp_path / f"pdf/tailored-{suffix}.pdf", [*answered, *(one["text"] for one in questions_of(wanted))]
        )
        page = (site / f"checklisten/{READY[suffix]}/index.html").read_text("utf-8")
        asked = re.findall('question__text">([^<]*)<', page)
        assert_holds(tmp_path / f"pdf/{READY[suffix]}.pdf", [html.unescape(text) for text in asked])
    first = pypdfium2.PdfDocument(tmp_path / "pdf/formierung.pdf")[0].get_textpage().get_text_bounded()
    assert "8. " in first and "9. " not in first  # the core questions, and nothing else


def questions_of(wanted: dict) -> list[dict]:
    return [question for area in wanted["areas"] for question in area["questions"]]


def assert_holds(path: Path, texts: list[str]) -> None:
    """Whether a PDF has all of the texts; lines end where they like."""
    squeezed = partial(re.sub, r"[\s\-\u2010\xad\x02\ufffe]", "")
    written = squeezed("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)))
    assert texts and [text for text in texts if squeezed(text) not in written] == []


# ---------- the page ----------

A_PROJECT = """async ([module, ids]) => {
  const { create, setEntry } = await import(module);
  const { id, partners } = create({ name: "Gewerbepark", phase: "formierung", partners: [{ name: "Lindau" }, { name: "Wangen" }] });
  const entry = { status: "nein", note: "Erst reden", who: "Amt 20", due: "2026-12-31", partners: { [partners[1].id]: "ja" } };
  setEntry(id, ids[1], entry);
  return id;
}"""


def test_the_page_hands_out_what_it_shows(open_page: Open, address: str, tmp_path: Path) -> None:
    page = open_page("checklisten/?phase=formierung")
    shown = page.locator("[data-question-id]:visible")
    ids = shown.evaluate_all("all => all.map(({ dataset }) => dataset.questionId)")
    texts = shown.locator(".question__text").all_inner_texts()
    assert len(ids) > 15
    project = page.evaluate(A_PROJECT, [f"{address}scripts/projects/projects.js", ids])
    page.locator("#project-choice").select_option(project)
    page.locator("[data-take-along] > summary").click()
    page.locator("[data-option=help]").check()
    page.locator("[data-option=examples]").check()

    def taken(name: str) -> bytes:
        with page.expect_download() as download:
            page.locator(f"[data-export={name}]").click()
        download.value.save_as(tmp_path / download.value.suggested_filename)
        return (tmp_path / download.value.suggested_filename).read_bytes()

    document = word(taken("word"))
    assert [row["question"] for row in word_rows(document)] == texts
    assert word_rows(document)[1]["note"] == "Erst reden\nWangen: ja"
    assert fields(document.element.body)["project"] == "Gewerbepark"
    assert {"Warum?", "So haben es andere gelöst:"} <= {line.runs[0].text for line in document.paragraphs if line.runs}
    sheet = sheets(taken("excel"))["Checkliste"]
    assert [(row[3], row[9]) for row in excel_rows(sheet)] == list(zip(texts, ids, strict=True))
    assert excel_rows(sheet)[1][5:9] == ["nein", "Erst reden", "Amt 20", datetime(2026, 12, 31)]
    head, *rows = table(taken("csv"))
    assert head == [*COLUMNS, "Lindau", "Wangen"]
    assert [(row[3], row[9]) for row in rows] == list(zip(texts, ids, strict=True))
    assert "Kernfragen" not in {row[1] for row in rows}
    (event,) = icalendar.Calendar.from_ical(taken("calendar")).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 12, 31)


def test_what_fails_is_told_in_our_words(browser: Browser, address: str) -> None:
    """No addresses, no words of the browser: whether the server is at fault or our script."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/*.docx", lambda route: route.fulfill(status=503))
        page.route("**/*.xlsx", lambda route: route.abort())
        page.route(
            "**/exports/csv.js",
            lambda route: route.fulfill(body="export const csv = () => null.x", content_type="text/javascript"),
        )
        page.goto(f"{address}checklisten/")
        page.locator("[data-take-along] > summary").click()
        for name in ("word", "excel", "csv"):
            page.locator(f"[data-export={name}]").click()
            message = page.locator("[data-export-message]")
            expect(message).to_have_text(re.compile(r"^(Das ließ sich nicht laden|Das hat nicht geklappt)\. [^:/]*$"))
            page.locator("[data-option=room]").click()  # takes the message away
            expect(message).to_have_text("")


# ---------- QR code ----------

DRAW = """async ([module, text, pixels]) => {
  const { qrCode } = await import(module);
  try {
    const drawing = qrCode(text);
    drawing.style.width = `${pixels}px`;
    document.body.replaceChildren(drawing);
    return { role: drawing.getAttribute("role"), name: drawing.getAttribute("aria-label") };
  } catch (error) {
    return { trouble: error.message };
  }
}"""


@pytest.fixture
def draw(open_page: Open, address: str) -> Callable[..., dict]:
    """Draw a text as a QR code on an otherwise empty dark page; returns its role and name, and what a camera reads."""
    page = open_page("impressum/", color_scheme="dark")

    def drawn(text: str, pixels: int = 400) -> dict:
        answer = page.evaluate(DRAW, [f"{address}scripts/exports/qr-code.js", text, pixels])
        if "trouble" not in answer:
            picture = Image.open(io.BytesIO(page.locator("body > svg").screenshot()))
            answer["read"] = [code.text for code in zxingcpp.read_barcodes(picture)]
        return answer

    return drawn


def test_a_qr_code_leads_back_to_the_address(draw: Callable) -> None:
    address = "https://example.org/checklisten/?phase=konzeption&thema=wohnen#vorhaben=ÄÖ😀"
    assert draw(address) == {
        "role": "img",
        "name": "QR-Code: https://example.org/checklisten/?phase=konzeption&thema=wohnen",
        "read": [address],
    }


def test_the_longest_code_is_still_read(draw: Callable) -> None:
    longest = "https://example.org/#vorhaben=" + "aB3_" * 64
    assert draw(longest, 200)["read"] == [longest]  # about as wide as on paper


@pytest.mark.parametrize("length", [300, 1_000, 100_000])
def test_an_address_too_long_for_paper_is_refused(draw: Callable, length: int) -> None:
    assert draw("https://example.org/#" + "x" * length)["trouble"].startswith("Für einen QR-Code ist der Link zu lang.")
