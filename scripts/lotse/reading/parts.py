"""Parts: where a hand-written page shows something made of the records in the middle of its text.

A line that reads `[Teil: payers]`, between blank lines, stands for what overrides/pages/part_payers.md makes.
"""

import re
from collections.abc import Iterator

from ..problems import suggestion

PARTS = ("chapters", "forms", "payers", "scale")  # none of them cites: notes are numbered in the order of the text
_MENTION = re.compile(r"\[Teil:(?P<name>[^\[\]\n]*)\]?")
_PART = re.compile(rf"(?:\n\n|\A)\[Teil: ({'|'.join(PARTS)})\](?=\n\n|\n?\Z)")


def pieces(markdown: str) -> list[tuple[str, str | None]]:
    """Return the texts of a page in their order, each with the name of the part that follows it, or None."""
    split = _PART.split(markdown)
    return list(zip(split[::2], [*split[1::2], None], strict=True))


def text_alone(markdown: str) -> str:
    """Return the text of a page alone."""
    return _PART.sub("", markdown)


def faults(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the parts that a text names, and where."""
    right = [found.start(1) for found in _PART.finditer(markdown)]
    seen = set()
    for found in _MENTION.finditer(markdown):
        name = found["name"].strip()
        if name not in PARTS:
            yield found.start(), f"Den Teil „{name}“ gibt es nicht. {suggestion(name, PARTS)}"
        elif found.start("name") + 1 not in right:
            yield (
                found.start(),
                f"Schreiben Sie [Teil: {name}] in einen Absatz für sich, mit einer leeren Zeile davor und danach.",
            )
        elif name in seen:
            yield found.start(), f"Der Teil „{name}“ steht weiter oben schon. Löschen Sie einen."
        seen.add(name)
