"""Remarks: what a reviewer should look at in a change, although no rule is broken.

Each rule is a generator that yields German sentences, plain text, about one change or about all of them.
"""

import datetime
from collections.abc import Iterator, Sequence

from ..reading.document import EACH
from .comparison import Change
from .differences import without_new_source
from .matching import pairs

_DATES = ("as_of", "reviewed_on", "version")
_IDS = "schemas/ids.schema.json"
_NO_CHANGE = "Kennungen ändern sich nie: Adressen und gespeicherte Listen hängen an ihnen."


def remarks(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what to look at in `changes`, those about all of them first."""
    for rule in (_several_cases, _moved_cases, _ids_of_editors, _program):
        yield from rule(changes)
    for change in changes:
        if change.is_record and change.readable:
            for rule in _RULES:
                yield from (f"{change.path}: {message}" for message in rule(change))


def _several_cases(changes: Sequence[Change]) -> Iterator[str]:
    cases = [change for change in changes if change.folder == "cases" and change.is_record]
    if len(cases) > 1:
        yield f"{len(cases)} Fälle auf einmal. Einzeln eingereicht lassen sie sich leichter prüfen."


def _moved_cases(changes: Sequence[Change]) -> Iterator[str]:
    """A case that went while one with the same title came has got another id."""
    of = {
        kind: [change for change in changes if change.folder == "cases" and change.kind == kind and change.readable]
        for kind in ("gone", "new")
    }
    shown = {kind: [{"title": change.document.get("title")} for change in found] for kind, found in of.items()}
    renamed = {
        of["gone"][was].path: of["new"][now].path
        for now, was in pairs(shown["gone"], shown["new"], alike=False).items()
    }
    for change in of["gone"]:
        if change.path in renamed:
            yield f"{change.path} heißt jetzt {renamed[change.path]}. {_NO_CHANGE}"
        else:
            yield f"{change.path} ist gelöscht. Verweise auf /faelle/{change.document.id}/ führen dann ins Leere. Ein gescheiterter oder beendeter Fall bleibt, mit neuem Stand."


def _ids_of_editors(changes: Sequence[Change]) -> Iterator[str]:
    """New ids go with the file from which editors complete them."""
    adds = any(
        change.folder in ("vocabulary", "checklists") and _ids(change, "after") - _ids(change, "before")
        for change in changes
    )
    if adds and not any(change.path == _IDS for change in changes):
        yield f"Es gibt neue Kennungen, aber {_IDS} ist unverändert. Der Befehl „make schemas“ erneuert die Datei."


def _program(changes: Sequence[Change]) -> Iterator[str]:
    kinds = {change.is_record or change.folder == "content" for change in changes}
    if kinds == {True, False}:
        yield "Inhalte und Programm zugleich. Getrennt eingereicht prüft jede Änderung, wer sich damit auskennt."


def _review_date(change: Change) -> Iterator[str]:
    """Who changes statements of a case has compared it with its sources."""
    changed = {difference.pointer[0] for difference in change.differences if difference.pointer}
    if change.folder == "cases" and changed - set(_DATES) and "reviewed_on" not in changed:
        yield "„Geprüft am“ (reviewed_on) ist nicht erneuert, obwohl sich Angaben geändert haben."


def _future(change: Change) -> Iterator[str]:
    """Nobody can have reviewed a case tomorrow; the check does not say so, since it does not ask what day it is."""
    reviewed = str(change.document.get("reviewed_on") or "")
    if change.folder == "cases" and change.kind != "gone" and reviewed > datetime.date.today().isoformat():
        yield f"„Geprüft am“ ({reviewed}) liegt in der Zukunft."


def _version(change: Change) -> Iterator[str]:
    """People who work with a checklist learn from its version that it changed."""
    if change.folder != "checklists" or change.kind != "changed" or not change.differences:
        return
    old, new = (str(document.get("version")) if document else "" for document in (change.before, change.after))
    if new <= old:
        yield "„Fassung vom“ (version) ist nicht erhöht. Wer schon mit der Liste arbeitet, erfährt sonst nichts von der Änderung."


def _sources(change: Change) -> Iterator[str]:
    """Whoever reviews needs the document itself."""
    old, new = (
        set(document.find(*_entries(change), EACH, "id")) if document else set()
        for document in (change.before, change.after)
    )
    known = {id for _, id in old}
    for pointer, id in sorted(new, key=lambda found: found[0]):
        if id not in known and (change.folder == "cases" or change.path == "vocabulary/sources.yml"):
            title = change.document.get(*pointer[:-1], "title")
            yield f"Neue Quelle „{title}“ ({id}). Liegt sie Ihnen vor, und stimmt die Art des Belegs?"


def _entries(change: Change) -> tuple[str, ...]:
    return ("sources",) if change.folder == "cases" else ("entries",)


def _open_points(change: Change) -> Iterator[str]:
    """Hardly any source answers everything."""
    empty = change.folder == "cases" and change.kind != "gone" and change.document.get("open_points") == []
    if empty and (change.kind == "new" or change.before.get("open_points")):
        yield "„Was die Quelle offenlässt“ (open_points) ist leer. Bleibt wirklich nichts offen?"


def _same_source(change: Change) -> Iterator[str]:
    found = without_new_source(change.differences, change.document.value) if change.kind == "changed" else ()
    where = list(dict.fromkeys(change.names.where(change.document.value, one.pointer[:-1]) for one in found))
    if where:
        more = f" und {len(where) - 5} weitere" if len(where) > 5 else ""
        yield f"Geändert, aber mit demselben Beleg: {'; '.join(where[:5])}{more}. Steht das Neue an der genannten Stelle?"


def _removed_ids(change: Change) -> Iterator[str]:
    if change.kind == "gone" and change.folder in ("vocabulary", "checklists", "surveys"):
        yield f"Die Datei ist gelöscht. {_NO_CHANGE}"
    elif change.kind == "changed" and change.after.value:
        gone = sorted(_ids(change, "before") - _ids(change, "after"))
        if gone:
            more = f" und {len(gone) - 10} weitere" if len(gone) > 10 else ""
            yield f"Diese Kennungen gibt es nicht mehr: {', '.join(gone[:10])}{more}. {_NO_CHANGE}"


def _lost_lessons(change: Change) -> Iterator[str]:
    """What went wrong helps others most."""
    gone = [one for one in change.differences if one.kind == "gone" and one.pointer[0] in ("obstacles", "open_points")]
    if change.folder == "cases" and gone:
        number = (
            "Eine Hürde oder ein offener Punkt ist" if len(gone) == 1 else f"{len(gone)} Hürden oder offene Punkte sind"
        )
        yield f"{number} gestrichen. Steht im Pull Request, warum?"


def _ids(change: Change, state: str) -> set[str]:
    """Return all ids of entries, areas, questions, charts or sources in a state of a record."""
    document = change.before if state == "before" else change.after
    lists = (("entries",), ("areas",), ("areas", EACH, "questions"), ("charts",), ("sources",))
    return {id for pattern in lists for _, id in document.find(*pattern, EACH, "id")} if document else set()


_RULES = (_review_date, _future, _version, _open_points, _lost_lessons, _same_source, _sources, _removed_ids)
