"""Cases like one's own: similar cases with their reasons, the described situation, and where cases are missing."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import PROJECT
from lotse import recipe
from lotse.knowledge import similarity
from lotse.knowledge.library import Library
from lotse.model import Case

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def library() -> Library:
    """The look-ups of the real records."""
    return Library(recipe.load(PROJECT).collection)


def variant(case: Case, id: str, **changes: object) -> Case:
    """A case like `case` that names no other."""
    return replace(case, id=id, short_name=id, parent=None, related=(), **changes)


def with_cases(library: Library, cases: list[Case]) -> Library:
    return Library(replace(library.collection, cases={case.id: case for case in cases}))


def many(library: Library, number: int) -> list[Case]:
    """Different mixtures of everything that makes cases similar."""

    def ids(vocabulary: str, seed: int, most: int) -> tuple[str, ...]:
        terms = library.terms(vocabulary)
        return tuple({terms[seed // (step + 1) % len(terms)].id: None for step in range(1 + seed % most)})

    return [
        variant(
            library.cases[seed % len(library.cases)],
            f"fall-{seed:04}",
            topics=ids("topics", seed, 5),
            laender=ids("laender", seed * 7, 2),
            spatial_level=ids("spatial-levels", seed * 3, 1)[0],
        )
        for seed in range(number)
    ]


# ---------- similar cases ----------


def test_reasons_name_all_that_two_similar_cases_share(library: Library) -> None:
    for case in library.cases:
        assert len(library.similar[case.id]) <= similarity.MOST
        for similar in library.similar[case.id]:
            own, other = library.facets[case.id], library.facets[similar.case.id]
            for name in similarity.WEIGHTS:
                assert set(similar.shared.get(name, ())) == set(own[name]) & set(other[name])
            assert similar.shared["thema"] and sum(map(len, similar.shared.values())) > 1


def test_two_cases_share_the_same_in_both_directions(library: Library) -> None:
    shared = {
        (case.id, similar.case.id): similar.shared for case in library.cases for similar in library.similar[case.id]
    }
    mutual = [(one, other) for one, other in shared if (other, one) in shared]
    assert mutual
    for one, other in mutual:
        assert shared[one, other] == shared[other, one]


def test_twins_name_each_other_first(library: Library) -> None:
    for case in library.cases:
        both = with_cases(library, [*library.cases, variant(case, "zwilling")])
        assert both.similar["zwilling"][0].case.id == case.id
        assert both.similar[case.id][0].case.id == "zwilling"


def test_cases_that_are_named_as_related_are_not_named_again(library: Library) -> None:
    for case in library.cases:
        related = {case.id, case.parent, *(relation.case for relation in case.related)}
        related |= {other.id for other in (*library.children[case.id], *library.named_by[case.id])}
        assert related.isdisjoint(similar.case.id for similar in library.similar[case.id])


def test_a_rare_topic_counts_more_than_a_common_one(library: Library) -> None:
    ground = variant(library.cases[0], "a-grund", topics=("wohnen",), legal_forms=(), municipalities=())
    crowd = [variant(ground, f"menge-{number}", laender=("hessen",)) for number in range(10)]
    case = variant(ground, "fall", topics=("wohnen", "gesundheit"))
    rare = variant(ground, "selten", topics=("gesundheit",))
    similar = with_cases(library, [ground, case, rare, *crowd]).similar["fall"]
    assert [entry.case.id for entry in similar[:2]] == ["selten", "a-grund"]


def test_the_order_of_the_records_does_not_matter(library: Library) -> None:
    cases = many(library, 200)
    assert with_cases(library, cases).similar == with_cases(library, cases[::-1]).similar


@pytest.mark.parametrize("mixed", [True, False], ids=["different cases", "all alike"])
def test_work_grows_no_faster_than_the_number_of_cases(
    library: Library, mixed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    likeness = similarity.likeness

    def counted(*values: object) -> float:
        nonlocal compared
        compared += 1
        return likeness(*values)

    monkeypatch.setattr(similarity, "likeness", counted)
    cases = many(library, 3000) if mixed else [variant(library.cases[0], f"fall-{number:04}") for number in range(3000)]
    similar = with_cases(library, cases).similar
    assert len(cases) < compared <= similarity.CANDIDATES * len(cases)
    assert all(len(found) == similarity.MOST for found in similar.values())


def test_cases_that_are_all_alike_do_not_all_name_the_same(library: Library) -> None:
    cases = [variant(library.cases[0], f"fall-{number:04}") for number in range(1000)]
    named = {entry.case.id for found in with_cases(library, cases).similar.values() for entry in found}
    assert len(named) > similarity.CANDIDATES


def test_a_case_page_shows_similar_cases_with_reasons(open_page: Open, address: str) -> None:
    page = open_page("faelle/muenster-velorouten/")
    first = page.locator("[data-similar] li").first
    expect(page.get_by_role("heading", name="Ähnliche Fälle")).to_be_visible()
    expect(first).to_have_text(
        "Regionales Bündnis München: gleiche Themen: Wohnen, Gemeinsame Ortsplanung; "
        "gleiche räumliche Ebene: Stadt und Umland; gleiche Arten der Partner: Kernstadt, Nachbarkommune."
    )
    page.get_by_role("link", name="Eigene Lage beschreiben").click()
    expect(page).to_have_url(address + "unsere-lage/")


# ---------- the described situation ----------


def reasons(page: Page, case: str) -> str:
    """The reasons for the place of a case, as a reader sees them."""
    return " | ".join(page.locator(f"[data-case-id='{case}'] .reasons > div").all_inner_texts())


def ranked(page: Page) -> list[str]:
    return page.locator("[data-ranking] [data-case-id]").evaluate_all("all => all.map((one) => one.dataset.caseId)")


def test_a_situation_is_described_by_mouse(open_page: Open, address: str) -> None:
    page = open_page()
    page.get_by_role("link", name="Wer ist in unserer Lage?").first.click()
    status = page.get_by_role("status")
    expect(status).to_have_text("Wählen Sie mindestens eine Angabe.")
    page.get_by_label("Thema").select_option("wohnen")
    expect(status).to_have_text(re.compile(r"^\d+ von \d+ Fällen passen\.$"))
    page.get_by_label("Land", exact=True).select_option("bayern")
    page.get_by_label("Gewünschte Organisationsform").select_option("gesellschaft")
    page.get_by_label("Größe Ihrer Kommune").select_option("kleinstadt")
    expect(page).to_have_url(address + "unsere-lage/?thema=wohnen&form=gesellschaft&groesse=kleinstadt&land=bayern")
    expect(page.locator("[data-ranking] [data-case-id]")).to_have_count(10)
    expect(page.locator("[data-ranking] [data-case-id]").first).to_have_attribute("data-case-id", "gewoland")
    assert reasons(page, "kowis-vlotho") == (
        "Passt: Thema Wohnen; Organisationsform Eigene Gesellschaft; Größe: Kleinstadt"
        " | Passt nicht: anderes Land: Nordrhein-Westfalen"
    )
    assert reasons(page, "gewoland") == (
        "Passt: Thema Wohnen; Organisationsform Eigene Gesellschaft; Land Bayern | Nicht genannt: Größe der Kommunen"
    )
    page.locator("[data-ranking] [data-case-id] a").first.click()
    expect(page).to_have_url(address + "faelle/gewoland/")


def test_a_situation_is_described_by_keyboard(open_page: Open) -> None:
    page = open_page("unsere-lage/")
    page.get_by_label("Thema").focus()
    page.keyboard.type("Wohn")
    expect(page.locator("[data-ranking] [data-case-id]")).to_have_count(10)
    page.get_by_role("button", name="Weitere Fälle zeigen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-ranking] [data-case-id]").nth(10).get_by_role("link").first).to_be_focused()
    page.get_by_role("button", name="Alle Angaben löschen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Wählen Sie mindestens eine Angabe.")
    assert page.locator("[data-case-id]:visible").count() == 0


def test_cases_on_the_topic_come_first_whatever_else_fits(open_page: Open, library: Library) -> None:
    page = open_page("unsere-lage/?thema=mobilitaet&phase=formierung&form=informell&groesse=kleinstadt&land=saarland")
    expect(page.locator("[data-ranking] [data-case-id]")).to_have_count(10)
    cases = [library.collection.cases[id] for id in ranked(page)]
    tried = ["mobilitaet" in case.topics for case in cases if not case.notice]
    assert tried == sorted(tried, reverse=True) and not all(tried)


def test_cases_with_a_notice_come_last_under_a_heading_of_their_own(open_page: Open, library: Library) -> None:
    page = open_page("unsere-lage/?thema=wohnen&groesse=mittelstadt")
    page.get_by_role("button", name="Weitere Fälle zeigen").click()
    expect(page.locator("[data-ranking] [data-case-id]")).to_have_count(len(library.cases_by["topics"]["wohnen"]))
    cases = [library.collection.cases[id] for id in ranked(page)]
    notices = [case.notice is not None for case in cases]
    assert notices == sorted(notices) and any(notices)
    expect(page.locator("[data-doubtful] [data-case-id]")).to_have_count(notices.count(True))
    expect(page.get_by_role("heading", name="Mit Vorbehalt: nicht erprobt oder dünn belegt")).to_be_visible()
    topics = [len(case.topics) for case in cases if not case.notice]
    assert topics == sorted(topics)


def test_neither_silence_nor_a_near_miss_counts_and_a_case_about_the_topic_alone_counts_more(open_page: Open) -> None:
    page = open_page("unsere-lage/")
    scores = page.evaluate(
        """async () => {
          const { judge, WEIGHTS } = await import(new URL("../scripts/cases/fit.js", location.href));
          const sizes = { groesse: ["klein", "mittel", "gross"] };
          const score = (groesse) => judge({ groesse }, { groesse: "klein" }, sizes).score / WEIGHTS.groesse;
          const fits = [["klein"], ["mittel"], [], ["gross"], ["klein", "gross"]].map(score);
          const focused = (thema) => judge({ thema }, { thema: "bus" }, {}).score;
          return { fits, more: focused(["bus"]) > focused(["bus", "kita"]), none: focused(["kita"]) === -WEIGHTS.thema };
        }"""
    )
    assert scores == {"fits": [1, 0, 0, -1, 1], "more": True, "none": True}


def test_the_number_of_partners_is_the_number_the_case_names(open_page: Open) -> None:
    page = open_page("unsere-lage/?thema=mobilitaet&partnerzahl=4-10")
    expect(page.locator("[data-ranking] [data-case-id]").first).to_be_visible()
    assert reasons(page, "koopstadt") == "Passt: Thema Mobilität und Verkehr; 4 Partner genannt"
    page.get_by_role("button", name="Weitere Fälle zeigen").click()
    expect(page.locator("[data-doubtful] [data-case-id='badebus-wuermregion']")).to_be_visible()
    assert reasons(page, "badebus-wuermregion") == (
        "Passt: Thema Mobilität und Verkehr | Passt zum Teil: Zahl der Partner: 3 statt vier bis zehn"
    )


def test_an_address_restores_the_situation_and_back_leads_back(open_page: Open) -> None:
    page = open_page("unsere-lage/?thema=wohnen&land=hessen")
    expect(page.locator("[data-case-id]").first).to_have_attribute("data-case-id", "gewoland")
    expect(page.get_by_label("Land", exact=True)).to_have_value("hessen")
    before = page.get_by_role("status").inner_text()
    page.get_by_label("Land", exact=True).select_option("niedersachsen")
    expect(page.locator("[data-case-id]").first).to_have_attribute("data-case-id", "wobi-hannover")
    page.go_back()
    expect(page.locator("[data-case-id]").first).to_have_attribute("data-case-id", "gewoland")
    expect(page.get_by_role("status")).to_have_text(before)


def test_a_topic_without_cases_is_named_and_a_case_asked_for(open_page: Open, address: str) -> None:
    page = open_page("unsere-lage/?thema=gesundheit&land=hessen")
    expect(page.get_by_role("status")).to_contain_text("Zum Thema „Gesundheit und Pflege“ haben wir noch keinen Fall.")
    assert ranked(page) == ["lebenswert-eschwege"]
    page.get_by_role("link", name="Fall vorschlagen").click()
    expect(page).to_have_url(address + "mitmachen/fall-vorschlagen/?thema=gesundheit")


@pytest.mark.parametrize(
    "query",
    [
        "thema=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&land=atlantis",
        "thema=__proto__&form=constructor&groesse=toString&partnerzahl=-1&phase=null",
        "partner=kommune&thema=&thema=&unsinn=%00",
    ],
)
def test_unknown_values_in_the_address_do_no_harm(open_page: Open, query: str) -> None:
    page = open_page(f"unsere-lage/?{query}")
    expect(page.get_by_role("status")).to_have_text("Wählen Sie mindestens eine Angabe.")
    assert page.locator("[data-case-id], main img").count() == 0


def test_paper_names_the_situation(open_page: Open) -> None:
    page = open_page("unsere-lage/?thema=wohnen&partnerzahl=ab-11")
    page.emulate_media(media="print")
    expect(page.get_by_text("Ihre Angaben: Thema: Wohnen; Zahl der Partner: mehr als zehn")).to_be_visible()


def test_cases_found_here_can_be_compared(open_page: Open) -> None:
    page = open_page("unsere-lage/?thema=wohnen")
    page.get_by_role("button", name="Vergleichen GEWOLand GmbH, Region Erlangen").click()
    expect(page.get_by_role("button", name="Vergleichen GEWOLand GmbH, Region Erlangen", pressed=True)).to_be_visible()


def test_without_scripts_lists_lead_to_all_cases(open_page: Open, address: str) -> None:
    page = open_page("unsere-lage/", java_script_enabled=False)
    expect(page.get_by_label("Thema")).to_be_hidden()
    page.locator(".without-scripts").get_by_role("link", name="Phasen").click()
    expect(page).to_have_url(address + "phasen/")


# ---------- where cases are missing ----------


def cell(page: Page, table: str, topic: str, number: str, column: str) -> Locator:
    """The link in the row of `topic` whose name begins with `number` and ends in `column`."""
    rows = page.get_by_role("table", name=f"Zahl der Fälle: {table}").get_by_role("row")
    row = rows.filter(has=page.get_by_role("rowheader", name=topic, exact=True))
    return row.get_by_role("link", name=re.compile(f"^{number}.*{column}"))


@pytest.mark.parametrize(
    ("table", "topic", "column"),
    [
        ("Themen und Phasen", "Wohnen", "in der Phase Formierung"),
        ("Themen und Phasen", "Tourismus und Sport", "in der Phase Initiierung"),
        ("Themen und Organisationsformen", "Arbeit und Wirtschaft", "in der Form Informeller Zusammenschluss"),
        ("Themen und Organisationsformen", "Alle Themen", "Organisationsform Eingetragener Verein"),
    ],
)
def test_each_number_leads_to_as_many_cases(open_page: Open, table: str, topic: str, column: str) -> None:
    page = open_page("abdeckung/")
    link = cell(page, table, topic, "[1-9]", column)
    number = int(re.match(r"\d+", link.inner_text()).group())
    link.click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{number} von \d+ Fällen"))


def test_a_gap_leads_to_suggesting_a_case(open_page: Open, address: str) -> None:
    page = open_page("abdeckung/")
    gap = cell(page, "Themen und Phasen", "Tourismus und Sport", "0", "Formierung")
    expect(gap).to_have_accessible_name(
        "0 Noch kein Fall: Tourismus und Sport in der Phase Formierung. Fall vorschlagen"
    )
    gap.click()
    expect(page).to_have_url(address + "mitmachen/fall-vorschlagen/?thema=tourismus-sport&phase=formierung")
    expect(page.get_by_role("checkbox", name="Tourismus und Sport")).to_be_checked()


def test_the_first_sentence_counts_the_gaps_and_names_topics_without_cases(open_page: Open, library: Library) -> None:
    page = open_page("abdeckung/")
    for filter, vocabulary in (("phase", "phases"), ("form", "legal-forms")):
        covered = {
            (topic, id) for case in library.cases for topic in case.topics for id in library.facets[case.id][filter]
        }
        every = len(library.terms("topics")) * len(library.terms(vocabulary))
        expect(page.locator(".lead")).to_contain_text(
            re.compile(f"Von {every} .* sind {every - len(covered)} noch ohne")
        )
        assert page.locator(f".coverage__gap[href*='thema='][href*='&{filter}=']").count() == every - len(covered)
    for topic in library.terms("topics"):
        named = page.locator(".lead + p").get_by_role("link", name=topic.title, exact=True)
        expect(named).to_have_count(0 if library.cases_by["topics"][topic.id] else 1)


def test_on_phones_the_table_moves_and_the_page_does_not(open_page: Open) -> None:
    page = open_page("abdeckung/", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    region = page.get_by_role("region", name="Tabelle: Themen und Organisationsformen")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)
    expect(region.get_by_role("rowheader", name="Wohnen", exact=True)).to_be_in_viewport(ratio=0.9)


def test_coverage_can_be_read_without_scripts(open_page: Open) -> None:
    page = open_page("abdeckung/", java_script_enabled=False)
    expect(page.get_by_role("table")).to_have_count(2)
