"""Page heads: does the head of a hand-written page speak of scripts, sections and settings that there are?"""

from collections.abc import Collection, Iterable, Iterator

from ..problems import Problem, suggestion
from .document import EACH, Document


def check(
    heads: Iterable[Document], scripts: Collection[str], sections: Collection[str], operator: Collection[str]
) -> Iterator[Problem]:
    """Yield the problems of `heads`: scripts in overrides/scripts/, addresses of sections, fields of an operator."""
    for head in heads:
        for pointer, name in head.find("scripts", EACH):
            if name not in scripts:
                yield head.problem(pointer, f"Das Skript „{name}“ gibt es nicht. {suggestion(name, scripts)}")
        for pointer, address in head.find("section"):
            if address not in sections:
                message = f"Den Bereich „{address}“ gibt es nicht. {suggestion(address, sections)}"
                yield head.problem(pointer, message)
        for (*_, key), _ in head.find("operator", EACH, kind=object):
            if key not in operator:
                message = f"Die Angabe „{key}“ gibt es nicht. {suggestion(str(key), operator)}"
                yield head.problem(("operator", key), message, at_key=True)
