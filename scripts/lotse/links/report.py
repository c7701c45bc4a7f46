"""Shows what has become of the links: for a terminal, for programs, and for the issue that people mend them by."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..problems import Problem
from .answers import Outcome, Verdict

Place = tuple[str, int, int]

_WORDS = {Outcome.DEAD: "tot", Outcome.UNCLEAR: "unklar", Outcome.MOVED: "umgezogen", Outcome.OK: "erreichbar"}
_SECTIONS = {
    Outcome.DEAD: ("Tote Adressen", "Suchen Sie eine neue Adresse, oder löschen Sie den Verweis."),
    Outcome.UNCLEAR: ("Unklare Adressen", "Öffnen Sie diese Adressen im Browser. Meist ist nichts zu tun."),
    Outcome.MOVED: (
        "Umgezogene Adressen",
        "Diese Verweise gehen noch. Tragen Sie bei Gelegenheit die neue Adresse ein.",
    ),
}
# GitHub takes 65,536 characters in an issue: three sections of so many leave room for the rest.
MAX_SECTION = 20_000
MAX_PLACES = 10


@dataclass(frozen=True)
class Link:
    """An address, all places that name it, and what has become of it."""

    address: str
    places: tuple[Place, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Report:
    """The report itself, one sentence that sums it up, and whether any address is dead."""

    text: str
    summary: str
    any_dead: bool


def report(links: Sequence[Link], form: str, day: datetime.date) -> Report:
    """Return a report on `links`, checked on `day`, as `text` (one place a line), `json` or `markdown`."""
    counts = Counter(link.verdict.outcome for link in links)
    asked = "1 Adresse" if len(links) == 1 else f"{len(links)} Adressen"
    summary = f"{asked} geprüft: {', '.join(f'{counts[outcome]} {word}' for outcome, word in _WORDS.items())}."
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: _text(links),
        "json": lambda: _json(links, day),
        "markdown": lambda: _markdown(links, day, summary),
    }
    return Report(forms[form](), summary, counts[Outcome.DEAD] > 0)


def _of(links: Iterable[Link], outcome: Outcome) -> list[Link]:
    return [link for link in links if link.verdict.outcome == outcome]


def _finding(link: Link) -> str:
    new = link.verdict.new_address
    known = f"{new} (bisher {link.address})" if new else link.address
    return f"{_WORDS[link.verdict.outcome].capitalize()}: {link.verdict.message} {known}"


def _text(links: Sequence[Link]) -> str:
    """One line for each place, the dead ones first."""
    lines = []
    for outcome in _SECTIONS:
        problems = (Problem(*place, _finding(link)) for link in _of(links, outcome) for place in link.places)
        lines += map(str, sorted(problems))
    return "\n".join(lines)


def _json(links: Sequence[Link], day: datetime.date) -> str:
    entries = [
        {
            "address": link.address,
            "outcome": link.verdict.outcome,
            "message": link.verdict.message,
            "new_address": link.verdict.new_address,
            "places": [dict(zip(("path", "line", "column"), place, strict=True)) for place in sorted(link.places)],
        }
        for link in links
    ]
    return json.dumps({"date": day.isoformat(), "links": entries}, ensure_ascii=False, indent=2)


def _markdown(links: Sequence[Link], day: datetime.date, summary: str) -> str:
    """The text of an issue. Apart from the day it changes only when something has become of a link."""
    parts = [summary, f"Stand: {day:%d.%m.%Y}"]
    for outcome, (title, advice) in _SECTIONS.items():
        found = _of(links, outcome)
        if found:
            heading = f"{title} ({len(found)})"
            section = f"{advice}\n\n" + "\n".join(_fitting(found))
            folded = f"<details>\n<summary>{heading}</summary>\n\n{section}\n\n</details>"
            parts.append(f"## {heading}\n\n{section}" if outcome == Outcome.DEAD else folded)
    return "\n\n".join(parts)


def _fitting(links: Sequence[Link]) -> Iterator[str]:
    """Yield a list item for each link while there is room, and say how many did not fit."""
    room = MAX_SECTION
    for index, link in enumerate(links):
        item = _item(link)
        room -= len(item) + 1
        if room < 0:
            yield f"- und {len(links) - index} weitere; alle zeigt `lotse links`"
            return
        yield item


def _item(link: Link) -> str:
    new = link.verdict.new_address
    lines = [f"- <{link.address}>: {link.verdict.message}" + (f" <{new}>" if new else "")]
    places = [f"  - `{path}:{line}:{column}`" for path, line, column in sorted(link.places)]
    lines += places[:MAX_PLACES]
    if len(places) > MAX_PLACES:
        lines.append(f"  - und {len(places) - MAX_PLACES} weitere Stellen")
    return "\n".join(lines)
