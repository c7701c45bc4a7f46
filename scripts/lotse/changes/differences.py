"""Differences: what distinguishes two values of a record, place by place, called as the schema and the vocabularies call it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..reading.document import Pointer
from .matching import pairs
from .wording import harmless, marked, shortened

_NAMING = ("label", "name", "title", "form", "tool", "case", "place", "id")  # fields by which people know an entry
_KEYS = {"by_phase": "phases", "by_question": "questions"}  # fields whose names are ids of these


@dataclass(frozen=True)
class Difference:
    """One difference: where, as a pointer (into the old record where something is gone), what kind, and all in Markdown."""

    pointer: Pointer
    kind: str  # "new", "gone", "changed" or "moved"
    words: str


class Names:
    """What fields and values of one kind of record are called.

    `schema` is complete (see `Schemas.complete`); `titles` maps the name of a vocabulary to the title of each id.
    """

    def __init__(self, schema: Mapping, titles: Mapping[str, Mapping[str, str]]) -> None:
        self._definitions = schema.get("$defs", {})
        self.titles = titles
        self.root = schema

    def inner(self, node: Mapping, key: str | int) -> Mapping:
        """Return the schema of the field or entry `key` of what `node` describes; an empty one where nothing is said."""
        found = node.get("items") if isinstance(key, int) else node.get("properties", {}).get(key)
        node = found if isinstance(found, Mapping) else {}
        while "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            own = {key: value for key, value in node.items() if key != "$ref"}
            node = {"definition": name, **self._definitions.get(name, {}), **own}
        return node

    def field(self, node: Mapping, key: str) -> str:
        """Return what the field `key` is called."""
        ids = self.titles.get(_KEYS.get(node.get("definition", ""), ""), {})
        return ids.get(key) or shortened(self.inner(node, key).get("title", key), 60)

    def keys(self, node: Mapping, *values: Mapping) -> list[str]:
        """Return the fields of `values` in the order of the schema, unknown ones last."""
        present = {key for value in values for key in value}
        known = [key for key in node.get("properties", {}) if key in present]
        return list(dict.fromkeys([*known, *(key for value in values for key in value)]))

    def value(self, node: Mapping, value: object) -> str:
        """Return `value` in words."""
        if isinstance(value, dict):
            words = (shortened(self._labelled(node, key, value[key]), 200) for key in self.keys(node, value))
            return (", " if _is_source(node) else "; ").join(words)
        if isinstance(value, list):
            return ", ".join(self.value(self.inner(node, place), item) for place, item in enumerate(value))
        if value is None or isinstance(value, bool):
            return {None: "leer", True: "ja", False: "nein"}[value]
        return self.titles.get(node.get("definition", ""), {}).get(str(value), str(value))

    def _labelled(self, node: Mapping, key: str, value: object) -> str:
        """Return the value of a field in words; of a source say that it is one."""
        inner = self.inner(node, key)
        words = self.value(inner, value)
        return f"{self.field(node, key)}: {words}" if _is_source(inner) else words

    def entry(self, node: Mapping, place: int, item: object) -> str:
        """Return what the entry `item` at `place` of a list is called: by its name, or by its number."""
        for key in _NAMING:
            if isinstance(item, dict) and isinstance(item.get(key), str | int):
                return f"„{shortened(self.value(self.inner(self.inner(node, place), key), item[key]), 60)}“"
        return f"Nr. {place + 1}"

    def where(self, value: object, pointer: Pointer) -> str:
        """Return in words where in the record `value` a pointer leads."""
        node, words = self.root, []
        for key in pointer:
            inside = value[key] if isinstance(value, dict | list) else None
            words.append(self.entry(node, key, inside) if isinstance(key, int) else self.field(node, key))
            node, value = self.inner(node, key), inside
        return ", ".join(words)


def _is_source(node: Mapping) -> bool:
    """Tell whether `node` describes where a statement comes from: one thing to a reader, though it has two fields."""
    return node.get("definition") == "source"


def _plain(value: object) -> str:
    """Return a value as it stands in the file, but for quotation marks and line breaks."""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return " ".join(text.split())


def differences(names: Names, before: object, after: object) -> list[Difference]:
    """Return what distinguishes the record `after` from `before`, in the order of the schema."""
    return list(_Comparison(names, before, after).of(names.root, before, after, (), ()))


class _Comparison:
    """Walks through two records at once."""

    def __init__(self, names: Names, before: object, after: object) -> None:
        self.names, self.before, self.after = names, before, after

    def of(self, node: Mapping, old: object, new: object, was: Pointer, now: Pointer) -> Iterator[Difference]:
        """Yield the differences of two values; `was` and `now` say where they stand."""
        if isinstance(old, dict) and isinstance(new, dict) and not _is_source(node):
            yield from self._mappings(node, old, new, was, now)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(node, old, new, was, now)
        elif _plain(old) != _plain(new):
            words, others = self.names.value(node, old), self.names.value(node, new)
            if words == others:  # two ids may have the same title
                words, others = _plain(old), _plain(new)
            yield Difference(now, "changed", f"{self._where(self.after, now)}: {marked(words, others)}")

    def _mappings(self, node: Mapping, old: dict, new: dict, was: Pointer, now: Pointer) -> Iterator[Difference]:
        for key in self.names.keys(node, old, new):
            inner = self.names.inner(node, key)
            if key not in old:
                yield self._new(inner, new[key], (*now, key))
            elif key not in new:
                yield self._gone(inner, old[key], (*was, key))
            else:
                yield from self.of(inner, old[key], new[key], (*was, key), (*now, key))

    def _lists(self, node: Mapping, old: list, new: list, was: Pointer, now: Pointer) -> Iterator[Difference]:
        inner = self.names.inner(node, 0)
        partners = pairs(old, new, alike=inner.get("definition") not in self.names.titles)
        for place, item in enumerate(new):
            if place in partners:
                yield from self.of(inner, old[partners[place]], item, (*was, partners[place]), (*now, place))
            else:
                yield self._new(inner, item, (*now, place))
        for place in sorted(set(range(len(old))) - set(partners.values())):
            yield self._gone(inner, old[place], (*was, place))
        if any(one > other for one, other in pairwise(partners[place] for place in sorted(partners))):
            yield Difference(now, "moved", f"{self._where(self.after, now)}: andere Reihenfolge")

    def _new(self, node: Mapping, value: object, pointer: Pointer) -> Difference:
        return self._listed(node, self.after, value, pointer, "new", "hinzugefügt")

    def _gone(self, node: Mapping, value: object, pointer: Pointer) -> Difference:
        return self._listed(node, self.before, value, pointer, "gone", "gestrichen")

    def _listed(
        self, node: Mapping, record: object, value: object, pointer: Pointer, kind: str, said: str
    ) -> Difference:
        """Return the difference that `value` stands only in `record`; the number of a mere word in a list says nothing."""
        holder = pointer if isinstance(value, dict | list) or isinstance(pointer[-1], str) else pointer[:-1]
        words = harmless(shortened(self.names.value(node, value)))
        return Difference(pointer, kind, f"{self._where(record, holder)}, {said}: {words}")

    def _where(self, record: object, pointer: Pointer) -> str:
        return harmless(shortened(self.names.where(record, pointer) or "Datensatz"))


def without_new_source(found: Sequence[Difference], record: object) -> Iterator[Difference]:
    """Yield the changes in entries of `record` that carry a source, where the source has stayed the same."""
    renewed = {one.pointer[: one.pointer.index("source")] for one in found if "source" in one.pointer}
    for difference in found:
        holder = difference.pointer[:-1]
        if difference.kind in ("changed", "new") and holder and holder not in renewed and _has_source(record, holder):
            yield difference


def _has_source(record: object, pointer: Pointer) -> bool:
    for key in pointer:
        record = record[key]
    return isinstance(record, dict) and "source" in record
