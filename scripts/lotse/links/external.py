"""Links: which addresses outside the website the records and hand-written pages name, where, and whether they still work.

Checking them needs the network. That is why only the command `lotse links` comes here, never the build.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urldefrag

from .. import recipe
from ..problems import CannotWork, Problem, ProblemsFound
from ..reading import prose
from ..reading.document import Document, Pointer
from .answers import UNKNOWN_HOST
from .asking import LinkCheck, Manners
from .report import Link, Place, Report, report

_WHOLE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# An address may hold pairs of round brackets, as those of Wikipedia do.
_ADDRESS = r"https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))+"
_LINK = re.compile(
    r"^```.*?^```|`[^`\n]*`"  # code shows addresses, but does not link them
    rf"|\]\(\s*<?(?P<inline>{_ADDRESS})"
    rf"|<(?P<bare>{_WHOLE.pattern})>"
    rf"|^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?(?P<reference>{_WHOLE.pattern})"
    rf"|\b(?:href|src)=\"(?P<html>{_WHOLE.pattern})\"",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)


def run(root: Path, form: str = "text", about: str = "", manners: Manners | None = None) -> Report:
    """Ask for every external address in `root` and return a report as `text`, `json` or `markdown`.

    `about` is where those who run the asked websites can read who we are: the address of the project archive.
    Raise ProblemsFound where files cannot be read, or CannotWork where `root` holds no records or there is no network.
    """
    documents, problems = recipe.read(root)
    texts = prose.read(root / "content", problems)
    if problems:
        raise ProblemsFound(problems)
    places = collect(documents, texts)
    verdicts = LinkCheck(manners or Manners(), about).verdicts(places)
    if len(places) > 1 and all(verdict == UNKNOWN_HOST for verdict in verdicts.values()):
        raise CannotWork("Keine einzige Website war zu finden. Prüfen Sie zuerst die Verbindung zum Netz.")
    links = [Link(address, tuple(places[address]), verdicts[address]) for address in sorted(places)]
    return report(links, form, datetime.date.today())


def collect(documents: Iterable[Document], texts: Iterable[prose.Text]) -> dict[str, list[Place]]:
    """Return every external address, without its fragment, and all places that name it."""
    places: dict[str, list[Place]] = {}

    def add(address: str, problem: Problem) -> None:
        place = (problem.path, problem.line, problem.column)
        found = places.setdefault(urldefrag(address)[0], [])
        if place not in found[-1:]:  # a text that names an address twice
            found.append(place)

    for document in documents:
        for pointer, words in _words(document.value, ()):
            for address in [words] if _WHOLE.fullmatch(words) else (target for _, target in _targets(words)):
                add(address, document.problem(pointer, ""))
    for text in texts:
        for offset, address in _targets(text.body):
            add(address, text.problem(offset, ""))
    return places


def _words(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Yield (pointer, text) for each text in `value` that can name an address."""
    if isinstance(value, str) and "://" in value:
        yield pointer, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _words(item, (*pointer, key))


def _targets(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield place and address of each link out of the website."""
    for found in _LINK.finditer(markdown):
        if found.lastgroup:
            yield found.start(found.lastgroup), found[found.lastgroup].replace("&amp;", "&")
