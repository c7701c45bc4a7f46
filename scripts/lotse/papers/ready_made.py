"""Ready-made papers: the files of all papers, to be taken along from the website."""

from collections.abc import Mapping
from pathlib import Path

from ..knowledge.library import Library
from ..problems import CannotWork, reason
from ..settings import Settings
from . import pdf
from .excel import excel
from .papers import papers
from .word import word


def files(library: Library, settings: Settings, templates: Path, mark: str) -> Mapping[str, bytes]:
    """Return path from the root of the site -> content; PDFs bear the SVG `mark`.

    Raise CannotWork where the fonts or the template in the folder `templates` are missing or at fault.
    """
    try:
        template = (templates / "checklist.typ").read_text(encoding="utf-8")
    except OSError as error:
        raise CannotWork(f"Die Vorlage overrides/papers/checklist.typ ist nicht lesbar. {reason(error)}") from None
    found = {}
    for paper in papers(library, settings):
        found[paper.path("pdf")] = pdf.pdf(paper, template, mark)
        found[paper.path("docx")] = word(paper)
        found[paper.path("xlsx")] = excel(paper)
    return found | {"licences/atkinson-hyperlegible-next.txt": pdf.licence().encode()}


def sizes(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return path -> size for people: 45 kB."""
    return {path: f"{max(1, round(len(content) / 1000))} kB" for path, content in files.items()}
