"""Prose: the hand-written pages of content/. Their citations, in Pandoc's notation, and their links are checked and resolved.

A citation reads `[@source-id, place]`, several `[@one, place; @other, place]`:
https://pandoc.org/MANUAL.html#citation-syntax
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .. import addresses
from ..model import Reference
from ..problems import Problem, suggestion
from .document import Document
from .markup import blank, figures
from .source import DEVICE_FAULT, file_fault, is_device, is_id
from .yaml_reader import invisible_sign, parse

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_CODE = r"(?P<code>^```.*?^```|`[^`\n]*`)"
_CITATIONS = re.compile(rf"{_CODE}|\[(?P<citations>@[^\[\]]*)(?P<end>\]?)", re.DOTALL | re.MULTILINE)
_CITATION = re.compile(r"@([a-z0-9-]+),\s*(\S.*)", re.DOTALL)
_LINK = re.compile(
    rf"{_CODE}|\[(?P<words>[^\[\]]*)\]\((?P<target>[^)\s]+\.md(?:#[^)\s]*)?)\)", re.DOTALL | re.MULTILINE
)
# Where a list item, a table row, a heading or another paragraph begins.
_BLOCK = re.compile(r"\n(?=[ \t]*(?:[-*+]|\d+\.) |\||#)|\n[ \t]*(?=\n)")
_HEADING = re.compile(r"\A\s*#[^\n]*")
_MARGIN = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d+\.)[ \t]+)*", re.MULTILINE)  # what stands before the words of a line
MAX_PARAGRAPH = 6000  # characters
MAX_MARGIN = 40  # characters
_NUMBERING = re.compile(r"\A\s*\d+\. ")


@dataclass(frozen=True)
class Text:
    """A hand-written page: its file in content/, its front matter, its Markdown, and the line on which that begins."""

    path: PurePosixPath
    front: Document
    body: str
    first_line: int = 1

    @property
    def meta(self) -> Mapping[str, object]:
        """The fields of the front matter, as schemas/page.schema.json describes them."""
        return self.front.value if isinstance(self.front.value, dict) else {}

    @property
    def address(self) -> str:
        return addresses.handwritten(self.path)

    @property
    def in_guide(self) -> bool:
        """Tell whether the page belongs to the guide, where every figure needs a citation and terms are explained."""
        return self.address.startswith(addresses.GUIDE)

    def problem(self, offset: int, message: str) -> Problem:
        """Return a problem at `offset` characters into the Markdown."""
        before = self.body[:offset]
        return Problem(self.front.path, self.first_line + before.count("\n"), offset - before.rfind("\n"), message)


def read(content: Path, problems: list[Problem]) -> list[Text]:
    """Return the hand-written pages of the folder `content` in order of their names; append faults to `problems`."""
    found = [_read(path, content, problems) for path in _entries(content, problems) if path.suffix == ".md"]
    texts = [text for text in found if text]
    homes: dict[str, str] = {}
    for text in texts:
        other = homes.setdefault(text.address, text.front.path)
        if other != text.front.path:
            problems.append(
                Problem(text.front.path, 1, 1, f"Die Adresse „{text.address}“ gehört schon der Seite {other}.")
            )
    return texts


def _entries(content: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files in `content` whose names may become addresses; what may not lie there goes to `problems`.

    All files land on the website, also pictures: so none of them may be a link to somewhere else.
    """
    if content.is_symlink() or (content.exists() and not content.is_dir()):
        problems.append(Problem(content.name, 1, 1, "Hier muss ein Ordner liegen."))
        return
    for path in sorted(content.rglob("*")):
        if fault := _name_fault(path, content):
            shown = f"content/{path.relative_to(content).as_posix()}".encode("utf-8", "replace").decode("utf-8")
            problems.append(Problem(shown, 1, 1, fault))
        elif path.is_file() and not path.name.startswith("."):
            yield path


def _name_fault(path: Path, content: Path) -> str | None:
    """Return what keeps a file or folder in `content` from having an address, or None."""
    if path.is_symlink() or not (path.is_dir() or path.is_file()):
        return file_fault(path)
    if not path.name.isprintable():
        return "Der Dateiname enthält Zeichen, die in keiner Adresse stehen können. Benennen Sie die Datei um."
    if path.suffix != ".md" or path.name.startswith("."):
        return None
    if path.name == "README.md":
        return "Nennen Sie die Datei index.md oder anders. README.md ist hier nicht erlaubt."
    for name in path.relative_to(content).with_suffix("").parts:
        if not is_id(name):
            return f"„{name}“ kann kein Teil einer Adresse sein. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, am Anfang einen Buchstaben, höchstens 60 Zeichen."
        if is_device(name):
            return DEVICE_FAULT.format(name)
    return None


