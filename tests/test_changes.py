"""What a pull request changes, told in words: complete, harmless, bounded, and never a traceback."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PROJECT
from lotse.changes import summary as changes
from lotse.changes.wording import harmless, marked
from lotse.problems import Problem

Write = Callable[[str, dict[str, str]], Path]

TOPICS = """\
title: Themen
description: Aufgaben.
entries:
  - {id: wohnen, title: Wohnen}
  - {id: kita, title: Kinderbetreuung}
  - {id: verkehr, title: Verkehr}
"""
SOURCES = """\
title: Quellen
description: Dokumente.
entries:
  - {id: leitfaden, title: Ein Leitfaden, short_title: Leitfaden, publisher: Ein Land, year: "2020", evidence: self-description}
"""
STATUSES = """\
title: Stand
description: Wie es steht.
entries:
  - {id: running, title: läuft}
  - {id: completed, title: abgeschlossen}
"""
CHECKLIST = """\
title: Vor dem Start
version: 2026-01-01
areas:
  - id: nutzen
    title: Nutzen
    questions:
      - {id: nutzen-ziele, label: Ziele, question: Kennen Sie Ihre Ziele?, hints: [Schreiben Sie sie auf.]}
      - {id: nutzen-geld, label: Geld, question: Wer zahlt?, hints: [Fragen Sie früh.]}
"""
CASE = """\
title: Gemeinsame Kita zweier Gemeinden
status: running
partners:
  - {name: Stadt Elmshorn, kind: kernstadt, source: {id: leitfaden, place: Kapitel 4}}
  - {name: Gemeinde Kölln, kind: nachbarkommune, source: {id: leitfaden, place: Kapitel 4}}
topics: [kita]
goals:
  - text: Die Partner wollen bis zum Sommer mehr Plätze für kleine Kinder schaffen.
    source: {id: leitfaden, place: Kapitel 4}
  - text: Eltern sollen kurze Wege haben.
    source: {id: leitfaden, place: Kapitel 4}
  - text: Das Geld soll für alle reichen.
    source: {id: leitfaden, place: Kapitel 4}
obstacles:
  - {text: Ein Rat lehnte ab., source: {id: leitfaden, place: Kapitel 5}}
milestones:
  - {date: 2019, text: Der Vertrag ist geschlossen., source: {id: leitfaden, place: Kapitel 5}}
answers:
  nutzen-ziele:
    text: Beide Räte haben die Ziele beschlossen.
    source: {id: leitfaden, place: Kapitel 5}
reviewed_on: 2026-01-01
open_points:
  - Die Kosten nennt die Quelle nicht.
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files below a folder of the given name."""

    def write_(name: str, files: dict[str, str]) -> Path:
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write_


BEFORE = {
    "vocabulary/topics.yml": TOPICS,
    "vocabulary/sources.yml": SOURCES,
    "vocabulary/statuses.yml": STATUSES,
    "checklists/start.yml": CHECKLIST,
    "cases/kita.yml": CASE,
    "cases/alt.yml": "title: Buslinie am Fluss\n",
    "cases/weg.yml": "title: Ein anderer Fall\n",
    "content/seite.md": "Alt",
    "scripts/programm.py": "1",
}
AFTER = {
    "vocabulary/topics.yml": TOPICS.replace("id: verkehr", "id: mobil").replace("title: Wohnen", "title: Wohnungsbau"),
    "vocabulary/sources.yml": SOURCES
    + '  - {id: vertrag, title: Der Vertrag, short_title: Vertrag, publisher: Zwei Räte, year: "2019", evidence: contract}\n',
    "vocabulary/statuses.yml": STATUSES,
    "checklists/start.yml": CHECKLIST.replace("Wer zahlt?", "Wer zahlt was?").replace("nutzen-ziele", "nutzen-zweck"),
    "cases/kita.yml": """\
title: Gemeinsame Kita zweier Gemeinden
status: completed
partners:
  - {name: Gemeinde Kölln, kind: nachbarkommune, role: Sie baut., source: {id: leitfaden, place: Kapitel 4}}
  - {name: Stadt Elmshorn, kind: kernstadt, source: {id: vertrag, place: Kopf}}
