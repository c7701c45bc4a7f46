"""Formatting: one way to write a record, in Python and in the browser, that loses neither a value nor a comment.

A new example needs no code: put `name.yml` and `name.expected.yml`, a case before and after, into tests/records/formatting.
"""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from conftest import PROJECT, RECORDS
from lotse import recipe
from lotse.problems import CannotWork
from lotse.reading.document import Document
from lotse.reading.schema import Schemas, identifiers, schema_of
from lotse.reading.yaml_reader import parse
from lotse.writing import formatting
from lotse.writing.yaml_text import WIDTH

DOCUMENTS = [document for document in recipe.read(PROJECT)[0] if document.folder in recipe.FOLDERS]
SCHEMAS = Schemas(PROJECT / "schemas", identifiers(DOCUMENTS))
SCHEMA = {name: SCHEMAS.complete(name) for name in {"case", *map(schema_of, DOCUMENTS)}}
REAL = [pytest.param(document, id=document.path) for document in DOCUMENTS]
EXAMPLES = [path for path in sorted((RECORDS / "formatting").glob("*.yml")) if ".expected" not in path.name]

# What texts are made of when they mean no good, or just look odd.
ODDITIES = """
Kita Gewerbefläche ÖPNV ß „Zitat“ – — … & - -- --- ... # #1 : :: ::x x: a:b , ,x [ ] [x] [x](/y/) { } {x} ? ! !x | > >- * *x* **x**
% @ ` `x` ' '' " "" \\ \\n \\u0041 ~ null Null yes NO on off true False y N 0 007 1996 2020-01 2020-01-01 12:30 1:2:3 1_000 1e3
0x1F 0o7 .5 5. -5 +5 1.5 33,1 .inf .nan = << ä: ö #ü 🏘️ 👩🏽 𝔘𝔫𝔦 e\u0301 \u00a0 a\u00a0b \u00ad \u202f \u3000 \ue000 https://example.org/#a:b?c=[d],e
"""
SINGLE_SPACE = re.compile(r"[^ :-] [^ ]")  # not the one behind a field name or a dash
GAPS = (" ", " ", " ", " ", "  ", "     ", "", "\u00a0", "\n", "\t")


def read(text: str | bytes, path: str = "cases/probe.yml") -> Document:
    raw = text.encode() if isinstance(text, str) else text
    problems: list = []
    document = parse(raw, path, problems)
    assert problems == []
    return document


def formatted(text: str, schema: str = "case") -> str:
    return formatting.formatted(text.encode(), read(text), SCHEMA[schema])


def odd_text(chance: random.Random) -> str:
    """A text as nobody would write it, without white space around it: the reader leaves that out."""
    parts = [
        chance.choice(ODDITIES.split(" ")) + chance.choice(GAPS)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 20, 60)))
    ]
    end = chance.choice(("", "", "", "", "", "x" * 150, " x" * 80))
    return ("".join(parts) + end).strip() or "x"


def odd_record(chance: random.Random) -> dict:
    """A case of odd texts in fields of all kinds, with some that the schema does not know."""

    def text() -> str:
        return odd_text(chance)

    source = {"place": text(), "id": chance.choice(("mkro-leitfaden", "no", text()))}
    statements = [{"source": source, "text": text()} for _ in range(2)]
    number = chance.choice((0, 7, -3, 48.25, 0.5, 11.575, 0.000012, 0.0000001, 123456789012345))
    return {
        "open_points": [text(), text()],
        "title": text(),
        "aliases": [text() for _ in range(4)],
        "period": {"source": source, "start": chance.choice(("1996", 1996, "2020-01", text()))},
        "laender": [chance.choice(("bayern", text())) for _ in range(chance.choice((0, 1, 3, 12)))],
        "coordinates": [{"lon": number, "place": text(), "lat": 48}],
        "goals": statements,
        "figures": [{"unit": text(), "value": chance.choice((number, "25000", "007", text())), "label": text()}],
        "answers": {"nutzen-vorteile": statements[0], text(): text()},
        "reviewed_on": chance.choice(("2026-11-21", text())),
        "unknown": chance.choice((None, True, {}, [None, [text()], [[{"b": text(), "a": {}}]]])),
        f"{text()} x": {"yes": text(), "1996-05": []},
    }


ODD = [odd_record(random.Random(seed)) for seed in range(400)]


