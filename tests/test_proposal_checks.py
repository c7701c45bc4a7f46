"""What the form says about a case while one types: the same, in the same words, as the check says about its file."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import PROJECT, RECORDS
from lotse import germany, recipe
from lotse.knowledge import completeness
from lotse.problems import Problem
from lotse.reading import references
from lotse.reading.document import Document, Place, Places, Pointer
from lotse.reading.schema import Schemas, identifiers
from lotse.reading.yaml_reader import parse

# What the check alone says: that parents form a circle, since the form does not know the parents of other cases.
ONLY_IN_THE_CHECK = "Die übergeordneten Fälle bilden einen Kreis."
FAST = 30  # milliseconds that a keystroke may take
ASK = """async ([address, records, context, pages]) => {
  const { problems } = await import(address);
  const known = new Set(pages);
  return records.map(([id, record]) =>
    problems(record, { ...context, id, pages: (page) => known.has(page) }));
}"""


@dataclass(frozen=True)
class Surroundings:
    """What browser and check know beside a record: the documents of a collection and the addresses of its pages."""

    documents: Sequence[Document]
    pages: frozenset[str]

    @property
    def schemas(self) -> Schemas:
        return Schemas(PROJECT / "schemas", identifiers(self.documents))

    def context(self) -> dict:
        """Return what the form hands to the checks."""
        entries = {document.id: document.get("entries") for document in self.documents if document.get("entries")}
        cases = [document for document in self.documents if document.folder == "cases"]
        return {
            "schema": self.schemas.complete("case"),
            "sources": [entry["id"] for entry in entries["sources"]],
            "cases": [case.id for case in cases],
            "sizes": {entry["id"]: entry["at_least"] for entry in entries["municipality-sizes"]},
            "outlines": {
                "paths": {id: land.path() for id, land in germany.laender().items()},
                "projection": germany.PROJECTION,
            },
        }

    def problems(self, cases: Sequence[Document]) -> Iterator[Problem]:
        """Yield what the check says about `cases`, which lie in the same collection."""
        paths = {case.path for case in cases}
        yield from self.schemas.check(cases)
        for problem in references.check([*self.documents, *cases], self.pages):
            if problem.path in paths:
                yield problem


def case_in(path: Path) -> Document | None:
    """Return the document in a file; None where it cannot be read, so that no form can hold its record."""
    problems: list[Problem] = []
    document = parse(path.read_bytes(), f"cases/{path.name}", problems)
    return None if problems else document


@cache
def project() -> Surroundings:
    """Return what the project holds."""
    documents, _ = recipe.read(PROJECT)
    return Surroundings(documents, recipe.load(PROJECT).addresses)


def surroundings(cases: Sequence[Document] = ()) -> Surroundings:
    """Return the vocabularies and checklists of the project, and `cases` instead of its own."""
    others = (document for document in project().documents if document.folder != "cases")
    return replace(project(), documents=[*others, *cases])


@pytest.fixture
def ask(workbench: Page, address: str) -> Callable[..., list[list[dict]]]:
    """Ask the browser what is wrong with records: pairs of id and record."""

    def ask(records: Sequence[tuple[str, object]], around: Surroundings) -> list[list[dict]]:
        module = f"{address}scripts/proposal/checks.js"
        return workbench.evaluate(
            ASK, [module, [list(pair) for pair in records], around.context(), sorted(around.pages)]
        )

    return ask


def placed(document: Document, problems: Sequence[dict]) -> list[str]:
    """Return what the browser said as the command line would print it, in the order of the browser."""
    return [
        str(
            document.problem(
                tuple(problem["pointer"]),
                problem["message"],
                at_key=problem["message"].startswith("Das Feld") and "ist unbekannt" in problem["message"],
            )
        )
        for problem in problems
    ]


def test_form_says_what_the_check_says_in_the_same_order(ask: Callable[..., list[list[dict]]]) -> None:
    found = [case_in(path) for path in sorted((RECORDS / "invalid/cases").glob("*.yml"))]
    cases = [case for case in found if case]
    assert len(cases) > 40
    said = ask([(case.id, case.value) for case in cases], surroundings())
    expected = {
        case.id: (RECORDS / f"invalid/{case.path}").with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        for case in cases
    }
    assert {case.id: placed(case, problems) for case, problems in zip(cases, said, strict=True)} == expected


def test_nothing_is_wrong_with_valid_and_real_cases(ask: Callable[..., list[list[dict]]]) -> None:
    examples = [case for path in (RECORDS / "valid/cases").glob("*.yml") if (case := case_in(path))]
    real = [case for path in (PROJECT / "cases").glob("*.yml") if (case := case_in(path))]
    assert len(real) >= 20
    said = ask([(case.id, case.value) for case in [*examples, *real]], surroundings(real))
    assert {case.id: problems for case, problems in zip([*examples, *real], said, strict=True) if problems} == {}


# ---------- records that are wrong in any way ----------

ODD = [
    None, "", "   ", [], {}, 0, -1, 7, 2150, 3.5, True, "2019", "2019-02-30", "2150", "31.12.2019", "x" * 400, "a\nb",
    "wort wort", "KNF", ["a", "a"], [None], {"text": "x"}, {"constructor": 1, "text": "Nur 77 und 1.000."},
    "Siehe [hier](/faelle/knf/ \"Titel\") und [da](/nirgends/) und [dort](javascript:x).",
    "Ein `[Wort](x)`, \\[kein\\](Verweis) und ein ![Bild](https://example.org/a.png).",
    "[a [b](/faelle/) c](ftp://example.org/x_(1)) und [q](https://example.org/?a=1&amp;b=2).",
    "- Punkt", "# Titel", "Erst.\n\nDann.", "Ein <b>Tag</b> mit 12.", "<3 und > 2", "CO2 und 3,5 Mio., 1.000, 1000, A8.",
    "[ohne Ende](https://example.org", "![", "](", "[x](y", "[a](b)[c](d)", "**fett** *und* _mehr_ 25", "2009",
    {"id": "mkro-leitfade", "place": "S. 3"}, {"id": "mkro-leitfaden"}, {"tool": "steuerungsrund", "note": "x"},
    [{"case": "kfn", "reason": "Nähe"}], [{"name": "A", "size": "kleinstadt", "population": 300000}],
]  # fmt: skip


def pointers(value: object, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Yield the way to every value of a record."""
    yield pointer
    if isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from pointers(item, (*pointer, step))


