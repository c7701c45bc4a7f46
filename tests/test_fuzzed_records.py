"""Records of every kind, slightly or badly wrong: each is right or a problem with a place, and the program never stumbles."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import PROJECT, RECORDS
from fuzzing import LONG, examples
from lotse import addresses, recipe
from lotse.problems import CannotWork, Problem, ProblemsFound
from lotse.reading import references, schema_errors
from lotse.reading.document import Document
from lotse.reading.schema import FORMATS, Schemas, identifiers, schema_of
from lotse.reading.source import MAX_BYTES
from lotse.reading.yaml_reader import parse
from lotse.settings import FILE
from lotse.writing.formatting import formatted
from mutations import mutated

HOMES = {"cases": "cases/", "checklists": "checklists/", "surveys": "surveys/", "settings": ""}


@cache
def good_records() -> dict[str, bytes]:
    """Path -> content of the records that are made wrong."""
    found = {
        f"{home}{path.name}": path.read_bytes()
        for folder, home in HOMES.items()
        for path in sorted((RECORDS / "valid" / folder).glob("*.yml"))
    }
    for path in sorted((PROJECT / "vocabulary").glob("*.yml")):
        head, *entries = re.split(rb"(?m)^(?=  - )", path.read_bytes())
        found[f"vocabulary/{path.name}"] = head + b"".join(entries[:3])
    return found


@cache
def surroundings() -> tuple[list[Document], Schemas, frozenset[str]]:
    """The real records with their schemas and addresses."""
    documents = recipe.read(PROJECT)[0]
    return documents, Schemas(PROJECT / "schemas", identifiers(documents)), frozenset(addresses.generated(documents))


@cache
def complete(name: str) -> dict:
    return surroundings()[1].complete(name)


@cache
def thorough(name: str) -> Draft202012Validator:
    return schema_errors.thorough(complete(name), FORMATS)


def problems_of(document: Document) -> Iterator[Problem]:
    """Yield what schema and rules say of a record among the vocabularies that rules look at."""
    documents, schemas, pages = surroundings()
    others = [
        one for one in documents if one.id in ("phases", "municipality-sizes", "sources") and one.path != document.path
    ]
    yield from schemas.check([document])
    identifiers([*others, document])
    list(addresses.generated([document]))
    yield from (problem for problem in references.check([*others, document], pages) if problem.path == document.path)


@given(st.sampled_from(sorted(good_records())), st.randoms(use_true_random=False))
@examples(150, share=25)
def test_a_record_is_right_or_a_problem_with_a_place(path: str, random: Random) -> None:
    raw = mutated(random, good_records()[path])[:MAX_BYTES]
    note(f"{path}\n{raw!r}")
    problems: list[Problem] = []
    document = parse(raw, path, problems)
    if not problems:
        problems += problems_of(document)
        assert_both_validators_agree(document)
    last = max(1, len(raw.decode("utf-8-sig", "replace").splitlines()))
    for problem in problems:
        assert re.fullmatch(r"[^\n]+:\d+:\d+: [^\n]+", str(problem))
        assert 1 <= problem.line <= last
    if document.value is not None:
        assert_formatting_is_stable(raw, document)


def assert_both_validators_agree(document: Document) -> None:
    """The fast validator lets pass what the other one has nothing to say about."""
    said = schema_errors.problems_of(document, thorough(schema_of(document)))
    assert list(surroundings()[1].check([document])) == list(said)


def assert_formatting_is_stable(raw: bytes, document: Document) -> None:
    """Formatting keeps every value (it checks that itself), and formatting again changes nothing."""
    try:
        text = formatted(raw, document, complete(schema_of(document)))
    except CannotWork:
        return
    again = parse(text.encode(), document.path, [])
    assert formatted(text.encode(), again, complete(schema_of(document))) == text


def test_cases_that_pass_the_check_can_be_printed(collection: Path) -> None:
    """Many wrong cases of one collection at once: those with problems go, the others become pages and papers."""
    cases = [raw for path, raw in good_records().items() if path.startswith("cases/")]

    @given(st.randoms(use_true_random=False))
    @examples(1, share=0.2)
    def try_many(random: Random) -> None:
        shutil.rmtree(collection / "cases")
        (collection / "cases").mkdir()
        for place in range(60):
            raw = mutated(random, random.choice(cases))[:MAX_BYTES]
            (collection / f"cases/m-{place}.yml").write_bytes(raw)
        print_what_is_right(collection)

    try_many()


def print_what_is_right(root: Path) -> None:
    """Take out what has problems until there are none, since a case may refer to another that goes; then print."""
    while True:
        try:
            recipe.prepare(root)
            return
        except ProblemsFound as found:
            for path in {problem.path for problem in found.problems}:
                (root / path).unlink()


@pytest.mark.skipif(not LONG, reason="dauert lange: make fuzz")
def test_other_records_that_pass_the_check_can_be_printed(tmp_path: Path) -> None:
    """Vocabularies, checklists, surveys and settings, among the real records that cite them."""
    for folder in recipe.FOLDERS:
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    shutil.copy(PROJECT / FILE, tmp_path)
    paths = [FILE, *(path.relative_to(PROJECT).as_posix() for path in sorted((PROJECT / "vocabulary").glob("*.yml")))]
    paths += [f"{document.path}" for document in surroundings()[0] if document.folder in ("checklists", "surveys")]

    @given(st.sampled_from(paths), st.randoms(use_true_random=False))
    @examples(1)
    def try_one(path: str, random: Random) -> None:
        note(path)
        good = (PROJECT / path).read_bytes()
        (tmp_path / path).write_bytes(mutated(random, good)[:MAX_BYTES])
        try:
            with contextlib.suppress(ProblemsFound):
                recipe.prepare(tmp_path)
        finally:
            (tmp_path / path).write_bytes(good)

    try_one()
