"""Sentences: the opening of a text, for places with little room."""

import re

# An end of a sentence: behind a word of three letters at least, so that "z. B." and "am 3. Mai" go on.
_END = re.compile(r"(?<=\w{3}[.!?])\s+(?=[A-ZÄÖÜ„])")


def opening(text: str, most: int) -> str:
    """Return as many whole sentences of plain `text` as fit into `most` characters, the first one in any case."""
    first, *others = _END.split(" ".join(text.split()))
    for sentence in others:
        if len(first) + 1 + len(sentence) > most:
            break
        first = f"{first} {sentence}"
    return first
