"""HTML blocks: takes the HTML of our pages out of their Markdown as a whole, which Python-Markdown would read letter by letter.

That reading takes two thirds of the time in which MkDocs builds a website. Left to Python-Markdown is whatever is not
clearly one element between blank lines. Of well-formed HTML the same becomes as without us, if each block begins on a
line of its own.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

_START = re.compile(r"(?:(?<=\n\n)|\A\n*)<(?P<tag>[a-z][a-z0-9]*)(?=[\s>])")
# Comments, and elements whose text is no HTML.
_SPECIAL = re.compile(r"<(?:[!?]|(?:iframe|noscript|script|style|textarea|title|xmp)\b)")
# What Python-Markdown keeps back when it follows a tag on the same line, and then puts behind what comes next.
_HELD_BACK = re.compile(r">[^\n<]*<(?:hr\b|[!?]|[a-z][^<>]*/>)|<hr\b[^<>]*>[^\n<]*<", re.IGNORECASE)
_AFTER_WHITESPACE = 25  # between the preprocessors that tidy up blank lines (30) and those that look for HTML (21, 20)
_FIRST = 110  # before all that look at blocks


class HtmlBlocks(Extension):
    """An extension of Python-Markdown that makes it faster and changes nothing about well-formed HTML."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_HtmlBlocks(md), "lotse_html_blocks", _AFTER_WHITESPACE)
        md.parser.blockprocessors.register(_Placeholders(md.parser), "lotse_placeholders", _FIRST)


class _HtmlBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Return `lines` with what Python-Markdown itself would leave in the place of each HTML block."""
        text = "\n".join(lines)
        kept, position = [], 0
        for start, end in self._blocks(text):
            kept += text[position:start], "\n", self.md.htmlStash.store(text[start:end] + "\n"), "\n\n"
            position = end
        return "".join([*kept, text[position:]]).split("\n")

    def _blocks(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each element that can be taken out."""
        position = clear = 0  # up to `clear` nothing is held back
        while found := _START.search(text, position):
            start, position = found.start("tag") - 1, found.end()
            if not self.md.is_block_level(found["tag"]) or found["tag"] == "hr":
                continue
            if _HELD_BACK.search(text, clear, start):
                return
            clear = start
            end = _end(text, start, found["tag"])
            if not end:  # Python-Markdown takes all that follows for a part of the element
                return
            if text.startswith("\n\n", end) and not _SPECIAL.search(text, start, end):
                yield start, end
                clear = end
            position = end


def _end(text: str, start: int, tag: str) -> int:
    """Return where the element ends that begins at `start`, or 0 where it does not."""
    depth = 0
    for found in _tags(tag).finditer(text, start):
        depth += -1 if found["closing"] else 1
        if not depth:
            return text.find(">", found.end()) + 1
    return 0


class _Placeholders(BlockProcessor):
    """Leaves what was taken out alone: in its place nothing is searched for lists, links or emphasis."""

    def test(self, parent: Element, block: str) -> bool:
        return HTML_PLACEHOLDER_RE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


@cache
def _tags(tag: str) -> re.Pattern:
    """What finds the start and end of every such element."""
    return re.compile(rf"<(?P<closing>/?){tag}(?=[\s>])")