topics: [kita, wohnen]
goals:
  - text: Eltern sollen kurze Wege haben.
    source: {id: leitfaden, place: Kapitel 4}
  - text: Die Partner wollen bis zum Herbst mehr Plätze für kleine Kinder schaffen.
    source: {id: leitfaden, place: Kapitel 4}
  - text: Auch Busse sollen fahren.
milestones:
  - {date: 2019, text: Der Vertrag ist geschlossen., source: {id: vertrag, place: Kopf}}
answers:
  nutzen-zweck:
    text: Beide Räte haben die Ziele beschlossen.
    source: {id: leitfaden, place: Kapitel 5}
reviewed_on: 2026-01-01
open_points: []
""",
    "cases/neu.yml": "title: Buslinie am Fluss\nopen_points: [Wer fährt?]\n",
    "cases/bad.yml": """\
title: Ein Bad für alle
partners: [{name: Stadt, source: {id: bericht, place: Kapitel 1}}]
topics: [wohnen, kita]
goals: [{text: Schwimmen lernen., source: {id: leitfaden, place: Kapitel 2}}]
sources: [{id: bericht, title: Der Bericht, short_title: Bericht}]
open_points: []
""",
    "cases/kaputt.yml": "title: [offen\n",
    "content/seite.md": "Neu",
    "content/zweite.md": "Neu",
    "scripts/programm.py": "2",
}
EXPECTED = """\
## Was sich ändert

Fälle: 3 neu, 1 geändert, 2 gelöscht; Checklisten: 1 geändert; Begriffe und Quellen: 2 geändert; Seiten: 1 neu, 1 geändert; Programm und anderes: 1 geändert. Innerhalb von Texten ist ~~gestrichen~~, was wegfällt, und **fett**, was neu ist.

### Fälle

- **Gelöscht: Buslinie am Fluss** (cases/alt.yml)
- **Neu: Ein Bad für alle** (cases/bad.yml): Partner: 1; Aussagen mit Quelle: 2; Themen: Wohnungsbau, Kinderbetreuung; Quellen: Bericht, Leitfaden
- **Neu: kaputt** (cases/kaputt.yml): nicht lesbar. Zeile 1: In der Liste in eckigen Klammern fehlt ein Komma oder die schließende Klammer.
- **Geändert: Gemeinsame Kita zweier Gemeinden** (cases/kita.yml)
  - Stand: ~~läuft~~ **abgeschlossen**
  - Partner, „Gemeinde Kölln“, Rolle, hinzugefügt: Sie baut.
  - Partner, „Stadt Elmshorn“, Quelle: ~~Leitfaden, Kapitel 4~~ **Vertrag, Kopf**
  - Partner: andere Reihenfolge
  - Themen, hinzugefügt: Wohnungsbau
  - Ziele, Nr. 2, Aussage: Die Partner wollen bis zum ~~Sommer~~ **Herbst** mehr Plätze für kleine Kinder schaffen.
  - Ziele, Nr. 3, hinzugefügt: Auch Busse sollen fahren.
  - Ziele, Nr. 3, gestrichen: Das Geld soll für alle reichen.; Quelle: Leitfaden, Kapitel 4
  - Ziele: andere Reihenfolge
  - Hürden, gestrichen: Ein Rat lehnte ab.; Quelle: Leitfaden, Kapitel 5
  - Meilensteine, Nr. 1, Quelle: ~~Leitfaden, Kapitel 5~~ **Vertrag, Kopf**
  - Antworten auf Leitfragen, Ziele, gestrichen: Beide Räte haben die Ziele beschlossen.; Quelle: Leitfaden, Kapitel 5
  - Antworten auf Leitfragen, Ziele, hinzugefügt: Beide Räte haben die Ziele beschlossen.; Quelle: Leitfaden, Kapitel 5
  - Was die Quelle offenlässt, gestrichen: Die Kosten nennt die Quelle nicht.
- **Neu: Buslinie am Fluss** (cases/neu.yml): offene Punkte: 1
- **Gelöscht: Ein anderer Fall** (cases/weg.yml)

### Checklisten

