"""YAML reader: bytes become a document. Words keep the meaning that authors expect, and no file can do harm."""

import re
from functools import partial
from types import MappingProxyType

import yaml

from ..problems import Problem
from .document import Document, Place
from .places import places

MAX_DEPTH = 12
MAX_ITEMS = 1000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_WORDS = MappingProxyType({"true": True, "false": False, "null": None, "~": None, "": None})
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)

# What PyYAML says (with and without libyaml), and what an author can do about it.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "Hier ist kein Doppelpunkt erlaubt. Enthält ein Text einen Doppelpunkt, setzen Sie ihn in Anführungszeichen.",
    ),
    ("could not find expected ':'", "Nach dem Feldnamen fehlt der Doppelpunkt, oder die Zeile ist falsch eingerückt."),
    ("end of stream", "Ein Anführungszeichen oder eine Klammer wird geöffnet, aber nicht geschlossen."),
    (
        "cannot start any token",
        "Mit diesem Zeichen darf ein Wert nicht beginnen. Setzen Sie den Text in Anführungszeichen.",
    ),
    (
        "unknown escape character",
        "Die Zeichenfolge nach dem umgekehrten Schrägstrich ist unbekannt. Nehmen Sie einfache Anführungszeichen '…'.",
    ),
    (
        "Unicode character escape",
        "Die Zeichenfolge nach dem umgekehrten Schrägstrich ergibt kein gültiges Zeichen. Schreiben Sie das Zeichen selbst.",
    ),
    ("',' or ']'", "In der Liste in eckigen Klammern fehlt ein Komma oder die schließende Klammer."),
    ("',' or '}'", "In den geschweiften Klammern fehlt ein Komma oder die schließende Klammer."),
    (
        "block sequence entries are not allowed",
        "Hier darf keine Liste beginnen. Schreiben Sie den Strich in eine neue, eingerückte Zeile.",
    ),
)
_LAYOUT = "Die Einrückung stimmt nicht. Felder einer Ebene müssen genau untereinanderstehen."


def parse(raw: bytes, path: str, problems: list[Problem]) -> Document:
    """Return the document in `raw` (UTF-8, with or without byte order mark); without a value if anything went to `problems`."""
    before = len(problems)
    text = _decode(raw, path, problems)
    if text is None:
        return Document(path)
    builder = _Builder(path, problems)
    try:
        value = builder.document(text)
        if value is None and len(problems) == before:
            problems.append(Problem(path, 1, 1, "Die Datei ist leer."))
    except yaml.MarkedYAMLError as error:
        message = error.problem or ""
        start_tells_more = "end of stream" in message and error.context_mark
        mark = error.context_mark if start_tells_more else error.problem_mark
        problems.append(Problem(path, *_place(mark, text), _explain(message)))
    except yaml.YAMLError:
        problems.append(Problem(path, 1, 1, "Die Datei enthält Zeichen, die in YAML nicht erlaubt sind."))
    except _TooMuch:
        pass
    if len(problems) > before:
        return Document(path)
    return Document(path, value, partial(places, text))


def _decode(raw: bytes, path: str, problems: list[Problem]) -> str | None:
    """Return the text of `raw`, or None after naming what makes it unreadable."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(path, 1, 1, "Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als UTF-8."))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        problems.append(_at(path, before, "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie als UTF-8."))
        return None
    if sign := invisible_sign(path, text):
        problems.append(sign)
        return None
    if "\t" in text:
        problems.append(
            _at(path, text[: text.index("\t")], "Hier steht ein Tabulator. Rücken Sie mit Leerzeichen ein.")
        )
        return None
    return text


def invisible_sign(path: str, text: str) -> Problem | None:
    """Return a problem at the first sign in `text` that nobody sees and that may turn its meaning round, or None."""
    found = _FORBIDDEN.search(text)
    if not found:
        return None
    code = f"U+{ord(found.group()):04X}"
    message = f"Hier steht ein unsichtbares Steuerzeichen ({code}). Löschen Sie es."
    return _at(path, text[: found.start()], message)


def _at(path: str, before: str, message: str) -> Problem:
    return Problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), message)


def _place(mark: yaml.Mark | None, text: str) -> Place:
    """Return line and column of `mark`; the end of what is written where the reader had gone past it."""
    if mark is None:
        return 1, 1
    lines = _LINE_BREAK.split(text.rstrip())
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    return len(lines), len(lines[-1]) + 1


def _explain(problem: str) -> str:
    return next((advice for words, advice in _SYNTAX if words in problem), _LAYOUT)


class _TooMuch(Exception):
    """Nesting beyond MAX_DEPTH or a list beyond MAX_ITEMS: reading on is pointless."""


class _Builder:
    """Builds values from PyYAML's events; words keep the meaning that authors expect (no, on, 12:30, dates are text)."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems

    def document(self, text: str) -> object:
        """Return the value of the only document in `text`."""
        self.events = yaml.parse(text, Loader=_LOADER)
        next(self.events)  # the start of the stream
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            return None
        value = self._value(next(self.events), 0)
        next(self.events)  # the end of the document
        another = next(self.events)
        if isinstance(another, yaml.DocumentStartEvent):
            self._fault(another, "Hier beginnt ein zweites Dokument. Legen Sie jeden Datensatz in eine eigene Datei.")
        return value

    def _value(self, event: yaml.Event, depth: int) -> object:
        if depth > MAX_DEPTH:
            self._fault(event, f"Die Angaben sind zu tief verschachtelt (mehr als {MAX_DEPTH} Ebenen).")
            raise _TooMuch
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "Verweise mit * sind nicht erlaubt. Schreiben Sie die Angabe aus.")
            return None
        if event.anchor is not None:
            self._fault(event, "Anker mit & sind nicht erlaubt. Schreiben Sie die Angabe aus.")
        if event.tag is not None:
            self._fault(event, "Typangaben mit ! sind nicht erlaubt. Löschen Sie sie.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth + 1)
        return self._scalar(event)

    def _mapping(self, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._fault(event, "Ein Feldname muss ein einfaches Wort sein.")
                self._value(event, depth)
                self._value(next(self.events), depth)
                continue
            key = event.value
            if key in result:
                self._fault(event, f"Das Feld „{key}“ steht zweimal da. Löschen Sie eines.")
            self._value(event, depth)  # the checks of a scalar hold for keys too
            result[key] = self._value(next(self.events), depth)
        return result

    def _sequence(self, depth: int) -> list[object]:
        result: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            if len(result) == MAX_ITEMS:
                self._fault(event, f"Die Liste ist zu lang (mehr als {MAX_ITEMS} Einträge).")
                raise _TooMuch
            result.append(self._value(event, depth))
        return result

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text = event.value.strip()
        unusable = _FORBIDDEN.search(text)
        if unusable:
            code = f"U+{ord(unusable.group()):04X}"
            self._fault(event, f"Der Text enthält ein unsichtbares Steuerzeichen ({code}). Löschen Sie es.")
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        return text

    def _fault(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.path, event.start_mark.line + 1, event.start_mark.column + 1, message))
