"""PDF: a paper as accessible PDF (PDF/UA-1), to print or to fill in. How it looks, overrides/papers/checklist.typ says."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, lru_cache

import typst

from ..browser import npm
from ..problems import CannotWork
from . import pdf_font, pdf_form
from .papers import ANSWERS, KEPT, Paper

_FONT = "@expo-google-fonts/atkinson-hyperlegible-next"
_WEIGHTS = ("400Regular", "600SemiBold", "700Bold")
_LETTERS = "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"


@lru_cache(KEPT)
def pdf(paper: Paper, template: str) -> bytes:
    """Return the PDF that the Typst `template` makes of `paper`; raise CannotWork where template or fonts are at fault."""
    try:
        made = _compiler().compile(
            template.encode(),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime.fromisoformat(paper.version).replace(tzinfo=UTC),
            sys_inputs={"paper": _data(paper)},
        )
    except typst.TypstError as error:
        raise CannotWork(f"Die Vorlage overrides/papers/checklist.typ hat einen Fehler: {error.diagnostic}") from None
    return pdf_form.fillable(made, paper, npm.file(_FONT, _LETTERS))


def licence() -> str:
    """Return the licence of the font, whose letters every PDF carries; raise CannotWork where it is not installed."""
    return npm.text(_FONT, "LICENSE_FONT")


def _data(paper: Paper) -> str:
    """Return what the template knows of `paper`, as JSON; PDF/UA allows no letter that the font lacks."""
    data = {**asdict(paper), "edition": paper.edition, "meta": paper.meta, "answers": ANSWERS}
    return pdf_font.writable(json.dumps(data, ensure_ascii=False), npm.file(_FONT, _LETTERS))


@cache
def _compiler() -> typst.Compiler:
    """A compiler that knows our fonts and no others, whatever the machine has."""
    folders = [npm.file(_FONT, weight) for weight in _WEIGHTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
