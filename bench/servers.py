"""Servers: finished websites at addresses of their own, and the weight of what a browser fetches from them."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

_PACKED_BY_SERVERS = {".html", ".js", ".css", ".json", ".svg", ".txt", ".xml"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` and yield its address, which ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class Weight:
    """The bytes and files that a page has fetched so far, as a usual web server sends them: texts packed with gzip."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.total = 0
        self.requests = 0
        self._folder = folder
        page.on("requestfinished", lambda request: self._add(request.url))

    def _add(self, url: str) -> None:
        path = self._folder / unquote(urlsplit(url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            self.total += packed(path)
            self.requests += 1


@functools.cache
def packed(path: Path) -> int:
    """Return the bytes of a file as a usual web server sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content)) if path.suffix in _PACKED_BY_SERVERS else len(content)
