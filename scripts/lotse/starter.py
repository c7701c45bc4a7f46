"""Starter: a collection of one's own, with settings, all vocabularies, one checklist and one case to begin with."""

import json
from collections.abc import Mapping
from pathlib import Path

from .home import HOME
from .reading.document import EACH, Document
from .reading.schema import Schemas, identifiers
from .reading.source import read_folder
from .writing import formatting

CASE, CHECKLIST = "knf", "wege-zum-erfolg"
NAME = "Unsere Zusammenarbeit"  # in the texts of starter/


def files(name: str) -> Mapping[str, str]:
    """Return path -> text of every file that a new collection called `name` begins with."""
    vocabularies = list(read_folder(HOME, "vocabulary", []))
    checklist = _document("checklists", CHECKLIST)
    schemas = Schemas(HOME / "schemas", identifiers([*vocabularies, checklist]))
    texts = {document.path: _text(document.path) for document in (*vocabularies, checklist)}
    return {
        **texts,
        **for_editors(schemas),
        f"cases/{CASE}.yml": formatting.record_text(
            _alone(_document("cases", CASE), checklist), schemas.complete("case")
        ),
        "lotse.yml": _text("starter/lotse.yml").replace(
            f"name: {NAME}", f"name: {json.dumps(name, ensure_ascii=False)}", 1
        ),
        "README.md": _text("starter/README.md").replace(f"# {NAME}", f"# {name}", 1),
        ".gitignore": _text("starter/gitignore"),
        ".gitattributes": _text("starter/gitattributes"),
    }


def for_editors(schemas: Schemas) -> Mapping[str, str]:
    """Return path -> text of the schemas with which editors complete and check records."""
    return {
        f"schemas/{name}.schema.json": json.dumps(schemas.complete(name), ensure_ascii=False, indent=1) + "\n"
        for name in schemas.names()
    }


def _alone(case: Document, checklist: Document) -> dict:
    """Return the record of `case` without what leads to other cases and checklists."""
    asked = {id for _, id in checklist.find("areas", EACH, "questions", EACH, "id")}
    record = {key: value for key, value in case.value.items() if key not in ("parent", "related")}
    return record | {"answers": {id: answer for id, answer in record["answers"].items() if id in asked}}


def _document(folder: str, id: str) -> Document:
    return next(document for document in read_folder(HOME, folder, []) if document.id == id)


def _text(path: str) -> str:
    return (HOME / Path(path)).read_text(encoding="utf-8")
