"""How others solved it: the file of answers that each question has, and how the page for tailored lists shows it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from conftest import PROJECT
from lotse import recipe
from lotse.knowledge.library import Library
from lotse.pages import examples
from lotse.pages.press import MOST, Press

Open = Callable[..., Page]
ID = "organisation-form"
EXAMPLES_OF = """async ([module, id, topic]) => {
  const { examplesShown, loadExamples } = await import(module);
  const { questions } = await import(new URL("questions.js", module));
  const question = questions.find((one) => one.id === id);
  await loadExamples(question);
  return examplesShown(question, topic);
}"""


@pytest.fixture(scope="module")
def many(real_site: recipe.Site) -> Library:
    """The real records, with 600 cases that answer a question: one in ten on housing, the last 90 on traffic."""
    case = next(one for one in real_site.collection.cases.values() if ID in (one.answers or {}))
    cases = {}
    for number in range(600):
        topics = ("verwaltung", *(["wohnen"] if number % 10 == 9 else []), *(["mobilitaet"] if number >= 510 else []))
        cases[f"fall-{number}"] = replace(
            case, id=f"fall-{number}", short_name=f"Fall {number:03}", topics=topics, answers={ID: case.answers[ID]}
        )
    return Library(replace(real_site.collection, cases=cases))


@pytest.fixture(scope="module")
def file(many: Library) -> str:
    """The only file that is made of them."""
    press = Press(many, PROJECT / "overrides/pages")
    (text,) = [text for path, text in examples.files(many, press).items() if path.endswith(f"/{ID}.json")]
    return text


def names(content: dict, topic: str) -> list[str]:
    return [re.search(">(Fall [0-9]+)</a>", content["answers"][place])[1] for place in content["topics"][topic]]


def test_every_question_with_an_answer_has_a_file(real_site: recipe.Site) -> None:
    answered = {id for case in real_site.collection.cases.values() for id in case.answers or ()}
    assert {Path(path).stem for path in real_site.files if path.startswith("checklisten/antworten/")} == answered


def test_each_topic_has_its_first_answers_and_each_answer_stands_once(file: str) -> None:
    content = json.loads(file)
    assert names(content, "") == names(content, "verwaltung") == [f"Fall {number:03}" for number in range(MOST)]
    assert names(content, "wohnen") == [f"Fall {number:03}" for number in range(9, 10 * MOST, 10)]
    assert names(content, "mobilitaet") == [f"Fall {number}" for number in range(510, 510 + MOST)]
    assert len(content["answers"]) == len(set(content["answers"])) < 3 * MOST


@pytest.fixture
def crowded(open_page: Open, many: Library, file: str) -> Page:
    """The page for tailored lists as it is when 600 cases answer the question."""

    def page_of_many(route: Route) -> None:
        numbers = " ".join(f"{topic}:{number}" for topic, number in many.examples[ID].items())
        pattern = rf'(data-question-id="{ID}".*?data-answers=)"\d+" data-topics="[^"]*"'
        text = re.sub(pattern, rf'\1"600" data-topics="{numbers} "', route.fetch().text(), count=1, flags=re.DOTALL)
        route.fulfill(body=text, content_type="text/html")

    page = open_page("impressum/")
    page.route(re.compile(r"/checklisten/(\?.*)?$"), page_of_many)
    page.route(f"**/antworten/{ID}.json", lambda route: route.fulfill(body=file, content_type="application/json"))
    page.goto(page.url.replace("impressum/", "checklisten/?thema=mobilitaet"))
    return page


def test_what_the_page_counts_can_be_read_or_reached(crowded: Page, address: str) -> None:
    fold = crowded.locator(f"#{ID} [data-answers]")
    fold.locator("summary").click()
    expect(fold.locator("[data-answer] > a")).to_have_text([f"Fall {number}" for number in range(510, 530)])
    expect(fold.locator("li").last).to_have_text("und 70 weitere: alle Fälle zum Thema")
    assert fold.locator("li a").last.evaluate("one => one.href") == f"{address}faelle/?thema=mobilitaet"
    assert fold.locator("a").first.evaluate("one => one.href") == f"{address}faelle/fall-510/#antwort-{ID}"
    crowded.get_by_label("Thema", exact=True).select_option("")
    fold.locator("summary").click()
    expect(fold.locator("[data-answer]")).to_have_count(MOST)
    expect(fold.locator("li").last).to_contain_text("und 580 weitere")
    assert fold.locator("li a").last.evaluate("one => one.href") == f"{address}antworten/"


def test_exports_get_the_examples_of_a_topic_whatever_the_page_shows(crowded: Page, address: str) -> None:
    module = f"{address}scripts/checklist/examples.js"
    for topic, first in (("mobilitaet", "Fall 510"), ("wohnen", "Fall 009"), ("", "Fall 000")):
        found = crowded.evaluate(EXAMPLES_OF, [module, ID, topic])
        assert (len(found), found[0]["name"]) == (MOST, first)
        assert found[0]["source"].startswith("Nach: ")
    assert crowded.evaluate(EXAMPLES_OF, [module, ID, "gibt-es-nicht"]) == []


def test_an_answer_leads_to_itself_on_the_page_of_its_case(open_page: Open) -> None:
    page = open_page("checklisten/")
    page.locator(f"#{ID} [data-answers] summary").click()
    page.locator(f"#{ID} [data-answer] a").first.click()
    expect(page.locator(f"#antwort-{ID}")).to_be_in_viewport()


def test_words_of_a_record_stay_words(many: Library) -> None:
    case = many.cases[0]
    told = replace(case.answers[ID], text="5 < 6 & *ja* [dort](/faelle/)")
    hostile = replace(case, short_name='<b>"X"</b>', answers={ID: told})
    library = Library(replace(many.collection, cases={case.id: hostile}))
    press = Press(library, PROJECT / "overrides/pages")
    (text,) = examples.files(library, press).values()
    (answer,) = json.loads(text)["answers"]
    assert "&lt;b&gt;" in answer and "<b>" not in answer
    assert '5 &lt; 6 &amp; <em>ja</em> <a href="../faelle/">dort</a>' in answer
