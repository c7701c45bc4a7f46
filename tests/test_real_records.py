"""The real records: complete, consistent, and linked in both directions."""

from collections import Counter

from conftest import PROJECT
from lotse import cli
from lotse.recipe import Site

CASES = {"knf", "wobi-hannover", "gewoland", "koopstadt", "suk-elmshorn", "emmd-gewerbeflaechen"}
AREAS = {"nutzen": 8, "ressourcen": 5, "organisation": 13, "leben": 9}
PHASES = ["initiierung", "formierung", "konzeption", "umsetzung", "reflexion"]


def test_all_records_are_right() -> None:
    assert cli.main(["check", "--root", str(PROJECT)]) == 0


def test_the_six_cases_are_there(real_site: Site) -> None:
    assert CASES <= real_site.collection.cases.keys()


def test_the_checklist_has_all_questions_of_the_guide(real_site: Site) -> None:
    areas = real_site.collection.checklists["wege-zum-erfolg"].areas
    assert {area.id: len(area.questions) for area in areas} == AREAS


def test_each_phase_has_core_questions_for_one_page(real_site: Site) -> None:
    questions = real_site.collection.checklists["wege-zum-erfolg"].questions
    core = Counter(phase for question in questions for phase in question.core)
    assert list(real_site.collection.vocabularies["phases"].by_id) == PHASES
    assert all(5 <= core[phase] <= 9 for phase in PHASES)


def test_at_least_half_of_the_questions_are_answered(real_site: Site) -> None:
    questions = {question.id for question in real_site.collection.checklists["wege-zum-erfolg"].questions}
    answered = {id for case in real_site.collection.cases.values() for id in case.answers or ()}
    assert len(answered & questions) >= len(questions) / 2


def test_all_sixteen_laender_and_tools_are_there(real_site: Site) -> None:
    assert len(real_site.collection.vocabularies["laender"].entries) == 16
    assert len(real_site.collection.vocabularies["tools"].entries) == 16


def test_a_case_and_the_questions_it_answers_link_to_each_other(real_site: Site) -> None:
    pages = {page.address: page.body for page in real_site.pages}
    for case in real_site.collection.cases.values():
        for id in case.answers or ():
            assert f'href="../../checklisten/wege-zum-erfolg/#{id}"' in pages[f"faelle/{case.id}/"]
            place = pages["checklisten/wege-zum-erfolg/"].index(f'data-question-id="{id}"')
            assert (
                f'href="../../faelle/{case.id}/"'
                in pages["checklisten/wege-zum-erfolg/"][place:].split("</li>\n<li", 1)[0]
            )
