"""Schema: does a record have the shape that schemas/*.schema.json describe? One schema for editors, check and website."""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from jsonschema_rs import Draft202012Validator

from ..problems import CannotWork, Problem
from .document import EACH, Document

VOCABULARIES = (
    "topics",
    "phases",
    "legal-forms",
    "laender",
    "spatial-levels",
    "partner-kinds",
    "municipality-sizes",
    "partner-counts",
    "binding-levels",
    "payers",
    "statuses",
    "evidence",
    "tool-groups",
    "tools",
    "pitfalls",
    "ways-out",
    "glossary",
    "sources",
    "synonyms",
)
OPTIONAL_VOCABULARIES = ("payers", "synonyms")
_RECORDS = {
    "cases": "case",
    "checklists": "checklist",
    "surveys": "survey",
    "content": "page",
    "lotse.yml": "settings",
}
_SPECIAL_VOCABULARIES = (
    "phases",
    "legal-forms",
    "municipality-sizes",
    "payers",
    "tools",
    "pitfalls",
    "ways-out",
    "glossary",
    "sources",
)
_BUILDING_BLOCKS = ("common", "ids")

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_calendar_date(value: object) -> bool:
    """Accept what is no full date (the pattern speaks about that); of a full date ask that the calendar has it."""
    try:
        return not isinstance(value, str) or not _FULL_DATE.fullmatch(value) or bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


FORMATS = {"calendar-date": _is_calendar_date}


def identifiers(documents: Iterable[Document]) -> dict:
    """Return the schema `ids`: every vocabulary id, phase and question id of `documents` as an enumeration that editors complete."""
    definitions: dict[str, dict] = {name: {"type": "string"} for name in VOCABULARIES}
    questions: dict[str, dict] = {}
    general_first = sorted(documents, key=lambda document: document.get("kind") != "general")
    for document in general_first:
        if document.id in definitions and document.folder == "vocabulary":
            definitions[document.id] |= _enumeration(document)
        for pointer, id in document.find("areas", EACH, "questions", EACH, "id"):
            description = str(document.get(*pointer[:-1], "question"))
            questions[id] = {"title": id, "description": description, "$ref": "common.schema.json#/$defs/statement"}
    phases = {
        id: {"title": id, "$ref": "common.schema.json#/$defs/statements"}
        for id in definitions["phases"].get("enum", ())
    }
    definitions["sources"] = _open(definitions["sources"])
    for name, properties in (("by_phase", phases), ("by_question", questions)):
        definitions[name] = {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": not properties,
            "properties": properties,
        }
    return {
        "$schema": _DIALECT,
        "title": "Kennungen",
        "description": "Erzeugt aus vocabulary/ und checklists/ mit „make schemas“. Nicht von Hand ändern.",
        "$defs": definitions,
    }


def _enumeration(vocabulary: Document) -> dict:
    """Return the ids of `vocabulary` as a JSON Schema enumeration, or nothing when it has none."""
    meanings: dict[str, str] = {}
    for pointer, id in vocabulary.find("entries", EACH, "id"):
        meaning = vocabulary.get(*pointer[:-1], "description") or vocabulary.get(*pointer[:-1], "title")
        meanings[id] = str(meaning)
    return {"enum": list(meanings), "enumDescriptions": list(meanings.values())} if meanings else {}


def _open(definition: dict) -> dict:
    """Return a definition that completes known ids and allows others: a case may bring sources of its own."""
    any_id = {"type": "string"}  # whether the source is known, references.py says
    return {**any_id, "anyOf": [definition, any_id]}


def schema_of(document: Document) -> str:
    """Return the name of the schema for a document; most vocabularies share one."""
    if document.folder in _RECORDS:
        return _RECORDS[document.folder]
    return document.id if document.id in _SPECIAL_VOCABULARIES else "vocabulary"


def _fast(schema: dict) -> Draft202012Validator:
    """Return the validator that only tells whether a document fits."""
    return Draft202012Validator(schema, formats=FORMATS, validate_formats=True)


def _thorough(schema: dict) -> Callable[[Document], Iterator[Problem]]:
    """Return what tells the problems of a document."""
    from . import schema_errors  # and its library, which takes a fifth of a second to load

    return partial(schema_errors.problems_of, validator=schema_errors.thorough(schema, FORMATS))


class Schemas:
    """The schemas of a folder, completed by `ids` (see `identifiers`)."""

    def __init__(self, folder: Path, ids: Mapping) -> None:
        self._folder = folder
        self._blocks = {"common": self._read("common"), "ids": ids}
        self._fast = cache(lambda name: _fast(self.complete(name)))
        self._thorough = cache(lambda name: _thorough(self.complete(name)))

    def names(self) -> list[str]:
        """Return the names of the schemas that records can be checked against."""
        found = (path.name.removesuffix(".schema.json") for path in self._folder.glob("*.schema.json"))
        return sorted(set(found) - set(_BUILDING_BLOCKS))

    def complete(self, name: str) -> dict:
        """Return the schema `name` with its building blocks inside: what is checked and published."""
        schema = self._read(name)
        definitions = {key: block for source in self._blocks.values() for key, block in source["$defs"].items()}
        text = json.dumps({**schema, "$defs": {**definitions, **schema.get("$defs", {})}})
        for block in _BUILDING_BLOCKS:
            text = text.replace(f'"{block}.schema.json#/', '"#/')
        return json.loads(text)

    def titles(self, name: str) -> Mapping[str, str]:
        """Return field -> what people call it, for the fields of the schema `name`."""
        return {field: about["title"] for field, about in self._read(name)["properties"].items()}

    def check(self, documents: Iterable[Document]) -> Iterator[Problem]:
        """Yield the problems of `documents`, each measured against the schema that is made for it.

        One validator is fast, the other can tell what is wrong: it is asked about those that do not fit.
        """
        for document in documents:
            name = schema_of(document)
            if not self._fast(name).is_valid(document.value):
                yield from self._thorough(name)(document)

    def template(self) -> str:
        """Return the commented template for a new case."""
        return (self._folder / "case.template.yml").read_text(encoding="utf-8")

    def _read(self, name: str) -> dict:
        path = self._folder / f"{name}.schema.json"
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise CannotWork(f"„{path}“ ist kein gültiges JSON: {error}") from None