- **Geändert: Vor dem Start** (checklists/start.yml)
  - Bereiche, „Nutzen“, Fragen, „Ziele“, Kennung: ~~nutzen-ziele~~ **nutzen-zweck**
  - Bereiche, „Nutzen“, Fragen, „Geld“, Frage: Wer ~~zahlt?~~ **zahlt was?**

### Begriffe und Quellen

- **Geändert: Quellen** (vocabulary/sources.yml)
  - Einträge, „Der Vertrag“, hinzugefügt: vertrag; Der Vertrag; Vertrag; Zwei Räte; 2019; contract
- **Geändert: Themen** (vocabulary/topics.yml)
  - Einträge, „Wohnungsbau“, Titel: ~~Wohnen~~ **Wohnungsbau**
  - Einträge, „Verkehr“, Kennung: ~~verkehr~~ **mobil**

### Seiten

- content/seite.md (geändert)
- content/zweite.md (neu)

### Programm und anderes

- scripts/programm.py (geändert)

## Worauf zu achten ist

### Das meldet die Prüfung

- cases/kita.yml, Zeile 12 (Ziele, Nr. 3): Hier fehlt das Feld „source“. Ergänzen Sie es.
- cases/kaputt.yml, Zeile 1: In der Liste in eckigen Klammern fehlt ein Komma oder die schließende Klammer.

### Das meldet die Prüfung in Dateien, die gleich bleiben

- cases/anderer.yml:9:3: Den Fall „weg“ gibt es nicht. Löschen Sie die Angabe.

### Das sollten Sie ansehen

