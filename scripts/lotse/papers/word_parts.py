"""Word parts: the XML of what python-docx has no words for: content controls, page numbers, tables with repeated heads.

No text of records comes in here; `word` puts it into the finished elements.
"""

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from .papers import ANSWERS
from .word_styles import CELL, HEAD, LABEL

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TWIPS = 1440 / 25.4  # in a millimetre
_BOX = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/><w:sz w:val="36"/>'  # 5 mm wide


def control(tag: str, name: str, id: int = 0) -> str:
    """Return a control for text, empty as yet; not a plain one: there LibreOffice moves line breaks to the front."""
    return (
        f'<w:sdt {_NAMES}><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/><w:id w:val="{id}"/></w:sdtPr>'
        '<w:sdtContent><w:r><w:t xml:space="preserve"></w:t></w:r></w:sdtContent></w:sdt>'
    )


def _tick_box(tag: str, name: str) -> str:
    states = "".join(
        f'<w14:{state} w14:val="{code}" w14:font="MS Gothic"/>'
        for state, code in (("checkedState", 2612), ("uncheckedState", 2610))
    )
    return (
        f'<w:sdt><w:sdtPr><w:rPr>{_BOX}</w:rPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/><w:id w:val="0"/>'
        f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{_BOX}</w:rPr><w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
    )


def table(columns: Sequence[tuple[str, int]]) -> str:
    """Return a table of `columns` (name, width in millimetres) with its repeated head and no rows."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for _, width in columns)
    centred = set(ANSWERS.values())
    cells = "".join(
        _cell(width, _paragraph(f"<w:r><w:t>{name}</w:t></w:r>", HEAD, name in centred)) for name, width in columns
    )
    whole = sum(width for _, width in columns)
    return (
        f'<w:tbl {_NAMES}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_twips(whole)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val=""/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def row(widths: Sequence[int]) -> str:
    """Return the row of a question, with a control for each of its parts."""
    contents = [
        _paragraph(control("label", "Kurzname"), LABEL) + _paragraph(control("question", "Frage")),
        *(_paragraph(_tick_box(tag, name), centred=True) for tag, name in ANSWERS.items()),
        *(_paragraph(control(tag, name)) for tag, name in (("note", "Notiz"), ("who", "Wer"), ("due", "Bis wann"))),
    ]
    cells = "".join(_cell(width, content) for width, content in zip(widths, contents, strict=True))
    height = f'<w:trHeight w:val="{_twips(14)}" w:hRule="atLeast"/>'
    return f"<w:tr {_NAMES}><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def keep_with_next(row: BaseOxmlElement) -> None:
    """Let a row stand on the same page as the next one."""
    for look in row.iter(qn("w:pPr")):
        look.insert(1, OxmlElement("w:keepNext"))  # right after the style, as the format wants it


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word keeps up to date, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _paragraph(content: str, style: str = CELL, centred: bool = False) -> str:
    where = '<w:jc w:val="center"/>' if centred else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{where}</w:pPr>{content}</w:p>'


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
