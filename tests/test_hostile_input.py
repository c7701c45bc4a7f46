"""Input that nobody meant: wrong things in every place, and words that look like code."""

import copy
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from conftest import PROJECT
from lotse import cli, recipe
from lotse.problems import Problem, ProblemsFound
from lotse.reading import references
from lotse.reading.schema import Schemas, identifiers
from lotse.reading.yaml_reader import parse

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times as fast as the one that yaml.dump takes by itself
WRONG = [
    5,
    -1,
    1e300,
    True,
    None,
    "",
    " ",
    [],
    {},
    ["x"],
    [["x"]],
    [None],
    {"a": "b"},
    {"a": {"b": []}},
    "a\nb",
    "x" * 3000,
    "<b>",
    "\u200b",
]


def places(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of everything inside `value`."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


def mutations(record: dict) -> Iterator[dict]:
    """Yield copies of `record`, each with one wrong thing in one place."""
    for path in places(record):
        for wrong in WRONG:
            changed = copy.deepcopy(record)
            target = changed
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = wrong
            yield changed


def read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("folder", ["cases", "checklists", "surveys"])
def test_a_wrong_thing_in_any_place_is_a_problem_or_harmless(folder: str, collection: Path) -> None:
    """Each mutation is one record of the same collection, so that all are checked in one go."""
    example = read(PROJECT / "tests/records/valid" / folder / "smallest.yml")
    if folder == "cases":
        (collection / "cases/grund.yml").write_text(yaml.dump(example, allow_unicode=True), encoding="utf-8")
        example |= {"parent": "grund", "related": [{"case": "grund", "reason": "Ähnlich."}], "aliases": ["x"]}
    (collection / folder).mkdir(exist_ok=True)
    mutants = list(mutations(example))
    assert len(mutants) > 300
    for number, mutant in enumerate(mutants):
        text = yaml.dump(mutant, Dumper=DUMPER, allow_unicode=True)
        (collection / folder / f"m-{number}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    for problem in found.value.problems:
        assert re.fullmatch(r"[^\n]+:\d+:\d+: [^\n]+", str(problem))
    for path in {problem.path for problem in found.value.problems}:
        (collection / path).unlink()
    recipe.prepare(collection)  # whatever passed the check can also be printed


@pytest.mark.parametrize("name", ["phases", "legal-forms", "tools", "pitfalls", "ways-out", "sources"])
def test_a_wrong_thing_in_a_vocabulary_is_never_a_crash(name: str, collection: Path) -> None:
    """Only the first entry is changed, in a fifth of all ways, and only vocabularies are looked at: each mutation is a load."""
    path = f"vocabulary/{name}.yml"
    documents = [document for document in recipe.read(collection)[0] if document.folder == "vocabulary"]
    long = ("synonyms", "glossary")  # that these are missing changes nothing here
    others = [document for document in documents if document.path != path and document.id not in long]
    schemas = Schemas(PROJECT / "schemas", identifiers(documents))
    original = read(PROJECT / path)
    original["entries"] = original["entries"][:1]
    for mutant in islice(mutations(original), 0, None, 5):  # no divisor of the 18 wrong things, so all have their turn
        problems: list[Problem] = []
        document = parse(yaml.dump(mutant, Dumper=DUMPER, allow_unicode=True).encode(), path, problems)
        problems += schemas.check([document])
        problems += references.check([*others, document], set())
        identifiers([*others, document])
        assert all(re.fullmatch(r"[^\n]+:\d+:\d+: [^\n]+", str(problem)) for problem in problems)


def test_a_collection_without_checklists_is_a_problem(collection: Path) -> None:
    for path in (collection / "checklists").iterdir():
        path.unlink()
    with pytest.raises(ProblemsFound, match="Hier fehlt mindestens eine Checkliste"):
        recipe.prepare(collection)


def test_a_long_list_is_refused_at_once(collection: Path, smallest_case: str) -> None:
    many = ", ".join("{a: 1}" for _ in range(20_000))
    (collection / "cases/lang.yml").write_text(smallest_case.replace("[kinder-bildung]", f"[{many}]"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert [problem.message for problem in found.value.problems] == ["Die Liste ist zu lang (mehr als 1000 Einträge)."]


HOSTILE = (
    """A # B * C_D_E | F & G "H" 'I' {{ 7*7 }} {% raw %} {: .x data-inj="1" } [x](y ](z) > #1 - ~~J~~ ==K== 1. L"""
)


def test_words_that_look_like_code_stay_words(collection: Path, smallest_case: str, browser: Browser) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    case = smallest_case.replace("title: Gemeinsame Kita zweier Gemeinden", f"title: {quoted}")
    case = case.replace("summary: Zwei Gemeinden bauen eine Kita.", f"summary: {quoted}")
    case = case.replace("region: Region Elmshorn", f"region: {quoted}\naliases: [{quoted}]")
    case = case.replace("name: Stadt Elmshorn", f"name: {quoted}")
    (collection / "cases/code.yml").write_text(case, encoding="utf-8")
    topics = collection / "vocabulary/topics.yml"
    topics.write_text(
        topics.read_text(encoding="utf-8").replace("title: Themen", f"title: {quoted}", 1), encoding="utf-8"
    )
    site = collection / "site"
    assert cli.main(["build", "--root", str(collection), "--site-dir", str(site)]) == cli.OK
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"file://{site}/faelle/code/index.html")
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.title() == f"{HOSTILE} – Kooperationslotse"
    assert page.locator("meta[name=description]").get_attribute("content") == HOSTILE
    assert HOSTILE in page.locator(".facts--key").inner_text()
    for path in ("faelle/code", "faelle", "themen/kinder-bildung", "themen"):
        page.goto(f"file://{site}/{path}/index.html")
        assert page.locator("[data-inj]").count() == 0
        assert page.locator("main > .md-main__inner > .page > .page__columns > article").count() == 1
        assert page.locator("body > .md-container > footer").count() == 1
