"""Page links: does each link and picture of a hand-written page lead to something that the website has?"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from .. import addresses
from .page_html import Find, Link

_EXTERNAL = re.compile(r"(?:https?://[^/?#]|mailto:[^/])[^\s\\]*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_ODD = re.compile(r"[\\\x00-\x1f\x7f]|\A\s|\s\Z")  # browsers leave some of it out before they read on
_APPENDED = {"belege", "faelle-dazu"}  # headings of overrides/pages/written.md


@dataclass(frozen=True)
class Targets:
    """What links can lead to: addresses with and without fragment, pages by their file, and files beside the pages."""

    addresses: Set[str]
    pages: Mapping[str, str]
    has_file: Callable[[str], bool]


def pages(known: Set[str], handwritten: Collection[PurePosixPath]) -> Mapping[str, str]:
    """Return file -> address for the pages at the addresses `known`, of which some are `handwritten`."""
    written = {addresses.handwritten(path): str(path) for path in handwritten}
    return {written.get(address, f"{address}index.md"): address for address in known if "#" not in address}


def faults(
    page: PurePosixPath, links: Collection[Link], own: Set[str] | None, targets: Targets
) -> Iterator[tuple[Find, str]]:
    """Yield a message for each of the `links` on `page` that leads nowhere, or where it must not.

    `own` are the ids of the page, or None where nobody knows all of them.
    """
    for link in links:
        if _EXTERNAL.fullmatch(link.target) and not link.is_picture:
            continue
        if link.is_picture and (_SCHEME.match(link.target) or _ODD.search(link.target)):
            yield (
                link.find,
                "Bilder von fremden Websites sind nicht erlaubt. Legen Sie das Bild in den Ordner content/.",
            )
        elif _SCHEME.match(link.target) or _ODD.search(link.target):
            yield (
                link.find,
                f"Der Verweis auf „{link.target[:80]}“ ist nicht erlaubt. Er muss mit https://, http:// oder mailto: beginnen oder zu einer Datei dieser Website führen.",
            )
        elif message := _fault(page, link, own, targets):
            yield link.find, message


def _fault(page: PurePosixPath, link: Link, own: Set[str] | None, targets: Targets) -> str | None:
    """Return what is wrong with a link within the website, or None."""
    parts = urlsplit(link.target)
    if not parts.path:
        missing = parts.fragment and own is not None and unquote(parts.fragment) not in own | _APPENDED
        return f"Auf dieser Seite gibt es kein Ziel „#{parts.fragment}“." if missing else None
    base = page.parent.as_posix() if link.from_file else addresses.handwritten(page)
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
    if link.from_file and path in targets.pages:
        address = targets.pages[path]
    elif link.from_file and path.endswith(".md"):
        address = addresses.handwritten(PurePosixPath(path))
        if address in targets.addresses:
            written = next(file for file, known in targets.pages.items() if known == address)
            return f"Die Datei dieser Seite heißt {posixpath.relpath(written, base or '.')}."
    elif targets.has_file(path) and not (link.from_file and path in addresses.MADE_LAST):
        return None
    elif path in addresses.MADE_LAST:
        return f'Die Datei „{path}“ entsteht erst am Ende. Schreiben Sie den Verweis als HTML: <a href="…">.'
    elif link.is_picture:
        return f"Das Bild „{path}“ gibt es nicht im Ordner content/."
    elif posixpath.splitext(path)[1] and not path.endswith("."):
        return f"Die Datei „{path}“ gibt es auf dieser Website nicht."
    elif link.from_file:
        return f"Verweisen Sie auf die Datei einer Seite, etwa {posixpath.join(parts.path, 'index.md')}."
    else:
        address = "" if path == "." else f"{path}/"
    whole = f"{address}#{unquote(parts.fragment)}" if parts.fragment else address
    return None if whole in targets.addresses else f"Die Seite „{whole}“ gibt es auf dieser Website nicht."
