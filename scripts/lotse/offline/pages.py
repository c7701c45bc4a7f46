"""Pages: a page of the website, changed so that it works when it is opened from a disk."""

import html
import posixpath
import re
from collections.abc import Set
from urllib.parse import unquote

from . import offer

_FOR_SERVERS = re.compile(
    r'<link rel="(?:preload|modulepreload|alternate|manifest|apple-touch-icon)"[^>]*>|<meta (?:property="og|name="twitter):[^>]*>'
    r'|<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>')
_ADDRESS = re.compile(
    r"""(<(?:a|area|form|img|link|script|source)\s(?:(?:[^<>"']|"[^"]*"|'[^']*')*?\s)?)"""
    r"""(href|action|src)=(["'])(?!#)(.*?)\3""",
    re.DOTALL | re.IGNORECASE,
)
_QUERY = re.compile("[?#]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Page:
    """A page of the copy. `scripts` are the modules that it loads, as paths from the root of the website."""

    def __init__(self, path: str, text: str, kept: Set[str], address: str) -> None:
        """`path` leads from the root to the page, `kept` are the files that the copy has too; others lie at `address` only."""
        self._folder = posixpath.dirname(path)
        self._kept, self._address = kept, address
        self.scripts = tuple(self._path(source) for source in _MODULE.findall(text))
        self._html = offer.in_copy(_FOR_SERVERS.sub("", text))

    def with_script(self, bundle: str) -> str:
        """Return the page with the script at `bundle` in place of its modules, and links to files in place of folders."""
        source = posixpath.relpath(bundle, self._folder or ".")
        page = _MODULE.sub("", self._html).replace("</head>", f'<script defer src="{source}"></script>\n</head>', 1)
        return _ADDRESS.sub(self._readdressed, page)

    def _path(self, relative: str) -> str:
        return posixpath.normpath(posixpath.join(self._folder, relative))

    def _readdressed(self, found: re.Match) -> str:
        tag, attribute, quote, target = found.groups()
        path = _QUERY.split(target, maxsplit=1)[0]
        if not path or _ELSEWHERE.match(path):
            return found[0]
        rest = target[len(path) :]
        if path.endswith("/"):
            return f"{tag}{attribute}={quote}{path}index.html{rest}{quote}"
        if path in (".", "..") or path.endswith("/.."):
            return f"{tag}{attribute}={quote}{posixpath.join(path, 'index.html')}{rest}{quote}"
        known = self._path(unquote(html.unescape(path)))
        if known in self._kept or known.startswith("scripts/"):
            return found[0]
        elsewhere = f"{self._address}{self._path(path)}{rest}"
        return f"{tag}{attribute}={quote}{elsewhere}{quote}" if self._address else tag.rstrip()
