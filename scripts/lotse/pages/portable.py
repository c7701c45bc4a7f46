"""Portable: pages as any site generator can build them: each is the index of a folder, so that links mean the same to all.

A page `a/b.md` becomes `a/b/` on the website. Links in HTML are seen from there, those in Markdown from its file, and
generators disagree about which is which. Once the file is `a/b/index.md`, both places are one.
"""

import re
from collections.abc import Iterable, Mapping

from ..reading.prose import CODE
from .press import Page

# The relative target of a link in Markdown.
_LINK = re.compile(rf"{CODE}|(?<=\]\()(?!(?i:[a-z][a-z0-9+.-]*):|[#/<])(?P<target>[^)\s]+)", re.DOTALL | re.MULTILINE)


def portable(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return path -> Markdown of `pages`, at the same addresses as ever."""
    return dict(_moved(page.path, page.markdown) for page in pages)


def _moved(path: str, text: str) -> tuple[str, str]:
    """The place of a page as the index of a folder, and its text with links as seen from there."""
    up = "" if _is_index(path) else "../"
    return _place(path), _LINK.sub(lambda found: found["code"] or f"{up}{_target(found['target'])}", text)


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == "index.md"


def _place(path: str) -> str:
    return path if _is_index(path) else f"{path.removesuffix('.md')}/index.md"


def _target(link: str) -> str:
    """The new target of a relative link: pages have moved, everything else lies where it was."""
    path = re.split("[?#]", link, maxsplit=1)[0]
    return f"{_place(path) if path.endswith('.md') else path}{link[len(path) :]}"
