"""Pages: a page of the website, changed so that it works when it is opened from a disk."""

import posixpath
import re
from collections.abc import Set

from . import offer

_FOR_SERVERS = re.compile(
    r'<link rel="(?:modulepreload|alternate)"[^>]*>|<script type="application/ld\+json">.*?</script>', re.DOTALL
)
_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>')
_ADDRESS = re.compile(r'(<(?:a|area|form|img|link|script|source)\s(?:[^<>]*?\s)?)(href|action|src)="([^"<>]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Page:
    """A page of the copy. `scripts` are the modules that it loads, as paths from the root of the website."""

    def __init__(self, path: str, html: str, kept: Set[str], address: str) -> None:
        """`path` leads from the root to the page, `kept` are the files that the copy has too; others lie at `address` only."""
        self._folder = posixpath.dirname(path)
        self._kept, self._address = kept, address
        self.scripts = tuple(self._path(source) for source in _MODULE.findall(html))
        self._html = offer.in_copy(_FOR_SERVERS.sub("", html))

    def with_script(self, bundle: str) -> str:
        """Return the page with the script at `bundle` in place of its modules, and links to files in place of folders."""
        source = posixpath.relpath(bundle, self._folder or ".")
        html = _MODULE.sub("", self._html).replace("</head>", f'<script defer src="{source}"></script>\n</head>', 1)
        return _ADDRESS.sub(self._readdressed, html)

    def _path(self, relative: str) -> str:
        return posixpath.normpath(posixpath.join(self._folder, relative))

    def _readdressed(self, found: re.Match) -> str:
        tag, attribute, target = found.groups()
        path = re.split("[?#]", target, maxsplit=1)[0]
        if not path or _ELSEWHERE.match(path):
            return found[0]
        rest = target[len(path) :]
        if path in (".", "..") or path.endswith(("/", "/..")):
            return f'{tag}{attribute}="{posixpath.join(path, "index.html")}{rest}"'
        known = self._path(path)
        if known in self._kept or known.startswith("scripts/"):
            return found[0]
        return f'{tag}{attribute}="{self._address}{known}{rest}"' if self._address else tag.rstrip()
