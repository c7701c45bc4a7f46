"""Search: Pagefind indexes a small document for everything that can be found, so that the browser loads only what a query needs.

Pagefind knows nothing of German compounds: each document also holds, with little weight, the parts of its compounds.
"""

import gzip
import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..model import Vocabulary
from ..problems import CannotWork
from .findable import KINDS, Findable, Section
from .words import Lexicon, words

MOST_WORDS = 20_000  # of the list by which the browser mends and splits what people type
KEYWORDS = "stichworte"  # anchor of what is indexed, but never shown
_SIGNATURE = b"pagefind_dcd"


def index(site: Path, found: Sequence[Findable], synonyms: Vocabulary) -> None:
    """Write the index of `found` to `site/pagefind`, and what the browser needs beside it to `site/search`.

    Raises CannotWork if Pagefind fails.
    """
    groups = [[term.title, *term.aliases] for term in synonyms.entries]
    texts = [text for one in found for text in one.texts]
    lexicon = Lexicon([*texts, *(name for group in groups for name in group)])
    with tempfile.TemporaryDirectory(prefix="lotse-suche-") as name:
        folder = Path(name)
        for number, one in enumerate(found):
            (folder / f"{number}.html").write_text(_document(one, lexicon), encoding="utf-8")
        _run_pagefind(folder, site / "pagefind")
    (site / "search").mkdir(exist_ok=True)
    _write(site / "search/words.json", {"words": Lexicon(texts).words[:MOST_WORDS], "synonyms": groups})
    _write(site / "search/documents.json", _by_kind(site / "pagefind", found))


def _run_pagefind(folder: Path, output: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(output)]
    finished = subprocess.run([*command, "--force-language", "de", "--quiet"], capture_output=True, text=True)
    if finished.returncode:
        raise CannotWork(
            f"Der Suchindex ließ sich nicht erstellen:\n{finished.stderr.strip() or finished.stdout.strip()}"
        )


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


def _by_kind(output: Path, found: Sequence[Findable]) -> list[dict[str, object]]:
    """Each kind of hit with Pagefind's names of its documents, in the order of `found`: cases stand as in the catalogue."""
    names: dict[str, str] = {}
    for path, fragment in _fragments(output):
        names[fragment["meta"]["address"]] = path.stem
    return [
        {"kind": kind, "title": title, "documents": [names[one.address] for one in found if one.kind == kind]}
        for kind, title in KINDS.items()
    ]


def _fragments(output: Path) -> Iterator[tuple[Path, dict]]:
    for path in output.glob("fragment/*.pf_fragment"):
        yield path, json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
