"""Comments: where they stand in a YAML text, by the field or list entry they belong to, so that formatting loses none."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from ..reading.document import Pointer

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCHEMA_LINE = "# yaml-language-server:"


@dataclass
class Comments:
    """The comments of a file, each with its `#`; between those that have a line of their own, "" is a blank line."""

    head: list[str] = field(default_factory=list)
    above: dict[Pointer, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[Pointer, str] = field(default_factory=dict)  # at the end of the line
    below: dict[Pointer, list[str]] = field(default_factory=lambda: defaultdict(list))  # () is the end of the file

    def within(self, value: dict | list, pointer: Pointer) -> bool:
        """Tell whether a field or entry of `value`, which stands at `pointer`, has a comment."""
        steps = value if isinstance(value, dict) else range(len(value))
        places = [(*pointer, step) for step in steps]
        return any(
            place in self.beside or any(self.above.get(place, ())) or any(self.below.get(place, ())) for place in places
        )

    def count(self) -> Counter:
        """Return each comment with its number of occurrences."""
        lines = [self.head, *self.above.values(), *self.below.values(), self.beside.values()]
        return Counter(comment for part in lines for comment in part if comment)


@dataclass(frozen=True)
class _Piece:
    """A key, a value that is no collection, or the closing bracket of one: no comment can stand inside."""

    pointer: Pointer
    owner: Pointer  # what comments above the piece belong to: the outermost list entry that begins with it, or itself
    start: int
    end: int
    column: int


def find(text: str) -> Comments:
    """Return the comments of `text`, which must be readable: they stand in the gaps between its keys and values."""
    text = f"\n{text}\n".replace("\r\n", "\n").replace("\r", "\n")
    gaps = _Gaps()
    end = 0
    for piece in _Pieces(text):
        gaps.before(piece, text[end : piece.start].split("\n"))
        end = piece.end
    gaps.last(text[end:].split("\n"))
    return gaps.comments


class _Gaps:
    """Finds out what the comments between two pieces belong to."""

    def __init__(self) -> None:
        self.comments = Comments()
        self.previous: _Piece | None = None
        self.columns: dict[Pointer, int] = {}  # where a field or list entry begins

    def before(self, piece: _Piece, lines: list[str]) -> None:
        """Take the comments in `lines`, from the end of the previous piece to the start of `piece`."""
        if len(lines) > 1:
            self.columns[piece.owner] = _indent(lines[-1])
        self.columns.setdefault(piece.pointer, piece.column)
        if len(lines) > 2 or "#" in lines[0] or not self.previous:
            self._between(piece, lines)
        self.previous = piece

    def _between(self, piece: _Piece, lines: list[str]) -> None:
        """Take comments and blank lines before `piece`; most gaps hold neither."""
        rest = self._own_lines(lines)
        if self.previous is None:
            head = max((n for n, line in enumerate(rest, 1) if not line or line.startswith(_SCHEMA_LINE)), default=0)
            self.comments.head, rest = rest[:head], rest[head:]
        elif self.previous.pointer == piece.owner:  # between a key and its value, where blank lines mean nothing
            rest = [line for line in rest if line]
        self.comments.above[piece.owner] += rest

    def last(self, lines: list[str]) -> None:
        """Take the comments in `lines`, from the end of the last piece to the end of the file."""
        self.comments.below[()] += self._own_lines(lines)

    def _own_lines(self, lines: list[str]) -> list[str]:
        """Return the comments with lines of their own, and blank lines; what belongs to the previous piece goes there."""
        own = [_comment(line) for line in lines[1:-1] if "#" in line or not line.strip()]
        if self.previous:
            self._beside(_comment(lines[0]).strip(), self.previous.pointer)
            own = self._below(own, _indent(lines[-1]), self.previous.pointer)
        return [line.strip() for line in own]

    def _beside(self, comment: str, pointer: Pointer) -> None:
        if comment and pointer in self.comments.beside:  # there is one behind the key and one behind the value
            self.comments.above[pointer].append(comment)
        elif comment:
            self.comments.beside[pointer] = comment

    def _below(self, own: list[str], column: int, pointer: Pointer) -> list[str]:
        """Return `own` without the comments indented deeper than what follows at `column`, and all before them.

        Those are fields or entries that somebody has commented out at the end of a mapping or list.
        """
        deeper = max((n for n, line in enumerate(own, 1) if line and _indent(line) > column), default=0)
        for line in own[:deeper]:
            while line and len(pointer) > 1 and self.columns.get(pointer, column) > _indent(line):
                pointer = pointer[:-1]
            self.comments.below[pointer].append(line.strip())
        return own[deeper:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _comment(line: str) -> str:
    """Return the comment in `line`, as far right as it stands there, without the signs of lists and brackets before it."""
    at = line.find("#")
    return " " * at + line[at:].rstrip() if at >= 0 else ""


class _Pieces:
    """Goes through the pieces of a text in their order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = yaml.parse(text, Loader=_LOADER)
        self.owner: Pointer | None = None

    def __iter__(self) -> Iterator[_Piece]:
        next(self.events)  # the start of the stream
        next(self.events)  # the start of the document
        yield from self._value(next(self.events), ())

    def _value(self, event: yaml.Event, pointer: Pointer) -> Iterator[_Piece]:
        if isinstance(event, yaml.ScalarEvent):
            yield from self._scalar(event, pointer)
            return
        parts = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        yield from parts(pointer, event.flow_style)

    def _mapping(self, pointer: Pointer, bracket: bool) -> Iterator[_Piece]:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            inner = (*pointer, event.value)
            yield self._piece(inner, event, event.start_mark.index, event.end_mark.index)
            yield from self._value(next(self.events), inner)
        if bracket:
            yield self._piece(pointer, event, event.start_mark.index, event.end_mark.index)

    def _sequence(self, pointer: Pointer, bracket: bool) -> Iterator[_Piece]:
        index = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inner = (*pointer, index)
            self.owner = self.owner or inner
            yield from self._value(event, inner)
            index += 1
        if bracket:
            yield self._piece(pointer, event, event.start_mark.index, event.end_mark.index)

    def _scalar(self, event: yaml.ScalarEvent, pointer: Pointer) -> Iterator[_Piece]:
        start = event.start_mark.index
        written = self.text[start : event.end_mark.index].rstrip()  # PyYAML counts blank lines behind a block in
        end = start + len(written)
        if event.style in ("|", ">"):  # a comment may stand behind the sign that opens the block
            sign = start + len(written.split(None, 1)[0])
            yield self._piece(pointer, event, start, sign)
            start = min(end, self.text.index("\n", start))
        yield self._piece(pointer, event, start, end)

    def _piece(self, pointer: Pointer, event: yaml.Event, start: int, end: int) -> _Piece:
        owner, self.owner = self.owner or pointer, None
        return _Piece(pointer, owner, start, end, event.start_mark.column)
