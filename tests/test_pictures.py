"""Pictures of a case: true to scale, nothing covers anything, and what a record says stays text."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from conftest import PROJECT
from lotse import germany, recipe
from lotse.knowledge.cells import REACH
from lotse.knowledge.library import Library
from lotse.model import Case, LegalForm, Milestone, Partner, Period, Reference
from lotse.pages import picture_filters
from lotse.pages.press import Press
from lotse.pictures import locator as locators
from lotse.pictures import places
from lotse.pictures.form_steps import FormStep
from lotse.pictures.locator import locator
from lotse.pictures.network import MOST, network
from lotse.pictures.timeline import MOST_ROWS, Timeline, moment, timeline

SOURCE = Reference("mkro-leitfaden", "Kapitel 4")
# Where the line to each partner begins, seen from the middle of its name.
GAPS = """sides => sides.flatMap(side => {
  const names = [...side.querySelectorAll("li")];
  return [...side.querySelectorAll("path")].map((path, place) => {
    const start = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
    const box = names[place].getBoundingClientRect();
    return Math.abs(start.y - (box.top + box.bottom) / 2);
  });
})"""
# Pairs of written things that cover one another.
COVERED = """pictures => pictures.flatMap(picture => {
  const boxes = [...picture.querySelectorAll("text, circle, p, li, figcaption")]
    .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width);
  const cover = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([other, b]) => one.tagName === other.tagName && cover(a, b))
    .map(([other]) => `${one.textContent} / ${other.textContent}`));
})"""
MARKUP = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def library() -> Library:
    """The real records."""
    return Library(recipe.load(PROJECT).collection)


@pytest.fixture(scope="module")
def knf(library: Library) -> Case:
    """A real case to change: running, and with three legal forms."""
    return library.collection.cases["knf"]


@pytest.fixture(scope="module")
def draw(library: Library) -> Callable[[str, Case], str]:
    """Return the HTML of a picture by the name of its macro."""
    environment = Press(library, PROJECT / "overrides/pages").environment

    def draw(name: str, case: Case) -> str:
        template = f'{{% from "_{name}.md" import {name} with context %}}{{{{ {name}(case) }}}}'
        return environment.from_string(template).render(case=case, base="../../")

    return draw


def with_milestones(case: Case, *dates: str) -> Case:
    """The case with nothing dated but milestones; a date may be a span such as 2019/2021."""
    parts = [date.partition("/") for date in dates]
    milestones = tuple(Milestone(first, "Ein Schritt.", SOURCE, last or None) for first, _, last in parts)
    return replace(case, period=Period(SOURCE), legal_forms=(), milestones=milestones)


def with_forms(case: Case, *stints: tuple[str, str | None, str | None], status: str = "running") -> Case:
    """The case with nothing dated but its legal forms."""
    forms = tuple(LegalForm(form, "Ein Vertrag.", SOURCE, since, until) for form, since, until in stints)
    return replace(case, status=status, period=Period(SOURCE), legal_forms=forms, milestones=())


def with_partners(case: Case, number: int, **details: str) -> Case:
    """The case with so many partners of different kinds."""
    kinds = ("wissenschaft", "nachbarkommune", "kernstadt")
    partners = tuple(Partner(f"Partner {place}", kinds[place % 3], SOURCE, **details) for place in range(number))
    return replace(case, partners=partners)


def library_steps(library: Library, case: Case) -> tuple[FormStep, ...]:
    """The form steps of a case in the vocabularies of the project."""
    return picture_filters.filters(library)["form_steps"](case)


def assert_readable(picture: Timeline, milestones: int) -> None:
    """Nothing leaves the picture or covers another thing, and no milestone gets lost."""
    for lane in picture.lanes:
        assert all(0 <= bar.x and 0 < bar.width and bar.x + bar.width <= 100.01 for bar in lane.bars)
    for row in picture.rows:
        assert all(one.right <= next.left for one, next in pairwise(row))
    numbers = [dot.number for row in picture.rows for dot in row]
    assert len(set(numbers)) == len(numbers) == milestones - picture.hidden
    assert all(0 <= dot.start <= dot.x <= dot.end <= 100 for row in picture.rows for dot in row)
    for years, width in ((picture.years, 12), ([year for year in picture.years if year.narrow], 18)):
        assert (years[0].number, years[-1].number) == (picture.first, picture.last)
        assert all(one.left(width) + width <= next.left(width) + 0.01 for one, next in pairwise(years))
        assert years[-1].left(width) + width <= 100.01


def test_a_date_stands_in_the_middle_of_the_time_it_names() -> None:
    assert moment("2019") == 2019.5
    assert 2019.12 < moment("2019-02") < 2019.13
    assert moment("2019-01-01") < moment("2019-01") < moment("2019-01-31") < moment("2019-02-01")


def test_timelines_of_all_real_cases_are_readable(library: Library) -> None:
    drawn = [(case, picture) for case in library.cases if (picture := timeline(case))]
    for case, picture in drawn:
        assert_readable(picture, len(case.milestones))
    assert len(drawn) > 10


@pytest.mark.parametrize(
    "dates",
    [
        ["2019"] * 40,
        [f"2019-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 11, 21)],
        [str(year) for year in range(1850, 2031)],
        ["1850", "2030-12-31"],
        ["1850/2030"] * 9 + ["1900", "1900/1901"],
        ["2019-12-31", "2020-01-01"],
        ["2020-02-29", "2020-02-29"],
    ],
    ids=["40 in a year", "3 a month", "one a year", "the ends", "long ones", "two days", "one day"],
)
def test_timelines_stay_readable_whatever_happened(knf: Case, dates: list[str]) -> None:
    picture = timeline(with_milestones(knf, *dates))
    assert_readable(picture, len(dates))
    assert len(picture.rows) <= MOST_ROWS


def test_there_is_no_timeline_of_fewer_than_two_things(knf: Case, draw: Callable[[str, Case], str]) -> None:
    assert timeline(with_milestones(knf)) is timeline(with_milestones(knf, "2019")) is None
    assert draw("timeline", with_milestones(knf, "2019")).strip() == ""
    assert timeline(with_milestones(knf, "2019", "2020")) is not None


def test_bars_are_true_to_scale(knf: Case) -> None:
    picture = timeline(with_forms(knf, ("informell", "2010", "2014"), ("verein", "2014", "2018")))
    (one,), (other,) = (lane.bars for lane in picture.lanes)
    assert (picture.first, picture.last) == (2010, 2018)
    assert one.width == other.width == pytest.approx(100 * 4 / 9, abs=0.1)
    assert one.x + one.width == pytest.approx(other.x, abs=0.1)


def test_the_axis_names_its_first_and_its_last_year(knf: Case) -> None:
    assert [year.number for year in timeline(knf).years] == [1996, 2000, 2005, 2010, 2015, 2020]


def test_a_form_that_comes_back_keeps_its_lane(knf: Case) -> None:
    picture = timeline(
        with_forms(knf, ("projekt", "2001", "2003"), ("verein", "2003", None), ("projekt", "2010", None))
    )
    assert [(lane.form, len(lane.bars)) for lane in picture.lanes] == [("projekt", 2), ("verein", 1)]


@pytest.mark.parametrize(
    ("status", "until", "open", "unsure"),
    [("running", None, True, False), ("running", "2019", False, False), ("dormant", None, False, True)],
)
def test_only_what_runs_goes_on(knf: Case, status: str, until: str | None, open: bool, unsure: bool) -> None:
    picture = timeline(with_forms(knf, ("informell", "2010", "2012"), ("verein", "2015", until), status=status))
    bar = picture.lanes[1].bars[0]
    assert (bar.open, bar.unsure) == (open, unsure)
    assert (picture.has_open, picture.has_unsure) == (open, unsure)


def test_nobody_says_that_a_case_runs_unless_its_record_does(knf: Case, draw: Callable[[str, Case], str]) -> None:
    assert "läuft (Stand 2020)" in draw("timeline", knf)
    assert "läuft" not in draw("timeline", replace(knf, status="unknown"))


@pytest.mark.parametrize("number", [2, 3, 12, 13, 200])
def test_a_network_names_some_partners_and_counts_the_others(knf: Case, library: Library, number: int) -> None:
    kinds = [kind.id for kind in library.terms("partner-kinds")]
    picture = network(with_partners(knf, number), kinds)
    sides = (picture.left.members, picture.right.members)
    shown = [member.partner for side in sides for member in side]
    assert len(set(shown)) == min(number, MOST) and picture.left_out == number - len(shown)
    assert shown == sorted(shown, key=lambda partner: kinds.index(partner.kind))
    assert abs(len(sides[0]) - len(sides[1])) <= 2
    for side in sides:  # each side says anew of which kind its partners are
        assert side[0].kind == side[0].partner.kind
        assert all((two.kind is None) == (one.partner.kind == two.partner.kind) for one, two in pairwise(side))


def test_there_is_no_network_of_one(knf: Case, draw: Callable[[str, Case], str]) -> None:
    assert draw("network", with_partners(knf, 1)).strip() == ""


def test_the_line_to_a_partner_that_left_is_dashed(knf: Case, draw: Callable[[str, Case], str]) -> None:
    assert "network__former" not in draw("network", with_partners(knf, 3))
    left = draw("network", with_partners(knf, 3, until="2019"))
    assert left.count('<path class="network__former"') == 3 and "(bis 2019)" in left
    assert "Gestrichelt heißt" in left


def test_form_steps_show_how_partners_bound_themselves_more_firmly(
    knf: Case, library: Library, draw: Callable[[str, Case], str]
) -> None:
    steps = library_steps(library, knf)
    assert [step.level for step in steps] == ["lose", "vereinbart", "rechtsperson"]
    assert [[(one.number, one.form.form) for one in step.forms] for step in steps] == [
        [(1, "informell")],
        [(2, "geschaeftsstelle")],
        [(3, "verein")],
    ]
    assert "Die Nummern zeigen" in draw("form_steps", knf)


def test_form_steps_have_no_order_in_time_where_the_source_names_none(
    knf: Case, library: Library, draw: Callable[[str, Case], str]
) -> None:
    case = with_forms(knf, ("gesellschaft", None, None), ("informell", "2010", None))
    assert {one.number for step in library_steps(library, case) for one in step.forms} == {None}
    assert "Was zuerst kam, sagt die Quelle nicht überall." in draw("form_steps", case)


def test_there_are_no_form_steps_where_partners_stayed_on_one(knf: Case, draw: Callable[[str, Case], str]) -> None:
    assert draw("form_steps", with_forms(knf, ("projekt", "2010", None), ("vereinbarung", "2012", None))).strip() == ""
    assert draw("form_steps", with_forms(knf)).strip() == ""


def test_a_small_map_shows_the_laender_of_its_case_on_those_of_the_file(library: Library) -> None:
    ((path, picture),) = locators.files().items()
    paths = [element.get("d") for element in ElementTree.fromstring(picture).iter() if element.get("d")]
    assert path == "images/deutschland.svg" and len(paths) == len(germany.LAENDER)
    for case in library.cases:
        shown = locator(case)
        assert set(shown.paths) <= set(paths) and len(shown.paths) == len(case.laender)
        assert all(0 <= x <= locators.WIDTH and 0 <= y <= locators.HEIGHT for x, y in shown.dots)
    assert len(picture) < 12_000  # every page with such a map loads it


def test_the_picture_of_all_places_stays_light_however_many_cases_there_are(library: Library) -> None:
    crowd = [*product(range(0, locators.WIDTH, REACH), range(0, locators.HEIGHT, REACH))]  # cells lie so far apart
    for points in ([(cell.x, cell.y) for cell in library.cells], crowd):
        ((path, picture),) = places.files(points, "#ffffff", "#f4c073").items()
        dots = ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}circle")
        assert path == "images/orte.svg" and len(list(dots)) == len(points) and len(picture) < 40_000


@pytest.mark.parametrize("name", ["timeline", "network", "locator", "form_steps"])
def test_words_of_a_record_stay_words_in_a_picture(knf: Case, draw: Callable[[str, Case], str], name: str) -> None:
    partners = tuple(replace(partner, name=MARKUP) for partner in knf.partners)
    places = tuple(replace(place, place=MARKUP) for place in knf.coordinates)
    drawn = draw(name, replace(knf, short_name=MARKUP, partners=partners, coordinates=places))
    assert "<img" not in drawn and "\n\n" not in drawn.strip()
    ElementTree.fromstring(drawn)  # well-formed: nothing is left open


def test_pictures_stay_small(library: Library, draw: Callable[[str, Case], str], knf: Case) -> None:
    for case in library.cases:
        assert sum(len(draw(name, case)) for name in ("timeline", "network", "locator", "form_steps")) < 12_000
    assert len(draw("network", with_partners(knf, 200))) < 4_000
    assert len(draw("timeline", with_milestones(knf, *["2019-05"] * 500))) < 3_000


def test_in_a_browser_nothing_covers_anything_and_lines_meet_names(open_page: Callable[..., Page]) -> None:
    for case in ("region-ist-solidaritaet", "emmd-gewerbeflaechen"):
        page = open_page(f"faelle/{case}/")
        pictures = page.locator(".picture--timeline, .picture--network")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert pictures.evaluate_all(COVERED) == [], (case, width)
        assert max(page.locator(".network__side").evaluate_all(GAPS)) < 2
