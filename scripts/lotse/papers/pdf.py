"""PDF: a paper as accessible PDF (PDF/UA-1), to print or to fill in. How it looks, overrides/papers/checklist.typ says."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache

import typst

from ..browser import npm
from ..problems import CannotWork
from ..typesetting import FONT, letters, typeset
from . import pdf_font, pdf_form
from .papers import ANSWERS, KEPT, Paper


@lru_cache(KEPT)
def pdf(paper: Paper, template: str, mark: str = "") -> bytes:
    """Return the PDF that the Typst `template` makes of `paper`, with the SVG `mark` in its head.

    Raise CannotWork where template or fonts are at fault.
    """
    try:
        made = typeset(
            template,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime.fromisoformat(paper.version).replace(tzinfo=UTC),
            sys_inputs={"paper": _data(paper), "mark": mark},
        )
    except typst.TypstError as error:
        raise CannotWork(f"Die Vorlage overrides/papers/checklist.typ hat einen Fehler: {error.diagnostic}") from None
    return pdf_form.fillable(made, paper, letters())


def licence() -> str:
    """Return the licence of the font, whose letters every PDF carries; raise CannotWork where it is not installed."""
    return npm.text(FONT, "LICENSE_FONT")


def _data(paper: Paper) -> str:
    """Return what the template knows of `paper`, as JSON; PDF/UA allows no letter that the font lacks."""
    data = {**asdict(paper), "edition": paper.edition, "meta": paper.meta, "answers": ANSWERS}
    return pdf_font.writable(json.dumps(data, ensure_ascii=False), letters())
