"""Accessibility on every kind of page and in every state: seen by axe, at all widths, with text spacing, in forced colours, by keyboard."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import barriers
from keyboard import Keyboard
from kinds import ADDRESSES, BROUGHT, KINDS, MANY
from looking import NARROW, WIDE, misfits, unseen

Open = Callable[..., Page]
PARTS = 4  # the walk over all kinds of page is cut in parts, so that both cores have work

STRUCTURE = {
    "rules": {
        "target-size": {"enabled": True},
        **{name: {"enabled": False} for name in ("color-contrast", "link-in-text-block")},
    }
}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
# What another width can break: names of controls that only phones show, places to scroll, targets, what is hidden.
LAYOUT = {
    "runOnly": [
        "aria-hidden-focus",
        "aria-required-children",
        "aria-required-parent",
        "bypass",
        "button-name",
        "input-button-name",
        "label",
        "link-name",
        "nested-interactive",
        "scrollable-region-focusable",
        "select-name",
        "td-headers-attr",
        "target-size",
    ]
}
# What looks alike is alike, and axe takes long, even for what is hidden. So some of the page is taken out while axe looks at it:
# all but the first few in a list, of list items and rows those of the whole page. For colours also what looks like something
# on the pages before.
TAKE_OUT = """
    const takeOut = (one) => {
        const place = document.createComment("");
        one.replaceWith(place);
        (window.takenOut ??= []).push([one, place]);
    };
    window.pass ??= (event) => event.preventDefault(); // what a script does not find meanwhile is no error of its own
    for (const name of ["error", "unhandledrejection"]) addEventListener(name, window.pass);
    const look = (one) => `${one.parentElement.localName} ${one.parentElement.className} ${one.localName} ${one.className}`;
    const mayGo = (one) => !one.closest("svg, select, datalist") && !one.matches("dialog");
"""
TAKE_OUT_WHAT_LOOKS_ALIKE = f"""() => {{ {TAKE_OUT}
    const onThePage = {{}}, alike = [];
    for (const parent of document.querySelectorAll("body, body *")) {{
        const inParent = {{}};
        for (const child of parent.children) {{
            const looks = child.matches("li, tr, [data-question-id]") ? onThePage : inParent;
            looks[look(child)] = (looks[look(child)] ?? 0) + 1;
            if (looks[look(child)] > 3 && mayGo(child)) alike.push(child);
        }}
    }}
    alike.forEach(takeOut);
}}"""
TAKE_OUT_WHAT_IS_KNOWN = f"""known => {{ {TAKE_OUT}
    const seen = new Set(known), fresh = new Set();
    const all = [...document.querySelectorAll("body *")].map((one) => [one, look(one)]);
    for (const [one, looks] of all.reverse()) {{ // what stands inside comes first
        if (!seen.has(looks)) fresh.add(looks);
        else if (!one.childElementCount && mayGo(one)) takeOut(one);
    }}
    return [...fresh];
}}"""
PUT_BACK = """() => {
    for (const [one, place] of (window.takenOut ?? []).reverse()) place.replaceWith(one);
    window.takenOut = [];
    for (const name of ["error", "unhandledrejection"]) removeEventListener(name, window.pass);
}"""


def visit(page: Page, address: str, kind: str) -> None:
    """Go to a page of a kind, wait for what scripts bring, and unfold what is folded."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.goto(address + KINDS[kind])
    expect(page.locator(BROUGHT.get(kind, "h1")).first).to_be_visible()
    page.locator("details").evaluate_all("all => all.slice(0, 12).forEach((details) => { details.open = true })")


