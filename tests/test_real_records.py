"""The real records: complete, consistent, and linked in both directions."""

import re
from collections import Counter

import yaml

from conftest import PROJECT
from lotse import cli
from lotse.recipe import Site

CASES = {
    "badebus-wuermregion",
    "emmd-gewerbeflaechen",
    "freiburg-wohnbauflaechen",
    "gewoland",
    "iba-muenchen",
    "knf",
    "koopstadt",
    "kowis",
    "kowis-bad-schussenried",
    "kowis-oberharz",
    "kowis-perl",
    "kowis-vlotho",
    "lebenswert-eschwege",
    "muenchen-regionales-buendnis",
    "muenster-velorouten",
    "region-ist-solidaritaet",
    "regional-hub-petershausen",
    "regionetzwerk",
    "suk-elmshorn",
    "wobi-hannover",
}
CHECKLISTS = {"wege-zum-erfolg", "kowis", "krise", "vom-konzept-zum-projekt", "austausch"}
PARENTS = {
    "regional-hub-petershausen": "region-ist-solidaritaet",
    "badebus-wuermregion": "region-ist-solidaritaet",
    "kowis-bad-schussenried": "kowis",
    "kowis-oberharz": "kowis",
    "kowis-perl": "kowis",
    "kowis-vlotho": "kowis",
}
AREAS = {"nutzen": 8, "ressourcen": 5, "organisation": 13, "leben": 9}  # of the guide
ADDED = {  # our own, each for one situation only
    "nutzen-gegenleistung",
    "ressourcen-statt-geld",
    "organisation-mehr-geben",
    "organisation-regionale-hilfe",
    "organisation-grosse-runde",
    "organisation-rechtsperson",
}
PHASES = ["initiierung", "formierung", "konzeption", "umsetzung", "reflexion"]


def test_all_records_are_right() -> None:
    assert cli.main(["check", "--root", str(PROJECT)]) == 0


def test_all_cases_and_checklists_are_there(real_site: Site) -> None:
    assert CASES <= real_site.collection.cases.keys()
    assert CHECKLISTS <= real_site.collection.checklists.keys()


def test_pilots_and_towns_belong_to_their_project(real_site: Site) -> None:
    cases = real_site.collection.cases
    assert {id: case.parent for id, case in cases.items() if case.parent} == PARENTS


def test_what_was_never_tried_says_so_at_once(real_site: Site) -> None:
    for id in ("kowis", *(child for child, parent in PARENTS.items() if parent == "kowis")):
        assert real_site.collection.cases[id].notice


def test_each_special_checklist_has_core_questions_for_one_page(real_site: Site) -> None:
    for id in CHECKLISTS - {"wege-zum-erfolg"}:
        questions = real_site.collection.checklists[id].questions
        core = Counter(phase for question in questions for phase in question.core)
        assert len(questions) >= 12
        assert core and max(core.values()) >= 5


def test_nine_pitfalls_use_all_fifteen_ways_out(real_site: Site) -> None:
    vocabularies = real_site.collection.vocabularies
    used = {fitting.way for pitfall in vocabularies["pitfalls"].entries for fitting in pitfall.ways}
    assert len(vocabularies["pitfalls"].entries) == 9
    assert len(vocabularies["ways-out"].entries) == 15
    assert used == vocabularies["ways-out"].by_id.keys()


def test_the_glossary_is_sorted_and_each_name_explains_one_thing(real_site: Site) -> None:
    terms = real_site.collection.vocabularies["glossary"].entries
    titles = [term.title.lower().translate(str.maketrans("äöü", "aou")).replace("ß", "ss") for term in terms]
    assert titles == sorted(titles)
    names = Counter(name for term in terms for name in (term.title, *term.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_checklist_has_all_questions_of_the_guide(real_site: Site) -> None:
    areas = real_site.collection.checklists["wege-zum-erfolg"].areas
    assert {area.id: sum(question.id not in ADDED for question in area.questions) for area in areas} == AREAS


def test_questions_beyond_the_guide_concern_one_situation_and_are_not_core(real_site: Site) -> None:
    questions = real_site.collection.checklists["wege-zum-erfolg"].questions
    added = {question.id: question for question in questions if question.id in ADDED}
    assert added.keys() == ADDED
    for question in added.values():
        assert question.roles or question.partner_counts or question.levels, question.id
        assert not question.core, question.id


def test_role_number_of_partners_and_commitment_change_the_general_checklist(real_site: Site) -> None:
    questions = real_site.collection.checklists["wege-zum-erfolg"].questions
    for dimension in ("roles", "partner_counts", "levels"):
        assert any(getattr(question, dimension) for question in questions), dimension


def test_each_phase_has_core_questions_for_one_page(real_site: Site) -> None:
    questions = real_site.collection.checklists["wege-zum-erfolg"].questions
    core = Counter(phase for question in questions for phase in question.core)
    assert list(real_site.collection.vocabularies["phases"].by_id) == PHASES
    assert all(5 <= core[phase] <= 9 for phase in PHASES)


def test_each_question_is_answered_most_by_several_cases(real_site: Site) -> None:
    questions = [question.id for question in real_site.collection.checklists["wege-zum-erfolg"].questions]
    answers = Counter(id for case in real_site.collection.cases.values() for id in case.answers or ())
    assert [id for id in questions if not answers[id]] == []
    assert sum(answers[id] >= 2 for id in questions) > len(questions) / 2


def test_all_sixteen_laender_and_tools_are_there(real_site: Site) -> None:
    assert len(real_site.collection.vocabularies["laender"].entries) == 16
    assert len(real_site.collection.vocabularies["tools"].entries) == 16


def test_a_case_and_the_questions_it_answers_link_to_each_other(real_site: Site) -> None:
    pages = {page.path.removesuffix("index.md"): page.body for page in real_site.pages}
    homes = {
        question.id: checklist.id
        for checklist in real_site.collection.checklists.values()
        for question in checklist.questions
    }
    for case in real_site.collection.cases.values():
        for id in case.answers or ():
            assert f'href="../../checklisten/{homes[id]}/#{id}"' in pages[f"faelle/{case.id}/"]
            questions = pages[f"checklisten/{homes[id]}/"]
            place = questions.index(f'data-question-id="{id}"')
            assert f'href="../../faelle/{case.id}/#antwort-{id}"' in questions[place:].split("</li>\n<li", 1)[0]


def test_the_guide_speaks_only_of_cases_that_are_there(real_site: Site) -> None:
    for text in (PROJECT / "content").rglob("*.md"):
        for id in re.findall(r"faelle/([a-z0-9-]+)/index\.md", text.read_text(encoding="utf-8")):
            assert id in real_site.collection.cases, text
        front = yaml.safe_load(text.read_text(encoding="utf-8").split("---")[1])
        assert set(front.get("cases", ())) <= real_site.collection.cases.keys(), text


def test_related_and_parent_cases_link_to_each_other(real_site: Site) -> None:
    pages = {page.path: page.body for page in real_site.pages}
    for case in real_site.collection.cases.values():
        for other in [*(relation.case for relation in case.related), *([case.parent] if case.parent else [])]:
            assert f'href="../../faelle/{other}/"' in pages[f"faelle/{case.id}/index.md"]
            assert f'href="../../faelle/{case.id}/"' in pages[f"faelle/{other}/index.md"]
