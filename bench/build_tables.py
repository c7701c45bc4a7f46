"""Build tables: what the report says about checking and building."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from bench.builds import OFTEN, ROUNDS
from bench.processes import Run
from bench.results import Measured, Results
from bench.table import Table, number, ratio, verdict

JUDGED = 1000  # cases at which the limits for building hold
WITH_INDEX, WITHOUT_INDEX = 2.0, 1.3  # how many times as long as MkDocs alone
_BUILDING = (
    "Fälle", "Seiten", "unsere, s", "MkDocs ohne Suche, s", "MkDocs mit seiner Suche, s", "Verhältnis zu MkDocs ohne Suche",
    "ohne Suchindex", "ohne Suchindex und Offline-Kopie", "Verhältnis, beide mit Suche",
)  # fmt: skip
_MEASURABLE = 1.0  # seconds that a difference of two builds must have to say something


def building(results: Results) -> Table:
    return _building(
        results,
        "Was die Uhr zeigt: `lotse build` mit allem, was dazugehört, und MkDocs mit Material allein, auf genau denselben Seiten. "
        f"Bei {number(JUDGED)} Fällen darf es mit Suchindex höchstens {number(WITH_INDEX, 1)}-mal so lange dauern, ohne ihn höchstens {number(WITHOUT_INDEX, 1)}-mal. Bis {number(OFTEN)} Fälle wird {ROUNDS}-mal reihum gebaut, und die kürzesten Zeiten zählen: Was stört, kann nur aufhalten.",
        lambda run: run.seconds,
    )


def processing(results: Results) -> Table:
    return _building(
        results,
        "Wie lange alle Kerne zusammen gearbeitet haben. Was sonst auf dem Rechner läuft, ändert daran wenig.",
        lambda run: run.processor,
    )


def _building(results: Results, about: str, time: Callable[[Run], float]) -> Table:
    rows, verdicts = [], []
    for one in results.collections:
        builds = one.builds
        ours, plain, shipped = time(builds.build), time(builds.plain), time(builds.shipped)
        without = time(builds.unsearched)
        bare = without - time(builds.offline)
        numbers = (number(value, 1) for value in (ours, plain, shipped))
        ratios = (ratio(ours, plain), ratio(without, plain), ratio(bare, plain), ratio(ours, shipped))
        rows.append((number(one.cases), number(one.pages), *numbers, *ratios))
        if one.cases == JUDGED:
            verdicts = [
                verdict("Verhältnis mit allem", ours / plain, WITH_INDEX, 2),
                verdict("Verhältnis ohne Suchindex", without / plain, WITHOUT_INDEX, 2),
                verdict("Verhältnis ohne Suchindex und ohne Offline-Kopie", bare / plain, WITHOUT_INDEX, 2),
            ]
    return Table(about, _BUILDING, rows, verdicts)


def parts(results: Results) -> Table:
    def row(one: Measured) -> Iterable[str]:
        builds = one.builds
        shipped = builds.shipped.seconds - builds.plain.seconds
        fair = shipped > _MEASURABLE
        index = (number(builds.index.seconds, 1), number(shipped, 1) if fair else "zu kurz")
        compared = ratio(builds.index.seconds, shipped) if fair else "–"
        offline = (number(builds.offline.seconds, 1), number(builds.offline_bytes / 1_000_000, 1))
        return (number(one.cases), *index, compared, *offline)

    return Table(
        "Unser Suchindex und die Offline-Kopie, noch einmal für sich gebaut. Für den mitgelieferten Suchindex steht, was MkDocs mit Suche länger braucht als ohne.",
        (
            "Fälle",
            "unser Suchindex, s",
            "der mitgelieferte, s",
            "Verhältnis",
            "Offline-Kopie, s",
            "Offline-Kopie, MB",
        ),  # fmt: skip
        [row(one) for one in results.collections],
    )


def growth(results: Results) -> Table:
    """What each further case costs: the same number in every row means that growth is linear."""
    rows = []
    for smaller, larger in pairwise(results.collections):
        more = larger.cases - smaller.cases
        runs = [(getattr(smaller.builds, name), getattr(larger.builds, name)) for name in ("check", "build", "plain")]
        each = [(larger_run.processor - smaller_run.processor) / more * 1000 for smaller_run, larger_run in runs]
        memory = (larger.builds.build.megabytes - smaller.builds.build.megabytes) / more * 1000
        span = f"{number(smaller.cases)} bis {number(larger.cases)}"
        rows.append((span, *(number(value, 1) for value in each), number(memory)))
    return Table(
        "Rechenzeit, die jeder weitere Fall kostet. Bleibt die Zahl von Zeile zu Zeile etwa gleich, wächst die Zeit nur so schnell wie die Sammlung.",
        (
            "Fälle",
            "Prüfen, ms je Fall",
            "Bauen, ms je Fall",
            "MkDocs allein, ms je Fall",
            "Speicher beim Bauen, kB je Fall",
        ),
        rows,
    )


def memory(results: Results) -> Table:
    def row(one: Measured) -> Iterable[str]:
        ours, plain, shipped = (run.megabytes for run in (one.builds.build, one.builds.plain, one.builds.shipped))
        return (number(one.cases), *map(number, (ours, plain, shipped)), ratio(ours, plain))

    return Table(
        "Was der größte Prozess im Arbeitsspeicher hielt.",
        ("Fälle", "unsere, MB", "MkDocs ohne Suche, MB", "MkDocs mit seiner Suche, MB", "Verhältnis"),
        [row(one) for one in results.collections],
    )


def commands(results: Results) -> Table:
    def row(one: Measured) -> Iterable[str]:
        runs = (one.builds.check, one.builds.form, one.builds.render)
        return (number(one.cases), *(number(run.seconds, 1) for run in runs))

    return Table(
        "Wie lange die Befehle brauchen, die Sie oft aufrufen.",
        ("Fälle", "`lotse check`, s", "`lotse fmt --check`, s", "`lotse render`, s"),
        [row(one) for one in results.collections],
    )


def reloading(results: Results) -> Table:
    def row(one: Measured) -> Iterable[str]:
        ours, plain = one.reloads.ours, one.reloads.plain
        return number(one.cases), number(ours, 1), number(plain, 1), ratio(ours, plain)

    return Table(
        "`lotse serve` läuft, jemand speichert einen geänderten Fall: So lange dauert es, bis der Browser den neuen Text zeigt. "
        "Daneben `mkdocs serve` mit denselben Seiten, wenn sich eine davon ändert; es liest keine Datensätze.",
        ("Fälle", "unsere, s", "MkDocs mit seiner Suche, s", "Verhältnis"),
        [row(one) for one in results.collections],
    )