def troubles(page: Page, known: set[str]) -> list[str]:
    """All that is wrong with a page as it is now: light and dark, wide and narrow, spaced, in forced colours, by keyboard.

    `known` is what was seen before, and grows.
    """
    found = misfits(page)
    page.emulate_media(forced_colors="active")
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        found += unseen(page)
    page.emulate_media(forced_colors="none")
    front = "dialog[open]" if page.locator("dialog[open]").count() else "html"  # the rest waits for an open dialog
    page.evaluate(TAKE_OUT_WHAT_LOOKS_ALIKE)
    found += barriers(page, STRUCTURE, front)
    known |= set(page.evaluate(TAKE_OUT_WHAT_IS_KNOWN, list(known)))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {trouble}" for trouble in barriers(page, COLOURS, front)]
    page.evaluate(PUT_BACK)  # for scripts that arrange the page anew when its width changes
    page.set_viewport_size(NARROW)
    page.evaluate(TAKE_OUT_WHAT_LOOKS_ALIKE)
    found += barriers(page, LAYOUT, front)
    page.evaluate(PUT_BACK)
    return found


@pytest.fixture(scope="module")
def known() -> set[str]:
    """What the walks of this module have seen so far."""
    return set()


# ---------- every kind of page ----------


def test_every_page_of_the_site_is_of_a_kind_that_is_looked_at(site: Path) -> None:
    """By its address, and by its building blocks: what stands on any page stands on one of the pages that the tests walk over."""
    blocks: dict[str, set[str]] = {}
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        assert address in ADDRESSES or address.startswith(MANY), address
        blocks[address] = set(re.findall(r'<[a-z0-9]+(?: class="[^"]*")?', path.read_text(encoding="utf-8")))
    known = set().union(*(blocks[address] for address in ADDRESSES))
    assert {address: new for address, found in blocks.items() if (new := found - known)} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_no_kind_of_page_has_barriers(open_page: Open, address: str, known: set[str], part: int) -> None:
    page = open_page(reduced_motion="reduce")
    found = {}
    for kind in list(KINDS)[part::PARTS]:
        visit(page, address, kind)
        found[kind] = troubles(page, known)
    assert {kind: troubles for kind, troubles in found.items() if troubles} == {}


def test_every_page_has_one_heading_a_title_of_its_own_and_a_way_to_skip(site: Path) -> None:
    titles: dict[str, Path] = {}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith('<!doctype html>\n<html lang="de"'), path
        assert len(re.findall(r"<h1[ >]", text)) == 1, path
        [title] = re.findall(r"<title>([^<]*Kooperationslotse)</title>", text)
        assert title not in titles, f"{path} heißt wie {titles[title]}"
        titles[title] = path
        [target] = re.findall(r'<a class="md-skip" href="#([^"]+)"', text)
        assert text.count(f'id="{target}"') == 1, path


