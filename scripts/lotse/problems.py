"""What is wrong with a record, where, and how it is shown."""

import difflib
import errno
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

MAX_MESSAGE = 400


_REASONS = {
    errno.EACCES: "Das Recht dazu fehlt",
    errno.EBUSY: "Er ist in Gebrauch, oder ein Datenträger ist dort eingehängt",
    errno.EEXIST: "Dort liegt schon etwas",
    errno.ENOENT: "Das gibt es nicht",
    errno.ENOLCK: "Der Datenträger lässt keine Sperren zu",
    errno.ENOSPC: "Der Datenträger ist voll",
    errno.ENOTSUP: "Der Datenträger kann das nicht",
    errno.EPIPE: "Das andere Programm hört nicht mehr zu",
    errno.EROFS: "Der Datenträger lässt sich nur lesen",
}


class CannotWork(Exception):
    """Something other than a record is in the way; the message says what, in German."""


def reason(error: OSError) -> str:
    """Return a German sentence that says why something cannot be read or written, and what."""
    where = f" („{error.filename}“)" if error.filename else ""
    return f"{_REASONS.get(error.errno, error.strerror or error)}{where}."


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_MESSAGE else f"{text[: MAX_MESSAGE - 1]}…"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: file (relative to the root, with slashes), line and column (from 1), German message."""

    path: str
    line: int
    column: int
    message: str

    def __post_init__(self) -> None:
        """Keep a problem on one line of reasonable length, whatever stands in the record."""
        object.__setattr__(self, "path", _line(self.path))
        object.__setattr__(self, "message", _line(self.message))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ProblemsFound(Exception):
    """All problems of a collection, sorted and without repetition."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a German sentence that helps someone who wrote `word` instead of a `known` one."""
    known, word = list(known), word[:60]
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if close:
        return f"Meinten Sie „{close[0]}“?"
    if not known:
        return "Löschen Sie die Angabe."
    if len(known) <= 20:
        return f"Erlaubt sind: {', '.join(known)}."
    return f"Erlaubt sind zum Beispiel: {', '.join(known[:5])} (insgesamt {len(known)})."


def report(problems: Iterable[Problem], form: str) -> str:
    """Return `problems` as `text` (one a line), `json` (a list) or `github` (workflow annotations)."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    line = _annotation if form == "github" else str
    return "\n".join(map(line, problems))


def _annotation(problem: Problem) -> str:
    """Escape as GitHub's workflow commands ask: https://docs.github.com/actions/reference/workflow-commands."""
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = problem.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::error file={path},line={problem.line},col={problem.column}::{message}"
