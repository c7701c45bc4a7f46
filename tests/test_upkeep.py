"""Staying true: which cases are due for review, how complete they are, and how pages and commands say so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lotse import cli, recipe
from lotse.knowledge.completeness import COUNTED, missing
from lotse.knowledge.reviews import Reviews, today

Open = Callable[..., Page]
SECONDS = {"2026-11-21": "1795219200", "2030-01-01": "1893456000"}


@pytest.fixture
def good(collection: Path, smallest_case: str) -> Path:
    """A folder with two cases, reviewed on different days."""
    (collection / "cases/kita.yml").write_text(smallest_case, encoding="utf-8")
    older = smallest_case.replace("2026-11-21", "2024-08-31")
    (collection / "cases/bad.yml").write_text(older, encoding="utf-8")
    return collection


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        ("2026-11-21", 24, date(2028, 11, 21)),
        ("2026-11-30", 3, date(2027, 2, 28)),
        ("2027-11-30", 3, date(2028, 2, 29)),
        ("2026-01-31", 1, date(2026, 2, 28)),
        ("2026-12-01", 1, date(2027, 1, 1)),
    ],
)
def test_a_review_is_due_after_full_months(good: Path, reviewed: str, months: int, due: date) -> None:
    path = good / "cases/kita.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-21", reviewed), encoding="utf-8")
    case = recipe.load(good).collection.cases["kita"]
    assert Reviews(months).due_on(case) == due
    assert Reviews(months, due).is_due(case)
    assert not Reviews(months, date.fromordinal(due.toordinal() - 1)).is_due(case)


def test_the_day_of_a_build_can_be_given_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SECONDS["2026-11-21"])
    assert today() == date(2026, 11, 21)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gestern")
    assert today() == date.today()


def test_stale_names_what_is_due_with_its_place(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SECONDS["2030-01-01"])
    assert cli.main(["stale", "--root", str(good)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "cases/bad.yml:25:14: Zuletzt geprüft am 2024-08-31, fällig seit 2026-08-31. "
        "Vergleichen Sie den Fall mit seinen Quellen, und setzen Sie das Datum neu.",
        "cases/kita.yml:25:14: Zuletzt geprüft am 2026-11-21, fällig seit 2028-11-21. "
        "Vergleichen Sie den Fall mit seinen Quellen, und setzen Sie das Datum neu.",
    ]


def test_nothing_is_due_when_the_interval_is_long_enough(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SECONDS["2030-01-01"])
    (good / "lotse.yml").write_text("name: Probe\ndescription: Probe.\nreview_after_months: 120\n", encoding="utf-8")
    assert cli.main(["stale", "--root", str(good)]) == 0
    assert capsys.readouterr().out == ""


def test_pages_mark_what_is_due_and_say_how_complete_a_case_is(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SECONDS["2026-11-21"])
    pages = {page.path: page.body for page in recipe.prepare(good).pages}
    assert "Prüfung fällig seit 31. August 2026" in pages["faelle/bad/index.md"]
    assert "Prüfung fällig" not in pages["faelle/kita/index.md"]
    assert f"2 von {len(COUNTED)} Abschnitten" in pages["faelle/kita/index.md"]
    upkeep = pages["mitmachen/pflege/index.md"]
    assert "Bei 1 von 2 Fällen ist das fällig." in upkeep
    assert upkeep.index("faelle/bad/") < upkeep.index("faelle/kita/")


def test_what_is_complete_and_what_was_reviewed_are_two_things(real_site: recipe.Site) -> None:
    cases = real_site.collection.cases
    assert missing(cases["knf"]) == ()
    assert "results" in missing(cases["kowis-perl"])
    page = next(page.body for page in real_site.pages if page.path == "faelle/kowis-perl/index.md")
    assert "Mit den Quellen verglichen am" in page
    assert "9 von 12 Abschnitten" in page


def test_the_page_of_a_long_collection_stays_short(collection: Path, smallest_case: str) -> None:
    for number in range(80):
        (collection / f"cases/fall-{number}.yml").write_text(smallest_case, encoding="utf-8")
    pages = {page.path: page.body for page in recipe.prepare(collection).pages}
    upkeep = pages["mitmachen/pflege/index.md"]
    assert upkeep.count("<tr>") == 61
    assert "Die 60 Fälle, die als Nächste an der Reihe sind, von 80." in upkeep


def test_a_reader_finds_the_page_and_the_way_to_correct_a_case(open_page: Open) -> None:
    page = open_page("faelle/knf/")
    page.get_by_role("link", name="Diesen Fall berichtigen").click()
    page.wait_for_url("**/mitmachen/fall-vorschlagen/?fall=knf")
    page = open_page("mitmachen/")
    page.get_by_role("link", name="Was zu pflegen ist").click()
    page.wait_for_url("**/mitmachen/pflege/")
    assert page.get_by_role("row").count() > 20