def spoiled(case: Document, dice: random.Random) -> object:
    """Return the record of a case with some values left out, put twice, or replaced by odd ones."""
    record = json.loads(json.dumps(case.value))
    for _ in range(dice.randint(1, 4)):
        pointer = dice.choice([pointer for pointer in pointers(record) if pointer])
        parent = record
        for step in pointer[:-1]:
            parent = parent[step]
        change = dice.random()
        if change < 0.2:
            del parent[pointer[-1]]
        elif change < 0.3 and isinstance(parent, list):
            parent.append(parent[pointer[-1]])
        elif change < 0.4 and isinstance(parent, dict):
            parent[dice.choice(["feld", "since", "until", "text", "source", "toString", "parent"])] = dice.choice(ODD)
        else:
            parent[pointer[-1]] = dice.choice(ODD)
    return record


def as_read(value: object) -> object:
    """Return what the reader makes of a record that was written into a file: texts without space around them."""
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def numbered(path: str, record: object) -> Document:
    """Return a document in which every value stands in a line of its own, so that places can be compared."""
    places: dict[Pointer, Place] = {pointer: (line, 1) for line, pointer in enumerate(pointers(record), 1)}
    return Document(path, record, lambda: Places(places, places))


def test_form_and_check_agree_about_cases_spoiled_at_random(ask: Callable[..., list[list[dict]]]) -> None:
    dice = random.Random(20261121)
    real = [case for path in sorted((PROJECT / "cases").glob("*.yml")) if (case := case_in(path))]
    short = [case for case in real if len(json.dumps(case.value)) < 25_000]
    wrong = [numbered(f"cases/probe-{number}.yml", spoiled(dice.choice(short), dice)) for number in range(120)]
    around = surroundings(real)
    checked = [replace(case, value=as_read(case.value)) for case in wrong]
    expected: dict[str, set[str]] = {case.id: set() for case in wrong}
    for problem in around.problems(checked):
        if problem.message == ONLY_IN_THE_CHECK:
            continue
        expected[Path(problem.path).stem].add(str(problem))
    asked = replace(around, documents=[*around.documents, *checked])
    said = ask([(case.id, case.value) for case in wrong], asked)
    assert {case.id: set(placed(case, problems)) for case, problems in zip(wrong, said, strict=True)} == expected


