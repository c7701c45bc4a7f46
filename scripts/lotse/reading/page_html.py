"""Page HTML: what a hand-written page becomes in the browser: which elements it holds, where it leads, and what leads into it.

Elements and attributes are allowed one by one, so that nothing gets onto the website that nobody thought of.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.slugs import slugify

_EXTENSIONS = ["attr_list", "fenced_code", "tables", "toc"]  # as in mkdocs.yml; MkDocs adds two of them itself
_OPTIONS = {"tables": {"use_align_attribute": True}, "toc": {"slugify": slugify(case="lower")}}
_VOID = re.compile(r"br|hr|img|input|wbr|col")
_ELEMENTS = re.compile(
    rf"{_VOID.pattern}|a|abbr|b|blockquote|button|caption|cite|code|colgroup|dd|del|details|dfn|div|dl|dt"
    r"|em|fieldset|figcaption|figure|form|h1|h2|h3|h4|h5|h6|i|ins|kbd|label|legend|li|mark|ol|option|p|pre|q|s"
    r"|samp|section|select|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var"
)
_EVERYWHERE = re.compile(r"id|class|lang|dir|title|hidden|role|data-[a-z-]+|aria-[a-z]+")
_ATTRIBUTES = {
    "a": {"href", "download"},
    "button": {"type", "disabled"},
    "details": {"open"},
    "form": {"action"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {
        "type",
        "name",
        "value",
        "placeholder",
        "autocomplete",
        "required",
        "checked",
        "disabled",
        "min",
        "max",
        "step",
        "maxlength",
    },
    "label": {"for"},
    "ol": {"start"},
    "option": {"value", "selected"},
    "select": {"name", "required", "disabled"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_LEADING = {"href", "src", "action"}
_FROM_MARKDOWN = "data-from-markdown"


@dataclass(frozen=True)
class Find:
    """Something found on a page: the words to look for in its Markdown, and which occurrence of them it is (from 0)."""

    words: str
    number: int


@dataclass(frozen=True)
class Link:
    """A link, picture or form of a page: where it leads. MkDocs follows those in Markdown from file to file, browsers all others."""

    target: str
    find: Find
    is_picture: bool
    from_file: bool


@dataclass
class Reading:
    """What was found on a page: messages about what is not allowed, links, and the ids that links can lead to."""

    faults: list[tuple[Find, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class _Mark(Treeprocessor):
    """Marks links that Markdown made: all others come from HTML in the text."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                element.set(_FROM_MARKDOWN, "")


def _make_parser() -> Markdown:
    parser = Markdown(extensions=_EXTENSIONS, extension_configs=_OPTIONS)
    parser.treeprocessors.register(_Mark(parser), "from_markdown", -1)
    return parser


_parser = _make_parser()


@lru_cache(maxsize=512)
def read(markdown: str) -> Reading:
    """Return what the HTML holds that `markdown` becomes."""
    parser = _Parser()
    parser.feed(_parser.reset().convert(markdown))
    parser.finish()
    return parser.reading


class _Parser(HTMLParser):
    """Goes through the HTML of a page as a browser would, as far as everything in it is allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that a "<" in the text is one that stands there as such
        self.reading = Reading()
        self._open: list[tuple[str, Find]] = []
        self._seen: Counter[str] = Counter()

    def finish(self) -> None:
        """Tell also what is missing at the end."""
        self.close()
        for tag, find in self._open:
            self._tell(find, f"Zu <{tag}> fehlt das Ende </{tag}>.")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        find = self._find(f"<{tag}")
        if not _ELEMENTS.fullmatch(tag):
            self._tell(find, f"Das Element <{tag}> ist nicht erlaubt. Löschen Sie es, oder schreiben Sie Markdown.")
        elif not _VOID.fullmatch(tag):
            self._open.append((tag, find))
        from_file = any(name == _FROM_MARKDOWN for name, _ in attributes)
        for name, value in attributes:
            if name in _LEADING and name in _ATTRIBUTES.get(tag, ()):
                self.reading.links.append(Link(value or "", self._find(value or ""), tag == "img", from_file))
            elif not _EVERYWHERE.fullmatch(name) and name not in _ATTRIBUTES.get(tag, ()):
                self._tell(self._find(name), f"Die Angabe „{name}“ ist an <{tag}> nicht erlaubt. Löschen Sie sie.")
            elif name == "id" and value:
                self.reading.anchors.add(value)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)  # to browsers, <div/> begins an element that goes on

    def handle_endtag(self, tag: str) -> None:
        find = self._find(f"</{tag}")
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif _ELEMENTS.fullmatch(tag):
            self._tell(
                find, f"</{tag}> beendet hier nichts. Löschen Sie es, oder schließen Sie zuerst das innere Element."
            )

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self._tell(
                self._find("<"),
                "Hier steht ein „<“, mit dem kein vollständiges Element beginnt. Schreiben Sie &lt; dafür.",
            )

    def handle_comment(self, data: str) -> None:
        self._tell(self._find("<!"), "Kommentare <!-- … --> sind hier nicht erlaubt. Löschen Sie den Kommentar.")

    handle_decl = unknown_decl = handle_comment

    def handle_pi(self, data: str) -> None:
        self._tell(self._find("<?"), "Anweisungen <? … > sind hier nicht erlaubt. Löschen Sie sie.")

    def _find(self, words: str) -> Find:
        self._seen[words] += 1
        return Find(words, self._seen[words] - 1)

    def _tell(self, find: Find, message: str) -> None:
        self.reading.faults.append((find, message))
