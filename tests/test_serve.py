"""`make serve`: changes show at once, and a broken record leaves the last good site in place."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import PROJECT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`mkdocs serve` on a copy of the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.address = f"127.0.0.1:{free_port()}"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--config-file",
            str(root / "mkdocs.yml"),
            "--dev-addr",
            self.address,
        ]
        self.process = subprocess.Popen(
            command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.PIPE, text=True
        )
        self.said: list[str] = []
        self.wait_for("Serving on")

    def wait_for(self, words: str) -> None:
        """Read what the server says until it says `words`."""
        for line in self.process.stderr:
            self.said.append(line)
            if words in line:
                return
        raise AssertionError("".join(self.said))

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=60) as answer:
            return answer.read().decode()

    def change(self, path: str, old: str, new: str) -> None:
        """Replace `old` by `new` in a file of the project and wait until the server has built again."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        fresh = self.root.parent / "fresh"
        fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
        fresh.replace(self.root / path)  # in one step, so that the server never sees half a file
        self.wait_for("Reloading browsers")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("serve") / "copy"
    root.mkdir()
    for name in ("cases", "checklists", "vocabulary", "schemas", "content", "overrides", "scripts"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    running = Server(root)
    yield running
    running.process.terminate()
    running.process.communicate()


@pytest.mark.parametrize(
    ("kind", "file", "old", "page"),
    [
        ("record", "cases/knf.yml", "region: ", "faelle/"),
        ("vocabulary", "vocabulary/topics.yml", "title: Wohnen", "themen/"),
        ("page", "content/impressum.md", "# Impressum", "impressum/"),
        ("template", "overrides/pages/cases.md", "# Fälle", "faelle/"),
    ],
)
def test_a_change_shows_after_reload(server: Server, kind: str, file: str, old: str, page: str) -> None:
    word = f"Geändert{kind.title()}"
    server.change(file, old, f"{old}{word} ")
    assert word in server.get(page)


def test_a_broken_record_is_reported_and_the_last_good_site_stays(server: Server) -> None:
    server.change("cases/gewoland.yml", "status: running", "status: runing")
    said = "".join(server.said)
    assert "cases/gewoland.yml:" in said and "Meinten Sie „running“?" in said
    assert "Traceback" not in said
    assert "GEWOLand" in server.get("faelle/gewoland/")
    server.change("cases/gewoland.yml", "status: runing", "status: completed")
    assert "abgeschlossen" in server.get("faelle/gewoland/")


def test_the_policy_allows_the_reload_script_and_nothing_else(server: Server) -> None:
    page = server.get("")
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert "livereload(" in script
    assert re.search(r"script-src 'self' 'sha256-[^']+'", page)
    assert "unsafe-inline" not in page
