"""The map of Germany: points lie where they should, cases share markers without getting lost, and everybody can use it."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from lotse import germany
from lotse.browser import npm
from lotse.knowledge.cells import REACH, Cell, cells, numbers_by_case
from lotse.model import Case, Location
from lotse.problems import CannotWork
from lotse.recipe import Site

Open = Callable[..., Page]
ONE_UNIT = 1  # of the map, about a kilometre
NARROW = {"viewport": {"width": 360, "height": 740}}

# The outermost points of Germany: north, south, west, east.
OUTERMOST = {
    "Ellenbogen": (55.0583, 8.4164, "schleswig-holstein", 1, min),
    "Haldenwanger Eck": (47.2701, 10.1783, "bayern", 1, max),
    "Isenbruch": (51.0511, 5.8663, "nordrhein-westfalen", 0, min),
    "Neißeaue": (51.2726, 15.0419, "sachsen", 0, max),
}
# Towns on borders, on islands and in exclaves, where a small error of the map would show.
TOWNS = {
    "Ulm": (48.4, 9.99, "baden-wuerttemberg"),
    "Neu-Ulm": (48.393, 10.01, "bayern"),
    "Mainz": (50.0, 8.27, "rheinland-pfalz"),
    "Wiesbaden": (50.083, 8.24, "hessen"),
    "Ludwigshafen": (49.48, 8.44, "rheinland-pfalz"),
    "Mannheim": (49.488, 8.467, "baden-wuerttemberg"),
    "Kehl": (48.573, 7.815, "baden-wuerttemberg"),
    "Görlitz": (51.153, 14.988, "sachsen"),
    "Frankfurt (Oder)": (52.347, 14.55, "brandenburg"),
    "Berlin": (52.52, 13.405, "berlin"),
    "Potsdam": (52.4, 13.06, "brandenburg"),
    "Bremen": (53.076, 8.807, "bremen"),
    "Bremerhaven": (53.54, 8.58, "bremen"),
    "Hamburg": (53.55, 10.0, "hamburg"),
    "Saarbrücken": (49.233, 7.0, "saarland"),
    "Erfurt": (50.978, 11.029, "thueringen"),
    "Magdeburg": (52.131, 11.64, "sachsen-anhalt"),
    "Schwerin": (53.629, 11.413, "mecklenburg-vorpommern"),
    "Borkum": (53.588, 6.67, "niedersachsen"),
    "Helgoland": (54.182, 7.889, "schleswig-holstein"),
    "Büsingen am Hochrhein": (47.697, 8.69, "baden-wuerttemberg"),
}
ABROAD = {
    "Straßburg": (48.573, 7.752),
    "Salzburg": (47.8, 13.04),
    "Słubice": (52.35, 14.58),
    "Zürich": (47.37, 8.54),
    "Berlin, swapped": (13.41, 52.52),
    "nowhere": (1e300, 0),
}


# ---------- where points lie ----------


@pytest.mark.parametrize("name", OUTERMOST)
def test_the_outermost_points_of_the_country_lie_on_the_edge_of_the_map(name: str) -> None:
    lat, lon, land, axis, outermost = OUTERMOST[name]
    drawn = outermost(
        (point for line in germany.laender()[land].lines for point in line), key=lambda point: point[axis]
    )
    assert math.dist(germany.position(lat, lon), drawn) < ONE_UNIT


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_lies_in_its_land(name: str) -> None:
    lat, lon, land = TOWNS[name]
    assert germany.land_at(lat, lon) == land


@pytest.mark.parametrize("name", ABROAD)
def test_a_point_across_the_border_lies_in_no_land(name: str) -> None:
    assert germany.land_at(*ABROAD[name]) is None


def test_a_distance_is_in_kilometres() -> None:
    assert germany.distance("berlin", *TOWNS["Berlin"][:2]) == 0
    assert germany.distance("bayern", *TOWNS["Ulm"][:2]) < 2
    assert germany.distance("hamburg", *TOWNS["Berlin"][:2]) == pytest.approx(235, abs=15)


def test_the_map_knows_the_laender_of_the_vocabulary(real_site: Site) -> None:
    assert set(germany.LAENDER) == set(real_site.collection.vocabularies["laender"].by_id)


def test_every_case_lies_in_its_laender(real_site: Site) -> None:
    for case in real_site.collection.cases.values():
        for point in case.coordinates:
            assert germany.land_at(point.lat, point.lon) in case.laender, case.id


def test_without_the_package_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(npm, "_PACKAGES", tmp_path)
    with pytest.raises(CannotWork, match="make check"):
        germany.licence()


# ---------- markers ----------


def cases_at(case: Case, *points: tuple[float, float]) -> list[Case]:
    """As many cases as points, like `case` but for their ids and places."""
    return [
        replace(case, id=f"fall-{index}", coordinates=(Location(f"Ort {index}", *point),))
        for index, point in enumerate(points)
    ]


@pytest.fixture(scope="module")
def many(real_site: Site) -> list[Case]:
    """3,000 cases in 1,000 places all over Germany."""
    chance = random.Random(4)
    points: list[tuple[float, float]] = []
    while len(points) < 1000:
        point = (chance.uniform(47.3, 55.0), chance.uniform(5.9, 15.0))
        if germany.land_at(*point):
            points.append(point)
    return cases_at(real_site.collection.cases["knf"], *points * 3)


def test_every_case_has_a_marker_for_each_of_its_places(real_site: Site) -> None:
    cases = list(real_site.collection.cases.values())
    numbers = numbers_by_case(cells(cases))
    assert numbers.keys() == real_site.collection.cases.keys()
    assert len(numbers["koopstadt"]) == 3
    assert len(numbers["knf"]) == 1


def test_cases_at_one_place_share_a_marker_at_that_place(real_site: Site) -> None:
    near_munich, munich = (48.2, 11.6), (48.137, 11.575)
    found = cells(cases_at(real_site.collection.cases["iba-muenchen"], near_munich, munich, munich))
    assert [(cell.place, len(cell.cases), cell.land) for cell in found] == [("Ort 1", 3, "bayern")]
    assert math.dist((found[0].x, found[0].y), germany.position(*munich)) < 0.1


def test_thousands_of_cases_need_few_markers_that_do_not_touch(many: list[Case]) -> None:
    found = cells(many)
    assert {case.id for cell in found for case in cell.cases} == {case.id for case in many}
    assert len(found) < 450
    assert all(math.dist(centre(one), centre(other)) > REACH - 0.2 for one in found for other in found if one != other)


def centre(cell: Cell) -> tuple[float, float]:
    return cell.x, cell.y


def test_markers_stand_from_north_to_south(many: list[Case]) -> None:
    found = cells(many)
    assert [cell.number for cell in found] == [*range(1, len(found) + 1)]
    assert [cell.y for cell in found] == sorted(cell.y for cell in found)


def test_the_map_stays_small(real_site: Site) -> None:
    assert sum(len(land.path()) for land in germany.laender().values()) < 40_000


# ---------- the page ----------


def test_the_map_leads_to_cases_and_laender(open_page: Open, address: str) -> None:
    page = open_page("laender/")
    page.locator(".map svg").get_by_role("link", name="Kommunales Nachbarschaftsforum (KNF)", exact=True).click()
    expect(page).to_have_url(address + "faelle/knf/")
    page.go_back()
    page.locator(".map").get_by_role("link", name="Bayern: ").click()
    expect(page).to_have_url(address + "laender/bayern/")
    expect(page.locator("[data-case-id='gewoland']")).to_be_visible()


def test_a_marker_of_several_cases_names_them(open_page: Open, address: str) -> None:
    page = open_page("laender/")
    marker = page.get_by_role("link", name="Fälle bei München: ")
    expect(marker).to_have_attribute("href", "../laender/bayern/")
    expect(marker.locator("text")).to_have_text(marker.get_attribute("aria-label").split()[0])


def test_the_keyboard_walks_over_the_markers_from_north_to_south(open_page: Open, address: str) -> None:
    page = open_page("laender/")
    page.locator("[data-cell]").first.focus()
    heights = []
    while page.evaluate("document.activeElement.matches('[data-cell]')"):
        heights.append(page.locator(":focus circle").evaluate("circle => circle.cy.baseVal.value"))
        expect(page.locator(":focus + .map__name")).to_be_visible()
        page.keyboard.press("Tab")
    assert heights == sorted(heights) and len(heights) == page.locator("[data-cell]").count()


def test_the_keyboard_can_skip_the_map(open_page: Open) -> None:
    page = open_page("laender/")
    skip = page.get_by_role("link", name="Karte überspringen")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="svg-maps/germany")).to_be_focused()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, NARROW["viewport"]], ids=["wide", "narrow"])
def test_markers_are_large_enough_for_a_finger(open_page: Open, viewport: dict) -> None:
    page = open_page("laender/", viewport=viewport)
    widths = page.locator("[data-cell] circle").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().width)"
    )
    assert widths and min(widths) >= 24


@pytest.mark.parametrize("path", ["laender/", "faelle/?ansicht=karte"])
def test_the_whole_map_stands_on_the_first_screen(open_page: Open, path: str) -> None:
    page = open_page(path, viewport={"width": 1280, "height": 800})
    expect(page.locator(".map__picture")).to_be_in_viewport(ratio=0.99)


def test_the_map_is_a_picture_with_links_without_scripts(open_page: Open, address: str) -> None:
    page = open_page("laender/", java_script_enabled=False)
    expect(page.get_by_role("link", name="Bayern", exact=True)).to_be_visible()
    page.locator(".map svg").get_by_role("link", name="Kommunales Nachbarschaftsforum (KNF)", exact=True).click()
    expect(page).to_have_url(address + "faelle/knf/")


def test_the_map_names_its_author_and_brings_its_licence(open_page: Open, site: Path) -> None:
    page = open_page("laender/")
    expect(page.locator(".map figcaption")).to_contain_text(
        "svg-maps/germany von Victor Cazanave, CC BY 4.0 (verändert)"
    )
    assert "Attribution 4.0 International" in (site / "licences/svg-maps-germany.txt").read_text(encoding="utf-8")


def test_the_map_fits_on_one_sheet(open_page: Open) -> None:
    sheets = pypdfium2.PdfDocument(open_page("laender/").pdf(prefer_css_page_size=True))
    assert len(sheets) == 1


# ---------- the map on other pages ----------

SHOW = """async (hits) => {
  const { loadMap, showOnMap } = await import(new URL("../../scripts/cases/map.js", location.href));
  const map = document.querySelector("[data-map]") ?? (await loadMap());
  document.querySelector("article").prepend(map);
  showOnMap(map, hits);
}"""


def hits_at(page: Page, address: str, place: str, *names: str) -> list[dict]:
    """Cases with the given names at the marker of `place`, as a script hands them to the map."""
    page.evaluate(SHOW, [])
    cell = int(page.locator(f"[data-place='{place}']").get_attribute("data-cell"))
    return [{"id": name, "name": name, "url": f"{address}faelle/{name}/", "cells": [cell]} for name in names]


def test_only_markers_of_the_given_cases_are_shown(open_page: Open, address: str) -> None:
    page = open_page("themen/wohnen/")
    page.evaluate(SHOW, hits_at(page, address, "Berlin", "knf"))
    expect(page.locator("[data-cell]:visible")).to_have_count(1)
    expect(page.locator("[data-map] svg")).to_have_attribute("aria-label", "Karte von Deutschland mit 1 Fall")
    expect(page.locator(".map__places > li")).to_have_text(["Berlinknf"])
    page.locator("svg").get_by_role("link", name="knf", exact=True).click()
    expect(page).to_have_url(address + "faelle/knf/")


def test_a_marker_of_several_cases_opens_their_list_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("themen/wohnen/")
    page.evaluate(SHOW, hits_at(page, address, "Berlin", "knf", "gewoland", "kowis", "koopstadt"))
    marker = page.get_by_role("link", name="4 Fälle bei Berlin: knf, gewoland, kowis und 1 weiterer")
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="4 Fälle bei Berlin")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", f"{address}faelle/knf/")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="4 Fälle bei Berlin")).to_have_count(0)
    expect(marker).to_be_focused()


def test_the_laender_lead_nowhere_where_they_would_drop_the_filters(open_page: Open, address: str) -> None:
    page = open_page("themen/wohnen/")
    page.evaluate(SHOW, hits_at(page, address, "Berlin", "knf"))
    expect(page.locator("[data-map]").get_by_role("link", name="Bayern")).to_have_count(0)
    expect(page.locator("[data-map]").get_by_role("link", name="CC BY 4.0")).to_have_attribute(
        "href", f"{address}licences/svg-maps-germany.txt"
    )
