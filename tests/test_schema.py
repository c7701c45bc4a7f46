"""Schema: the fast validator and the one that can tell what is wrong agree, whatever stands in a record."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import PROJECT, RECORDS
from lotse import recipe
from lotse.reading import schema
from lotse.reading.document import Document
from lotse.reading.schema_errors import problems_of, thorough
from lotse.reading.yaml_reader import parse

ODD = [
    None,
    "",
    " ",
    "x",
    "zwei\nZeilen",
    "ä" * 301,
    "2026-02-30",
    True,
    -1,
    10**14,
    1.0,
    0.5,
    [],
    ["x", "x"],
    [1, True],
    {},
]


@pytest.fixture(scope="module")
def schemas() -> schema.Schemas:
    documents, _ = recipe.read(PROJECT)
    return schema.Schemas(PROJECT / "schemas", schema.identifiers(documents))


def read(path: Path, name: str) -> Document:
    """Return the document in `path` as if it lay at `name`."""
    return parse(path.read_bytes(), name, [])


def told(schemas: schema.Schemas, document: Document) -> list[str]:
    """Return the problems of a document by the validator that can tell them, which is slow."""
    validator = thorough(schemas.complete(schema.schema_of(document)), schema.FORMATS)
    return [str(problem) for problem in problems_of(document, validator)]


def spoiled(value: object) -> Iterator[object]:
    """Yield copies of a record in which one value is another, or missing."""
    for key in [*value] if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        for odd in ODD:
            changed = copy.copy(value)
            changed[key] = odd
            yield changed
        changed = copy.copy(value)
        del changed[key]
        yield changed
        for inner in spoiled(value[key]):
            changed = copy.copy(value)
            changed[key] = inner
            yield changed


def test_both_validators_agree_about_all_examples(schemas: schema.Schemas) -> None:
    for path in sorted(RECORDS.glob("*valid/*/*.yml")):
        folder = path.parent.name
        name = "lotse.yml" if folder == "settings" else f"{folder}/{path.stem.split('--')[0]}.yml"
        document = read(path, name)
        assert [str(problem) for problem in schemas.check([document])] == told(schemas, document), path


def test_what_one_validator_lets_pass_the_other_finds_nothing_wrong_with(schemas: schema.Schemas) -> None:
    record = read(RECORDS / "valid/cases/own-source.yml", "cases/own-source.yml").value
    records = [Document(f"cases/fall-{number}.yml", value) for number, value in enumerate(spoiled(record))]
    faulty = {problem.path for problem in schemas.check(records)}
    passing = [document for document in records if document.path not in faulty]
    assert faulty and passing
    for document in passing[random.randrange(8) :: 8]:  # telling takes its time: each run looks at others
        assert told(schemas, document) == [], document.value