def test_headings_go_down_one_step_at_a_time_and_landmarks_have_names_of_their_own(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        steps = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
        assert steps[0] == 1, path
        assert all(lower <= upper + 1 for upper, lower in zip(steps, steps[1:], strict=False)), path
        landmarks = re.findall(r"<(?:nav|form|section|aside)[^>]*aria-label(?:ledby)?=\"([^\"]+)\"", text)
        assert len(landmarks) == len(set(landmarks)), path
        assert not re.findall(r"<(?:nav|aside)(?![^>]*aria-label)", text), path


def test_every_table_has_heads_and_a_name_or_a_heading_above_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        for table in re.findall(r"<table.*?</table>", path.read_text(encoding="utf-8"), re.DOTALL):
            assert "<thead" in table, (path, table[:200])
            assert re.search(r"<table[^>]*aria-label|<caption", table) or table.startswith('<table class="rows">\n'), (
                path
            )
            # What Markdown makes of a text starts a line for each row. Its author puts it below a heading.


# ---------- states ----------


def open_menu(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.get_by_role("button", name="Menü").click()


def ask_for_a_term(page: Page) -> None:
    page.locator("a.explained").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def choose_too_many_cases(page: Page) -> None:
    for button in page.locator("[data-compare]").all()[:5]:
        button.click()
    expect(page.locator(".basket")).to_be_visible()


def fold_the_comparison(page: Page) -> None:
    page.get_by_text("Ansicht und Druck").click()
    page.get_by_label("Nur Unterschiede zeigen").check()
    page.get_by_role("button", name="Alles aufklappen").click()
    page.locator("[data-group-toggle]").first.click()


def give_no_name(page: Page) -> None:
    page.get_by_role("button", name="Neues Vorhaben").click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill(" ")
    page.get_by_role("dialog").get_by_role("button", name="Speichern").click()


def write_notes(page: Page) -> None:
    page.get_by_role("button", name="Neues Vorhaben").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Kita am Fluss")
    dialog.get_by_role("button", name="Partner hinzufügen").click()
    dialog.get_by_label("Partner 1").fill("Süddorf")
    dialog.get_by_role("button", name="Speichern").click()
    question = page.locator("[data-question-id]:visible").first
    question.get_by_role("radio", name="nein", exact=True).check()
    question.locator(".entry__more > summary").click()
    question.get_by_label("Notiz").fill("Im Haushalt vorsehen. " * 20)
    question.get_by_label("Bis wann").fill("2026-01-01")
    page.get_by_text("Ändern, einlesen, löschen").click()
    page.locator("[data-take-along] > summary").click()
    hand_over(page, "kein Vorhaben")
    expect(page.locator("[data-project-message]")).not_to_be_empty()


def press(name: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator("button", has_text=name).first.evaluate("button => button.click()")  # it may be folded
        wait_for_a_dialog(page)

    return act


def read_project(page: Page) -> None:
    project = {"format": 1, "id": "vrad", "name": "Radweg", "changed": "2026-01-01T00:00:00.000Z", "entries": {}}
    hand_over(page, {"format": "kooperationslotse-vorhaben", "version": 1, "projects": [project]})
    wait_for_a_dialog(page)


def hand_over(page: Page, content: object) -> None:
    """Let the page read a file."""
    file = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    page.locator("[data-read-file]").set_input_files(file)


def read_no_draft(page: Page) -> None:
    expect(page.locator("[data-preview]")).to_be_visible()  # beside the form, where there is room
    hand_over(page, "kein Entwurf")
    expect(page.locator("[data-message]")).not_to_be_empty()


def hand_in_with_errors(page: Page) -> None:
    page.get_by_label("Titel", exact=True).first.fill("")
    page.locator('[data-step="einreichen"]').click()
    expect(page.locator("[data-findings] li").first).to_be_visible()


def go_to_the_error(page: Page) -> None:
    page.locator("[data-findings] a").first.click()
    expect(page.locator("[data-problem]:visible").first).to_be_visible()


def begin_a_source(page: Page) -> None:
    page.locator('[data-step="wozu"]').click()
    page.locator("#wozu [data-new-source-button]").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Quelle übernehmen").click()
    expect(page.locator("[data-source-problem]")).not_to_be_empty()


def choose_a_place(page: Page) -> None:
    page.locator('[data-step="wer-wo"]').click()
    page.locator("[data-choose-place]:visible").first.click()
    expect(page.locator("[data-place-map] svg")).to_be_visible()


def wait_for_a_dialog(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_be_visible()


def print_it(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")


CHECKLIST = "checklisten/?phase=formierung"
FORM = "mitmachen/fall-vorschlagen/"
# What a reader has done where, one after the other in the same browser; without an address, on the same page.
STATES: dict[str, dict[str, tuple[str | None, Callable[[Page], None]]]] = {
    "reading": {
        "menu open": ("faelle/", open_menu),
        "term explained": ("leitfaden/organisationsformen/", ask_for_a_term),
        "as many cases chosen as one can compare": ("faelle/", choose_too_many_cases),
        "comparison folded": ("vergleich/?faelle=knf,wobi-hannover", fold_the_comparison),
        "comparison on paper": (None, print_it),
        "case on paper": ("faelle/knf/", print_it),
    },
    "working": {
        "project without a name": (CHECKLIST, give_no_name),
        "notes written, and a file that is no project": (CHECKLIST, write_notes),
        "notes on paper": (None, print_it),
        "link and code": (CHECKLIST, press("Link und QR-Code")),
        "project to be deleted": (CHECKLIST, press("Vorhaben löschen")),
        "project read": (CHECKLIST, read_project),
    },
    "contributing": {
        "preview, and a file that is no draft": (FORM + "?fall=knf", read_no_draft),
        "form handed in with errors": (FORM + "?fall=suk-elmshorn", hand_in_with_errors),
        "error in the form": (None, go_to_the_error),
        "two drafts to choose from": (FORM + "?fall=suk-elmshorn", wait_for_a_dialog),
        "new source with errors": (FORM + "?fall=gewoland", begin_a_source),
        "place on the map": (FORM + "?fall=knf", choose_a_place),
    },
}


@pytest.mark.parametrize("states", STATES)
def test_no_state_has_barriers(open_page: Open, address: str, known: set[str], states: str) -> None:
    page = open_page(reduced_motion="reduce")
    found = {}
    for state, (path, act) in STATES[states].items():
        page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
        page.set_viewport_size(WIDE)
        if path:
            page.goto(address + path)
        act(page)
        on_paper = act is print_it
        found[state] = barriers(page, COLOURS) if on_paper else troubles(page, known)
    assert {state: troubles for state, troubles in found.items() if troubles} == {}


def test_whoever_listens_hears_one_thing_for_each_choice(open_page: Open) -> None:
    page = open_page("checklisten/")
    page.evaluate("""() => {
        window.said = [];
        for (const region of document.querySelectorAll("[role='status'], [role='alert'], [aria-live]")) {
            const hear = () => { if (region.textContent.trim()) window.said.push(region.textContent.trim()); };
            new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true });
        }
    }""")
    page.get_by_label("Phase", exact=True).select_option("formierung")
    page.wait_for_function("window.said.length")
    page.get_by_text("Mitnehmen: Druck").click()
    page.get_by_label("Warum und Hinweise").check()
    assert page.evaluate("window.said") == [page.locator("[data-count]").text_content()]


# ---------- tasks by keyboard alone ----------


def test_a_list_is_tailored_taken_along_saved_and_read_again_by_keyboard(open_page: Open) -> None:
    """Writing notes by keyboard: see test_working.py; the form for a case: see test_proposal.py."""
    page = open_page("checklisten/")
    hand = Keyboard(page)
    hand.choose("Phase", "Form")
    expect(page.locator("[data-count]")).to_contain_text("Phase: Formierung")
    hand.tick("nur Kernfragen")
    expect(page.locator("[data-count]")).to_contain_text("Kernfragen")
    hand.press("Mitnehmen: Druck, Word, Excel, Kalender, Link")
    hand.tick("Warum und Hinweise")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    hand.press("So drucken")
    page.wait_for_function("window.printed")
    with page.expect_download() as download:
        hand.press("CSV")
    assert download.value.suggested_filename.endswith(".csv")
    hand.press("Link und QR-Code")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Link und QR-Code")).to_be_focused()
    hand.press("Neues Vorhaben")
    page.keyboard.type("Radweg")
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        hand.press("Als Datei sichern")
    hand.press("Ändern, einlesen, löschen")
    hand.to("Datei einlesen")
    page.locator(":focus").set_input_files(download.value.path())  # how one chooses a file is up to the browser
    expect(page.get_by_role("dialog", name="Vorhaben einlesen")).to_be_visible()


def test_search_scheme_and_a_gap_are_reached_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("abdeckung/")
    hand = Keyboard(page)
    hand.to("Suchbegriff")
    page.keyboard.type("Wohnungsbau")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}suche/?q=Wohnungsbau")
    page.goto(f"{address}impressum/")
    hand.choose("Darstellung", "d")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.goto(f"{address}abdeckung/")
    page.locator(".coverage__gap").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address) + "mitmachen/fall-vorschlagen/"))
    expect(page.locator("[data-proposal]")).to_be_visible()
