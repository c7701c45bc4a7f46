"""Changes: what a pull request changes, told in words for whoever reviews it, as Markdown for the summary of a workflow."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..problems import Problem
from ..reading.document import EACH, Document
from .comparison import Change, compare
from .remarks import remarks
from .wording import harmless, shortened

_GROUPS = {
    "cases": "Fälle",
    "checklists": "Checklisten",
    "vocabulary": "Begriffe und Quellen",
    "surveys": "Befragungen",
    "lotse.yml": "Einstellungen",
    "content": "Seiten",
    "": "Programm und anderes",
}
_COUNTED = {
    "Partner": ("partners", EACH),
    "offene Punkte": ("open_points", EACH),
    "Fragen": ("areas", EACH, "questions", EACH),
    "Einträge": ("entries", EACH),
    "Diagramme": ("charts", EACH),
}
_KINDS = {"new": "neu", "changed": "geändert", "gone": "gelöscht"}
_MAX_DIFFERENCES = 40  # of one record
_MAX_NAMES = 100  # of files
_MAX_REMARKS = 100
_MAX_BYTES = 400_000  # of each half; GitHub takes 1 MiB


def summary(base: Path, root: Path, problems: Sequence[Problem]) -> str:
    """Return in Markdown what distinguishes the folder `root` from its earlier state `base`, and what to look at.

    `problems` are those of the check of `root`. Raises CannotWork where a schema cannot be read.
    """
    changes = compare(base.resolve(), root.resolve())
    lines = ["## Was sich ändert", "", _overview(changes), *_within(_MAX_BYTES, _details(changes))]
    return "\n".join([*lines, "", "## Worauf zu achten ist", *_within(_MAX_BYTES, _attention(changes, problems)), ""])


def _within(limit: int, lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` as long as they fit, then how many were left out."""
    left = 0
    for line in lines:
        limit -= len(line.encode()) + 1
        if limit >= 0:
            yield line
        else:
            left += 1
    if left:
        yield from ("", f"{left} weitere Zeilen fehlen hier, damit die Übersicht kurz bleibt.")


def _limited(items: Sequence[str], limit: int, more: str) -> Iterator[str]:
    """Yield the first `limit` items, then `more` with the number of the others."""
    yield from items[:limit]
    if len(items) > limit:
        yield f"… und {len(items) - limit} {more}"


def _group(change: Change) -> str:
    """Return the key in _GROUPS under which a change is told."""
    return change.folder if change.folder == "content" or change.is_record else ""


def _overview(changes: Sequence[Change]) -> str:
    if not changes:
        return "Nichts. Alle Dateien sind gleich."
    counts = Counter((_group(change), change.kind) for change in changes)
    parts = []
    for group, title in _GROUPS.items():
        found = [f"{counts[group, kind]} {word}" for kind, word in _KINDS.items() if counts[group, kind]]
        if found:
            parts.append(f"{title}: {', '.join(found)}")
    return f"{'; '.join(parts)}. Innerhalb von Texten ist ~~gestrichen~~, was wegfällt, und **fett**, was neu ist."


def _details(changes: Sequence[Change]) -> Iterator[str]:
    for group, title in _GROUPS.items():
        found = [change for change in changes if _group(change) == group]
        if not found:
            continue
        yield from ("", f"### {title}", "")
        if found[0].is_record:
            for change in found:
                yield from _record(change)
        else:
            names = [f"{harmless(shortened(change.path))} ({_KINDS[change.kind]})" for change in found]
            yield from (f"- {line}" for line in _limited(names, _MAX_NAMES, "weitere Dateien"))


def _record(change: Change) -> Iterator[str]:
    """Yield the lines about one record."""
    title = shortened(str(change.document.get("title") or change.document.get("name") or change.document.id), 150)
    head = f"- **{harmless(f'{_KINDS[change.kind].capitalize()}: {title}')}** ({harmless(change.path)})"
    if change.faults:
        fault = change.faults[0]
        yield f"{head}: nicht lesbar. Zeile {fault.line}: {harmless(fault.message)}"
    elif change.kind != "changed":
        yield f"{head}{_portrait(change)}"
    elif not change.readable or not isinstance(change.before.value, dict):
        yield f"{head}: war bisher nicht lesbar."
    elif not change.differences:
        yield f"{head}: nur Schreibweise, Kommentare oder Reihenfolge der Felder. Keine Angabe ändert sich."
    else:
        yield head
        told = [difference.words for difference in change.differences]
        yield from (f"  - {line}" for line in _limited(told, _MAX_DIFFERENCES, "weitere Änderungen"))


def _portrait(change: Change) -> str:
    """Return what a new or deleted record holds."""
    document, cited = change.document, _cited(change.document)
    numbers = {word: sum(1 for _ in document.find(*pattern, kind=object)) for word, pattern in _COUNTED.items()}
    numbers["Aussagen mit Quelle"] = cited.total()
    parts = [f"{word}: {number}" for word, number in numbers.items() if number]
    parts += [_listed(change, field) for field in ("topics", "laender") if document.get(field)]
    names = [change.names.titles.get("sources", {}).get(id, id) for id in cited]
    parts += [f"Quellen: {', '.join(_limited(names, 5, 'weitere'))}"] if names else []
    return f": {harmless(shortened('; '.join(parts)))}" if parts else ""


def _listed(change: Change, field: str) -> str:
    node = change.names.inner(change.names.root, field)
    return f"{change.names.field(change.names.root, field)}: {change.names.value(node, change.document.get(field))}"


def _cited(document: Document) -> Counter[str]:
    """Return how often a record names each of its sources."""
    ids = (document.get(*pointer, "id") for pointer in document.places.values if pointer[-1:] == ("source",))
    return Counter(id for id in ids if isinstance(id, str))


def _attention(changes: Sequence[Change], problems: Sequence[Problem]) -> Iterator[str]:
    ours = {change.path: change for change in changes}
    here = [_place(ours[problem.path], problem) for problem in problems if problem.path in ours]
    elsewhere = [harmless(str(problem)) for problem in problems if problem.path not in ours]
    seen = [harmless(remark) for remark in remarks(changes)]
    titles: Mapping[str, list[str]] = {
        "Das meldet die Prüfung": here,
        "Das meldet die Prüfung in Dateien, die gleich bleiben": elsewhere,
        "Das sollten Sie ansehen": seen,
    }
    for title, found in titles.items():
        if found:
            yield from ("", f"### {title}", "")
            yield from (f"- {line}" for line in _limited(found, _MAX_REMARKS, "weitere Hinweise"))
    if not any(titles.values()):
        compare_yourself = " Vergleichen Sie die Angaben mit den Quellen." if changes else ""
        yield from ("", f"Die Prüfung meldet nichts, und nichts fällt auf.{compare_yourself}")


def _place(change: Change, problem: Problem) -> str:
    """Return a problem with the words for its place in the record."""
    where = f"{change.path}, Zeile {problem.line}"
    if change.is_record and change.after and change.readable:
        pointers = {
            place: pointer
            for places in (change.after.places.keys, change.after.places.values)
            for pointer, place in places.items()
        }
        pointer = pointers.get((problem.line, problem.column), ())
        where += f" ({change.names.where(change.after.value, pointer)})" if pointer else ""
    return harmless(f"{where}: {problem.message}")
