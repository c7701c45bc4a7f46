"""Tokens: the names and values that all style sheets share, and what each colour comes to in light and dark."""

import re
from collections.abc import Mapping

SCHEMES = ("light", "dark")
_TOKEN = re.compile(r"^\s*--([a-z0-9-]+):\s*([^;]+);", re.MULTILINE)
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_CALL = re.compile(r"(light-dark|var|color-mix)\((.+)\)", re.DOTALL)
_NAMED = {"black": "#000000", "white": "#ffffff"}


def tokens(sheet: str) -> dict[str, str]:
    """Return name -> value of all custom properties that `sheet` declares, each on a line of its own; the last counts."""
    return {name: " ".join(value.split()) for name, value in _TOKEN.findall(sheet)}


def colours(found: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return name -> scheme -> colour such as #0b5563, of all tokens that are colours."""
    resolved = {name: {scheme: _colour(value, scheme, found) for scheme in SCHEMES} for name, value in found.items()}
    return {name: values for name, values in resolved.items() if all(values.values())}


def _colour(value: str, scheme: str, found: Mapping[str, str]) -> str | None:
    """What `value` comes to in `scheme`, or None where it is no colour that we can read."""
    value = _NAMED.get(value, value)
    if _HEX.fullmatch(value):
        return value.lower()
    call = _CALL.fullmatch(value)
    if not call:
        return None
    name, arguments = call[1], _arguments(call[2])
    if name == "var":
        return _colour(found.get(arguments[0].removeprefix("--"), ""), scheme, found)
    if name == "light-dark":
        return _colour(arguments[SCHEMES.index(scheme)], scheme, found)
    return _mixed(arguments[1:], scheme, found)


def _arguments(text: str) -> list[str]:
    """The parts between the commas of `text`, but for commas inside brackets."""
    parts = [""]
    for letter in text:
        if letter == "," and parts[-1].count("(") == parts[-1].count(")"):
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _mixed(parts: list[str], scheme: str, found: Mapping[str, str]) -> str | None:
    """The mixture of two colours, of which the first says its share: `var(--brand) 20%`, `#0b1114`."""
    first, _, share = parts[0].rpartition(" ")
    one, other = _colour(first, scheme, found), _colour(parts[1], scheme, found)
    if not one or not other:
        return None
    weight = float(share.removesuffix("%")) / 100
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(weight * a + (1 - weight) * b):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
