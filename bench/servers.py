"""Servers: finished websites at addresses of their own, and the weight of what a browser fetches from them."""

import contextlib
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


class _Packing(http.server.SimpleHTTPRequestHandler):
    """Sends texts packed, as usual web servers do, and says nothing."""

    def do_GET(self) -> None:
        path = file_at(Path(self.directory), self.path)
        if path.suffix not in _PACKED_BY_SERVERS or not path.is_file():
            super().do_GET()
            return
        body = _sent(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser may have gone on
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def file_at(folder: Path, url: str) -> Path:
    """Return the file of the website in `folder` that an address leads to."""
    path = folder / unquote(urlsplit(url).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` and yield its address, which ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Packing, directory=str(folder)))
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
        path = file_at(self._folder, url)
        if path.is_file():
            self.total += packed(path)
            self.requests += 1


@functools.cache
def packed(path: Path) -> int:
    """Return the number of bytes of a file as a usual web server sends it."""
    return len(_sent(path)) if path.suffix in _PACKED_BY_SERVERS else path.stat().st_size


@functools.lru_cache(maxsize=50)  # so that a visit waits for the browser, not for our packing
def _sent(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)