# ---------- what is missing, hostile, and fast ----------


def test_missing_and_empty_fields_are_told_apart_from_mistakes(ask: Callable[..., list[list[dict]]]) -> None:
    [found] = ask(
        [("", {"title": "Ein Titel", "summary": "", "topics": [], "goals": [{"text": "<b>"}]})], surroundings()
    )
    missing = [problem["pointer"] for problem in found if problem.get("missing")]
    assert missing[:3] == [["short_name"], ["summary"], ["status"]]
    assert ["topics"] in missing
    assert ["goals", 0, "source"] in missing
    assert [problem["pointer"] for problem in found if not problem.get("missing")] == [["goals", 0, "text"]]


def test_each_source_is_described_once(ask: Callable[..., list[list[dict]]], smallest_case: str) -> None:
    record = parse(smallest_case.encode(), "cases/neu.yml", []).value
    entry = {"title": "V", "short_title": "V", "publisher": "G", "year": "2009", "evidence": "decision-or-contract"}
    shared = surroundings().context()["sources"][0]
    record["sources"] = [{"id": id, **entry} for id in ("vertrag", "vertrag", shared)]
    document = numbered("cases/neu.yml", record)
    [found] = ask([("neu", record)], surroundings())
    assert set(placed(document, found)) == {str(problem) for problem in surroundings().problems([document])}
    assert [problem["pointer"] for problem in found] == [["sources", 1, "id"], ["sources", 2, "id"]]


def test_what_cannot_stand_there_at_all_is_said_first(ask: Callable[..., list[list[dict]]], smallest_case: str) -> None:
    record = parse(smallest_case.encode(), "cases/neu.yml", []).value
    record["municipalities"] = [{"name": "A", "size": "kleinstadt", "population": "etwa 19"}]
    [found] = ask([("neu", record)], surroundings())
    said = [problem["message"] for problem in found if problem["pointer"][-1] == "population"]
    assert said[0] == "Hier muss eine ganze Zahl stehen."
    assert said[1].startswith("Die Zahl 19 hat keine Quelle.")


def test_points_lie_in_the_same_land_in_form_and_check(open_page: Callable[..., Page], address: str) -> None:
    points = [(lat / 10, lon / 10) for lat in range(470, 553, 3) for lon in range(56, 153, 4)]
    points += [(54.18, 7.89), (53.92, 8.5), (53.08, 8.8), (52.52, 13.4)]  # Helgoland, Neuwerk, Bremen, Berlin
    lands = open_page("mitmachen/").evaluate(
        """async ([address, outlines, points]) => {
          const germany = (await import(address)).germanyOf(outlines);
          return points.map(([lat, lon]) => germany.landAt(lat, lon) ?? null);
        }""",
        [f"{address}scripts/proposal/laender.js", surroundings().context()["outlines"], points],
    )
    differing = [point for point, land in zip(points, lands, strict=True) if land != germany.land_at(*point)]
    assert len(set(lands)) == 17
    # The drawn outlines are rounded: some points that lie on a border may fall on its other side.
    assert [point for point in differing if not _lies_on_a_border(*point)] == []


