"""Schema: does a record have the shape that schemas/*.schema.json describe? One schema for editors, check and website."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from .problems import Problem, suggestion
from .source import EACH, Document, Pointer

VOCABULARIES = (
    "topics", "phases", "legal-forms", "laender", "spatial-levels", "partner-kinds",
    "statuses", "evidence", "tool-groups", "tools", "sources",
)
_RECORDS = {"cases": "case", "checklists": "checklist"}
_SPECIAL_VOCABULARIES = ("phases", "sources", "tools")
_BUILDING_BLOCKS = ("common", "ids")
_TYPES = {"string": "ein Text", "integer": "eine ganze Zahl", "number": "eine Zahl", "object": "eine Gruppe von Feldern (Zeilen mit „Feld: Wert“)", "array": "eine Liste (Zeilen mit „- “)", "boolean": "true oder false"}

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_formats = FormatChecker(formats=())


@_formats.checks("calendar-date", raises=ValueError)
def _is_calendar_date(value: object) -> bool:
    """Accept what is no full date (the pattern speaks about that); of a full date ask that the calendar has it."""
    return not isinstance(value, str) or not _FULL_DATE.fullmatch(value) or bool(datetime.date.fromisoformat(value))


def identifiers(documents: Iterable[Document]) -> dict:
    """Return the schema `ids`: every vocabulary id, phase and question id of `documents` as an enumeration that editors complete."""
    definitions: dict[str, dict] = {name: {"type": "string"} for name in VOCABULARIES}
    questions: dict[str, dict] = {}
    for document in documents:
        if document.id in definitions and document.folder == "vocabulary":
            definitions[document.id] |= _enumeration(document)
        for pointer, id in document.find("areas", EACH, "questions", EACH, "id"):
            description = str(document.get(*pointer[:-1], "question"))
            questions[id] = {"title": id, "description": description, "$ref": "common.schema.json#/$defs/statement"}
    phases = {id: {"title": id, "$ref": "common.schema.json#/$defs/statements"} for id in definitions["phases"].get("enum", ())}
    for name, properties in (("by_phase", phases), ("by_question", questions)):
        definitions[name] = {"type": "object", "minProperties": 1, "additionalProperties": not properties, "properties": properties}
    return {
        "$schema": Draft202012Validator.META_SCHEMA["$id"],
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


def schema_of(document: Document) -> str:
    """Return the name of the schema for a document; most vocabularies share one."""
    if document.folder in _RECORDS:
        return _RECORDS[document.folder]
    return document.id if document.id in _SPECIAL_VOCABULARIES else "vocabulary"


class Schemas:
    """The schemas of a folder, completed by `ids` (see `identifiers`)."""

    def __init__(self, folder: Path, ids: Mapping) -> None:
        self._folder = folder
        self._blocks = {"common": self._read("common"), "ids": ids}

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

    def check(self, documents: Iterable[Document]) -> Iterator[Problem]:
        """Yield the problems of `documents`, each measured against the schema that is made for it."""
        validators = {name: Draft202012Validator(self.complete(name), format_checker=_formats) for name in self.names()}
        for document in documents:
            for error in validators[schema_of(document)].iter_errors(document.value):
                if error.validator != "enum" or isinstance(error.instance, str):  # another type is reported as such
                    yield from _problems(document, error)

    def template(self) -> str:
        """Return the commented template for a new case."""
        return (self._folder / "case.template.yml").read_text(encoding="utf-8")

    def _read(self, name: str) -> dict:
        return json.loads((self._folder / f"{name}.schema.json").read_text(encoding="utf-8"))


def _problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    """Turn one error of jsonschema into problems: one for each field at fault."""
    pointer: Pointer = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance.keys() - known.keys():
            yield document.problem(pointer + (key,), f"Das Feld „{key}“ ist unbekannt. {suggestion(key, known)}", at_key=True)
    elif error.validator == "required":
        for key in [key for key in error.validator_value if key not in error.instance]:
            yield document.problem(pointer, f"Hier fehlt das Feld „{key}“. Ergänzen Sie es.")
    else:
        yield document.problem(pointer, _message(error))


def _message(error: ValidationError) -> str:
    """Say in German what is wrong and what to write instead."""
    value, rule, limit = error.instance, error.validator, error.validator_value
    help_text = error.schema.get("description", "")
    if value is None or value in ("", [], {}):
        field = next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "")
        return f"Das Feld „{field}“ ist leer. Tragen Sie etwas ein, oder löschen Sie es, wenn es entbehrlich ist."
    if rule == "type":
        wanted = " oder ".join(_TYPES[name] for name in ([limit] if isinstance(limit, str) else limit))
        hint = " Setzen Sie die Angabe in Anführungszeichen." if "Text" in wanted and isinstance(value, int | float) else ""
        return f"Hier muss {wanted} stehen.{hint}"
    if rule == "enum":
        return f"„{value}“ ist hier unbekannt. {suggestion(str(value), limit)}"
    if rule == "pattern":
        if not str(value).strip():
            return "Der Text besteht nur aus Leerzeichen. Tragen Sie etwas ein."
        return f"„{_short(value)}“ passt nicht. Erwartet wird: {help_text}"
    if rule == "maxLength":
        return f"Der Text hat {len(value)} Zeichen, erlaubt sind {limit}. Kürzen Sie ihn."
    if rule == "uniqueItems":
        twice = next(item for place, item in enumerate(value) if item in value[:place])
        return f"„{_short(twice)}“ steht zweimal in der Liste. Löschen Sie einen Eintrag."
    if rule in ("minimum", "maximum"):
        return f"{value} liegt außerhalb des erlaubten Bereichs. Erwartet wird: {help_text}"
    if rule == "maxItems":
        return f"Die Liste hat {len(value)} Einträge, erlaubt sind {limit}."
    if rule == "format":
        return f"Den Tag {value} gibt es im Kalender nicht."
    return f"„{_short(value)}“ passt nicht. Erwartet wird: {help_text or error.schema.get('title', rule)}"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