def with_numbers_as_texts(value: object) -> object:
    """The model takes 1996 and "1996" for the same, and 48.0 for 48."""
    if isinstance(value, dict):
        return {key: with_numbers_as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_numbers_as_texts(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(float(value)) if isinstance(value, float) and not value.is_integer() else str(int(value))
    return value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_formatted_as_expected(example: Path) -> None:
    expected = example.with_suffix(".expected.yml").read_text(encoding="utf-8")
    assert formatted(example.read_text(encoding="utf-8")) == expected
    assert formatted(expected) == expected


@pytest.mark.parametrize("document", REAL)
def test_real_record_keeps_every_value_and_formatting_twice_changes_nothing_more(document: Document) -> None:
    schema = SCHEMA[schema_of(document)]
    once = formatting.formatted((PROJECT / document.path).read_bytes(), document, schema)
    again = read(once, document.path)
    assert with_numbers_as_texts(again.value) == with_numbers_as_texts(document.value)
    assert formatting.formatted(once.encode(), again, schema) == once


def test_the_template_for_new_cases_is_formatted_already() -> None:
    assert formatted(SCHEMAS.template()) == SCHEMAS.template()


def test_odd_texts_are_read_as_they_were() -> None:
    for record in ODD:
        text = formatting.record_text(record, SCHEMA["case"])
        assert with_numbers_as_texts(read(text).value) == with_numbers_as_texts(record)
        assert formatted(text) == text, "a new record is formatted already"


def test_other_readers_of_yaml_find_the_same_texts() -> None:
    """PyYAML's own constructors know YAML 1.1, where no is false and 12:30 a number; dates have their own type there."""
    for record in ODD:
        record = {key: value for key, value in record.items() if key not in ("period", "reviewed_on", "figures")}
        text = formatting.record_text(record, SCHEMA["case"])
        assert with_numbers_as_texts(yaml.safe_load(text)) == with_numbers_as_texts(record)


def test_only_a_text_with_nowhere_to_break_is_longer_than_a_line() -> None:
    for record in ODD:
        lines = formatting.record_text({"open_points": record["open_points"]}, SCHEMA["case"]).splitlines()
        assert [line for line in lines if len(line) > WIDTH and '"' not in line and SINGLE_SPACE.search(line)] == []


def test_comments_anywhere_stay_in_the_file() -> None:
    """Wherever a comment is put, it is still there afterwards, and formatting again moves nothing."""
    lines = (RECORDS / "formatting/comments.yml").read_text(encoding="utf-8").splitlines()
    folded = lines.index("      Mehr Plätze")  # in the middle of a text stand no comments
    for place in set(range(len(lines))) - {folded, folded + 1}:
        above = ("\n".join([*lines[:place], f"{margin}# neu", *lines[place:]]) for margin in ("", "  ", "      "))
        beside = "\n".join([*lines[:place], f"{lines[place]} # neu", *lines[place + 1 :]])
        for text in (*above, beside):
            once = formatted(text)
            assert once.count("#") == text.count("#")
            assert formatted(once) == once


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_obstacle() -> None:
    text = (RECORDS / "formatting/comments.yml").read_text(encoding="utf-8")
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert formatting.formatted(raw, read(raw), SCHEMA["case"]) == formatted(text)


@pytest.mark.parametrize("text", ["nur ein Text", "- eine\n- Liste", "{}", "12"])
def test_what_is_no_record_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_a_file_is_not_written_if_something_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "scalar", lambda *_: "verloren")
    with pytest.raises(CannotWork, match="cases/probe.yml"):
        formatted("laender: [bayern]\n")


@pytest.fixture
def record_texts(open_page: Callable[..., Page]) -> Callable[[list], list[str]]:
    """Let the browser write records, with the schema that the website publishes."""
    page = open_page("impressum/")

    def texts(records: list) -> list[str]:
        return page.evaluate(
            """async (records) => {
              const { recordText } = await import(new URL("../scripts/proposal/yaml.js", location.href));
              const schema = await (await fetch("../schemas/case.schema.json")).json();
              return JSON.parse(records).map((record) => recordText(record, schema));
            }""",
            json.dumps(records),
        )

    return texts


def test_the_browser_writes_the_same_to_the_letter(record_texts: Callable[[list], list[str]], site: Path) -> None:
    cases = [document.value for document in DOCUMENTS if document.folder == "cases"]
    published = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((site / "api/cases").glob("*.json"))]
    records = [*cases, *map(with_years_as_texts, cases), *(case["record"] for case in published), *ODD]
    written = record_texts(records)
    for record, text in zip(records, written, strict=True):
        assert text == formatting.record_text(record, SCHEMA["case"])


def with_years_as_texts(value: object) -> object:
    """As forms and programs see a record: whole numbers that may be texts are texts."""
    if isinstance(value, dict):
        numbers = {"population", "lat", "lon"}
        return {key: item if key in numbers else with_years_as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_years_as_texts(item) for item in value]
    return str(value) if isinstance(value, int) else value


@pytest.mark.parametrize(
    "document", [document for document in DOCUMENTS if document.folder == "cases"], ids=lambda d: d.id
)
def test_years_as_texts_are_written_as_numbers(document: Document) -> None:
    assert formatting.record_text(with_years_as_texts(document.value), SCHEMA["case"]) == formatting.record_text(
        document.value, SCHEMA["case"]
    )
