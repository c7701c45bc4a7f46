"""Prose: the hand-written pages of content/. Their citations, in Pandoc's notation, and their links are checked and resolved.

A citation reads `[@source-id, place]`, several `[@one, place; @other, place]`:
https://pandoc.org/MANUAL.html#citation-syntax
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import addresses
from .document import Document
from .model import Reference
from .problems import Problem, suggestion
from .yaml_reader import parse

PARTS = ("chapters", "forms", "survey")  # what a page may have appended to it: overrides/pages/part_….md

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_CITATIONS = re.compile(r"\[(@[^\]]+)\]")
_CITATION = re.compile(r"@([a-z0-9-]+),\s*(\S.*)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+\.md(?:#[^)\s]*)?|#[^)\s]*)\)")
_BLOCK = re.compile(
    r"(?:^|\n)(?=\s*(?:[-*+]|\d+\.) |\||#)|\n\s*\n"
)  # a list item, table row, heading or paragraph begins
_UNSEEN = re.compile(r"\]\([^)]*\)|\{#[^}]*\}|`[^`]*`|^\s*\d+\. |<[^>]*>", re.MULTILINE)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Text:
    """A hand-written page: its file in content/, its front matter, its Markdown, and the line on which that begins."""

    path: PurePosixPath
    front: Document
    body: str
    first_line: int = 1

    @property
    def meta(self) -> Mapping[str, object]:
        """The fields of the front matter."""
        return self.front.value if isinstance(self.front.value, dict) else {}

    @property
    def address(self) -> str:
        return addresses.handwritten(self.path)

    def problem(self, offset: int, message: str) -> Problem:
        """Return a problem at `offset` characters into the Markdown."""
        before = self.body[:offset]
        return Problem(self.front.path, self.first_line + before.count("\n"), offset - before.rfind("\n"), message)


def read(content: Path, problems: list[Problem]) -> list[Text]:
    """Return the hand-written pages of the folder `content` in order of their names; append faults to `problems`."""
    return [_read(path, content, problems) for path in sorted(content.rglob("*.md"))]


def _read(path: Path, content: Path, problems: list[Problem]) -> Text:
    shown = f"content/{path.relative_to(content).as_posix()}"
    try:
        whole = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(shown, 1, 1, "Die Datei lässt sich nicht als UTF-8-Text lesen."))
        whole = ""
    front, name = _FRONT.match(whole), PurePosixPath(path.relative_to(content).as_posix())
    if not front:
        problems.append(
            Problem(shown, 1, 1, "Die Seite muss mit einem Kopf beginnen: ---, title: …, description: …, kind: …, ---")
        )
        return Text(name, Document(shown), whole)
    head = parse(f"#\n{front[1]}".encode(), shown, problems)  # the comment stands for the line of dashes
    problems += (
        Problem(shown, 1, 1, f"Im Kopf fehlt das Feld „{key}“. Ergänzen Sie es.")
        for key in ("title", "description", "kind")
        if not isinstance(head.get(key), str)
    )
    if head.get("part") not in (None, *PARTS):
        problems.append(
            head.problem(("part",), f"Diesen Teil gibt es nicht. {suggestion(str(head.get('part')), PARTS)}")
        )
    return Text(name, head, whole[front.end() :], whole[: front.end()].count("\n") + 1)


def check(text: Text, sources: Collection[str], exists: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield the problems of `text`. `exists` knows addresses such as `faelle/knf/` and `werkzeuge/#mediation`.

    A text may speak of cases that a collection does not hold, so that others can use the guide with cases of their own.
    """
    for found in _CITATIONS.finditer(text.body):
        for citation in found[1].split("; @"):
            parts = _CITATION.fullmatch(f"@{citation.removeprefix('@')}")
            if not parts:
                yield text.problem(found.start(), "Ein Beleg nennt Quelle und Stelle: [@mkro-leitfaden, Kapitel 3]")
            elif parts[1] not in sources:
                yield text.problem(
                    found.start(), f"Die Quelle „{parts[1]}“ gibt es nicht. {suggestion(parts[1], sources)}"
                )
    for found in _LINK.finditer(text.body):
        target = _target(text, found[2])
        if not found[2].startswith("#") and not target.startswith(addresses.CASES) and not exists(target):
            yield text.problem(found.start(2), f"Die Seite „{target}“ gibt es auf dieser Website nicht.")
    if text.meta.get("kind") == "Leitfaden":
        yield from _unsourced_figures(text)


def _unsourced_figures(text: Text) -> Iterator[Problem]:
    """A paragraph, list item or table row with a figure cites its source."""
    start = 0
    for end in [*(found.start() for found in _BLOCK.finditer(text.body)), len(text.body)]:
        block = text.body[start:end]
        if not _CITATIONS.search(block) and not block.lstrip().startswith("#"):
            visible = _UNSEEN.sub(lambda found: " " * len(found[0]), block)
            if figure := _FIGURE.search(visible):
                yield text.problem(
                    start + figure.start(),
                    "Diese Zahl hat keine Quelle. Ergänzen Sie einen Beleg: [@mkro-leitfaden, Kapitel 3]",
                )
        start = end


def resolved(text: Text, note: Callable[[Reference], str], exists: Callable[[str], bool]) -> str:
    """Return the Markdown of `text` with `note` in place of each citation; links that lead nowhere become plain words."""

    def notes(found: re.Match) -> str:
        citations = (_CITATION.fullmatch(f"@{part.removeprefix('@')}") for part in found[1].split("; @"))
        return " ".join(note(Reference(parts[1], " ".join(parts[2].split()))) for parts in citations if parts)

    def link(found: re.Match) -> str:
        return found[0] if found[2].startswith("#") or exists(_target(text, found[2])) else found[1]

    return _CITATIONS.sub(notes, _LINK.sub(link, text.body))


def _target(text: Text, link: str) -> str:
    """Return the address that a link to a Markdown file leads to, seen from `text`."""
    file, _, fragment = link.partition("#")
    path = PurePosixPath(posixpath.normpath(posixpath.join(text.path.parent, file)))
    return addresses.handwritten(path) + (f"#{fragment}" if fragment else "")
