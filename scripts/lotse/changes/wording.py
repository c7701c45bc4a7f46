"""Wording: words of records and file names as harmless Markdown, and how one text became another, word by word."""

import difflib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile

MAX_TEXT = 300
_AROUND = 6  # words shown before and after a change
_MOST_WORDS = 150  # longer stretches are not compared word by word
_ALIKE = 0.4
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_MARKUP = re.compile(r"[\\`*_\[\]~|$]")
# Whatever GitHub would make a link of: mentions, numbers of issues, web and mail addresses.
_LINKS = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def harmless(text: str) -> str:
    """Return `text` as Markdown on one line that shows its words and does nothing else: no HTML, no link, no mention."""
    visible = "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) not in _INVISIBLE)
    escaped = html.escape(_MARKUP.sub(r"\\\g<0>", visible), quote=False)
    return _LINKS.sub(_WORD_JOINER, escaped)


def shortened(text: str, limit: int = MAX_TEXT) -> str:
    """Return `text` on one line, cut after at most `limit` characters."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit and len(text) <= 4 * limit else f"{line[: limit - 1].rstrip()}…"


def marked(before: str, after: str) -> str:
    """Return Markdown that shows how `before` became `after`: ~~what went~~, **what came**, and a few words around it."""
    old, new = before.split(), after.split()
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    pieces = [
        _plain(["…", *head[-_AROUND:]] if len(head) > _AROUND else head),
        *_replaced(old[start : len(old) - end], new[start : len(new) - end]),
        _plain([*tail[:_AROUND], "…"] if len(tail) > _AROUND else tail),
    ]
    return " ".join(filter(None, pieces))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _replaced(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the pieces of a stretch that differs; compared word by word where that helps."""
    matcher = difflib.SequenceMatcher(None, old[:_MOST_WORDS], new[:_MOST_WORDS], autojunk=False)
    if max(len(old), len(new)) > _MOST_WORDS or matcher.ratio() < _ALIKE:
        yield from (_gone(old), _come(new))
        return
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            same = old[from_old:to_old]
            yield _plain([*same[:_AROUND], "…", *same[-_AROUND:]] if len(same) > 2 * _AROUND else same)
        else:
            yield from (_gone(old[from_old:to_old]), _come(new[from_new:to_new]))


def _plain(words: Sequence[str]) -> str:
    return harmless(shortened(" ".join(words)))


def _gone(words: Sequence[str]) -> str:
    return f"~~{text}~~" if (text := _plain(words)) else ""


def _come(words: Sequence[str]) -> str:
    return f"**{text}**" if (text := _plain(words)) else ""