def _lies_on_a_border(lat: float, lon: float) -> bool:
    near = {germany.land_at(lat + north, lon + east) for north in (-0.01, 0, 0.01) for east in (-0.015, 0, 0.015)}
    return len(near) > 1


def test_form_and_website_count_the_same_sections(open_page: Callable[..., Page], address: str) -> None:
    module = f"{address}scripts/proposal/completeness.js"
    counted = open_page("mitmachen/").evaluate("async (address) => (await import(address)).COUNTED", module)
    assert tuple(counted) == completeness.COUNTED


def test_invisible_characters_are_named(ask: Callable[..., list[list[dict]]], smallest_case: str) -> None:
    record = parse(smallest_case.encode(), "cases/a.yml", []).value | {"region": "Am\u200bFluss", "title": "\ud800"}
    [found] = ask([("a", record)], surroundings())
    assert [(problem["pointer"], problem["message"]) for problem in found] == [
        (["title"], "Der Text enthält ein unsichtbares Steuerzeichen (U+D800). Löschen Sie es."),
        (["region"], "Der Text enthält ein unsichtbares Steuerzeichen (U+200B). Löschen Sie es."),
    ]


def test_the_browser_knows_every_keyword_of_the_schema(open_page: Callable[..., Page], address: str) -> None:
    module = f"{address}scripts/proposal/schema-checks.js"
    known = set(open_page("mitmachen/").evaluate("async (address) => (await import(address)).KEYWORDS", module))
    assert {
        keyword for keyword in _keywords(surroundings().context()["schema"]) if not keyword.startswith("x-")
    } <= known


def _keywords(schema: dict) -> Iterator[str]:
    for keyword, value in schema.items():
        yield keyword
        if keyword in ("properties", "$defs"):
            for inner in value.values():
                yield from _keywords(inner)
        elif keyword == "items":
            yield from _keywords(value)


TIME = """async ([address, record, context]) => {
  const { problems } = await import(address);
  const measure = () => {
    const start = performance.now();
    problems(record, { ...context, id: "probe", pages: () => undefined });
    return performance.now() - start;
  };
  measure(); // the browser warms up
  return Math.min(measure(), measure(), measure());
}"""


def time_for(page: Page, address: str, record: object) -> float:
    return page.evaluate(TIME, [f"{address}scripts/proposal/checks.js", record, surroundings().context()])


def test_a_keystroke_in_the_longest_case_costs_little(open_page: Callable[..., Page], address: str) -> None:
    longest = max((PROJECT / "cases").glob("*.yml"), key=lambda path: path.stat().st_size)
    record = parse(longest.read_bytes(), "cases/a.yml", []).value
    assert time_for(open_page("mitmachen/"), address, record) < FAST


HOSTILE = [
    "*" * 100_000,
    "a\n" + "b" * 100_000,
    "b" * 100_000 + "\na",
    " " * 50_000 + "\n" + " " * 50_000 + ".",
    "[" * 50_000 + "](x)" * 10_000,
    "[a](" * 25_000,
    "[a]('" * 20_000,
    "`" * 50_000 + " " + "``" * 20_000,
    "<" * 100_000,
    "](" * 50_000,
    "{:" * 50_000,
    "1." * 50_000 + "a",
    "![" * 50_000,
    "\\" * 100_000,
    "https://" + "a" * 100_000 + "<",
    "a-" * 50_000,
    "[a](" * 1_200,
    "<!" * 2_400,
    "`" + "a`" * 2_400,
]


def test_hostile_texts_do_not_hang(open_page: Callable[..., Page], address: str) -> None:
    page = open_page("mitmachen/")
    times = {text[:12]: time_for(page, address, _full_of(text)) for text in HOSTILE}
    assert {text: time for text, time in times.items() if time > 10 * FAST} == {}


def _full_of(text: str) -> dict:
    fields = dict.fromkeys(["title", "summary", "status", "as_of", "parent", text], text)
    statement = {"text": text, "source": {"id": text, "place": text}}
    return {**fields, "goals": [statement], "links": [{"title": text, "url": text}]}