def _read(path: Path, content: Path, problems: list[Problem]) -> Text | None:
    """Return the page in `path`, or None after appending to `problems` what makes it unreadable."""
    name = PurePosixPath(path.relative_to(content).as_posix())
    shown = f"content/{name}"
    fault = file_fault(path)
    try:
        whole = "" if fault else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fault = "Die Datei lässt sich nicht als UTF-8-Text lesen."
    if fault:
        problems.append(Problem(shown, 1, 1, fault))
        return None
    if sign := invisible_sign(shown, whole):
        problems.append(sign)
        return None
    front = _FRONT.match(whole)
    if not front:
        message = "Die Seite muss mit einem Kopf beginnen: ---, title: …, description: …, ---"
        problems.append(Problem(shown, 1, 1, message))
        return None
    before = len(problems)
    head = parse(f"#\n{front[1]}".encode(), shown, problems)  # the comment stands for the line of dashes
    if len(problems) > before:
        return None
    return Text(name, head, whole[front.end() :], whole[: front.end()].count("\n") + 1)


def check_all(
    texts: Iterable[Text], sources: Collection[str], generated: Set[str], known: Set[str]
) -> Iterator[Problem]:
    """Yield the problems of all `texts`; `generated` are the addresses of pages made of records, `known` all there are."""
    for text in texts:
        if text.address in generated:
            yield Problem(text.front.path, 1, 1, "Diese Seite entsteht aus den Datensätzen. Löschen Sie die Datei.")
        yield from check(text, sources, known.__contains__)


def check(text: Text, sources: Collection[str], exists: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield the problems of `text`. `exists` knows addresses such as `faelle/knf/` and `werkzeuge/#mediation`.

    A text may speak of cases that a collection does not hold, so that others can use the guide with cases of their own.
    """
    for found in _CITATIONS.finditer(text.body):
        if found["code"]:
            continue
        for id, place in _parts(found):
            if not found["end"] or not place or "\n\n" in place:
                yield text.problem(found.start(), "Ein Beleg nennt Quelle und Stelle: [@mkro-leitfaden, Kapitel 3]")
            elif id not in sources:
                yield text.problem(found.start(), f"Die Quelle „{id}“ gibt es nicht. {suggestion(id, sources)}")
    for found in _LINK.finditer(text.body):
        target = "" if found["code"] else _target(text, found["target"])
        if target and not target.startswith(addresses.CASES) and not exists(target):
            yield text.problem(found.start("target"), f"Die Seite „{target}“ gibt es auf dieser Website nicht.")
    if text.in_guide:
        yield from _unsourced_figures(text)
    yield from _too_much_at_once(text)


def _too_much_at_once(text: Text) -> Iterator[Problem]:
    """What people hardly read, Markdown does not either: it takes hours, or gives up."""
    start = 0
    for paragraph in text.body.split("\n\n"):
        if len(paragraph) > MAX_PARAGRAPH:
            yield text.problem(start, f"Der Absatz ist zu lang (mehr als {MAX_PARAGRAPH} Zeichen). Teilen Sie ihn.")
        start += len(paragraph) + 2
    for margin in _MARGIN.finditer(text.body):
        if len(margin[0].expandtabs(4)) > MAX_MARGIN:
            yield text.problem(
                margin.start(),
                f"Die Zeile ist zu weit eingerückt (mehr als {MAX_MARGIN} Zeichen). Verschachteln Sie weniger.",
            )


def _parts(found: re.Match) -> Iterator[tuple[str, str]]:
    """Yield source id and place of each citation in the brackets; nothing for the place where it cannot be read."""
    for part in re.split(r";\s*(?=@)", found["citations"]):
        citation = _CITATION.fullmatch(part.strip())
        yield (citation[1], citation[2]) if citation else (part, "")


def _unsourced_figures(text: Text) -> Iterator[Problem]:
    """A paragraph, list item or table row with a figure cites its source."""
    start = 0
    for end in [*(found.start() for found in _BLOCK.finditer(text.body)), len(text.body)]:
        block = text.body[start:end]
        if not any(found["citations"] for found in _CITATIONS.finditer(block)):
            visible = _NUMBERING.sub(blank, _HEADING.sub(blank, block))
            for offset, figure in list(figures(visible))[:1]:
                yield text.problem(
                    start + offset,
                    f"Die Zahl {figure} hat keine Quelle. Ergänzen Sie einen Beleg: [@mkro-leitfaden, Kapitel 3]",
                )
        start = end


def resolved(text: Text, note: Callable[[Reference], str], exists: Callable[[str], bool]) -> str:
    """Return the Markdown of `text` with `note` in place of each citation; links that lead nowhere become plain words."""

    def notes(found: re.Match) -> str:
        if found["code"]:
            return found[0]
        return " ".join(note(Reference(id, " ".join(place.split()))) for id, place in _parts(found))

    def link(found: re.Match) -> str:
        return found[0] if found["code"] or exists(_target(text, found["target"])) else found["words"]

    return _CITATIONS.sub(notes, _LINK.sub(link, text.body))


def _target(text: Text, link: str) -> str:
    """Return the address that a link to a Markdown file leads to, seen from `text`."""
    file, _, fragment = link.partition("#")
    path = PurePosixPath(posixpath.normpath(posixpath.join(text.path.parent, file)))
    return addresses.handwritten(path) + (f"#{fragment}" if fragment else "")
