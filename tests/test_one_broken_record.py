"""One record with many faults: all of them are reported at once, in the order of the file, and nothing else is."""

from pathlib import Path

import pytest

from lotse import recipe
from lotse.problems import ProblemsFound

BROKEN = """\
title: Wohnen <b>für alle</b>
short_name: Ein Kurzname, der leider viel zu lang geraten ist
summary: Mehr dazu auf [dieser Seite](/faelle/gibt-es-nicht/).
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
"""


def test_all_faults_of_a_record_are_reported_in_order(collection: Path) -> None:
    (collection / "cases/broken.yml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        recipe.prepare(collection)
    assert str(found.value).splitlines() == EXPECTED.splitlines()
