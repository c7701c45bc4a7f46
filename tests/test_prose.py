"""Hand-written pages: citations become numbered notes, figures need a citation, and links must lead somewhere."""

from pathlib import Path, PurePosixPath

import pytest

from conftest import HEAD
from lotse import recipe
from lotse.model import Reference
from lotse.problems import ProblemsFound
from lotse.reading import prose
from lotse.reading.document import Document


def text(body: str, path: str = "leitfaden/probe.md") -> prose.Text:
    """A hand-written page whose Markdown begins on line 7."""
    return prose.Text(PurePosixPath(path), Document(f"content/{path}", {}), body, 7)


def messages(body: str, **options: str) -> list[str]:
    known = {"faelle/knf/", "leitfaden/anderes/", "werkzeuge/#mediation"}
    return [str(problem) for problem in prose.check(text(body, **options), {"mkro-leitfaden"}, known.__contains__)]


# ---------- citations ----------


def test_a_citation_becomes_a_note_and_keeps_its_place() -> None:
    noted: list[Reference] = []

    def note(reference: Reference) -> str:
        noted.append(reference)
        return f"({len(noted)})"

    body = "Eins [@mkro-leitfaden, Kapitel 3,\n„Wege; Ziele“]. Zwei [@a, x; @b, y]."
    assert prose.resolved(text(body), note, set().__contains__) == "Eins (1). Zwei (2) (3)."
    assert noted == [Reference("mkro-leitfaden", "Kapitel 3, „Wege; Ziele“"), Reference("a", "x"), Reference("b", "y")]


def test_code_is_left_as_it_is() -> None:
    body = "So: `[@gibts-nicht, Stelle]` und\n\n```\n[@auch, das] [x](y.md)\n```"
    assert messages(body) == []
    assert prose.resolved(text(body), str, set().__contains__) == body


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "Das gilt. [@mkro-leitfade, Kapitel 3]",
            "content/leitfaden/probe.md:7:11: Die Quelle „mkro-leitfade“ gibt es nicht. Meinten Sie „mkro-leitfaden“?",
        ),
        (
            "Das gilt. [@mkro-leitfaden, Kapitel 3;\n@gibts-nicht, Kapitel 4]",
            "content/leitfaden/probe.md:7:11: Die Quelle „gibts-nicht“ gibt es nicht. Erlaubt sind: mkro-leitfaden.",
        ),
        (
            "Das gilt. [@mkro-leitfaden, Kapitel 3\n\n## Weiter\n\nMehr.",
            "content/leitfaden/probe.md:7:11: Ein Beleg nennt Quelle und Stelle: [@mkro-leitfaden, Kapitel 3]",
        ),
        (
            "Eins.\n\nZwei. [@mkro-leitfaden]",
            "content/leitfaden/probe.md:9:7: Ein Beleg nennt Quelle und Stelle: [@mkro-leitfaden, Kapitel 3]",
        ),
    ],
)
def test_a_citation_names_a_known_source_and_a_place(body: str, message: str) -> None:
    assert messages(body) == [message]


# ---------- figures ----------


@pytest.mark.parametrize(
    "body",
    [
        "Es waren 88 Antworten. [@mkro-leitfaden, Kapitel 3]",
        "# Kapitel 4\n\nZahlen wie vier stehen in Worten.",
        "1. Erster Schritt\n2. Zweiter Schritt",
        "Lesen Sie [den Fall](../faelle/knf/index.md).",
        "| Zahl | Beleg |\n|---|---|\n| 33 | [@mkro-leitfaden, Kapitel 3] |",
        "CO2 und die A8, `16 Bit`\n\n```\n1 2 3\n```",
    ],
)
def test_a_figure_with_its_citation_is_right(body: str) -> None:
    assert messages(body) == []


@pytest.mark.parametrize(
    ("body", "place", "figure"),
    [
        ("Es waren 88 Antworten.", "7:10", "88"),
        ("Oben. [@mkro-leitfaden, Kapitel 3]\n\nUnten sind es 33,1 Prozent.", "9:15", "33,1"),
        ("- Ein Punkt mit Beleg [@mkro-leitfaden, Kapitel 3]\n- Ein Punkt mit 12 Fällen", "8:17", "12"),
        ("1. Schritt mit 12 Fällen", "7:16", "12"),
        ("| Zahl |\n|---|\n| 300.000 |", "9:3", "300.000"),
        ("## Zahlen\nEs waren 88.", "8:10", "88"),
        ("Auf [Seite 5](anderes.md) steht es.", "7:12", "5"),
    ],
)
def test_a_figure_without_citation_in_its_own_paragraph_item_or_row_is_a_problem(
    body: str, place: str, figure: str
) -> None:
    assert messages(body) == [
        f"content/leitfaden/probe.md:{place}: Die Zahl {figure} hat keine Quelle. Ergänzen Sie einen Beleg: [@mkro-leitfaden, Kapitel 3]"
    ]


def test_pages_outside_the_guide_may_speak_of_figures() -> None:
    assert messages("WCAG 2.2 gilt.", path="barrierefreiheit.md") == []


