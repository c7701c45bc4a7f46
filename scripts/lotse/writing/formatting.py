"""Formatting: the one way to write a record, in the order of its schema; overrides/scripts/proposal/yaml.js is its twin.

A text that fits stands on one line, in double quotes where a reader of YAML could take it for something else; a longer
one is folded. Mappings and lists with "x-one-line" in their schema, holding neither collections nor comments, stand in
brackets: a mapping on one line, with quotes around all but ids and numbers; a list wrapped at the line width.
"""

import re
from collections.abc import Iterable, Iterator

from ..problems import CannotWork, Problem
from ..reading.document import Document, Pointer
from ..reading.yaml_reader import parse
from .comments import Comments, find
from .yaml_text import alone, key, number, scalar, wrapped


def formatted(raw: bytes, document: Document, schema: dict) -> str:
    """Return the text of the file `raw` as it should be, given the complete schema of its record.

    `document` is what `yaml_reader.parse` made of `raw` without finding a problem. What is no record stays as it is.
    Whole numbers in quotes lose these where the schema allows both. Raises CannotWork rather than lose anything else.
    """
    text = raw.decode("utf-8-sig")
    if not isinstance(document.value, dict) or not document.value:
        return text
    comments = find(text)
    result = _Writer(schema, comments).text(document.value)
    if result == text:
        return result
    problems: list[Problem] = []
    again = parse(result.encode(), document.path, problems)
    same = _comparable(again.value) == _comparable(document.value)
    if problems or not same or find(result).count() != comments.count():
        raise CannotWork(f"„{document.path}“ lässt sich nicht formatieren, ohne dass etwas verlorengeht.")
    return result


def record_text(record: dict, schema: dict, name: str = "case") -> str:
    """Return the text of the new file for `record`; `schema` is the complete schema `name`."""
    head = f"# yaml-language-server: $schema=../schemas/{name}.schema.json"
    return _Writer(schema, Comments(head=[head])).text(record)


def _comparable(value: object) -> object:
    """Return `value` with numbers as texts, as the model takes them."""
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


class _Writer:
    """Writes one record: every method yields or returns lines."""

    def __init__(self, schema: dict, comments: Comments) -> None:
        self.schema, self.comments = schema, comments

    def text(self, record: dict) -> str:
        """Return the text of the file; blank lines stay, but never two in a row."""
        lines = [*self.comments.head, *self._block(record, self.schema, (), ""), *self.comments.below.get((), ())]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n")) + "\n"

    def _resolved(self, schema: dict) -> dict:
        """Return `schema` with what its `$ref` leads to; its own keywords win."""
        while "$ref" in schema:
            own = {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
            schema = {**self.schema["$defs"][schema["$ref"].removeprefix("#/$defs/")], **own}
        return schema

    def _parts(self, value: dict | list, schema: dict) -> Iterator[tuple[str | int, object, dict]]:
        """Yield step, value and schema of each part of a list, or of a mapping in the order of its schema."""
        if isinstance(value, list):
            items = self._resolved(schema.get("items", {}))
            yield from ((index, item, items) for index, item in enumerate(value))
            return
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        others = others if isinstance(others, dict) else {}
        for name in [*(name for name in known if name in value), *(name for name in value if name not in known)]:
            yield name, value[name], self._resolved(known.get(name, others))

    def _block(self, value: dict | list, schema: dict, pointer: Pointer, margin: str) -> Iterator[str]:
        for step, part, shape in self._parts(value, schema):
            place = (*pointer, step)
            yield from _own_lines(self.comments.above.get(place, ()), margin)
            yield from self._part(step, part, shape, place, margin)
            yield from _own_lines(self.comments.below.get(place, ()), margin)

    def _part(self, step: str | int, value: object, schema: dict, pointer: Pointer, margin: str) -> Iterator[str]:
        """Yield a field or an entry of a list, with the comment at the end of its line."""
        label = margin + (f"{key(step)}:" if isinstance(step, str) else "-")
        comment = f" {self.comments.beside[pointer]}" if pointer in self.comments.beside else ""
        inner = f"{margin}  "
        if not isinstance(value, dict | list):
            first, *rest = alone(label, value, schema, inner)
            yield from (first + comment, *rest)
        elif not value or self._fits_brackets(value, schema, pointer):
            *rest, last = _bracketed(label, value, list(self._parts(value, schema)), inner)
            yield from (*rest, last + comment)
        elif isinstance(step, str):
            yield label + comment
            yield from self._block(value, schema, pointer, inner)
        else:
            yield from [margin + comment.strip()] if comment else []
            yield from _behind_dash(list(self._block(value, schema, pointer, inner)), margin)

    def _fits_brackets(self, value: dict | list, schema: dict, pointer: Pointer) -> bool:
        parts = value.values() if isinstance(value, dict) else value
        simple = not any(isinstance(part, dict | list) for part in parts)
        gap = isinstance(value, list) and None in value  # nothing between two commas cannot be read
        return bool(schema.get("x-one-line")) and simple and not gap and not self.comments.within(value, pointer)


def _own_lines(comments: Iterable[str], margin: str) -> Iterator[str]:
    yield from (margin + comment if comment else "" for comment in comments)


def _bracketed(label: str, value: dict | list, parts: list[tuple], margin: str) -> list[str]:
    if isinstance(value, dict):
        fields = (f"{key(name)}: {scalar(part, shape, dict)}" for name, part, shape in parts)
        return [f"{label} {{{', '.join(fields)}}}"]
    texts = [scalar(part, shape, list) for _, part, shape in parts]
    first, *words = [*(f"{text}," for text in texts[:-1]), f"{''.join(texts[-1:])}]"]
    return wrapped(f"{label} [{first}", words, margin)


def _behind_dash(lines: list[str], margin: str) -> Iterator[str]:
    """Yield `lines` with a dash before the first that is no comment; the comments before it stay above the dash."""
    first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    yield from (margin + line.lstrip() if line else "" for line in lines[:first])
    yield f"{margin}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]
