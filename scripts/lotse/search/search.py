"""Search: Pagefind indexes a small document for everything that can be found, so that the browser loads only what a query needs.

Pagefind knows nothing of German compounds: each document also holds, with little weight, the parts of its compounds.
"""

import gzip
import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from .. import output
from ..model import Vocabulary
from . import indexer
from .findable import KINDS, Findable, Section
from .words import Lexicon, words

MOST_WORDS = 20_000  # of the list by which the browser mends and splits what people type
KEYWORDS = "stichworte"  # anchor of what is indexed, but never shown
_SIGNATURE = b"pagefind_dcd"


def index(site: Path, found: Sequence[Findable], synonyms: Vocabulary) -> None:
    """Write what finds everything in `found` into the folder `site`; raise CannotWork if Pagefind fails."""
    output.write(site, files(found, synonyms))


def files(
    found: Sequence[Findable], synonyms: Vocabulary, unwanted: Callable[[], bool] = lambda: False
) -> Mapping[str, str | bytes]:
    """Return path -> content of the index of `found`, in `pagefind/`, and what the browser needs beside it, in `search/`.

    Raises CannotWork if Pagefind fails, or ends because the index has become `unwanted`.
    """
    groups = [[term.title, *term.aliases] for term in synonyms.entries]
    written = Lexicon(text for one in found for text in one.texts)
    lexicon = written.extended(name for group in groups for name in group)
    index = indexer.index((_document(one, lexicon) for one in found), unwanted)
    return {
        **{f"pagefind/{path}": content for path, content in index.items()},
        "search/words.json": _json({"words": written.words[:MOST_WORDS], "synonyms": groups}),
        "search/documents.json": _json(_by_kind(index, found)),
    }


def _document(one: Findable, lexicon: Lexicon) -> str:
    """An HTML page as Pagefind reads it: title, sections, then what is indexed but not shown."""
    return "".join(
        (
            '<html lang="de"><body data-pagefind-body>',
            f'<a data-pagefind-meta="address[href]" href="{html.escape(one.address)}"></a>',
            f"<h1>{html.escape(one.title)}</h1>",
            *(_section(section) for section in one.sections),
            f'<h6 id="{KEYWORDS}" data-pagefind-weight="0">.</h6>',
            f'<p data-pagefind-weight="5">{html.escape(" – ".join(one.names))}</p>',
            f'<p data-pagefind-weight="3">{html.escape(" – ".join(one.labels))}</p>',
            f'<p data-pagefind-weight="3">{html.escape(" ".join(_parts((one.title, *one.names), lexicon)))}</p>',
            f'<p data-pagefind-weight="0.5">{html.escape(" ".join(_parts(one.texts, lexicon)))}</p>',
            "</body></html>",
        )
    )


def _section(section: Section) -> str:
    weight = 1 if section.title else 3  # the top says what all of it is about
    heading = f'<h2 id="{html.escape(section.anchor)}" data-pagefind-weight="1.5">{html.escape(section.title)}</h2>'
    return f'{heading if section.title else ""}<p data-pagefind-weight="{weight}">{html.escape(section.text)}</p>'


def _parts(texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """The parts of all compounds, and their own parts, each once."""
    nouns = [word.lower() for text in texts for word in words(text) if word[0].isupper()]
    found: dict[str, None] = {}
    while nouns:
        nouns = [part for noun in dict.fromkeys(nouns) for part in lexicon.parts(noun) if part not in found]
        found |= dict.fromkeys(nouns)
    return list(found)


def _by_kind(files: Mapping[str, bytes], found: Sequence[Findable]) -> list[dict[str, object]]:
    """Each kind of hit with Pagefind's names of its documents, in the order of `found`: cases stand as in the catalogue."""
    fragments = {path: content for path, content in files.items() if path.endswith(".pf_fragment")}
    names = {_address(content): PurePosixPath(path).stem for path, content in fragments.items()}
    return [
        {"kind": kind, "title": title, "documents": [names[one.address] for one in found if one.kind == kind]}
        for kind, title in KINDS.items()
    ]


def _address(fragment: bytes) -> str:
    """The address of the document that a fragment of the index is about."""
    return json.loads(gzip.decompress(fragment).removeprefix(_SIGNATURE))["meta"]["address"]


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
