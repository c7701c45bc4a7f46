"""Report: everything a run has measured, as tables, and as the page `docs/messwerte.md`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bench import build_tables, reader_tables
from bench.results import Results
from bench.table import Table

PAGE = Path(__file__).resolve().parents[1] / "docs/messwerte.md"
_TABLES: Mapping[str, Callable[[Results], Table]] = {
    "Zeit zum Bauen": build_tables.building,
    "Rechenzeit zum Bauen": build_tables.processing,
    "Suchindex und Offline-Kopie": build_tables.parts,
    "Wachstum": build_tables.growth,
    "Speicher beim Bauen": build_tables.memory,
    "Prüfen und Schreiben": build_tables.commands,
    "Vom Ändern bis zum Sehen": build_tables.reloading,
    "Erste Antwort im Browser": reader_tables.answers,
    "Unsere Suche und die mitgelieferte": reader_tables.searching,
    "Filtern": reader_tables.filtering,
    "Schwerste Seiten": reader_tables.heavy_pages,
    "Schwerste Dateien, die Seiten nachladen": reader_tables.heavy_files,
    "Treffer der Suche": reader_tables.quality,
}
TITLES = ("Rechner", *_TABLES)
_HEAD = """# Messwerte

Diese Seite schreibt `make bench`. Ändern Sie sie nicht von Hand.

Gemessen wird mit erzeugten Sammlungen: unseren eigenen Fällen und Abwandlungen davon, jede mit eigenen Wörtern, Orten und Themen. Sekunden hängen vom Rechner ab, und davon, was er sonst tut. Was zählt, sind die Verhältnisse innerhalb eines Laufs. „Gepackt“ heißt: wie ein Webserver sendet, Texte mit gzip. Die Sätze der Abwandlungen wiederholen sich; lange Listen lassen sich deshalb etwas besser packen als echte."""


def tables(results: Results) -> str:
    """Return all tables, each with its title, in the order of the page."""
    return "\n\n".join(table(results).markdown(title) for title, table in _TABLES.items())


def page(results: Results, machine: Mapping[str, str]) -> str:
    """Return the whole page."""
    facts = "\n".join(f"- {name}: {fact}" for name, fact in machine.items())
    return "\n\n".join((_HEAD, f"## {TITLES[0]}", facts, tables(results))) + "\n"


def write(results: Results, machine: Mapping[str, str]) -> None:
    """Put the page in the place of the old one, in one step."""
    PAGE.parent.mkdir(exist_ok=True)
    fresh = PAGE.with_suffix(".new")
    fresh.write_text(page(results, machine), encoding="utf-8")
    fresh.replace(PAGE)
