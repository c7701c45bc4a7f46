"""Glossary: the first time a page uses a term of the glossary, the term leads to its explanation."""

import html
import re
from collections.abc import Iterable

from .. import addresses
from ..model import Term
from ..reading.markup import plain

# What is left as it is: cards, pictures, elements that are links, headings or controls, tags, signs
# such as &amp;, Markdown links, code, headings.
_KEPT = r"""
    ^```.*?^```
  | <ul[ ]class="cards".*?</ul>
  | <figure[ ]class="picture\b.*?</figure>
  | <(?P<kept>a|h[1-6]|summary|button|label|select|cite|code|dt|svg|nav)\b.*?</(?P=kept)>
  | <[^>]*>
  | &\#?\w+;
  | `[^`\n]*`
  | \[[^\[\]]*\]\([^)\n]*\)
  | ^\#[^\n]*$
"""
_SIGNS = r"`<&\[\#"  # with which something of it begins: most letters need no closer look
_NO_MARKDOWN = {ord(sign): f"&#{ord(sign)};" for sign in "[]`*_\\"}  # the title stands in Markdown


class Glossary:
    """Finds terms in the Markdown of a page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, str] = {}  # name -> id
        self._explanations: dict[str, str] = {}  # id -> text for an attribute
        for term in terms:
            self._terms |= {" ".join(name.split()): term.id for name in (term.title, *term.aliases)}
            self._explanations[term.id] = html.escape(plain(term.description or "")).translate(_NO_MARKDOWN)
        rests: dict[str, list[str]] = {}  # initial -> what follows it, longest first
        for name in sorted(self._terms, key=len, reverse=True):
            rests.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\ ", r"\s+"))
        names = "|".join(f"{re.escape(initial)}(?:{'|'.join(rest)})" for initial, rest in rests.items()) or "(?!)"
        initials = re.escape("".join(rests))
        self._pattern = re.compile(
            rf"(?=[{_SIGNS}{initials}]) (?:{_KEPT} | (?<![\w-])(?P<name>{names})(?![\w-]))",
            re.VERBOSE | re.DOTALL | re.MULTILINE,
        )

    def explain(self, markdown: str, base: str) -> str:
        """Return `markdown` with a link at the first use of each term; `base` leads from the page to the root of the site.

        The explanation stands in the link's title, so that it shows without opening the link. What is folded counts
        apart, since a reader may never open it.
        """
        open_text, folded = set(), set()
        seen = open_text

        def link(found: re.Match) -> str:
            nonlocal seen
            if not found["name"]:
                if found[0].startswith(("<details", "</details")):
                    seen = open_text if found[0].startswith("</") else folded
                return found[0]
            id = self._terms[" ".join(found["name"].split())]
            if id in seen:
                return found[0]
            seen.add(id)
            address = f"{base}{addresses.term('glossary', id)}"
            return f'<a class="explained" href="{address}" title="{self._explanations[id]}">{found[0]}</a>'

        return self._pattern.sub(link, markdown)
