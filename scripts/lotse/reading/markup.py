"""Markup: the little Markdown that record texts may use, checked and turned into safe HTML.

A text is one paragraph with *emphasis*, `words` and links. Raw HTML, lists, headings and pictures are no part of it.
"""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

_HTML = re.compile(r"<[A-Za-z/!?]")
_BLOCK = re.compile(r"\n\s*\n|^\s*(#{1,6} |> |[-*+] |```|\[[^\]]*\]:)", re.MULTILINE)
_PLAIN = re.compile(r"[^<>&\[\]`*_\\!]*")
_ALLOWED = {"div", "p", "em", "strong", "code", "a", "br"}
_EXTERNAL = re.compile(r"(https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_INTERNAL = re.compile(r"/(?!/)[A-Za-z0-9/._~?=&%+#-]*")


# Addresses and attributes end after 600 characters, so that looking for their ends takes no time in a long text without any.
_UNREAD = re.compile(
    r"```.*?```|`[^`\n]*`|\]\([^)\n]{0,600}\)|\{[:#][^}\n]{0,600}\}|<[^<>]*>|^[ ]*\[[^\]\n]*\]:[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_FIGURE = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")
_DIGIT = re.compile(r"\d")


def figures(text: str) -> Iterator[tuple[int, str]]:
    """Yield place and wording of each figure that a reader of `text` sees: not in addresses, code or names such as CO2."""
    if _DIGIT.search(text):
        yield from ((found.start(), found[0]) for found in _FIGURE.finditer(_UNREAD.sub(blank, text)))


def blank(found: re.Match) -> str:
    """Return spaces for what was found, so that everything else keeps its place."""
    return " " * len(found[0])


class _Links(Treeprocessor):
    """Keeps the tree that Markdown built for `faults`, and leads internal links to the root of the site for `render`."""

    tree: Element
    base: str = "/"

    def run(self, root: Element) -> None:
        self.tree = root
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.startswith("/") and not target.startswith("//"):
                link.set("href", f"{self.base}{target[1:]}" or "./")


def _make_parser() -> tuple[markdown.Markdown, _Links]:
    """Return a Markdown parser that knows paragraphs and nothing bigger, and its link processor."""
    parser = markdown.Markdown()
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    for processor in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        parser.parser.blockprocessors.deregister(processor)
    for pattern in ("reference", "short_reference", "image_reference", "short_image_ref"):  # slow, and there are none
        parser.inlinePatterns.deregister(pattern)
    links = _Links(parser)
    parser.treeprocessors.register(links, "links", -1)
    return parser, links


_parser, _links = _make_parser()


def faults(text: str, page_exists: Callable[[str], bool]) -> Iterator[str]:
    """Yield a German message for each thing in `text` that is not allowed.

    `page_exists` knows addresses such as `faelle/knf/`.
    """
    if _BLOCK.search(text) if "\n" in text else _BLOCK.match(text):  # a block begins with a line
        yield "Ein Text ist ein Absatz ohne Listen und Überschriften. Teilen Sie ihn in mehrere Aussagen."
    if _PLAIN.fullmatch(text):
        return
    if _HTML.search(text):
        yield "HTML ist nicht erlaubt. Schreiben Sie einfachen Text; Verweise als [Text](https://…)."
        return
    _links.base = "/"
    _parser.reset().convert(text)
    for element in _links.tree.iter():
        if element.tag not in _ALLOWED:
            yield "Erlaubt sind nur *Betonung*, `Wörter` und Verweise. Bilder gehören nicht hierher."
        elif element.tag == "a":
            yield from _link_faults(html.unescape(element.get("href", "")), page_exists)


def _link_faults(target: str, page_exists: Callable[[str], bool]) -> Iterator[str]:
    if _EXTERNAL.fullmatch(target):
        return
    if not _INTERNAL.fullmatch(target):
        yield f"Der Verweis auf „{target[:80]}“ ist nicht erlaubt. Er muss mit https://, http://, mailto: oder / beginnen."
    elif not page_exists(re.split(r"[?#]", target, maxsplit=1)[0].lstrip("/")):
        yield f"Die Seite „{target}“ gibt es auf dieser Website nicht."


@lru_cache(maxsize=4096)
def render(text: str, base: str) -> str:
    """Return `text` as HTML without a surrounding <p>; `base` leads from the page to the root of the site (`../../`)."""
    if _PLAIN.fullmatch(text):
        return html.escape(" ".join(text.split()), quote=False)
    _links.base = base
    return _parser.reset().convert(text).removeprefix("<p>").removesuffix("</p>").replace("\n", " ")


def plain(text: str) -> str:
    """Return the words of `text` without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", render(text, "/")))
