"""Twins: for each file that scripts fetch a script that hands it over, because browsers refuse to fetch files from a disk.

The other half is overrides/scripts/offline.js.
"""

import base64
import json
import re
from fnmatch import translate

_FETCHED = (
    "api/cases/*.json", "api/checklists.json", "api/vocabulary.json", "schemas/case.schema.json",
    "faelle/catalogue.json", "faelle/cards/*.json", "faelle/*/index.html", "laender/index.html",
    "checklisten/antworten/*.json", "checklisten/*.docx", "checklisten/*.xlsx", "search/*.json",
    "pagefind/pagefind-entry.json", "pagefind/*.pf_meta", "pagefind/*.pf_index", "pagefind/*.pf_fragment", "pagefind/wasm.*",
)  # fmt: skip
_IS_FETCHED = re.compile("|".join(translate(pattern) for pattern in _FETCHED))
_TEXTS = (".json", ".html")
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)


def is_fetched(path: str) -> bool:
    """Tell whether a script may fetch the file at `path`."""
    return bool(_IS_FETCHED.match(path))


def twin(path: str, content: bytes) -> str:
    """Return the script that hands over `content`, of a page only its article: no script asks for more."""
    if not path.endswith(_TEXTS):
        return f"lotseHandOver({json.dumps(path)}, {json.dumps(base64.b64encode(content).decode())}, true);\n"
    text = content.decode()
    article = _ARTICLE.search(text) if path.endswith(".html") else None
    return f"lotseHandOver({json.dumps(path)}, {json.dumps(article[0] if article else text, ensure_ascii=False)});\n"
