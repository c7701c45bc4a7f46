"""Word: a paper as Word file to fill in and go on editing. Content controls name the parts, so that browsers can fill them.

overrides/scripts/exports/word.js looks for these names (`w:tag`) and clones the first heading, table and row.
"""

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from . import word_parts, word_styles
from .papers import ANSWERS, KEPT, Paper, PaperQuestion, Section

_WIDTHS = {"Frage": 96, **dict.fromkeys(ANSWERS.values(), 17), "Notiz": 48, "Wer": 28, "Bis wann": 22}  # mm
_HEAD = {"project": "Vorhaben", "partners": "Partner", "phase": "Phase"}
_FOOT_ID = 2_000_000_000  # so that browsers can number the other controls from 1


@lru_cache(KEPT)
def word(paper: Paper) -> bytes:
    """Return the Word file of `paper`."""
    document = Document()
    _lay_out(document)
    word_styles.apply(document)
    _describe(document, paper)
    _write_head(document, paper)
    ids = count(100)  # each content control has its own
    for section in paper.sections:
        document.add_heading(section.title, level=1)
        document.element.body.insert(-1, _table(section, ids))  # before the properties of the page
    _write_foot(document, paper)
    return _packed(document)


def _lay_out(document: WordDocument) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(13), Mm(13), Mm(20), Mm(15)
    page.header_distance = page.footer_distance = Mm(7)


def _describe(document: WordDocument, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.subject, about.author = paper.title, paper.name, paper.site
    about.comments, about.keywords, about.language, about.last_modified_by = paper.edition, "", "de-DE", ""
    about.created = about.modified = datetime.fromisoformat(paper.version)


def _write_head(document: WordDocument, paper: Paper) -> None:
    _control(document.add_paragraph(style="Title"), "title", "Titel", paper.title, 1)
    document.add_paragraph(paper.lead)
    for id, (tag, name) in enumerate(_HEAD.items(), start=2):
        line = document.add_paragraph(style=word_styles.LINE)
        line.add_run(f"{name}:").bold = True
        line.add_run("\t")
        _control(line, tag, name, paper.phase if tag == "phase" else "", id)
    line.add_run("\t")
    line.add_run("Runde, Datum:").bold = True
    _control(document.add_paragraph(style=word_styles.SMALL), "meta", "Angaben zur Liste", paper.meta, 9)


def _write_foot(document: WordDocument, paper: Paper) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = word_styles.SMALL
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(262), WD_TAB_ALIGNMENT.RIGHT)
    _control(foot, "foot", "Titel und Fassung", f"{paper.title} · {paper.edition}", _FOOT_ID)
    foot.add_run("\tSeite ")
    word_parts.add_field(foot, "PAGE")
    foot.add_run(" von ")
    word_parts.add_field(foot, "NUMPAGES")


def _table(section: Section, ids: Iterator[int]) -> BaseOxmlElement:
    table = parse_xml(word_parts.table(tuple(_WIDTHS.items())))
    table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").set(qn("w:val"), section.title)
    for question in section.questions:
        table.append(_row(question, ids))
    _keep_together(table.findall(qn("w:tr")))
    return table


def _keep_together(rows: list[BaseOxmlElement]) -> None:
    """Leave neither the first question alone below its heading nor the last one alone on the next page."""
    for place in {0, 1, len(rows) - 2} - {len(rows) - 1}:
        word_parts.keep_with_next(rows[place])


def _row(question: PaperQuestion, ids: Iterator[int]) -> BaseOxmlElement:
    """Return a copy of the pattern with the words of `question`."""
    row = deepcopy(_pattern())
    words = {"label": f"{question.number}. {question.label}", "question": question.text}
    for control in row.iter(qn("w:sdt")):
        about = control.find(qn("w:sdtPr"))
        about.find(qn("w:id")).set(qn("w:val"), str(next(ids)))
        if text := words.get(about.find(qn("w:tag")).get(qn("w:val"))):
            control.find(f".//{qn('w:t')}").text = text
    return row


@cache
def _pattern() -> BaseOxmlElement:
    return parse_xml(word_parts.row(tuple(_WIDTHS.values())))


def _control(paragraph: Paragraph, tag: str, name: str, text: str, id: int) -> None:
    control = parse_xml(word_parts.control(tag, name, id))
    control.find(f".//{qn('w:t')}").text = text
    paragraph._p.append(control)


def _packed(document: WordDocument) -> bytes:
    """Return the file, without the time of day that zip files otherwise hold and without a picture of an empty page."""
    for id, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[id]
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
