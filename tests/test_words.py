"""German words: compounds are split alike when the site is built and in the browser; the browser mends what people type."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from lotse.search.words import Lexicon, words

TEXT = """
Gewerbe Fläche Flächen Entwicklung Wohnen Wohnung Bau Kita Platz Plätze Schule Weg Rat Stadt Bürgermeister Runde Rad
Firma Gremium Sitzung Gemeinde Nachbar Geschäft Stelle Bus Verein Geld
die wir wohnen fahren gemeinsam ein Region
"""
LEXICON = Lexicon([TEXT])
COMPOUNDS = {
    "Gewerbeflächenentwicklung": ("gewerbe", "fläche", "entwicklung"),
    "Wohnungsbau": ("wohnung", "bau"),
    "Wohnbau": ("wohnen", "bau"),
    "Schulweg": ("schule", "weg"),
    "Kitaplätzen": ("kita", "plätze"),
    "Stadtrat": ("stadt", "rat"),
    "Nachbargemeinden": ("nachbar", "gemeinde"),
    "Fahrrad": ("fahren", "rad"),
    "Geschäftsstelle": ("geschäft", "stelle"),
    "Gremiensitzung": ("gremium", "sitzung"),
    "Verein": (),  # not "ver" and "ein"
    "Region": (),
    "Geld": (),
    "": (),
}


@pytest.mark.parametrize(("noun", "parts"), COMPOUNDS.items())
def test_compounds_are_split_into_words_of_the_texts(noun: str, parts: tuple[str, ...]) -> None:
    assert LEXICON.parts(noun) == parts


def test_the_lexicon_lists_words_as_they_are_written_most_often_first() -> None:
    lexicon = Lexicon(["Der Bus, der Bus!", "bus BUS der 300 Bus-Linie"])
    assert lexicon.words == ("Bus", "der", "Linie")


def test_words_have_letters_only() -> None:
    assert list(words("Die A8 (2019), Raa-Besenbek: 3,5 Mio. €")) == ["Die", "A", "Raa", "Besenbek", "Mio"]


@pytest.fixture
def ask(workbench: Page) -> Callable[..., object]:
    """Call a method of the browser's lexicon, which knows the same words."""

    def ask(method: str, *arguments: object, synonyms: list | None = None) -> object:
        return workbench.evaluate(
            """async ([method, given, words, synonyms]) => {
              const { Lexicon } = await import(new URL("../scripts/finding/words.js", location.href));
              return new Lexicon({ words, synonyms })[method](...given);
            }""",
            [method, list(arguments), list(LEXICON.words), synonyms or []],
        )

    return ask


def _folded(word: str) -> str:
    return word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


def test_the_browser_splits_compounds_by_the_same_rule(ask: Callable[..., object]) -> None:
    split = {noun: tuple(ask("parts", _folded(noun))) for noun in COMPOUNDS}
    assert split == {noun: tuple(map(_folded, parts)) for noun, parts in COMPOUNDS.items()}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gemiende", "gemeinde"),
        ("wohnug", "wohnung"),
        ("burgermeister", "buergermeister"),
        ("entwiklung", "entwicklung"),
    ],
)
def test_misspelt_words_are_mended(ask: Callable[..., object], typed: str, meant: str) -> None:
    assert ask("corrections", typed)[0] == meant


@pytest.mark.parametrize("typed", ["xyzzyqwert", "bus", "x" * 5000])
def test_words_that_resemble_none_are_left_alone(ask: Callable[..., object], typed: str) -> None:
    assert [word for word in ask("corrections", typed) if word != typed] == []


@pytest.mark.parametrize("typed", ["schulen", "busse", "firmen", "gremien", "staedten", "gemeinde"])
def test_inflected_words_are_known(ask: Callable[..., object], typed: str) -> None:
    assert ask("knows", typed) is True


def test_synonyms_work_in_every_form_and_direction(ask: Callable[..., object]) -> None:
    groups = [["Kita", "Kindertagesstätte"], ["Rat", "Gremium"]]
    assert ask("synonyms", "kita", synonyms=groups) == ["kindertagesstaette"]
    assert ask("synonyms", "kindertagesstaette", synonyms=groups) == ["kita"]
    assert ask("synonyms", "gremien", synonyms=groups) == ["rat"]
    assert ask("synonyms", "bus", synonyms=groups) == []
