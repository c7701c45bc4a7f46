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
from . import content_folder, page_html, page_links, parts
from .document import Document
from .markup import blank, figures
from .source import file_fault
from .yaml_reader import invisible_sign, parse

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
CODE = r"(?P<code>^```.*?^```|`[^`\n]*`)"
_CODE_ONLY = re.compile(CODE, re.DOTALL | re.MULTILINE)
_NOTE = '<a class="note" href="#belege" aria-label="Beleg 1">1</a>'  # like those of the press
_CITATIONS = re.compile(rf"{CODE}|\[(?P<citations>@[^\[\]]*)(?P<end>\]?)", re.DOTALL | re.MULTILINE)
_CITATION = re.compile(r"@([a-z0-9-]+),\s*(\S.*)", re.DOTALL)
_LINK = re.compile(rf"{CODE}|\[(?P<words>[^\[\]]*)\]\((?P<target>[^)\s]+\.md(?:#[^)\s]*)?)\)", re.DOTALL | re.MULTILINE)
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


def read(content: Path, problems: list[Problem], taken: Set[str] = frozenset()) -> list[Text]:
    """Return the hand-written pages of the folder `content` in order of their names; append faults to `problems`.

    Beside them may lie pictures, but not in the folders `taken`, which the website fills itself.
    """
    entries = content_folder.entries(content, taken, problems)
    found = [_read(path, content, problems) for path in entries if path.suffix == ".md"]
    texts = [text for text in found if text]
    homes: dict[str, str] = {}
    for text in texts:
        other = homes.setdefault(text.address, text.front.path)
        if other != text.front.path:
            problems.append(
                Problem(text.front.path, 1, 1, f"Die Adresse „{text.address}“ gehört schon der Seite {other}.")
            )
    return texts


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
    texts: Iterable[Text], sources: Collection[str], generated: Set[str], targets: page_links.Targets
) -> Iterator[Problem]:
    """Yield the problems of all `texts`; `generated` are the addresses of pages made of records, `targets` all there are."""
    for text in texts:
        if text.address in generated:
            yield Problem(text.front.path, 1, 1, "Diese Seite entsteht aus den Datensätzen. Löschen Sie die Datei.")
        yield from check(text, sources, targets)


def check(text: Text, sources: Collection[str], targets: page_links.Targets) -> Iterator[Problem]:
    """Yield the problems of `text`, which cites `sources` and leads to `targets`.

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
    if text.in_guide:
        yield from _unsourced_figures(text)
    for offset, message in parts.faults(_CODE_ONLY.sub(blank, text.body)):
        yield text.problem(offset, message)
    yield from _too_much_at_once(text)
    yield from html_faults(text, targets)


def html_faults(text: Text, targets: page_links.Targets) -> Iterator[Problem]:
    """Yield what is wrong with the page that `text` becomes."""
    page = reading(text, targets.addresses)
    has_parts = "part" in text.meta or parts.text_alone(text.body) != text.body  # whose ids stand in the records
    own = None if has_parts else page.anchors
    code_blanked = _CODE_ONLY.sub(blank, text.body)
    for find, message in [*page.faults, *page_links.faults(text.path, page.links, own, targets)]:
        yield text.problem(_offset(find, code_blanked), message)


def _offset(find: page_html.Find, body: str) -> int:
    """Return where `find` stands in the Markdown, as far as it can be told: the HTML does not know where it comes from."""
    words = re.escape(find.words)
    alone = rf"(?<![\w./-]){words}(?![\w-])" if find.words[:1].isalnum() or find.words[:1] in "./#" else words
    places = [found.start() for found in re.finditer(alone, body, re.IGNORECASE)] if words else []
    return places[min(find.number, len(places) - 1)] if places else 0


def reading(text: Text, known: Set[str]) -> page_html.Reading:
    """Return what the page holds that `text` becomes where the addresses `known` exist; nothing where Markdown would give up."""
    if any(_too_much_at_once(text)):
        return page_html.Reading()

    def is_kept(target: str) -> bool:
        return target in known or not target.startswith(addresses.CASES)

    note = _NOTE if "<" in text.body else ""  # its quotation marks count within an element only
    return page_html.read(resolved(text, lambda _: note, is_kept))


def targets(texts: Iterable[Text], known: Set[str], has_file: Callable[[str], bool]) -> page_links.Targets:
    """Return what the pages `texts` can lead to; `known` are all addresses, `has_file` knows the files beside the pages."""
    return page_links.Targets(known, page_links.pages(known, [text.path for text in texts]), has_file)


def anchors(texts: Iterable[Text], known: Set[str]) -> Iterator[str]:
    """Yield the address of everything on the pages `texts` that links can lead to; `known` are the addresses of pages."""
    for text in texts:
        yield from (f"{text.address}#{anchor}" for anchor in reading(text, known).anchors)


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
