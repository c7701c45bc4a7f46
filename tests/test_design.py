"""The design language: tokens and their contrast, states as they are shown and as they are, icons."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import PROJECT
from lotse.browser import icons, states, styles
from lotse.pages import design
from lotse.problems import CannotWork
from lotse.reading import tokens
from lotse.settings import Colours, Settings

Open = Callable[..., Page]

SHEETS = PROJECT / "overrides/styles"
RULE = re.compile(r"\{([^{}]*)\}")
TEXT, GROUND = (re.compile(rf"(?<![\w-]){name}:\s*var\(--([a-z-]+)\)") for name in ("color", "background(?:-color)?"))


def table(**colours: str) -> list[design.Contrast]:
    """The contrasts of our own sheets, but with other main colours."""
    settings = Settings(colours=Colours(**colours)) if colours else Settings()
    return design.shown(SHEETS, settings)["contrasts"]


# ---------- tokens ----------


def test_a_token_has_a_value_for_light_and_for_dark() -> None:
    sheet = """:root {
      --ink: light-dark(#102030, #F0F0F0);
      --text: var(--ink);
      --band: light-dark(var(--ink), color-mix(in srgb, var(--ink) 50%, #000000));
      --strong: light-dark(color-mix(in srgb, #808080 75%, black), white);
      --space: 1rem;
    }"""
    assert tokens.colours(tokens.tokens(sheet)) == {
        "ink": {"light": "#102030", "dark": "#f0f0f0"},
        "text": {"light": "#102030", "dark": "#f0f0f0"},
        "band": {"light": "#102030", "dark": "#787878"},
        "strong": {"light": "#606060", "dark": "#ffffff"},
    }


def test_style_sheets_use_only_names_that_there_are() -> None:
    look = (SHEETS / styles.TOKENS).read_text(encoding="utf-8") + styles.look(SHEETS)
    used = {name for name in re.findall(r"var\(--([a-z0-9-]+)", look) if not name.startswith("md-")}
    assert used <= set(re.findall(r"--([a-z0-9-]+):", look))


def test_colours_stand_among_the_tokens_alone() -> None:
    """But black, white and grey, on paper, behind a dialog and under a QR code."""
    look = re.sub(r"url\([^)]*\)", "", styles.look(SHEETS))
    literal = re.findall(
        r":[^;{}]*?(?:#([0-9a-f]{3,8})\b|\b(rgb|hsl|oklch)\()", look.replace("rgb(0 0 0 / 55%)", ""), re.I
    )
    assert [value for value, function in literal if function or value != value[: len(value) // 3] * 3] == []


def test_every_colour_says_what_it_is_for() -> None:
    found = tokens.colours(tokens.tokens((SHEETS / styles.TOKENS).read_text(encoding="utf-8")))
    assert {name for name in found if not name.startswith("md-")} == set(design.USES)


# ---------- contrast ----------


def test_all_colours_that_meet_stand_out_enough() -> None:
    assert [(pair.front.name, pair.ground.name, pair.ratios) for pair in table() if not pair.is_enough] == []


def test_a_main_colour_that_is_too_pale_is_seen() -> None:
    found = {
        (pair.front.name, pair.ground.name) for pair in table(light="#6699aa", dark="#86d3df") if not pair.is_enough
    }
    assert {("brand", "paper"), ("brand", "paper-soft"), ("on-brand", "brand")} <= found


def test_the_table_has_every_text_and_ground_that_a_rule_puts_together() -> None:
    known = {(text, ground) for text, grounds in design.TEXTS.items() for ground in grounds}
    for body in RULE.findall(styles.look(SHEETS)):
        text, ground = TEXT.search(body), GROUND.search(body)
        assert not text or not ground or (text[1], ground[1]) in known, body


# ---------- states ----------


def test_a_class_brings_a_state_about_beside_the_pointer() -> None:
    sheet = ".a:hover, .b:is(:focus-visible, :active)::before { color: red } .c::marker, .d:hover-not { }"
    assert states.with_classes(sheet) == (
        ".a:is(:hover, .is-hover), .b:is(:is(:focus-visible, .is-focus), :is(:active, .is-active))::before"
        " { color: red } .c::marker, .d:hover-not { }"
    )


def test_what_the_page_shows_is_what_the_pointer_and_the_keyboard_do(open_page: Open) -> None:
    page = open_page("gestaltung/")
    expect(page.locator(".design__scheme--dark")).to_have_css("background-color", "rgb(17, 25, 29)")
    for row in page.locator(".design__scheme--light tbody tr").all():
        usual, hovered, focused = (row.locator("button").nth(place) for place in range(3))
        colours = hovered.evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]")
        usual.hover()
        expect(usual).to_have_css("background-color", colours[0])
        expect(usual).to_have_css("color", colours[1])
        usual.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(usual).to_be_focused()
        expect(usual).to_have_css("outline", focused.evaluate("one => getComputedStyle(one).outline"))


# ---------- icons ----------


@pytest.mark.parametrize("name", icons.ICONS)
def test_an_icon_is_drawn_and_not_read_out(name: str) -> None:
    drawing = icons.icon(name)
    assert drawing.startswith('<svg class="icon"') and 'aria-hidden="true"' in drawing and "<path" in drawing


def test_an_unknown_icon_is_named() -> None:
    with pytest.raises(CannotWork, match="„drucken“ gibt es nicht. Vorhanden sind: search, print"):
        icons.icon("drucken")
