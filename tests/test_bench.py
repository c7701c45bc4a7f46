"""The bench: what it says of numbers, which pages it finds too heavy, and that its page is not out of date in shape."""

import random
import re
from pathlib import Path

import pytest

from bench import heavy, report, synthetic
from bench.table import Table, number, ratio, verdict
from lotse import recipe


def test_numbers_are_written_as_german_readers_write_them() -> None:
    assert [number(1234.5, 1), number(3000), ratio(3, 4), ratio(1, 0)] == ["1.234,5", "3.000", "0,75", "–"]


@pytest.mark.parametrize(("value", "says"), [(2.0, "Die Grenze ist eingehalten."), (2.01, "nicht eingehalten")])
def test_a_limit_that_is_missed_is_named(value: float, says: str) -> None:
    assert says in verdict("Verhältnis", value, 2.0, 2)


def test_a_table_is_markdown() -> None:
    table = Table("Was sie zeigt.", ("Fälle", "s"), [("100", "1,5")], ["Die Grenze ist eingehalten."])
    assert table.markdown("Zeit") == (
        "## Zeit\n\nWas sie zeigt.\n\n| Fälle | s |\n| --- | --- |\n| 100 | 1,5 |\n\nDie Grenze ist eingehalten."
    )


def test_pages_that_are_too_heavy_are_found(tmp_path: Path) -> None:
    """What counts is their weight when packed: a long page of the same words is light."""
    noise = random.Random(1).randbytes(heavy.LIMIT).hex()
    for name, text in {"noise": noise * 2, "same": "Fall " * 200_000, "small": "<p>"}.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    weighed = heavy.pages(tmp_path, number=2)
    assert [path for path, _ in weighed] == ["noise.html", "same.html"]
    assert [path for path, _ in heavy.too_heavy(weighed)] == ["noise.html"]


def test_of_files_only_those_count_that_pages_fetch(tmp_path: Path) -> None:
    for path in ("api/cases.json", "faelle/catalogue.json", "faelle/knf/index.html", "search/words.json"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    assert {path for path, _ in heavy.fetched(tmp_path)} == {"faelle/catalogue.json", "search/words.json"}


def test_made_up_collections_fit_the_schemas(tmp_path: Path) -> None:
    synthetic.write(tmp_path, synthetic.REAL + 3)
    cases = recipe.load(tmp_path).collection.cases
    assert [id for id in cases if id.startswith("fall-")] == [f"fall-{synthetic.REAL + i:05}" for i in range(3)]


def test_the_page_of_results_has_all_tables() -> None:
    written = report.PAGE.read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (.+)$", written, re.MULTILINE)) == report.TITLES
