"""Browsers besides Chromium, where they are installed: Firefox, and WebKitGTK, which is near to Safari.

Both are told what to do in the language of WebDriver (https://www.w3.org/TR/webdriver2/), each through its own door, so
that nothing has to be installed but the browser: `apt-get install firefox-esr webkit2gtk-driver`.
"""

import contextlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

Tell = Callable[[str, dict], object]
PATIENCE = 60  # seconds for a browser to start, and for a page to do what it should


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answering(port: int) -> socket.socket:
    """A connection to the browser, as soon as it answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextlib.contextmanager
def firefox(folder: Path) -> Iterator[Tell]:
    """Firefox, told through Marionette: each message is its length, a colon, and JSON."""
    port = free_port()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with _running(command, HOME=str(folder)), _answering(port) as door, door.makefile("rb") as answers:
        numbers = itertools.count()

        def read() -> list:
            length = b"".join(iter(lambda: answers.read(1), b":"))
            return json.loads(answers.read(int(length)))

        def tell(name: str, details: dict) -> object:
            message = json.dumps([0, next(numbers), f"WebDriver:{name}", details]).encode()
            door.sendall(b"%d:%s" % (len(message), message))
            _, _, error, result = read()
            if error:
                raise AssertionError(error["message"])
            return result["value"] if isinstance(result, dict) and "value" in result else result

        read()  # it says hello
        tell("NewSession", {})
        yield tell


PLACES = {
    "Navigate": "url",
    "ExecuteAsyncScript": "execute/async",
    "SetTimeouts": "timeouts",
    "SetWindowRect": "window/rect",
}


@contextlib.contextmanager
def webkit(folder: Path) -> Iterator[Tell]:
    """WebKitGTK, told over HTTP by way of WebKitWebDriver."""
    port = free_port()
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
    with _running(["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"], HOME=str(folder)):
        _answering(port).close()

        def post(path: str, details: dict) -> object:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/session{path}",
                json.dumps(details).encode(),
                {"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.loads(answer.read())["value"]

        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}}
        session = post("", wanted)["sessionId"]
        yield lambda name, details: post(f"/{session}/{PLACES[name]}", details)


@contextlib.contextmanager
def _running(command: list[str], **surroundings: str) -> Iterator[None]:
    """Run a program, and end it with all that it has started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env={**os.environ, **surroundings}, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait()


INSTALLED = {
    "Firefox": (firefox, bool(shutil.which("firefox-esr") or shutil.which("firefox"))),
    "WebKit": (webkit, bool(shutil.which("WebKitWebDriver") and shutil.which("xvfb-run"))),
}


class Visitor:
    """Somebody who looks at pages in one of these browsers."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        tell("SetTimeouts", {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE})

    def open(self, address: str) -> None:
        """Go to a page, by its full address."""
        self._tell("Navigate", {"url": address})

    def narrow(self) -> None:
        """Make the window as narrow as the browser lets it be."""
        self._tell("SetWindowRect", {"width": 320, "height": 700})

    def run(self, script: str, *arguments: object) -> object:
        """Return what a script in the page returns; it may wait, `await until(() => …)`, and `write(field, text)`."""
        whole = (
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
            "const until = async (met) => { for (;;) { try { const value = met(); if (value) return value; } catch {}"
            " await new Promise((go) => setTimeout(go, 50)); } };"
            "const write = (field, text) => { field.value = text;"
            " for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); };"
            f"(async () => {{ {script} }})().then(done, (error) => done('Fehler: ' + error));"
        )
        return self._tell("ExecuteAsyncScript", {"script": whole, "args": list(arguments)})
