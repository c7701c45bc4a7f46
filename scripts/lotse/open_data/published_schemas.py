"""Published schemas: those of the records, for editors and the form, and those of the files under api/, made from them.

Where the website has an address, that of a schema is its `$id`; elsewhere it has none, and the place it was read from counts.
"""

import json
from collections.abc import Mapping

from ..reading.document import Document
from ..reading.schema import VOCABULARIES, Schemas, schema_of
from ..settings import Settings
from .records_json import VERSION

_ID = {"title": "Kennung", "$ref": "#/$defs/id"}
_ADDRESS = {"title": "Adresse der Seite", "description": "Gesehen von der Adresse der Website.", "type": "string"}
_ENVELOPE = {
    "version": {"title": "Fassung des Formats", "type": "string", "pattern": rf"^{VERSION.split('.')[0]}\.[0-9]+$"},
    "licence": {
        "title": "Lizenz",
        "type": "object",
        "required": ["name", "url"],
        "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
    },
    "attribution": {"title": "So nennen Sie die Quelle", "type": "string"},
    "site": {
        "title": "Website",
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "address": {"type": "string"}},
    },
}


def files(schemas: Schemas, settings: Settings) -> Mapping[str, str]:
    """Return path -> text of every schema that the website publishes."""
    found = {f"schemas/{name}.schema.json": schemas.complete(name) for name in schemas.names()}
    found[path("case")] = _one_case(schemas)
    found[path("cases")] = _many(schemas, "case", "cases", "Alle Fälle", {"id": _ID, "address": _ADDRESS})
    found[path("checklists")] = _many(
        schemas, "checklist", "checklists", "Alle Checklisten", {"id": _ID, "address": _ADDRESS}
    )
    found[path("surveys")] = _many(schemas, "survey", "surveys", "Alle Befragungen", {"id": _ID})
    found[path("vocabulary")] = _vocabularies(schemas)
    return {place: _text(place, schema, settings) for place, schema in found.items()}


def path(name: str) -> str:
    """The path of the schema of a file under api/."""
    return f"schemas/api/{name}.schema.json"


def _one_case(schemas: Schemas) -> dict:
    record, blocks = _parts(schemas, "case")
    content = {"id": _ID, "address": _ADDRESS, "record": {"$ref": "#/$defs/record"}}
    return _file("Ein Fall", content, {**blocks, "record": record})


def _many(schemas: Schemas, name: str, kind: str, title: str, added: Mapping) -> dict:
    """The schema of a file with a list of records that bear what is `added`."""
    record, blocks = _parts(schemas, name)
    content = {kind: {"type": "array", "items": {"$ref": "#/$defs/record"}}}
    return _file(title, content, {**blocks, "record": _with(record, added)})


def _vocabularies(schemas: Schemas) -> dict:
    """Which schema a vocabulary fits, its id says."""
    cases, blocks = [], {}
    for id in VOCABULARIES:
        name = schema_of(Document(f"vocabulary/{id}.yml"))
        record, more = _parts(schemas, name)
        blocks |= {**more, f"{name}-record": _with(record, {"id": _ID})}
        cases.append({"if": {"properties": {"id": {"const": id}}}, "then": {"$ref": f"#/$defs/{name}-record"}})
    vocabulary = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"enum": list(VOCABULARIES)}},
        "allOf": cases,
    }
    return _file("Alle Vokabulare", {"vocabularies": {"type": "array", "items": vocabulary}}, blocks)


def _parts(schemas: Schemas, name: str) -> tuple[dict, dict]:
    """Return the schema `name` of records, and the building blocks it needs."""
    record = schemas.complete(name)
    del record["$schema"]
    return record, record.pop("$defs")


def _with(record: Mapping, added: Mapping) -> dict:
    """The schema of a record that also has the fields `added`."""
    return {
        **record,
        "required": [*added, *record["required"]],
        "properties": {**added, **record["properties"]},
    }


def _file(title: str, content: Mapping, blocks: Mapping) -> dict:
    """The schema of a file under api/; its envelope may grow within a version of the format."""
    properties = {**_ENVELOPE, **content}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "$defs": dict(blocks),
    }


def _text(place: str, schema: Mapping, settings: Settings) -> str:
    known = {"$id": f"{settings.address}{place}"} if settings.address else {}
    return json.dumps({"$schema": schema["$schema"], **known, **schema}, ensure_ascii=False, indent=1)