- 6 Fälle auf einmal. Einzeln eingereicht lassen sie sich leichter prüfen.
- cases/alt.yml heißt jetzt cases/neu.yml. Kennungen ändern sich nie: Adressen und gespeicherte Listen hängen an ihnen.
- cases/weg.yml ist gelöscht. Verweise auf /faelle/weg/ führen dann ins Leere. Ein gescheiterter oder beendeter Fall bleibt, mit neuem Stand.
- Es gibt neue Kennungen, aber schemas/ids.schema.json ist unverändert. Der Befehl „make schemas“ erneuert die Datei.
- Inhalte und Programm zugleich. Getrennt eingereicht prüft jede Änderung, wer sich damit auskennt.
- cases/bad.yml: „Was die Quelle offenlässt“ (open\\_points) ist leer. Bleibt wirklich nichts offen?
- cases/bad.yml: Neue Quelle „Der Bericht“ (bericht). Liegt sie Ihnen vor, und stimmt die Art des Belegs?
- cases/kita.yml: „Geprüft am“ (reviewed\\_on) ist nicht erneuert, obwohl sich Angaben geändert haben.
- cases/kita.yml: „Was die Quelle offenlässt“ (open\\_points) ist leer. Bleibt wirklich nichts offen?
- cases/kita.yml: 2 Hürden oder offene Punkte sind gestrichen. Steht im Pull Request, warum?
- cases/kita.yml: Geändert, aber mit demselben Beleg: Partner, „Gemeinde Kölln“; Ziele, Nr. 2. Steht das Neue an der genannten Stelle?
- checklists/start.yml: „Fassung vom“ (version) ist nicht erhöht. Wer schon mit der Liste arbeitet, erfährt sonst nichts von der Änderung.
- checklists/start.yml: Diese Kennungen gibt es nicht mehr: nutzen-ziele. Kennungen ändern sich nie: Adressen und gespeicherte Listen hängen an ihnen.
- vocabulary/sources.yml: Neue Quelle „Der Vertrag“ (vertrag). Liegt sie Ihnen vor, und stimmt die Art des Belegs?
- vocabulary/topics.yml: Diese Kennungen gibt es nicht mehr: verkehr. Kennungen ändern sich nie: Adressen und gespeicherte Listen hängen an ihnen.
"""


def test_a_rich_change_is_told_completely(write: Write) -> None:
    problems = [
        Problem("cases/kita.yml", 12, 5, "Hier fehlt das Feld „source“. Ergänzen Sie es."),
        Problem(
            "cases/kaputt.yml", 1, 8, "In der Liste in eckigen Klammern fehlt ein Komma oder die schließende Klammer."
        ),
        Problem("cases/anderer.yml", 9, 3, "Den Fall „weg“ gibt es nicht. Löschen Sie die Angabe."),
    ]
    assert changes.summary(write("before", BEFORE), write("after", AFTER), problems) == EXPECTED


def told(write: Write, before: dict[str, str], after: dict[str, str], problems: tuple[Problem, ...] = ()) -> list[str]:
    """The summary of what distinguishes two small folders, line by line."""
    return changes.summary(write("before", before), write("after", after), problems).splitlines()


def test_equal_folders_have_nothing_to_tell() -> None:
    assert "Nichts. Alle Dateien sind gleich." in changes.summary(PROJECT, PROJECT, ())


def test_the_real_records_can_be_told_as_new(tmp_path: Path) -> None:
    text = changes.summary(tmp_path, PROJECT, ())
    assert "- **Neu: Kommunales Nachbarschaftsforum" in text
    assert "- Neu: " not in text


def test_what_only_looks_different_is_no_change(write: Write) -> None:
    respelled = CASE.replace("title: Gem", "# Anmerkung\ntitle: >-\n  Gem").replace(
        "topics: [kita]", "topics:\n  - kita"
    )
    lines = told(write, {"cases/kita.yml": CASE}, {"cases/kita.yml": respelled})
    assert (
        "- **Geändert: Gemeinsame Kita zweier Gemeinden** (cases/kita.yml): "
        "nur Schreibweise, Kommentare oder Reihenfolge der Felder. Keine Angabe ändert sich."
    ) in lines


def test_another_source_with_the_same_name_is_a_change(write: Write) -> None:
    own = "sources: [{id: anderer, title: Leitfaden, short_title: Leitfaden}]\n"
    before = {"vocabulary/sources.yml": SOURCES, "cases/kita.yml": CASE + own}
    after = before | {
        "cases/kita.yml": before["cases/kita.yml"].replace(
            "id: leitfaden, place: Kapitel 4", "id: anderer, place: Kapitel 4"
        )
    }
    assert sum("**" in line and "anderer" in line for line in told(write, before, after)) == 5


def test_a_record_that_cannot_be_read_is_named(write: Write) -> None:
    broken, huge = "title: [offen\n", "#" * 300_000
    lines = told(
        write,
        {"cases/a.yml": broken, "cases/b.yml": CASE},
        {"cases/a.yml": CASE, "cases/b.yml": broken, "cases/c.yml": huge},
    )
    assert "- **Geändert: Gemeinsame Kita zweier Gemeinden** (cases/a.yml): war bisher nicht lesbar." in lines
    assert any(line.startswith("- **Geändert: b** (cases/b.yml): nicht lesbar. Zeile ") for line in lines)
    assert (
        "- **Neu: c** (cases/c.yml): nicht lesbar. Zeile 1: Die Datei ist größer als 256 kB. Kürzen Sie den Text."
        in lines
    )


@pytest.mark.parametrize(
    "text",
    ["[]", "- 1\n- {a: [b]}", "null", "1", "{title: [1], partners: {a: b}, goals: x, areas: [[1]], open_points: {}}"],
)
def test_records_of_any_shape_can_be_told(write: Write, text: str) -> None:
    for folder in ("cases", "checklists", "vocabulary", "surveys"):
        assert told(write, {f"{folder}/x.yml": text}, {f"{folder}/x.yml": CASE})
        assert told(write, {f"{folder}/x.yml": CASE}, {f"{folder}/x.yml": text})


def test_a_link_to_another_file_is_not_followed(write: Write, tmp_path: Path) -> None:
    root = write("after", {"geheim.txt": "title: Geheim", "cases/a.yml": CASE})
    (root / "cases/b.yml").symlink_to(root / "geheim.txt")
    text = changes.summary(write("before", {"cases/a.yml": CASE}), root, ())
    assert "- **Neu: b** (cases/b.yml): nicht lesbar. Zeile 1: Das ist keine gewöhnliche Datei." in text
    assert "Geheim" not in text


def test_an_earlier_state_inside_the_folder_is_no_part_of_it(write: Write) -> None:
    root = write("after", {"cases/a.yml": CASE, "base/cases/a.yml": CASE})
    assert "Nichts. Alle Dateien sind gleich." in changes.summary(root / "base", root, ())


def test_either_side_may_lack_everything(write: Write, tmp_path: Path) -> None:
    full = write("full", BEFORE)
    (tmp_path / "empty").mkdir()
    assert "Fälle: 3 neu; " in changes.summary(tmp_path / "empty", full, ())
    assert "Fälle: 3 gelöscht; " in changes.summary(full, tmp_path / "empty", ())


def test_one_changed_case_with_a_new_review_needs_no_remark(write: Write) -> None:
    renewed = CASE.replace("Kapitel 5", "Kapitel 6").replace("2026-01-01", "2026-02-01")
    assert told(write, {"cases/kita.yml": CASE}, {"cases/kita.yml": renewed})[-1] == (
        "Die Prüfung meldet nichts, und nichts fällt auf. Vergleichen Sie die Angaben mit den Quellen."
    )


HOSTILE = "<img src=x onerror=alert(1)> @alle [Klick](https://boese.example) ![x](//y) `a` **b** ~~c~~ #12 www.boese.example a@b.de $x$ |"


def test_hostile_words_are_only_shown() -> None:
    assert harmless("<b>@du</b>") == "&lt;b&gt;@\u2060du&lt;/b&gt;"
    assert harmless("[a](https://b) `c` #1 www.d.de") == "\\[a\\](https:\u2060//b) \\`c\\` #\u20601 www\u2060.d.de"
    assert (
        harmless("eine\nZeile\u202e\x00 | $x$ ~y~ *z* _w_ \\") == "eine Zeile \\| \\$x\\$ \\~y\\~ \\*z\\* \\_w\\_ \\\\"
    )


@pytest.mark.parametrize("field", ["title", "status", "topics", "goals", "unbekannt"])
def test_hostile_records_are_only_shown(write: Write, field: str) -> None:
    before = {"cases/x.yml": json.dumps({"title": "A", field: "b"})}
    after = {
        "cases/x.yml": json.dumps({"title": "A", field: [HOSTILE], HOSTILE: HOSTILE}),
        "cases/y.yml": json.dumps({field: HOSTILE}),
    }
    text = "\n".join(told(write, before, after, (Problem("cases/x.yml", 1, 1, HOSTILE), Problem(HOSTILE, 1, 1, "x"))))
    assert "<" not in text
    for dangerous in ("@alle", "https://", "www.", "@b.de", "#12"):
        assert dangerous not in text
    assert re.findall(r"(?<!\\)(?:\]|`)", text) == []


def test_a_long_list_of_changes_is_cut_with_a_number(write: Write) -> None:
    many = {"title": "A", "aliases": [f"Name {number}" for number in range(100)]}
    lines = told(
        write, {"cases/x.yml": "title: A"}, {"cases/x.yml": json.dumps(many | {f"feld{n}": n for n in range(60)})}
    )
    assert "  - … und 21 weitere Änderungen" in lines


def test_the_summary_fits_into_what_github_shows(write: Write) -> None:
    long = {f"goals{number}": "Ä" * 1500 for number in range(60)}
    after = {
        f"cases/fall-{number}.yml": json.dumps({"title": "Neu", **long}, ensure_ascii=False) for number in range(60)
    }
    before = dict.fromkeys(after, "title: Alt")
    lines = told(write, before, after, tuple(Problem(path, 1, 1, "ä" * 400) for path in after))
    assert len("\n".join(lines).encode()) < 1024 * 1024
    assert any(line.endswith("weitere Zeilen fehlen hier, damit die Übersicht kurz bleibt.") for line in lines)


def test_words_show_what_went_and_what_came() -> None:
    assert (
        marked("Die Stadt zahlt die Hälfte.", "Die Stadt zahlt ein Drittel.")
        == "Die Stadt zahlt ~~die Hälfte.~~ **ein Drittel.**"
    )
    assert marked("läuft", "ruht") == "~~läuft~~ **ruht**"
    assert marked("a b c d e f g h alt", "a b c d e f g h neu") == "… c d e f g h ~~alt~~ **neu**"
    assert marked("Kein Ende", "Kein Ende in Sicht") == "Kein Ende **in Sicht**"
    assert len(marked("alt " * 50_000, "neu " * 50_000)) < 1000
