"""Look-ups that pages share: what belongs to what, in both directions."""

import json
import re
from pathlib import Path

import pytest

from conftest import PROJECT, RECORDS
from lotse import addresses, recipe
from lotse.knowledge import order
from lotse.knowledge.library import Library
from lotse.pages.press import MOST


@pytest.fixture(scope="module")
def library() -> Library:
    """The look-ups of the real records."""
    return Library(recipe.load(PROJECT).collection)


def test_every_obstacle_is_found_under_its_pitfall_or_under_none(library: Library) -> None:
    for case in library.cases:
        for obstacle in case.obstacles:
            assert (case, obstacle) in [(met.case, met.obstacle) for met in library.obstacles[obstacle.pitfall]]
    assert sum(map(len, library.obstacles.values())) == sum(len(case.obstacles) for case in library.cases)


def test_every_tool_knows_the_questions_it_helps_with(library: Library) -> None:
    for question in library.general.questions:
        assert all(question in library.questions_by_tool[tool] for tool in question.tools)


def test_a_way_out_knows_its_pitfalls(library: Library) -> None:
    for pitfall in library.terms("pitfalls"):
        assert all(pitfall in library.pitfalls_by_way[fitting.way] for fitting in pitfall.ways)
    assert all(library.pitfalls_by_way.values())


def test_only_those_who_name_a_case_without_being_named_back_are_added_to_it(library: Library) -> None:
    for case in library.cases:
        own = {relation.case for relation in case.related}
        for other in library.named_by[case.id]:
            assert case.id in {relation.case for relation in other.related} and other.id not in own


def test_a_source_knows_every_case_that_cites_it_anywhere(library: Library) -> None:
    assert {case.id for case in library.cases_by_source["koopstadt-broschuere"]} == {"koopstadt"}
    both = {"mkro-leitfaden", "muenchen-befragung"}
    assert library.collection.cases["muenchen-regionales-buendnis"].cited == both
    assert all(library.cases_by_source.values())


def test_cases_that_answer_most_questions_come_first(library: Library) -> None:
    asked = {question.id for question in library.general.questions}
    counts = [len(asked & (case.answers or {}).keys()) for case in library.best_answering]
    assert counts == sorted(counts, reverse=True) and counts[-1] > 0


def test_cases_with_a_notice_come_last_everywhere(library: Library) -> None:
    for cases in (library.cases, *(found for by_term in library.cases_by.values() for found in by_term.values())):
        notices = [case.notice is not None for case in cases]
        assert notices == sorted(notices)


def test_cases_with_fewer_topics_are_more_about_each(library: Library) -> None:
    cases = [case for case in order.most_specific_first(library.cases_by["topics"]["wohnen"]) if not case.notice]
    assert [len(case.topics) for case in cases] == sorted(len(case.topics) for case in cases)


def test_picked_cases_differ_in_land_and_main_topic_as_far_as_there_are_such(library: Library) -> None:
    picked = order.different(library.best_answering, 3)
    assert len({case.topics[0] for case in picked}) == 3
    assert len({land for case in picked for land in case.laender}) == sum(len(case.laender) for case in picked)
    assert picked[0] == library.best_answering[0]
    assert order.different(library.cases[:2], 3) == [*library.cases[:2]]
    assert len(order.different(library.cases, 15)) == 15


def test_the_general_checklist_comes_first_and_makes_the_phases(library: Library) -> None:
    assert library.general.id == "wege-zum-erfolg"
    core, others = library.by_phase["formierung"]
    assert {question.id.split("-")[0] for question in (*core, *others)} <= {
        "nutzen",
        "ressourcen",
        "organisation",
        "leben",
    }


def test_a_topic_knows_what_the_survey_says(library: Library) -> None:
    rows = library.survey_rows["wohnen"]
    assert rows and all(row.topic == "wohnen" and all(value != "–" for _, value in given) for _, _, row, given in rows)


LINE = 120  # bytes of a case in a list of all
TERM_PAGES = re.compile(rf"({'|'.join(addresses.TERM_SECTIONS.values())})[^/]+/index.md")


def test_no_place_of_a_page_grows_with_the_number_of_cases(collection: Path, smallest_case: str) -> None:
    """A page shows a few cases and says how many more there are. Only the list of all cases, and the list of all cases of
    a term, which readers without scripts need, grow by a line for each case."""
    rich = smallest_case + (
        "answers: {nutzen-vorteile: {text: Beide gewinnen., source: {id: mkro-leitfaden, place: Kapitel 4}}}\n"
        "tools: [{tool: steuerungsrunde, note: Sie trifft sich., source: {id: mkro-leitfaden, place: Kapitel 4}}]\n"
        "obstacles: [{text: Es stockte., pitfall: stillstand, source: {id: mkro-leitfaden, place: Kapitel 4}}]\n"
    )
    sizes = []
    for number in (3 * MOST, 9 * MOST):
        for index in range(number):
            (collection / f"cases/fall-{index:04}.yml").write_text(rich, encoding="utf-8")
        pages = recipe.prepare(collection).pages
        sizes.append({page.path: len(page.body) for page in pages if not page.path.startswith("faelle/")})
    more = {path: LINE * 6 * MOST if TERM_PAGES.fullmatch(path) else 0 for path in sizes[0]}
    grown = [path for path, size in sizes[1].items() if size > 1.02 * sizes[0][path] + 100 + more[path]]
    assert grown == []


def test_the_page_of_a_term_links_every_case_without_scripts(collection: Path, smallest_case: str) -> None:
    number = 2 * MOST + 1
    for index in range(number):
        (collection / f"cases/fall-{index:04}.yml").write_text(smallest_case, encoding="utf-8")
    pages = {page.path: page.body for page in recipe.prepare(collection).pages}
    for path in ("themen/kinder-bildung/index.md", "laender/schleswig-holstein/index.md"):
        assert len(set(re.findall(r"faelle/fall-[0-9]+/", pages[path]))) == number, path


def test_two_cases_may_call_sources_of_their_own_alike(collection: Path) -> None:
    text = (RECORDS / "valid/cases/own-source.yml").read_text(encoding="utf-8")
    (collection / "cases/kita.yml").write_text(text, encoding="utf-8")
    other = text.replace("short_title: Kita-Vertrag", "short_title: Badvertrag")
    (collection / "cases/bad.yml").write_text(other, encoding="utf-8")
    site = recipe.prepare(collection)
    pages = {page.path: page.body for page in site.pages}
    assert "Kita-Vertrag: § 2" in pages["faelle/kita/index.md"]
    assert "Badvertrag: § 2" in pages["faelle/bad/index.md"]
    assert "Manche Fälle bringen eigene Quellen mit." in pages["quellen/index.md"]
    assert "Badvertrag" not in pages["quellen/index.md"] + site.files["api/vocabulary.json"]
    record = json.loads(site.files["api/cases/bad.json"])["record"]
    assert (record["sources"][0]["id"], record["goals"][0]["source"]["id"]) == ("kita-vertrag", "kita-vertrag")
