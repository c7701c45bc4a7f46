"""Source: YAML files become plain values that know the line and column they came from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from .problems import Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

EACH = "*"
Pointer = tuple[str | int, ...]
Place = tuple[int, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS = MappingProxyType({"true": True, "false": False, "null": None, "~": None, "": None})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

# What PyYAML says (with and without libyaml), and what an author can do about it.
_SYNTAX = (
    ("mapping values are not allowed", "Hier ist kein Doppelpunkt erlaubt. Enthält ein Text einen Doppelpunkt, setzen Sie ihn in Anführungszeichen."),
    ("could not find expected ':'", "Nach dem Feldnamen fehlt der Doppelpunkt, oder die Zeile ist falsch eingerückt."),
    ("end of stream", "Ein Anführungszeichen oder eine Klammer wird geöffnet, aber nicht geschlossen."),
    ("cannot start any token", "Mit diesem Zeichen darf ein Wert nicht beginnen. Setzen Sie den Text in Anführungszeichen."),
    ("unknown escape character", "Die Zeichenfolge nach dem umgekehrten Schrägstrich ist unbekannt. Nehmen Sie einfache Anführungszeichen '…'."),
    ("Unicode character escape", "Die Zeichenfolge nach dem umgekehrten Schrägstrich ergibt kein gültiges Zeichen. Schreiben Sie das Zeichen selbst."),
    ("',' or ']'", "In der Liste in eckigen Klammern fehlt ein Komma oder die schließende Klammer."),
    ("',' or '}'", "In den geschweiften Klammern fehlt ein Komma oder die schließende Klammer."),
    ("block sequence entries are not allowed", "Hier darf keine Liste beginnen. Schreiben Sie den Strich in eine neue, eingerückte Zeile."),
)
_LAYOUT = "Die Einrückung stimmt nicht. Felder einer Ebene müssen genau untereinanderstehen."


def _items(value: object) -> Iterator[tuple[str | int, object]]:
    """Yield the entries of a list or the fields of a mapping with their keys; nothing of anything else."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


