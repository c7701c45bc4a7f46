"""One way through the website in browsers besides Chromium: search, filter, tailor, write down, export, propose, compare."""

from collections.abc import Iterator

import pytest
from other_browsers import INSTALLED, Visitor
from test_working import kita

pytestmark = pytest.mark.other_browsers


@pytest.fixture(scope="module", params=sorted(INSTALLED))
def visitor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    start, installed = INSTALLED[request.param]
    if not installed:
        pytest.skip(f"{request.param} ist hier nicht installiert.")
    with start(tmp_path_factory.mktemp(request.param)) as tell:
        yield Visitor(tell)


def test_the_search_finds_parts_of_words_despite_a_typing_error(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}suche/?q=gewerbeflaechn")
    assert visitor.run("return (await until(() => document.querySelector('[data-result] a'))).textContent")


def test_a_filter_shows_fitting_cases_and_an_address_to_share(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}faelle/")
    count, shared, shown = visitor.run(
        """
        const count = document.querySelector("[data-count]");
        await until(() => {
            write(document.querySelector('select[name="thema"]'), "wohnen");
            return count.textContent.includes("Thema: Wohnen");
        });
        const cases = [...document.querySelectorAll("[data-case-id]")].filter((one) => one.checkVisibility());
        return [count.textContent, location.search, cases.length];
        """
    )
    assert shared == "?thema=wohnen"
    assert count.startswith(f"{shown} von ")


def test_a_tailored_checklist_keeps_notes_and_becomes_a_word_file(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}checklisten/")
    visitor.run(
        """
        localStorage.setItem("lotse-vorhaben:vkita", JSON.stringify({ ...given[0], entries: {} }));
        localStorage.setItem("lotse-vorhaben-aktiv", "vkita");
        """,
        kita("gestrichen-frage"),
    )
    visitor.open(f"{address}checklisten/?phase=formierung")
    asked = visitor.run(
        """
        const note = await until(() => document.querySelector('[data-field="note"]'));
        await until(() => {
            write(note, "Mit der Kämmerei sprechen");
            return localStorage["lotse-vorhaben:vkita"].includes("Kämmerei sprechen");
        });
        return note.closest("[data-question-id]").dataset.questionId;
        """
    )
    visitor.open(f"{address}checklisten/")  # and back, so that the page begins anew
    visitor.open(f"{address}checklisten/?phase=formierung")
    kept, start, size = visitor.run(
        """
        const note = await until(() => document.querySelector(`[data-question-id="${given[0]}"] [data-field="note"]`));
        await until(() => note.value);
        let file;
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { file = blob; return make.call(URL, blob); };
        document.querySelector('[data-export="word"]').click();
        await until(() => file);
        return [note.value, await file.slice(0, 2).text(), file.size];
        """,
        asked,
    )
    assert (kept, start) == ("Mit der Kämmerei sprechen", "PK")
    assert size > 5_000


def test_a_proposal_is_checked_and_shown_as_it_will_be(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}mitmachen/fall-vorschlagen/?fall=knf")
    assert "Nachbarschaftsforum" in visitor.run(
        """
        const preview = document.querySelector("[data-preview]");
        await until(() => document.querySelector('[data-field="title"] [data-control]').value);
        if (!preview.checkVisibility()) document.querySelector('[aria-controls="vorschau"]').click();
        return await until(() => preview.querySelector("h3, h1, [data-part]") && preview.textContent);
        """
    )


def test_two_cases_stand_side_by_side(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}vergleich/?faelle=knf,gewoland")
    heads = "[...document.querySelectorAll('table thead th')].map((one) => one.textContent).join()"
    said = visitor.run(f"return await until(() => {heads}.includes('GEWOLand') && {heads})")
    assert "Nachbarschaftsforum" in said


def test_the_menu_opens_on_a_narrow_window_and_the_page_does_not_scroll_sideways(
    visitor: Visitor, address: str
) -> None:
    visitor.narrow()
    visitor.open(f"{address}faelle/knf/")
    seen, there = visitor.run(
        """
        const menu = await until(() => document.querySelector("[data-menu]:not([hidden])"));
        menu.click();
        await until(() => menu.getAttribute("aria-expanded") === "true");
        return [innerWidth, document.documentElement.scrollWidth];
        """
    )
    assert there <= seen < 600
