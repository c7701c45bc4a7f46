"""Who pays: what the pictures of one case and of all cases show, and that they stay small."""

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import PROJECT
from lotse import recipe
from lotse.knowledge.library import Library
from lotse.model import Amount, Case, Funding, Reference, Vocabulary
from lotse.pages.press import Press
from lotse.pictures.money import MOST_DOTS, MOST_EXAMPLES, lanes, overview
from lotse.problems import ProblemsFound
from lotse.recipe import Site

SOURCE = Reference("mkro-leitfaden", "Kapitel 4")
SUM = Funding("kommune", "Der Bau.", SOURCE, amount=Amount("5000", "Euro"))
SHARE = Funding("kommune", "Der Betrieb.", SOURCE, share="33,1")
GRANT = Funding("land", "Der Anfang.", SOURCE, since="2009", until="2012")


@pytest.fixture
def library(real_site: Site) -> Library:
    """The real records."""
    return Library(real_site.collection)


@pytest.fixture
def payers(library: Library) -> Vocabulary:
    return library.collection.vocabularies["payers"]


@pytest.fixture
def case(library: Library) -> Case:
    """A case that tells nothing of money."""
    return replace(library.collection.cases["knf"], funding=())


def test_a_collection_that_tells_nothing_of_money_needs_no_payers(collection: Path, smallest_case: str) -> None:
    (collection / "vocabulary/payers.yml").unlink()
    path = collection / "cases/kita.yml"
    path.write_text(smallest_case, encoding="utf-8")
    assert recipe.prepare(collection).collection.vocabularies["payers"].entries == ()
    source = "source: {id: mkro-leitfaden, place: Kapitel 4}"
    path.write_text(f"{smallest_case}funding:\n  - {{payer: land, note: Der Bau., {source}}}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert [str(problem.path) for problem in found.value.problems] == ["vocabulary/payers.yml"]


def test_partners_and_grants_stand_in_lanes_of_their_own(payers: Vocabulary, case: Case) -> None:
    shown = lanes(payers, replace(case, funding=(GRANT, SUM, SHARE)))
    assert [(lane.title, lane.fundings) for lane in shown] == [
        ("Die Partner selbst", [SUM, SHARE]),
        ("Land, Bund und Programme", [GRANT]),
    ]
    assert lanes(payers, case) == ()


def test_a_case_says_sums_shares_and_years_and_what_is_not_named(library: Library, case: Case) -> None:
    told = replace(case, funding=(SUM, SHARE, GRANT, replace(GRANT, note="<b>fett</b>")))
    environment = Press(library, PROJECT / "overrides/pages").environment
    template = environment.from_string('{% from "_money.md" import money with context %}{{ money(case) }}')
    drawn = template.render(case=told, base="", notes={})
    assert "5.000 <small>Euro</small>" in drawn
    assert "33,1 <small>Prozent</small>" in drawn and 'width="33.1%"' in drawn
    assert "Betrag nicht genannt" in drawn and "2009 bis 2012" in drawn
    assert "<b>" not in drawn and "style=" not in drawn and "\n\n" not in drawn


def test_the_overview_counts_each_case_once_and_shows_known_sums_first(payers: Vocabulary, case: Case) -> None:
    silent = replace(case, id="silent")
    vague = replace(case, id="vague", funding=(replace(SUM, amount=None), GRANT))
    exact = replace(case, id="exact", funding=(SUM, SHARE))
    shown = overview(payers, [silent, vague, exact])
    assert (shown.telling, shown.known, shown.step) == (2, 1, 1)
    [town], [land] = shown.lanes.values()
    assert (town.payer.id, town.number, town.dots) == ("kommune", 2, (True, False))
    assert [(example.case.id, example.sums) for example in town.examples] == [("exact", (SUM, SHARE)), ("vague", ())]
    assert (land.payer.id, land.number, land.dots) == ("land", 1, (False,))


def test_the_overview_stays_small_however_many_cases_there_are(payers: Vocabulary, case: Case) -> None:
    shown = overview(payers, [replace(case, funding=(GRANT, SUM) if number else (GRANT,)) for number in range(3000)])
    rows = [row for rows in shown.lanes.values() for row in rows]
    assert shown.step == 250
    assert [(row.number, len(row.dots), len(row.examples)) for row in rows] == [
        (2999, MOST_DOTS, MOST_EXAMPLES),
        (3000, MOST_DOTS, MOST_EXAMPLES),
    ]


def test_without_any_funding_there_is_nothing_to_show(payers: Vocabulary, case: Case) -> None:
    assert overview(payers, [case]).lanes == {}


def test_every_payer_is_needed_and_every_sum_stands_in_the_chapter(library: Library, real_site: Site) -> None:
    cases = library.cases
    assert {payer for case in cases for payer in case.payers} == {term.id for term in library.terms("payers")}
    sums = [funding for case in cases for funding in case.funding if funding.amount]
    chapter = next(page.body for page in real_site.pages if page.path == "leitfaden/finanzierung.md")
    assert sums and all(funding.amount.unit in chapter for funding in sums)
    assert f"{sum(bool(case.funding) for case in cases)} von {len(cases)} Fällen sagen, wer zahlt." in chapter
