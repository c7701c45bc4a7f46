"""Websites for the tests: built as `make build` builds them, and served."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lotse import cli


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a browser asks for many files at once; one that is turned away waits for seconds


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, *files: object) -> None:
        """A browser that goes on to the next page before this one has arrived is no error."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(*files)


@contextlib.contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address at which its folder `lotse` will be found.

    Like many websites it lies below a path of its own, so that wrong absolute links would show.
    """
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/lotse/"
        server.shutdown()


def build(root: Path, folder: Path, **surroundings: str) -> None:
    """Build the website of `root` in `folder` as `make build` does, with the given environment variables."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings.items():
            patch.setenv(name, value)
        assert cli.main(["build", "--root", str(root), "--site-dir", str(folder)]) == cli.OK


@contextlib.contextmanager
def serving(root: Path, folder: Path, **surroundings: str) -> Iterator[tuple[Path, str]]:
    """Build the website of `root` in `folder` with the given environment variables, and serve it: its folder, its address."""
    with served_folder(folder) as address:
        build(root, folder / "lotse", LOTSE_SITE_URL=address, **surroundings)
        yield folder / "lotse", address
