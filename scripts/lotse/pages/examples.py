"""Examples: how cases answered each question, in a file of its own that browsers fetch when somebody wants to read it."""

import json
from collections.abc import Mapping, Sequence

from .. import addresses
from ..knowledge.library import Answer, Library
from .press import MOST, Press


def files(library: Library, press: Press) -> Mapping[str, str]:
    """Return path from the root of the site -> text, for each question that has an answer."""
    return {
        f"{addresses.EXAMPLES}{id}.json": _file(press, id, answers)
        for id, answers in library.answers.items()
        if answers
    }


def _file(press: Press, id: str, answers: Sequence[Answer]) -> str:
    """The first answers of each topic, and of all: each answer once, topics name it by its place."""
    topics = _first(answers)
    wanted = sorted({place for places in topics.values() for place in places})
    new = {place: number for number, place in enumerate(wanted)}
    content = {
        "answers": [
            press.fragment("example.md", addresses.CHECKLISTS, question=id, answer=answers[place]) for place in wanted
        ],
        "topics": {topic: [new[place] for place in places] for topic, places in topics.items()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _first(answers: Sequence[Answer]) -> Mapping[str, Sequence[int]]:
    """Return topic, or "" for all -> the places of its first answers."""
    found: dict[str, list[int]] = {}
    for place, answer in enumerate(answers):
        for topic in ("", *answer.case.topics):
            places = found.setdefault(topic, [])
            if len(places) < MOST:
                places.append(place)
    return found
