"""Words: the German words of the site, and the parts that compounds such as Gewerbeflächenentwicklung are made of.

The browser splits what people type by the same rule: overrides/scripts/finding/words.js.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # letters of a part, as in Bau, Rad and See
_SHORTEST_MODIFIER = 4  # letters of a part that is no noun, as in wohn(en)
# What German puts between two parts (Wohnung|s|bau), and what it takes from the first (Schul(e)|weg, wohn(en)|bau).
_ADDED = ("", "s", "es", "n", "en", "er", "e")
_DROPPED = ("e", "en")
_LATIN = re.compile("(a|um|us|is)$")  # Firma, Gremium: -en in the plural
_ENDINGS = ("", "s", "es", "n", "en", "er", "e", "ern", "se", "innen")  # of the last part


def words(text: str) -> list[str]:
    """Return the words of `text` as they are written."""
    return _WORD.findall(text)


class Lexicon:
    """The words of many texts, each as it is written most often, the most frequent first."""

    def __init__(self, texts: Iterable[str], counted: Mapping[str, int] | None = None) -> None:
        """`counted` are words of other texts, with their numbers."""
        counts = self._counts = Counter(counted)
        for text in texts:
            counts.update(words(text))
        written: dict[str, str] = {}
        for word, _ in counts.most_common():
            written.setdefault(word.lower(), word)
        totals: Counter[str] = Counter()
        for word, count in counts.items():
            totals[word.lower()] += count
        self._parts: dict[str, tuple[str, ...] | None] = {}
        self.words = tuple(written[word] for word, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0])))

    def extended(self, texts: Iterable[str]) -> "Lexicon":
        """Return the lexicon of these texts and more."""
        return Lexicon(texts, self._counts)

    @cached_property
    def _first(self) -> dict[str, str]:
        """Form of a part that others follow -> the word it stands for: wohnungs -> wohnung, wohn -> wohnen."""
        known = [word for word in self.words if len(word) >= (SHORTEST if word[0].isupper() else _SHORTEST_MODIFIER)]
        return _forms(known, _ADDED, _DROPPED)

    @cached_property
    def _last(self) -> dict[str, str]:
        """Form of the last part, a noun -> the word it stands for."""
        nouns = [word for word in self.words if len(word) >= SHORTEST and word[0].isupper()]
        return _forms(nouns, _ENDINGS, ())

    def parts(self, noun: str) -> tuple[str, ...]:
        """Return the words that the compound `noun` is made of, in lower case; nothing where it is none."""
        return self._split(noun.lower()) or ()

    def _split(self, word: str) -> tuple[str, ...] | None:
        """The parts of `word`, worked out once."""
        if word not in self._parts:
            self._parts[word] = self._find_split(word)
        return self._parts[word]

    def _find_split(self, word: str) -> tuple[str, ...] | None:
        """The split with the longest last part; a first part may itself be a compound."""
        for start in range(SHORTEST, len(word) - SHORTEST + 1):
            last = self._last.get(word[start:])
            if not last:
                continue
            before = word[:start]
            if before in self._first:
                return (self._first[before], last)
            if first := self._split(before):
                return (*first, last)
        return None


def _forms(known: Iterable[str], added: Iterable[str], dropped: Iterable[str]) -> dict[str, str]:
    """Return each form that a part may have -> its word; the more frequent word wins."""
    forms: dict[str, str] = {}
    for word in known:
        base = word.lower()
        shortened = [base.removesuffix(ending) for ending in dropped if base.endswith(ending)]
        for form in (*(base + ending for ending in added), *shortened, _LATIN.sub("en", base)):
            if len(form) >= SHORTEST:
                forms.setdefault(form, base)
    return forms
