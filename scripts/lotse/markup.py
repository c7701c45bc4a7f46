"""Markup: the little Markdown that record texts may use, checked and turned into safe HTML.

Allowed are paragraphs, lists, emphasis, code words and links. Raw HTML never is.
"""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

_HTML = re.compile(r"<[A-Za-z/!?]")
_PLAIN = re.compile(r"[^<>&\[\]`*_#\\!|~=\n]*(?:\n(?![ ]*[-+] )[^<>&\[\]`*_#\\!|~=\n]+)*\n?")
_ALLOWED = {"div", "p", "ul", "li", "em", "strong", "code", "a", "br"}
_EXTERNAL = re.compile(r"(https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_INTERNAL = re.compile(r"/(?!/)[A-Za-z0-9/._~?=&%+#-]*")


class _Inspector(Treeprocessor):
    """Keeps the tree that Markdown built, so that `faults` can look at it before it becomes text."""

    tree: Element

    def run(self, root: Element) -> None:
        self.tree = root


def _make_parser() -> tuple[markdown.Markdown, _Inspector]:
    parser = markdown.Markdown(extensions=["sane_lists"])
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    parser.parser.blockprocessors.deregister("olist")  # "8. Juli" is a date
    inspector = _Inspector(parser)
    parser.treeprocessors.register(inspector, "inspector", -1)
    return parser, inspector


_parser, _inspector = _make_parser()


def faults(text: str, page_exists: Callable[[str], bool]) -> Iterator[str]:
    """Yield a German message for each thing in `text` that is not allowed; `page_exists` knows addresses like `faelle/knf/`."""
    if _PLAIN.fullmatch(text):
        return
    if _HTML.search(text):
        yield "HTML ist nicht erlaubt. Schreiben Sie einfachen Text; Verweise als [Text](https://…)."
        return
    _parser.reset().convert(text)
    for element in _inspector.tree.iter():
        if element.tag not in _ALLOWED:
            yield "Erlaubt sind nur Absätze, Listen, *Betonung* und Verweise. Überschriften, Bilder und Tabellen gehören nicht hierher."
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
    """Return `text` as HTML; `base` leads from the page to the root of the site (`../../`) and makes internal links relative.

    A single paragraph comes without its <p>, so that it fits into a sentence, a cell or a list item.
    """
    if _PLAIN.fullmatch(text):
        return html.escape(" ".join(text.split()), quote=False)
    rendered = _parser.reset().convert(text).replace('href="/', f'href="{base or "./"}')
    if rendered.count("<p>") == 1 and rendered.startswith("<p>") and rendered.endswith("</p>"):
        rendered = rendered[3:-4]
    return rendered.replace("\n\n", "\n")
