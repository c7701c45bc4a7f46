"""One record with many faults: all of them are reported at once, in the order of the file, and nothing else is."""

from pathlib import Path

import pytest

from lotse import recipe
from lotse.problems import ProblemsFound

BROKEN = """\
title: Wohnen <b>für alle</b>
short_name: Ein Kurzname, der leider viel zu lang geraten ist
summary: 25 Wohnungen, mehr dazu auf [dieser Seite](/faelle/gibt-es-nicht/).
status: runing
period: {start: 2012, end: 2009, source: {id: mkro-leitfaden, place: Kapitel 4}}
laender: [bayern, bayern]
coordinates:
  - {place: Prag, lat: 50.08, lon: 14.42}
spatial_level:
partners: []
topics: wohnen
legal_forms:
  - {form: gmbh, note: Eine GmbH.}
goals:
  - text: "Siehe [hier](javascript:alert(1))."
    source: {id: brochüre, place: 12}
phases:
  start: []
aswers: {}
as_of: 2020-13
reviewed_on: 2026-02-30
related:
  - {case: broken, reason: Derselbe.}
  - {case: knf, reason: Ähnlich.}
open_points: []
"""

EXPECTED = """\
cases/broken.yml:1:1: Hier fehlt das Feld „region“. Ergänzen Sie es.
cases/broken.yml:1:8: HTML ist nicht erlaubt. Schreiben Sie einfachen Text; Verweise als [Text](https://…).
cases/broken.yml:2:13: Der Text hat 49 Zeichen, erlaubt sind 40. Kürzen Sie ihn.
cases/broken.yml:3:10: Die Seite „/faelle/gibt-es-nicht/“ gibt es auf dieser Website nicht.
cases/broken.yml:3:10: Die Zahl 25 hat keine Quelle. Nennen Sie sie in einer Aussage mit Quelle, oder lassen Sie sie weg.
cases/broken.yml:4:9: „runing“ ist hier unbekannt. Meinten Sie „running“?
cases/broken.yml:5:28: Das Ende 2009 liegt vor dem Beginn 2012.
cases/broken.yml:6:10: „bayern“ steht zweimal in der Liste. Löschen Sie einen Eintrag.
cases/broken.yml:8:24: Der Punkt 50.08, 14.42 liegt nicht in Deutschland.
cases/broken.yml:9:15: Das Feld „spatial_level“ ist leer. Tragen Sie etwas ein, oder löschen Sie es, wenn es entbehrlich ist.
cases/broken.yml:10:11: Das Feld „partners“ ist leer. Tragen Sie etwas ein, oder löschen Sie es, wenn es entbehrlich ist.
cases/broken.yml:11:9: Hier muss eine Liste (Zeilen mit „- “) stehen.
cases/broken.yml:13:5: Hier fehlt das Feld „source“. Ergänzen Sie es.
cases/broken.yml:13:12: „gmbh“ ist hier unbekannt. Erlaubt sind: informell, projekt, projektgruppe, programm, vereinbarung, geschaeftsstelle, verein, planungsverband, zweckverband, gesellschaft.
cases/broken.yml:15:11: Der Verweis auf „javascript:alert(1)“ ist nicht erlaubt. Er muss mit https://, http://, mailto: oder / beginnen.
cases/broken.yml:16:18: Die Quelle „brochüre“ gibt es nicht. Erlaubt sind: koopstadt-broschuere, kowis-bericht, lebenswert-pressemitteilung, mkro-leitfaden, muenchen-befragung.
cases/broken.yml:16:35: Hier muss ein Text stehen. Setzen Sie die Angabe in Anführungszeichen.
cases/broken.yml:18:3: Das Feld „start“ ist unbekannt. Erlaubt sind: initiierung, formierung, konzeption, umsetzung, reflexion.
cases/broken.yml:19:1: Das Feld „aswers“ ist unbekannt. Meinten Sie „answers“?
cases/broken.yml:20:8: „2020-13“ passt nicht. Erwartet wird: Jahr mit vier Ziffern (2019), Monat (2019-05) oder Tag (2019-05-31).
cases/broken.yml:21:14: Den Tag 2026-02-30 gibt es im Kalender nicht.
cases/broken.yml:23:12: Ein Fall kann nicht auf sich selbst verweisen.
cases/broken.yml:24:12: Den Fall „knf“ gibt es nicht. Löschen Sie die Angabe.
"""


def test_all_faults_of_a_record_are_reported_in_order(collection: Path) -> None:
    (collection / "cases/broken.yml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert str(found.value).splitlines() == EXPECTED.splitlines()
