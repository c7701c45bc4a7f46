"""Hand-written pages: citations become numbered notes, figures need a citation, and links must lead somewhere."""

from pathlib import Path, PurePosixPath

import pytest

from conftest import HEAD, PROJECT
from lotse import addresses, recipe
from lotse.model import Reference
from lotse.problems import ProblemsFound
from lotse.reading import parts, prose
from lotse.reading.document import Document


def text(body: str, path: str = "leitfaden/probe.md") -> prose.Text:
    """A hand-written page whose Markdown begins on line 7."""
    return prose.Text(PurePosixPath(path), Document(f"content/{path}", {}), body, 7)


def messages(body: str, **options: str) -> list[str]:
    page = text(body, **options)
    known = {page.address, "", "faelle/", "faelle/knf/", "leitfaden/anderes/", "werkzeuge/", "werkzeuge/#mediation"}
    texts = [page, text("", path="leitfaden/anderes.md")]
    targets = prose.targets(texts, known, {"bilder/rathaus.png", "plan.pdf", "api/cases.json"}.__contains__)
    return [str(problem) for problem in prose.check(page, {"mkro-leitfaden"}, targets)]


def said(body: str) -> list[str]:
    """What is said about a page, without the file."""
    return [message.removeprefix("content/leitfaden/probe.md:") for message in messages(body)]


# ---------- parts made of the records ----------


def test_a_part_stands_where_the_text_says() -> None:
    assert parts.pieces("Eins.\n\n[Teil: payers]\n\n## Zwei\n") == [("Eins.", "payers"), ("\n\n## Zwei\n", None)]
    assert parts.text_alone("Eins.\n\n[Teil: scale]\n\n## Zwei\n") == "Eins.\n\n## Zwei\n"
    for name in parts.PARTS:
        assert (PROJECT / f"overrides/pages/part_{name}.md").exists()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[Teil: payer]", "7:1: Den Teil „payer“ gibt es nicht. Meinten Sie „payers“?"),
        (
            "So: [Teil: payers]",
            "7:5: Schreiben Sie [Teil: payers] in einen Absatz für sich, mit einer leeren Zeile davor und danach.",
        ),
        (
            "[Teil: scale]\n\n[Teil: scale]",
            "9:1: Der Teil „scale“ steht weiter oben schon. Löschen Sie einen.",
        ),
    ],
)
def test_a_part_that_would_not_appear_is_reported(body: str, message: str) -> None:
    assert said(body) == [message]


def test_a_part_in_code_is_only_code() -> None:
    assert messages("So: `[Teil: nichts]`") == []


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


@pytest.mark.parametrize(
    "body",
    [
        '[Titel](anderes.md "Titel") ![Rathaus](../bilder/rathaus.png) [Plan](../plan.pdf) [Daten](../api/cases.json)',
        "[Kapitel][k] [oben](#oben) [Mail](mailto:post@stadt.example) <https://www.example.org/?a=b&c=d>\n\n[k]: <anderes.md>",
        "## Ziel {#ziel}\n\n[dahin](#ziel) [oben](#oben)",
        '<p><a href="../anderes/">Kapitel</a> <a href="../../werkzeuge/#mediation">Werkzeug</a> <a href="../../">Start</a></p>',
        "`[weg](nirgends.md)` und\n\n```\n![weg](nirgends.png)\n```",
    ],
)
def test_every_kind_of_link_can_be_right(body: str) -> None:
    assert messages(body + "\n\n## Oben") == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('[a](nix.md "Titel")', "7:5: Die Seite „leitfaden/nix/“ gibt es auf dieser Website nicht."),
        ("Hier: ![b](fehlt.png)", "7:12: Das Bild „leitfaden/fehlt.png“ gibt es nicht im Ordner content/."),
        ("[c][r]\n\n[r]: nix.md", "9:6: Die Seite „leitfaden/nix/“ gibt es auf dieser Website nicht."),
        ("[e](<b c.md>)", "7:6: Die Seite „leitfaden/b c/“ gibt es auf dieser Website nicht."),
        ("[f](#nix)", "7:5: Auf dieser Seite gibt es kein Ziel „#nix“."),
        ("[g](../weg.pdf)", "7:5: Die Datei „weg.pdf“ gibt es auf dieser Website nicht."),
        ("[h](../faelle/)", "7:5: Verweisen Sie auf die Datei einer Seite, etwa ../faelle/index.md."),
        ("[i](anderes/index.md)", "7:5: Die Datei dieser Seite heißt anderes.md."),
        ("[j](../../../etc.md)", "7:5: Die Seite „../../etc/“ gibt es auf dieser Website nicht."),
        ('<a href="../nix/">k</a>', "7:10: Die Seite „leitfaden/nix/“ gibt es auf dieser Website nicht."),
        ("[l](../werkzeuge/index.md#nix)", "7:5: Die Seite „werkzeuge/#nix“ gibt es auf dieser Website nicht."),
        ("`x.md` und [m](x.md)", "7:16: Die Seite „leitfaden/x/“ gibt es auf dieser Website nicht."),
    ],
)
def test_every_kind_of_link_that_leads_nowhere_is_named_at_its_place(body: str, fault: str) -> None:
    assert said(body) == [fault]


