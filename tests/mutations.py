"""Mutations: what may become of a good record when somebody slips, pastes, merges or means harm."""

import copy
import re
from collections.abc import Iterator
from random import Random

import yaml

from lotse.reading.yaml_reader import parse

SIGNS = ["\u202e", "\x00", "\ufeff", "\u200b", "\u00ad", "\u061c", "\U000e0041", "\ufff9", "\u0300" * 200, "\U0001f468"]
SIGNS += ["\u3164", "\u2028", "\x85", "\xa0", "\r", "\t", "\U0001fffe", "﷽", "e\u0301" * 50]
BYTES = [b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80", b"\r", b"\t"]
SCALARS = """~|null|true|no|on|12:30|1:2:3|0x1F|0o17|0b1|1e999|.inf|.nan|1_000|0|-0|-0.0|2019.0|25000.0|999999999999999
9999999999999999999999|0.000000000000001|0000-00-00|2020-02-30|2019-13|9999-12-31|1799-12-31||''|""|' '|{}|[]|[[]]|[{}]
{a: b}|!!python/object/apply:os.system [id]|!!binary aGk=|&a b|*a|&a [*a]|<<|{<<: {a: b}}|? a|@x|`x`|%x|'a''b'|"\\ud800"
"\\x00"|"\\u202e"|"\\n"|"a\\nb"|"a\\n\\nb"|"\\e"|"\\U00110000"|"\\L"|../x|../../etc/passwd|/etc/passwd|con|nul|index|..|.|a/b
A|ä|a-|a--b|__proto__|constructor|'<script>alert(1)</script>'|'"><img src=x onerror=alert(1)>'|'[x](javascript:alert(1))'
'{{ 7*7 }}'|'{: onclick=x }'|'\\[x\\](javascript:alert(1))'|'&lt;script&gt;'|'**'|'`'|'_'|'[['|']('|'=1+1'|'# x'|'- x'|'> x'
'1. x'|'---'|'%s%d'|'{0}'|klzzwxh:0001|'[@mkro-leitfaden, Kapitel 3]'|https://x.de/{a}|https://a\\b|http://|https://[|/|//x.de
'[a](/)'|'[a](/faelle/?x=%3Cscript%3E)'|'[a](https://x.de/"x)'|'![a](/)'|'[a](mailto:x)'|'a | b'""".replace(
    "\n", "|"
).split("|")
SCALARS += ["x" * 61, "x" * 3000, "'" + "[" * 3000 + "'", "|\n  x", ">-\n  y"]
LINES = [
    "---",
    "...",
    "%YAML 3.0",
    "%TAG ! x",
    "# x",
    "? x",
    ": x",
    "<<: {a: b}",
    "- x",
    "{",
    "[",
    "'",
    '"',
    "",
    "null: x",
]
LINES += ["true: x", "1: x", "[a]: x", "{a: b}: c"]
KEYS = [
    "title",
    "id",
    "source",
    "text",
    "place",
    "x",
    "__proto__",
    "entries",
    "<<",
    "on",
    "''",
    '"a\\nb"',
    "ä",
    "~",
    "1",
    "*a",
]
KEYS += ["x" * 2000, "&a b", "? x"]
ENDS = ["[", "{", "]", "}", ",", ":", "#", " #x", "\\", "'", '"', "|", ">", "*", "&", "!"]
VALUES = [5, -1, 0, 1.5, 2019.0, True, False, None, "", [], {}, ["x"], [["x"]], [None], [{}], {"a": "b"}, {"id": "x"}]
VALUES += [
    {"id": []},
    "x",
    "x" * 3000,
    "a b",
    "con",
    "../x",
    "index",
    10**14,
    "2019",
    "2019-02-30",
    "–",
    "*",
    "/faelle/",
]
_FIELD = re.compile(r"(\s*(?:- )?)([\w-]+)(:)(.*)", re.DOTALL)


def mutated(random: Random, raw: bytes) -> bytes:
    """Return what became of the good record `raw`."""
    kind = random.randrange(10)
    if kind < 2:
        return _other_bytes(random, raw)
    if kind < 6:
        return _other_lines(random, raw.decode()).encode("utf-8", "surrogatepass")
    record = other_values(random, parse(raw, "x.yml", []).value)
    return yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode(
        "utf-8", "surrogatepass"
    )


def _other_bytes(random: Random, raw: bytes) -> bytes:
    for _ in range(random.choice([1, 1, 2, 5])):
        place, end = random.randrange(len(raw) + 1), random.randrange(1, 40)
        before, after = raw[:place], raw[place:]
        raw = random.choice(
            [
                before,
                before + after[end:],
                before + bytes([random.randrange(256)]) + after[1:],
                before + random.choice(BYTES) + after,
                before + before[-end:] * random.choice([1, 2, 50]) + after,
                after + before,
            ]
        )
    return raw


def _other_lines(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        place = random.randrange(len(lines))
        lines[place] = _other_line(random, lines[place], random.choice(lines))
    return "".join(lines)


def _other_line(random: Random, line: str, another: str) -> str:
    """Return what stands in the place of `line`; half of the time it is a field with another value."""
    field = _FIELD.fullmatch(line)
    if field and random.random() < 0.5:
        return f"{field[1]}{field[2]}: {random.choice(SCALARS)}\n"
    place = random.randrange(len(line) + 1)
    return random.choice(
        [
            "",
            line + line,
            another,
            line[:place],
            line[:place] + random.choice(SIGNS) + line[place:],
            " " * random.randrange(1, 6) + line,
            line.lstrip(" "),
            line.replace(":", random.choice(["", "::", ": :", " :", ":\t", ": &a", ": !x", ": *a"]), 1),
            line.replace("\n", "\r\n"),
            random.choice(LINES) + "\n" + line,
            line.rstrip("\n") + random.choice(ENDS) * random.choice([1, 1, 20, 2000]) + "\n",
            f"{field[1]}{random.choice(KEYS)}:{field[4]}" if field else line,
            f"{field[1]}{field[2]}: " + random.choice(["[", "{a: "]) * random.choice([3, 13, 500]) if field else line,
            line.replace("{", random.choice(["[", "{{", ""])).replace("}", random.choice(["]", "}}", ""])),
        ]
    )


def places(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of everything inside `value`."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


def _at(value: object, path: tuple) -> object:
    for step in path:
        value = value[step]
    return value


def other_values(random: Random, record: object) -> object:
    """Return `record` with other things in some of its places."""
    record = copy.deepcopy(record)
    for _ in range(random.choice([1, 1, 2, 3])):
        found = list(places(record))
        if not found:
            break
        path = random.choice(found)
        around, value = _at(record, path[:-1]), _at(record, path)
        kind = random.randrange(8)
        if kind == 0:
            del around[path[-1]]
        elif kind == 1 and isinstance(around, dict):
            around[random.choice(KEYS)] = around.pop(path[-1])
        elif kind == 2:
            many = random.choice([0, 1, 2, 40, 1001])
            around[path[-1]] = (value if isinstance(value, list) else [value]) * many
        else:
            other = _at(record, random.choice(found)) if kind == 3 else random.choice(VALUES)
            around[path[-1]] = copy.deepcopy(other)
    return record
