"""PDF form: turns the links `feld:…` of a tagged PDF into fields that people fill in and screen readers name.

Typst makes no fields, but it tags each link and keeps its place in the order of reading. Both fit a field as well.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from . import pdf_font
from .papers import ANSWERS, Paper

MARK = "feld:"
_HEAD = {"vorhaben": "Vorhaben", "runde": "Runde", "datum": "Datum"}
_CELLS = {"notiz": "Notiz", "wer": "Wer", "frist": "Bis wann"}
_PRINTED, _MANY_LINES = 4, 1 << 12  # flags of annotations and of text fields
_LETTERS = "/Letters 9 Tf 0 g"


def fillable(pdf: bytes, paper: Paper, font: Path) -> bytes:
    """Return the PDF of `paper` with a field in place of each marked link; typed text has the letters of `font`."""
    with pikepdf.open(BytesIO(pdf)) as document:
        fields = _Fields(document, paper)
        for annotation in _marked(document):
            fields.take(annotation)
        letters = Dictionary(Font=Dictionary(Letters=pdf_font.embed(document, font)))
        document.Root.AcroForm = document.make_indirect(
            Dictionary(Fields=Array(fields.made), DR=letters, DA=String(_LETTERS))
        )
        out = BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True
        )
    return out.getvalue()


def _marked(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the marked links from the first page to the last; each knows its page."""
    for page in document.pages:
        for annotation in page.obj.get("/Annots", ()):
            if str(annotation.A.URI).startswith(MARK):
                annotation.P = page.obj
                yield annotation


class _Fields:
    """Makes the fields of a document. The four answers of a question are one field: ticking one clears the others."""

    def __init__(self, document: pikepdf.Pdf, paper: Paper) -> None:
        self.document = document
        self.questions = {str(question.number): question for question in paper.questions}
        self.elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        self.answers: dict[str, pikepdf.Object] = {}
        self.looks: dict[tuple[str, float, float], pikepdf.Object] = {}
        self.made: list[pikepdf.Object] = []

    def take(self, annotation: pikepdf.Object) -> None:
        """Turn a marked link, and its place in the order of reading, into a field or a box of one."""
        number, _, column = str(annotation.A.URI).removeprefix(MARK).rpartition(".")
        self.elements[annotation.StructParent].S = Name.Form
        for key in ("/A", "/Border", "/Contents"):
            del annotation[key]
        annotation.Subtype, annotation.F = Name.Widget, _PRINTED
        if column in ANSWERS:
            self._box(annotation, number, column)
        elif number:
            question = self.questions[number]
            self._text(annotation, f"{question.id}/{column}", f"{question.label}: {_CELLS[column]}", _MANY_LINES)
        else:
            self._text(annotation, column, _HEAD[column], 0)

    def _text(self, annotation: pikepdf.Object, name: str, description: str, flags: int) -> None:
        annotation.update(Dictionary(FT=Name.Tx, T=String(name), TU=String(description), Ff=flags, DA=String(_LETTERS)))
        annotation.AP = Dictionary(N=self._look("/Tx BMC EMC", annotation))
        self.made.append(annotation)

    def _box(self, annotation: pikepdf.Object, number: str, answer: str) -> None:
        question = self.questions[number]
        if number not in self.answers:
            description = f"{question.label}: {', '.join(ANSWERS.values())}"
            self.answers[number] = self.document.make_indirect(
                Dictionary(
                    FT=Name.Btn, T=String(f"{question.id}/stand"), TU=String(description), V=Name.Off, Kids=Array()
                )
            )
            self.made.append(self.answers[number])
        field = self.answers[number]
        field.Kids.append(annotation)
        annotation.Parent, annotation.TU = field, String(f"{question.label}: {ANSWERS[answer]}")
        annotation.AS = Name.Off
        looks = {f"/{answer}": self._look(_cross(annotation), annotation), "/Off": self._look("", annotation)}
        annotation.AP = Dictionary(N=Dictionary(looks))
        annotation.MK = Dictionary(CA=String("8"))  # a cross, for viewers that draw their own

    def _look(self, drawing: str, annotation: pikepdf.Object) -> pikepdf.Object:
        """Return what draws a field; fields of one size share it."""
        key = (drawing, *_size(annotation))
        if key not in self.looks:
            self.looks[key] = self.document.make_stream(
                drawing.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *_size(annotation)])
            )
        return self.looks[key]


def _size(annotation: pikepdf.Object) -> tuple[float, float]:
    """Return width and height in points, to a hundredth."""
    left, bottom, right, top = map(float, annotation.Rect)
    return round(right - left, 2), round(top - bottom, 2)


def _cross(annotation: pikepdf.Object) -> str:
    """Return lines from corner to corner, a little inside of the box."""
    width, height = _size(annotation)
    near, right, top = 2.5, width - 2.5, height - 2.5
    return f"1.4 w 1 J {near} {near} m {right:.2f} {top:.2f} l {near} {top:.2f} m {right:.2f} {near} l S"
