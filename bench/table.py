"""Table: a table of the report in Markdown, with numbers and ratios as German readers write them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """What it shows, its columns and rows, and whether limits hold, a sentence each."""

    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    verdicts: Sequence[str] = ()

    def markdown(self, title: str) -> str:
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        grid = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return "\n\n".join((f"## {title}", self.about, grid, *self.verdicts))


def number(value: float, digits: int = 0) -> str:
    """Write 1234.5 as 1.234,5."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def ratio(ours: float, theirs: float) -> str:
    """How many times as much ours is; a dash where theirs is too little to compare with."""
    return number(ours / theirs, 2) if theirs > 0 else "–"


def verdict(what: str, value: float, limit: float, digits: int = 0) -> str:
    """Say whether a limit holds."""
    held = "Die Grenze ist eingehalten." if value <= limit else "**Die Grenze ist nicht eingehalten.**"
    return f"{what}: {number(value, digits)}, erlaubt sind {number(limit, digits)}. {held}"