# ---------- links ----------


def test_a_link_leads_to_a_page_of_the_site() -> None:
    assert messages("[Fall](../faelle/knf/index.md) [Kapitel](anderes.md) [M](../werkzeuge/index.md#mediation)") == []
    assert messages("Zum [Kapitel](anderer.md).") == [
        "content/leitfaden/probe.md:7:15: Die Seite „leitfaden/anderer/“ gibt es auf dieser Website nicht."
    ]


def test_a_text_may_speak_of_cases_that_the_collection_does_not_hold() -> None:
    assert messages("Zum [Fall](../faelle/knv/index.md).") == []


def test_a_link_that_leads_nowhere_becomes_plain_words() -> None:
    body = "Zum [Fall](../faelle/knv/index.md) und [oben](#oben)."
    assert prose.resolved(text(body), str, set().__contains__) == "Zum Fall und [oben](#oben)."


# ---------- the whole folder ----------


def problems_with(content: str, collection: Path) -> list[str]:
    (collection / "content/leitfaden").mkdir(parents=True)
    (collection / "content/leitfaden/probe.md").write_text(content, encoding="utf-8")
    try:
        recipe.prepare(collection)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


def test_all_faults_of_a_page_are_reported_in_order(collection: Path) -> None:
    page = """\
---
title: Probe
order: zuerst
cases: knf
topics: [wonen]
part: formen
autor: niemand
---

Es sind 3.

Zum [Fall](../faelle/knf/index.md) und [zurück](nirgends.md).
"""
    assert problems_with(page, collection) == [
        "content/leitfaden/probe.md:2:1: Hier fehlt das Feld „description“. Ergänzen Sie es.",
        "content/leitfaden/probe.md:3:8: Hier muss eine ganze Zahl stehen.",
        "content/leitfaden/probe.md:4:8: Hier muss eine Liste (Zeilen mit „- “) stehen.",
        "content/leitfaden/probe.md:5:10: „wonen“ ist hier unbekannt. Meinten Sie „wohnen“?",
        "content/leitfaden/probe.md:6:7: „formen“ ist hier unbekannt. Meinten Sie „forms“?",
        "content/leitfaden/probe.md:7:1: Das Feld „autor“ ist unbekannt. Meinten Sie „operator“?",
        "content/leitfaden/probe.md:10:9: Die Zahl 3 hat keine Quelle. Ergänzen Sie einen Beleg: [@mkro-leitfaden, Kapitel 3]",
        "content/leitfaden/probe.md:12:49: Die Seite „leitfaden/nirgends/“ gibt es auf dieser Website nicht.",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# Ohne Kopf", "1:1: Die Seite muss mit einem Kopf beginnen: ---, title: …, description: …, ---"),
        (
            "---\ntitle: a: b\n---\n",
            "2:9: Hier ist kein Doppelpunkt erlaubt. Enthält ein Text einen Doppelpunkt, setzen Sie ihn in Anführungszeichen.",
        ),
        (HEAD + "x" * 300_000, "1:1: Die Datei ist größer als 256 kB. Kürzen Sie den Text."),
    ],
    ids=["no head", "broken head", "too large"],
)
def test_a_page_that_cannot_be_read_is_one_problem(content: str, message: str, collection: Path) -> None:
    assert problems_with(content, collection) == [f"content/leitfaden/probe.md:{message}"]


def test_two_pages_cannot_share_an_address(collection: Path) -> None:
    (collection / "content/leitfaden/probe").mkdir(parents=True)
    (collection / "content/leitfaden/probe/index.md").write_text(HEAD, encoding="utf-8")
    (collection / "content/leitfaden/probe.md").write_text(HEAD, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert [str(problem) for problem in found.value.problems] == [
        "content/leitfaden/probe.md:1:1: Die Adresse „leitfaden/probe/“ gehört schon der Seite content/leitfaden/probe/index.md."
    ]


def test_a_borrowed_guide_leaves_out_sources_that_the_collection_does_not_hold(collection: Path) -> None:
    for path in [*(collection / "vocabulary").glob("*.yml"), *(collection / "checklists").glob("*.yml")]:
        path.write_text(path.read_text(encoding="utf-8").replace("mkro-leitfaden", "unser-leitfaden"), encoding="utf-8")
    pages = {page.path: page.body for page in recipe.prepare(collection).pages}
    assert "[@" not in pages["leitfaden/warum.md"]


def test_a_page_in_the_place_of_a_record_is_refused(collection: Path) -> None:
    (collection / "content").mkdir()
    (collection / "content/werkzeuge.md").write_text(HEAD + "# Probe", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert [str(problem) for problem in found.value.problems] == [
        "content/werkzeuge.md:1:1: Diese Seite entsteht aus den Datensätzen. Löschen Sie die Datei."
    ]


def test_a_folder_without_pages_of_its_own_borrows_ours_without_their_cases(collection: Path) -> None:
    pages = {page.path: page for page in recipe.prepare(collection).pages}
    assert "leitfaden/index.md" in pages
    assert not any("faelle/knf/" in page.body for page in pages.values())
