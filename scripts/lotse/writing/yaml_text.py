"""YAML text: how the single values of a record are written, bare, in quotes or folded; lines are as long as WIDTH allows."""

import re
from collections.abc import Iterable
from decimal import Decimal

WIDTH = 110  # characters in a line

_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_START = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ſ„»(]")  # of a bare text: nothing that could be an indicator
_TROUBLE = re.compile(r": | #|:$")  # in a bare text
_BRACKETS = re.compile(r"[][{},:?]")  # more trouble, in a list in brackets
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
# What some reader of YAML 1.1 or 1.2 takes for nothing, yes or no, a number, a time or a date.
_OTHER = re.compile(r"|~|null|true|false|y|yes|n|no|on|off|[0-9][-+0-9.,:_a-fxotz ]*", re.IGNORECASE | re.ASCII)
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_WORD = re.compile(r"[^ ]+(?: {2,}[^ ]+)*")  # a folded text breaks at single spaces: of several it would lose one
_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def number(value: float) -> str:
    """Return `value` without an exponent, and whole numbers without a point: the browser cannot tell 48.0 from 48."""
    return str(int(value)) if value == int(value) else f"{Decimal(str(value)):f}"


def key(name: str) -> str:
    """Return the name of a field, in quotes unless it is written like our own."""
    return name if _ID.fullmatch(name) and not _OTHER.fullmatch(name) else _quoted(name)


def scalar(value: object, schema: dict, around: type | None = None) -> str:
    """Return a value on one line: in brackets around a list or dict (`around`), or with nothing else on its line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number(value)
    text = str(value).strip()
    bare = _is_bare(text, schema)
    if around is list:
        bare = bare and not _BRACKETS.search(text)
    if around is dict:
        bare = bare and bool(_ID.fullmatch(text))
    return text if bare else _quoted(text)


def alone(label: str, value: object, schema: dict, margin: str) -> list[str]:
    """Return the lines of a value behind `label`, such as `title:` or a dash; further lines begin with `margin`."""
    line = f"{label} {scalar(value, schema)}".rstrip()
    if not isinstance(value, str):
        return [line]
    text = value.strip()
    words = _WORD.findall(text)
    if len(line) <= WIDTH or len(words) <= 1 or _CONTROL.search(text):
        return [line]  # it fits, there is nothing to wrap, or it is nothing that a folded text can carry
    return [f"{label} >-", *wrapped(margin + words[0], words[1:], margin)]


def wrapped(start: str, words: Iterable[str], margin: str) -> list[str]:
    """Return lines with `start` and `words`; further lines begin with `margin`."""
    lines = [start]
    for word in words:
        longer = f"{lines[-1]} {word}"
        if len(longer) <= WIDTH:
            lines[-1] = longer
        else:
            lines.append(margin + word)
    return lines


def _is_bare(text: str, schema: dict) -> bool:
    """Tell whether `text` needs no quotes where nothing else stands on its line."""
    if _DATE.fullmatch(text) and schema.get("format") == "calendar-date":
        return True
    if _WHOLE.fullmatch(text) and {"string", "integer"} <= set(schema.get("type", ())):
        return True
    trouble = _OTHER.fullmatch(text) or _TROUBLE.search(text) or _CONTROL.search(text)
    return bool(_START.match(text)) and not trouble


def _quoted(text: str) -> str:
    text = re.sub(r'[\\"\n\r\t]', lambda found: _NAMED[found.group()], text)
    return '"' + _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + '"'
