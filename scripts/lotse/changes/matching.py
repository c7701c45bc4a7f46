"""Matching: which entry of a list became which of another, although both were reordered, reworded, added or removed."""

import difflib
import json
from collections.abc import Callable, Hashable, Iterable

_NAMING = ("id", "label", "name", "title", "form", "tool", "case", "place")  # fields that tell entries apart
_ALIKE = 0.5
_MOST_TRIES = 400  # comparing texts is slow: long lists that share nothing are taken as gone and new
_COMPARED = 60  # words of a text


def pairs(old: list, new: list, alike: bool = True) -> dict[int, int]:
    """Return place in `new` -> place in `old` for all entries that are the same one.

    Equal ones first, then those with the same name, then, where `alike` allows it, those that read alike.
    """
    found: dict[int, int] = {}
    for key in (_whole, *(_named(field) for field in _NAMING)):
        _by_key(old, new, found, key)
    if alike:
        _by_likeness(old, new, found)
    return found


def _whole(item: object) -> Hashable:
    return json.dumps(item, sort_keys=True)


def _named(field: str) -> Callable[[object], Hashable]:
    def name(item: object) -> Hashable:
        value = item.get(field) if isinstance(item, dict) else None
        return value if isinstance(value, str | int) else None

    return name


def _by_key(old: list, new: list, found: dict[int, int], key: Callable[[object], Hashable]) -> None:
    """Add to `found` the entries that have the same key, one by one in their order."""
    waiting: dict[Hashable, list[int]] = {}
    for place in reversed(_left(old, found.values())):
        waiting.setdefault(key(old[place]), []).append(place)
    for place in _left(new, found):
        own = key(new[place])
        if own is not None and waiting.get(own):
            found[place] = waiting[own].pop()


def _by_likeness(old: list, new: list, found: dict[int, int]) -> None:
    """Add to `found` the entries that read alike, the most alike first; among equals those at the same place."""
    gone, come = _left(old, found.values()), _left(new, found)
    if len(gone) * len(come) > _MOST_TRIES:
        return
    tries = ((_likeness(old[was], new[now]), was == now, was, now) for was in gone for now in come)
    for likeness, _, was, now in sorted(tries, key=lambda tried: (*tried[:2], -tried[2], -tried[3]), reverse=True):
        if likeness >= _ALIKE and now not in found and was not in found.values():
            found[now] = was


def _likeness(one: object, other: object) -> float:
    if type(one) is not type(other):
        return 0
    matcher = difflib.SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0


def _words(item: object) -> list[str]:
    """Return what an entry says; where it has a text, only that, for sources and dates are alike in many entries."""
    text = item.get("text") if isinstance(item, dict) else item
    return (text if isinstance(text, str) else _whole(item)).split()[:_COMPARED]


def _left(items: list, taken: Iterable[int]) -> list[int]:
    """Return the places of `items` that are not among `taken`."""
    without = set(taken)
    return [place for place in range(len(items)) if place not in without]
