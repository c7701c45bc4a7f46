"""Own sources: those that a case brings along. Inside the program their ids begin with the id of the case, so that two cases
may call theirs alike; in files they stand as their authors wrote them."""

from collections.abc import Callable

from .document import Document

_BETWEEN = "--"  # no id holds this


def apart(case: Document) -> dict:
    """Return the checked record of `case` with ids of its own sources that no other case has."""
    own = {source["id"] for source in case.value.get("sources", ())}
    return _renamed(case.value, lambda id: f"{case.id}{_BETWEEN}{id}" if id in own else id) if own else case.value


def as_written(record: dict, case_id: str) -> dict:
    """Return a record with the ids of its own sources as they stand in its file."""
    return record if not record.get("sources") else _renamed(record, lambda id: id.removeprefix(f"{case_id}{_BETWEEN}"))


def _renamed(value: object, rename: Callable[[str], str], field: str = "") -> object:
    """Return `value` with other ids in each source that is described or cited inside."""
    if isinstance(value, dict):
        copy = {key: _renamed(item, rename, key) for key, item in value.items()}
        return {**copy, "id": rename(copy["id"])} if field in ("source", "sources") and "id" in copy else copy
    if isinstance(value, list | tuple):
        return [_renamed(item, rename, field) for item in value]
    return value
