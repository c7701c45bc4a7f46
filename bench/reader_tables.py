"""Reader tables: what the report says about what readers fetch, wait for and find."""

from bench import heavy
from bench.heavy import Weighed
from bench.journeys import SEARCH, SHIPPED, Visit
from bench.results import Measured, Results
from bench.table import Table, number, ratio, verdict


def answers(results: Results) -> Table:
    rows = [
        (
            visit.title,
            number(one.cases),
            number(visit.weight / 1000),
            number(visit.files),
            number(visit.milliseconds),
            number(visit.weak),
        )
        for title in (visit.title for visit in results.collections[0].visits)
        for one in results.collections
        for visit in one.visits
        if visit.title == title
    ]
    return Table(
        "Was ein leerer Browser lädt, und wie lange es vom Öffnen dauert, bis die Seite antwortet: bis die Überschrift zu sehen ist, die Filter gewirkt haben "
        "oder die ersten Treffer stehen. Schwach heißt: ein Mobilnetz mit 1,6 Mbit/s und 150 ms Verzögerung, ein Prozessor mit einem Viertel der Leistung.",
        ("Seite", "Fälle", "kB, gepackt", "Dateien", "ms", "schwach, ms"),
        rows,
    )


def searching(results: Results) -> Table:
    rows = []
    for one in results.collections:
        ours, theirs = _visit(one, SEARCH), _visit(one, SHIPPED)
        rows.append(
            (
                number(one.cases),
                ratio(ours.weight, theirs.weight),
                ratio(ours.milliseconds, theirs.milliseconds),
                ratio(ours.weak, theirs.weak),
            )
        )
    return Table(
        "Das Verhältnis bis zu den ersten Treffern. Unter 1 heißt: Unsere braucht weniger.",
        ("Fälle", "kB", "ms", "schwach, ms"),
        rows,
    )


def _visit(one: Measured, title: str) -> Visit:
    return next(visit for visit in one.visits if visit.title == title)


def filtering(results: Results) -> Table:
    return Table(
        "Wie lange der Browser rechnet, um alle Fälle einmal zu filtern und zu zählen.",
        ("Fälle", "ms"),
        [(number(one.cases), number(one.filtering, 2)) for one in results.collections],
    )


def heavy_pages(results: Results) -> Table:
    largest = results.collections[-1]
    return _heaviest(
        "Seite",
        largest.heavy_pages,
        f"Die zehn schwersten Seiten bei {number(largest.cases)} Fällen, gepackt. Keine darf über {number(heavy.LIMIT / 1000)} kB haben.",
    )


def heavy_files(results: Results) -> Table:
    largest = results.collections[-1]
    return _heaviest(
        "Datei",
        largest.heavy_files,
        f"Die zehn schwersten bei {number(largest.cases)} Fällen, gepackt. Downloads wie `api/cases.json` gehören nicht dazu.",
    )


def _heaviest(kind: str, found: list[Weighed], about: str) -> Table:
    """The table of what was `found`, the heaviest first, and whether that is light enough."""
    rows = [(f"`{path}`", number(size / 1000)) for path, size in found]
    largest = verdict(f"Die schwerste {kind}, in kB", found[0][1] / 1000, heavy.LIMIT / 1000)
    return Table(about, (kind, "kB, gepackt"), rows, [largest])


def quality(results: Results) -> Table:
    rows = [
        (one.search, one.set, number(one.score.queries), _percent(one.score.recall), _percent(one.score.first_hit))
        for one in results.quality
    ]
    return Table(
        "Wie oft eine passende Adresse unter den ersten fünf Treffern steht, und wie oft ganz vorn. Gefragt wird mit den Anfragen aus "
        "`bench/queries.yml` nach unseren eigenen Fällen. Nach `tuning` wurde die Suche eingestellt, nach `final` nicht.",
        ("Suche", "Anfragen", "Zahl", "unter den ersten fünf", "ganz vorn"),
        rows,
    )


def _percent(share: float) -> str:
    return f"{number(share * 100)} %"
