"""Proposal: the form „Fall vorschlagen“ as a tree of fields, made from the JSON Schema of cases; templates draw it.

The help of a field is its "description" in the schema, or "x-form" where the form needs other words than a file: there
one writes 47,2 and Mai 2019, and nobody sees an empty list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..reading.schema import VOCABULARIES

# The parts of the form in the order in which somebody would tell of a case: id, title, fields of the schema.
PARTS = (
    ("worum", "Worum geht es?", ("title", "short_name", "summary", "notice", "aliases", "topics", "status")),
    ("wer-wo", "Wer und wo?", ("laender", "region", "coordinates", "spatial_level", "partners", "municipalities")),
    ("wozu", "Anlass, Ziele, Vorgehen", ("occasion", "goals", "approach")),
    ("form-geld", "Form, Steuerung und Geld", ("legal_forms", "governance", "financing", "funding")),
    (
        "ergebnisse",
        "Was kam heraus, was war schwierig?",
        ("results", "figures", "success_factors", "obstacles", "transfer_conditions"),
    ),
    ("wann", "Wann geschah was?", ("period", "milestones", "phases")),
    ("werkzeuge", "Werkzeuge und Antworten", ("tools", "answers")),
    (
        "quellen",
        "Was offenbleibt, Verweise, Quellen",
        ("open_points", "sources", "links", "parent", "related", "as_of", "reviewed_on"),
    ),
)

# What building blocks of the schemas are in a form.
_KINDS = {"line": "line", "text": "text", "url": "url", "date": "date", "day": "day", "id": "id"}
_MAPS = {"by_phase": "phases", "by_question": "questions"}  # building block -> what its keys are chosen from
_TYPES = {"integer": "integer", "number": "number", "object": "group", "array": "list"}
_SAID_ELSEWHERE = {"line", "text"}  # what such a block says of itself would stand at nearly every field
_LONG = 100  # characters from which on a line gets a field with several rows


@dataclass(frozen=True)
class Field:
    """A field of the form.

    `kind` is one of line, text, url, date, day, id, case, number, integer, value (a number or words), choice, choices,
    group, list and map. `vocabulary` and `options`: what a choice, choices or the keys of a map are taken from, and the
    ids to choose among. `fields`: those of a group; of a list or map the one field that each entry is.
    """

    name: str
    title: str
    help: str
    kind: str
    required: bool
    vocabulary: str = ""
    options: tuple[str, ...] = ()
    fields: tuple["Field", ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the form: what one fills in before going on."""

    id: str
    title: str
    fields: tuple[Field, ...]


def parts(schema: Mapping) -> tuple[Part, ...]:
    """Return the parts of the form for the schema of cases with all its building blocks inside (see Schemas.complete)."""
    tree = {field.name: field for field in _fields(schema, schema["$defs"])}
    return tuple(Part(id, title, tuple(tree[name] for name in names)) for id, title, names in PARTS)


def sources(schema: Mapping) -> tuple[str, ...]:
    """Return the ids of the sources that every case may cite, as the same schema names them."""
    return _options(schema["$defs"]["sources"])


def _fields(schema: Mapping, blocks: Mapping) -> tuple[Field, ...]:
    """The fields of a group."""
    required = schema.get("required", ())
    return tuple(_field(name, field, blocks, name in required) for name, field in schema["properties"].items())


def _field(name: str, written: Mapping, blocks: Mapping, required: bool = True) -> Field:
    """The field that `written`, a part of the schema, describes."""
    schema, used = _resolved(written, blocks)
    vocabulary = next((block for block in used if block in VOCABULARIES), "")
    block = next((block for block in used if block in _KINDS or block in _MAPS), "")
    own = written if vocabulary or block in _SAID_ELSEWHERE else schema
    help = own.get("x-form", own.get("description", ""))
    field = Field(name, schema.get("title", ""), help, _kind(schema, block), required)
    if vocabulary:
        return replace(field, kind="choice", vocabulary=vocabulary, options=_options(blocks[vocabulary]))
    if block in _MAPS:
        entries = [_field("", {"$ref": entry["$ref"]}, blocks) for entry in schema["properties"].values()]
        options = tuple(schema["properties"])
        return replace(field, kind="map", vocabulary=_MAPS[block], options=options, fields=tuple(entries[:1]))  # alike
    if field.kind == "list":
        entry = _field("", schema["items"], blocks)
        choices = replace(field, kind="choices", vocabulary=entry.vocabulary, options=entry.options)
        return choices if entry.vocabulary else replace(field, fields=(entry,))
    if field.kind == "group":
        return replace(field, fields=_fields(schema, blocks))
    is_long = field.kind == "line" and written.get("maxLength", 0) >= _LONG
    return replace(field, kind="text") if is_long else field


def _options(block: Mapping) -> tuple[str, ...]:
    """The ids of an enumeration, also of one that is open to others."""
    return tuple(block.get("enum") or block.get("anyOf", [{}])[0].get("enum", ()))


def _kind(schema: Mapping, block: str) -> str:
    """What a part of the schema, built on `block`, is in a form."""
    if "x-refers-to" in schema:
        return "case"
    if block in _KINDS:
        return _KINDS[block]
    return "value" if isinstance(schema["type"], list) else _TYPES.get(schema["type"], "line")


def _resolved(schema: Mapping, blocks: Mapping) -> tuple[Mapping, list[str]]:
    """Return a part of the schema with the building blocks that it is made of inside, and their names."""
    used: list[str] = []
    while "$ref" in schema:
        used.append(schema["$ref"].rpartition("/")[2])
        block = blocks[used[-1]]
        if "description" in schema:  # it takes the place of all that the block says of itself
            block = {key: value for key, value in block.items() if key != "x-form"}
        schema = {**block, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema, used
