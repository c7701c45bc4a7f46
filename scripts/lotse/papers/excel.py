"""Excel: a paper as workbook to fill in, sort and filter. Nothing that a record says can become a formula.

overrides/scripts/exports/excel.js finds the defined names and the head of the table, and clones the first row below it.
"""

from datetime import date, datetime
from functools import lru_cache
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ..knowledge.library import STATES
from .papers import KEPT, Paper, PaperQuestion

STATUSES = list(STATES.values())
# Column -> width in characters.
COLUMNS = {
    "Nr.": 5,
    "Bereich": 22,
    "Kurzname": 26,
    "Frage": 50,
    "Kernfrage": 11,
    "Stand": 11,
    "Notiz": 40,
    "Zuständig": 18,
    "Frist": 12,
    "Kennung": 10,
}
_HELP = {"Kennung": 26, "Kurzname": 22, "Warum das wichtig ist": 48, "Hinweise": 56, "Werkzeuge": 26}
_NOTE_ROW, _HEAD_ROW = 3, 5  # counted from 0, as all rows and columns here
_LINE = 13.5  # points
_NO_DATE_BEFORE = date(2000, 1, 1)


@lru_cache(KEPT)
def excel(paper: Paper) -> bytes:
    """Return the workbook of `paper`."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        book.set_properties(
            {
                "title": paper.title,
                "subject": paper.name,
                "author": paper.site,
                "created": datetime.fromisoformat(paper.version),
            }
        )
        looks = _Looks(book)
        _write_list(book, paper, looks)
        _write_help(book, paper, looks)
    return file.getvalue()


class _Looks:
    """The formats of a workbook; texts are marked as texts, so that they stay such when somebody edits them."""

    def __init__(self, book: Workbook) -> None:
        def look(**properties: object) -> Format:
            return book.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **properties})

        frame = {"border": 1, "border_color": "#808080"}
        text = {**frame, "text_wrap": True, "align": "left", "indent": 1}
        self.title = look(bold=True, font_size=16)
        self.name = look(bold=True)
        self.plain = look(quote_prefix=True)
        self.wrapped = look(quote_prefix=True, text_wrap=True)
        self.head = look(**text | {"bold": True, "bottom": 2, "bottom_color": "#000000", "valign": "bottom"})
        self.text = look(**text, quote_prefix=True)
        self.number = look(**frame, align="center")
        self.choice = look(**frame, align="center")
        self.entry = look(**text)
        self.day = look(**frame, num_format="dd.mm.yyyy", align="center")


def _write_list(book: Workbook, paper: Paper, looks: _Looks) -> None:
    sheet = book.add_worksheet("Checkliste")
    sheet.set_row(0, 2 * _LINE)
    sheet.write_string(0, 0, paper.title, looks.title)
    for row, (name, text) in enumerate({"Vorhaben": "", "Phase": paper.phase, "Angaben": ""}.items(), start=1):
        sheet.write_string(row, 0, f"{name}:", looks.name)
        _write(sheet, row, 2, text, looks.plain)
        book.define_name(name, f"=Checkliste!$C${row + 1}")
    _write_head(sheet, COLUMNS, _HEAD_ROW, looks)
    _write_across(sheet, _NOTE_ROW, paper.meta, looks.wrapped)
    for row, question in enumerate(paper.questions, start=_HEAD_ROW + 1):
        _write_question(sheet, row, question, looks)
    last = _HEAD_ROW + max(1, len(paper.questions))
    _offer_choices(sheet, last)
    sheet.autofilter(_HEAD_ROW, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, _column("Frage"))
    sheet.print_area(0, 0, last, _column("Frist"))
    _set_page(sheet, paper, _HEAD_ROW)


def _write_across(sheet: Worksheet, row: int, text: str, look: Format) -> None:
    """Write a text that may take several lines across the columns of the table, so that paper shows all of it."""
    first, last = _column("Kurzname"), _column("Frist")
    sheet.merge_range(row, first, row, last, "", look)
    sheet.write_string(row, first, text, look)
    sheet.set_row(row, _LINE * _lines(text, sum(list(COLUMNS.values())[first : last + 1])))


def _write_question(sheet: Worksheet, row: int, question: PaperQuestion, looks: _Looks) -> None:
    lines = max(_lines(question.text, COLUMNS["Frage"]), _lines(question.area, COLUMNS["Bereich"]))
    sheet.set_row(row, _LINE * max(2, lines))  # two lines at least, to write in by hand
    sheet.write_number(row, 0, question.number, looks.number)
    cells = {
        "Bereich": (question.area, looks.text),
        "Kurzname": (question.label, looks.text),
        "Frage": (question.text, looks.text),
        "Kernfrage": ("ja" if question.core else "", looks.text),
        "Stand": (STATUSES[0], looks.choice),
        "Notiz": ("", looks.entry),
        "Zuständig": ("", looks.entry),
        "Frist": ("", looks.day),
        "Kennung": (question.id, looks.text),
    }
    for name, (text, look) in cells.items():
        _write(sheet, row, _column(name), text, look)


def _offer_choices(sheet: Worksheet, last: int) -> None:
    """Let people choose the status from a list, and refuse dates that are none."""
    status, day = _column("Stand"), _column("Frist")
    sheet.data_validation(
        _HEAD_ROW + 1,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": STATUSES,
            "error_title": "Stand",
            "error_message": "Bitte wählen Sie einen Eintrag aus der Liste.",
        },
    )
    sheet.data_validation(
        _HEAD_ROW + 1,
        day,
        last,
        day,
        {
            "validate": "date",
            "criteria": ">=",
            "value": _NO_DATE_BEFORE,
            "error_title": "Frist",
            "error_message": "Bitte geben Sie ein Datum ein, etwa 31.12.2026.",
        },
    )


def _write_help(book: Workbook, paper: Paper, looks: _Looks) -> None:
    """A second sheet with what helps to answer the questions."""
    sheet = book.add_worksheet("Hinweise")
    _write_head(sheet, _HELP, 0, looks)
    for row, question in enumerate(paper.questions, start=1):
        hints = "\n".join(f"– {hint}" for hint in question.hints)
        texts = (question.id, question.label, question.why, hints, ", ".join(question.tools))
        for column, text in enumerate(texts):
            _write(sheet, row, column, text, looks.text)
        sheet.set_row(row, _LINE * max(map(_lines, texts, _HELP.values())))
    sheet.autofilter(0, 0, len(paper.questions), len(_HELP) - 1)
    sheet.freeze_panes(1, 2)
    _set_page(sheet, paper, 0)


def _write_head(sheet: Worksheet, columns: dict[str, int], row: int, looks: _Looks) -> None:
    for column, (name, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width, None, {"hidden": True} if name == "Kennung" and row else {})
        sheet.write_string(row, column, name, looks.head)


def _set_page(sheet: Worksheet, paper: Paper, head_row: int) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
    sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.7)
    title = f"{paper.title} · {paper.edition}".replace("&", "&&")  # & starts a command
    sheet.set_footer(f"&L&8 {title}&R&8 Seite &P von &N")


def _write(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text as text, whatever it looks like; an empty one leaves the cell empty."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes; spreadsheets do not find out by themselves."""
    return sum(1 + len(line) // width for line in text.split("\n"))


def _column(name: str) -> int:
    return list(COLUMNS).index(name)