@dataclass(frozen=True)
class Document:
    """One YAML file: its path as shown to authors, its value, and where each value and key stands."""

    path: str
    value: object = None
    values: Mapping[Pointer, Place] = field(default_factory=dict)
    keys: Mapping[Pointer, Place] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder the record lies in: `cases`, `checklists` or `vocabulary`."""
        return Path(self.path).parts[0]

    @property
    def id(self) -> str:
        """The file name without its ending: the id of the record."""
        return Path(self.path).stem

    def problem(self, pointer: Pointer, message: str, at_key: bool = False) -> Problem:
        """Return a problem at the value (or the key) that `pointer` leads to, or at its nearest parent."""
        places = self.keys if at_key else self.values
        while pointer and pointer not in places:
            pointer = pointer[:-1]
        return Problem(self.path, *places.get(pointer, (1, 1)), message)

    def find(self, *pattern: str | int, kind: type = str) -> Iterator[tuple[Pointer, object]]:
        """Yield (pointer, value) for each value of type `kind` on the path `pattern`; EACH stands for any list entry or field.

        What is missing or of another type is passed over, so that rules can look at records that are not yet right.
        """
        found: list[tuple[Pointer, object]] = [((), self.value)]
        for step in pattern:
            found = [(pointer + (key,), item) for pointer, value in found for key, item in _items(value) if step in (EACH, key)]
        yield from ((pointer, value) for pointer, value in found if isinstance(value, kind))

    def get(self, *pointer: str | int) -> object:
        """Return the value at `pointer`, or None where there is none."""
        return next((value for _, value in self.find(*pointer, kind=object)), None)


def read_folder(root: Path, name: str, problems: list[Problem]) -> Iterator[Document]:
    """Yield a document for each record in `root/name`, in order of file names; append all faults to `problems`."""
    folder = root / name
    if not folder.is_dir() or folder.is_symlink():
        problems.append(Problem(name, 1, 1, "Dieser Ordner fehlt."))
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(".") and path.suffix not in {".yml", ".yaml"}:
            continue
        shown = f"{name}/{path.name}".encode("utf-8", "replace").decode("utf-8")
        fault = _entry_fault(path)
        if fault:
            problems.append(Problem(shown, 1, 1, fault))
            continue
        yield _read_file(path, shown, problems)


def _entry_fault(path: Path) -> str | None:
    """Return what keeps a folder entry from being a record, or None."""
    if path.is_symlink():
        return "Verknüpfungen (Symlinks) sind hier nicht erlaubt. Legen Sie die Datei selbst ab."
    if path.is_dir():
        return "Unterordner sind hier nicht erlaubt. Legen Sie jede Datei direkt in diesen Ordner."
    if not path.is_file():
        return "Das ist keine gewöhnliche Datei."
    if path.suffix == ".yaml":
        return f"Die Endung muss .yml heißen. Benennen Sie die Datei um in „{path.stem}.yml“."
    if path.suffix != ".yml":
        return "Hier sind nur Dateien mit der Endung .yml erlaubt."
    if not ID.fullmatch(path.stem) or len(path.stem) > 60:
        return "Der Dateiname ist keine Kennung. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, höchstens 60 Zeichen, etwa „wohnen-musterstadt.yml“."
    if path.stat().st_size > MAX_BYTES:
        return f"Die Datei ist größer als {MAX_BYTES // 1024} kB. Kürzen Sie den Text."
    return None


def _read_file(path: Path, shown: str, problems: list[Problem]) -> Document:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(shown, 1, 1, f"Die Datei lässt sich nicht lesen ({error.strerror})."))
        return Document(shown)
    return parse(raw, shown, problems)


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
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.append(Problem(path, line, column, _explain(message)))
    except yaml.YAMLError:
        problems.append(Problem(path, 1, 1, "Die Datei enthält Zeichen, die in YAML nicht erlaubt sind."))
    except _TooDeep:
        pass
    if len(problems) > before:
        return Document(path)
    return Document(path, value, builder.values, builder.keys)


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
    unusable = _FORBIDDEN.search(text)
    if unusable:
        code = f"U+{ord(unusable.group()):04X}"
        problems.append(_at(path, text[: unusable.start()], f"Hier steht ein unsichtbares Steuerzeichen ({code}). Löschen Sie es."))
        return None
    if "\t" in text:
        problems.append(_at(path, text[: text.index("\t")], "Hier steht ein Tabulator. Rücken Sie mit Leerzeichen ein."))
        return None
    return text


def _at(path: str, before: str, message: str) -> Problem:
    return Problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), message)


def _explain(problem: str) -> str:
    return next((advice for words, advice in _SYNTAX if words in problem), _LAYOUT)


class _TooDeep(Exception):
    """Nesting beyond MAX_DEPTH: reading on is pointless."""


class _Builder:
    """Builds values from PyYAML's events; words keep the meaning that authors expect (no, on, 12:30, dates are text)."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.values: dict[Pointer, Place] = {}
        self.keys: dict[Pointer, Place] = {}

    def document(self, text: str) -> object:
        """Return the value of the only document in `text`."""
        self.events = yaml.parse(text, Loader=_LOADER)
        next(self.events)  # the start of the stream
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            return None
        value = self._value(next(self.events), ())
        next(self.events)  # the end of the document
        another = next(self.events)
        if isinstance(another, yaml.DocumentStartEvent):
            self._fault(another, "Hier beginnt ein zweites Dokument. Legen Sie jeden Datensatz in eine eigene Datei.")
        return value

    def _value(self, event: yaml.Event, pointer: Pointer) -> object:
        self.values[pointer] = place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if len(pointer) > MAX_DEPTH:
            self._fault(event, f"Die Angaben sind zu tief verschachtelt (mehr als {MAX_DEPTH} Ebenen).")
            raise _TooDeep
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "Verweise mit * sind nicht erlaubt. Schreiben Sie die Angabe aus.")
            return None
        if event.anchor is not None:
            self._fault(event, "Anker mit & sind nicht erlaubt. Schreiben Sie die Angabe aus.")
        if event.tag is not None:
            self._fault(event, "Typangaben mit ! sind nicht erlaubt. Löschen Sie sie.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(pointer)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(pointer)
        return self._scalar(event, place)

    def _mapping(self, pointer: Pointer) -> dict[str, object]:
        result: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._fault(event, "Ein Feldname muss ein einfaches Wort sein.")
                self._value(event, pointer + ("",))
                self._value(next(self.events), pointer + ("",))
                continue
            key = event.value
            if key in result:
                self._fault(event, f"Das Feld „{key}“ steht zweimal da. Löschen Sie eines.")
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            self._value(event, pointer + (key,))  # the checks of a scalar hold for keys too
            self.keys[pointer + (key,)] = place
            result[key] = self._value(next(self.events), pointer + (key,))
        return result

    def _sequence(self, pointer: Pointer) -> list[object]:
        result: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._value(event, pointer + (len(result),)))
        return result

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> object:
        text = event.value
        unusable = _FORBIDDEN.search(text)
        if unusable:
            self.problems.append(Problem(self.path, *place, f"Der Text enthält ein unsichtbares Steuerzeichen (U+{ord(unusable.group()):04X}). Löschen Sie es."))
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