# ---------- HTML ----------

HERE = "Er muss mit https://, http:// oder mailto: beginnen oder zu einer Datei dieser Website führen."


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("Text\n\n<script>alert()</script>", ["9:1: Das Element <script> ist nicht erlaubt."]),
        ("Ein <iframe src='x'></iframe> hier", ["7:5: Das Element <iframe>", "7:13: Die Angabe „src“ ist an <iframe>"]),
        ("<style>p {}</style>", ["7:1: Das Element <style>"]),
        ('<meta http-equiv="refresh">', ["7:1: Das Element <meta>", "7:7: Die Angabe „http-equiv“"]),
        ("<svg><a></a></svg>", ["7:1: Das Element <svg>"]),
        ("<p onclick=alert()>x</p>", ["7:4: Die Angabe „onclick“ ist an <p> nicht erlaubt. Löschen Sie sie."]),
        ("<p/oNclick=alert()>x</p>", ["7:1: Die Angabe „onclick“"]),
        ("Text\n{: onclick=alert() }", ["8:4: Die Angabe „onclick“ ist an <p>"]),
        ("## Kopf {: style=color:red }", ["7:12: Die Angabe „style“ ist an <h2>"]),
        (
            "[x](#kopf){: href=javascript:alert() }",
            [f"7:19: Der Verweis auf „javascript:alert()“ ist nicht erlaubt. {HERE}"],
        ),
        ('<a href="java&#9;script:x">x</a>', ["7:1: Der Verweis auf"]),
        ("[x](//fremd.example/)", [f"7:5: Der Verweis auf „//fremd.example/“ ist nicht erlaubt. {HERE}"]),
        ("[x](/faelle/)", ["7:5: Der Verweis auf „/faelle/“"]),
        ('<form action="https://fremd.example/x" method="post"></form>', ["7:40: Die Angabe „method“"]),
        ("![x](https://fremd.example/x.png)", ["7:6: Bilder von fremden Websites sind nicht erlaubt."]),
        ('<img src="data:image/svg+xml,x">', ["7:11: Bilder von fremden Websites"]),
        ("<div>\n\nText", ["7:1: Zu <div> fehlt das Ende </div>."]),
        ("Text\n\n</div>\n\nText", ["9:1: </div> beendet hier nichts."]),
        ("Text\n\n<!-- so -->", ["9:1: Kommentare"]),
        ('<div title="[@mkro-leitfaden, b] onclick=alert() x=">x</div>', ["7:1: Die Angabe „href“"]),
    ],
)
def test_html_that_could_change_the_website_is_refused(body: str, faults: list[str]) -> None:
    found = said(body)
    assert all(any(message.startswith(fault) for message in found) for fault in faults), found


def test_the_html_that_our_pages_need_is_allowed() -> None:
    """It is the search form and what may be hidden; `<` and code may stand in a text."""
    body = (
        '<form id="s" action="./" role="search"><label for="q">Was?</label><input type="search" id="q" name="q"></form>\n\n'
        "<details open><summary>Mehr</summary><p data-offer hidden>Text<br/>weiter</p></details>\n\n"
        "a < b, `<script>`, Ein Wort mit ==.\n\n    <iframe>\n\n| A |\n|---|\n| b |\n\n[Los](anderes.md){ .button #los }"
    )
    assert messages(body) == []


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


def test_a_head_speaks_of_what_there_is(collection: Path) -> None:
    head = "title: Probe\ndescription: Eine Probe.\nscripts: [gibt-es-nicht]\nsection: leitfade/\noperator:\n  nmae: Name\n"
    (script, section, operator) = problems_with(f"---\n{head}---\n", collection)
    assert script.startswith("content/leitfaden/probe.md:4:11: Das Skript „gibt-es-nicht“ gibt es nicht.")
    assert (
        section == "content/leitfaden/probe.md:5:10: Den Bereich „leitfade/“ gibt es nicht. Meinten Sie „leitfaden/“?"
    )
    assert operator == "content/leitfaden/probe.md:7:3: Die Angabe „nmae“ gibt es nicht. Meinten Sie „name“?"


def test_a_file_that_only_building_can_know_is_looked_for_then(collection: Path) -> None:
    links = "[ja](../api/cases.json) [ja](../mitmachen/daten.md#lizenz) [nein](../api/nix.json)"
    assert problems_with(HEAD + links, collection) == [
        "content/leitfaden/probe.md:6:67: Die Datei „api/nix.json“ gibt es auf dieser Website nicht."
    ]


def test_what_the_check_knows_of_a_page_is_what_stands_on_the_website(site: Path) -> None:
    """The check reads Markdown by itself; and it knows in which folders the website has files of its own."""
    texts = prose.read(PROJECT / "content", [])
    for place in prose.anchors(texts, set()):
        address, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in (site / address / "index.html").read_text(encoding="utf-8"), place
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    others = {
        path for path in files if not path.endswith("index.html") and path.partition("/")[0] not in addresses.MADE
    }
    for_servers = {path for path in others if path.startswith((".", "_"))}
    assert others - for_servers <= addresses.MADE_LAST


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
