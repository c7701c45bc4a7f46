"""Example records: whatever lies in tests/records/valid passes; each in tests/records/invalid gives exactly the messages beside it.

A new example needs no code: put `name.yml` into the folder and, for an invalid one, `name.txt` with the expected lines.
An example for a vocabulary is called `vocabulary--what-is-wrong.yml`, one for the settings `lotse--what-is-wrong.yml`.
"""

import shutil
from pathlib import Path

import pytest

from lotse import recipe
from lotse.problems import ProblemsFound

RECORDS = Path(__file__).parent / "records"


def examples(kind: str) -> list:
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in sorted((RECORDS / kind).glob("*/*.yml"))
    ]


def problems_with(example: Path, collection: Path) -> list[str]:
    """Put `example` where its kind belongs and return the problems of the whole collection."""
    home = collection if example.parent.name == "settings" else collection / example.parent.name
    home.mkdir(exist_ok=True)
    shutil.copy(example, home / f"{example.stem.split('--')[0]}.yml")
    try:
        recipe.prepare(collection)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


@pytest.mark.parametrize("example", examples("valid"))
def test_valid_record_passes(example: Path, collection: Path) -> None:
    assert problems_with(example, collection) == []


@pytest.mark.parametrize("example", examples("invalid"))
def test_invalid_record_gives_exactly_the_expected_messages(example: Path, collection: Path) -> None:
    expected = example.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert problems_with(example, collection) == expected
