"""Words that look like code, and records that hold them wherever their authors may write what they like."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle

import yaml

from lotse.problems import Problem
from lotse.reading.document import Document, Pointer
from lotse.reading.yaml_reader import parse

# At most 40 characters each: so long may a short name be.
PAYLOADS = (
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus x='",
    "\\[x\\](javascript:alert(1))",
    "x](javascript:alert(1)) [y",
    "`[x](javascript:alert(1))`",
    '*a* **b** _c_ `d"e` \\*f\\*',
    "{: onclick=alert(1) .x #y }",
    "{: .inj data-inj=1 }",
    "{{ 7*7 }} {% raw %} {# x #}",
    "${alert(1)} %s {0} #{x}",
    "=1+1 +2 -3 @SUM(A)",
    "@import 'x'; }",
    "#let x = 1; #panic()",
    "$x^2$ ==k== ~~d~~ ++i++ :smile:",
    "| a | b | c",
    "# kein Titel",
    "1\\. keine Liste",
    "---",
    "=== setext",
    "!!! note",
    '"""; DROP TABLE x; --',
    "klzzwxh:0000 wzxhzdk:0",
    "[^1] [x][y] [z]:",
    "&amp;amp; &amp; & &nbsp; &#0;",
    "a < b > c <> <3 < script",
    "\\ ` * _ { } [ ] ( ) # + - . !",
    "]]> <",
    "*[HTML]: x",
    "e\u0301\u0302\u0303\u0304 \U0001f468 ﷽ \u0bb5",
    "C:\\new\\table \\u003cscript\\u003e",
)
# As many, so that texts which differ with the ones differ with the others.
HARMLESS = tuple(f"Ein Wort {chr(ord('A') + place)}" for place in range(len(PAYLOADS)))


def free_texts(value: object, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Yield where in a record sentences and names stand: texts that can be no id, day or address."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from free_texts(item, (*pointer, key))
    elif isinstance(value, str) and "://" not in value and value != value.lower():
        yield pointer


def filled(raw: bytes, path: str, words: Sequence[str], check: Callable[[Document], Iterable[Problem]]) -> bytes:
    """Return the record `raw` with `words` in turn in place of its texts, but for those that `check` forbids there."""
    record = parse(raw, path, []).value
    changed = copy.deepcopy(record)
    for pointer, word in zip(free_texts(record), cycle(words), strict=False):
        put(changed, pointer, word)
    for instead in (None, HARMLESS[0], None, HARMLESS[1]):  # where a word may not stand, what stood there, or no figure
        text = yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()
        document = parse(text, path, [])
        problems = list(check(document))
        if not problems:
            return text
        shown = ((document.problem(pointer, ""), pointer) for pointer in free_texts(record))
        pointers = {(place.line, place.column): pointer for place, pointer in shown}
        for pointer in {pointers.get((problem.line, problem.column), ()) for problem in problems} - {()}:
            put(changed, pointer, instead or at(record, pointer))
    return yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()


def at(value: object, pointer: Pointer) -> object:
    """Return the value at `pointer`."""
    for step in pointer:
        value = value[step]
    return value


def put(value: object, pointer: Pointer, item: object) -> None:
    """Put `item` in the place that `pointer` leads to."""
    at(value, pointer[:-1])[pointer[-1]] = item
