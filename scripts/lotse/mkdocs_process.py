"""MkDocs process: runs MkDocs beside this program, hears what it tells, and ends it when we end."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from . import handover
from .home import frame, part
from .problems import CannotWork, ProblemsFound


def build(root: Path, folder: Path, checked: Callable[[], None]) -> None:
    """Let MkDocs check the records of `root`, call `checked`, and build them into `folder`.

    Raise ProblemsFound with all problems of the records, or CannotWork with what MkDocs said.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        failure, code = _run(root, folder, said.fileno(), checked)
        said.seek(0)
        if failure:
            raise failure
        if code:
            raise CannotWork(f"MkDocs konnte die Seiten nicht bauen:\n{_gist(said.read())}")


def _run(
    root: Path, folder: Path, said: int, checked: Callable[[], None]
) -> tuple[ProblemsFound | CannotWork | None, int]:
    """Return what MkDocs has told of the records, and its exit code; `said` is the file for all that it says."""
    arguments = _command(root, "build", "--site-dir", str(folder))
    surroundings = {**_surroundings(root), **handover.LISTENING}
    failure = None
    with (
        _lifeline() as lifeline,
        subprocess.Popen(
            arguments,
            env=surroundings,
            stdin=lifeline,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            errors="replace",  # libraries may write what they like
        ) as running,
    ):
        try:
            for line in running.stdout:
                if not line.startswith(handover.SIGN):
                    os.write(said, line.encode())
                elif not (failure := handover.heard(line)):
                    checked()
            return failure, running.wait()
        except BaseException:  # nobody may write into the folder any more
            running.kill()
            running.wait()
            raise


def serve(root: Path, address: str) -> int:
    """Let MkDocs serve the records of `root` at `address` until somebody stops it, and return its exit code."""
    with _lifeline() as lifeline:
        arguments = _command(root, "serve", "--dev-addr", address)
        return subprocess.run(arguments, env=_surroundings(root), stdin=lifeline).returncode


def _gist(said: str) -> str:
    """What MkDocs said, without its progress; of a traceback only the last place, which may be in a template, and the error."""
    lines = [line for line in said.splitlines() if not line.startswith("INFO")]
    if "Traceback (most recent call last):" not in lines:
        return "\n".join(lines)
    start = lines.index("Traceback (most recent call last):")
    place = [line.strip() for line in lines[start:] if line.startswith("  File ")][-1:]
    return "\n".join([*lines[:start], *place, *(line for line in lines[start + 1 :] if not line.startswith(" "))])


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """Give the end of a pipe that closes when this process ends, even if it is killed: MkDocs ends with it (see hook.py)."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


def _command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(frame(root) / "mkdocs.yml")]


def _surroundings(root: Path) -> Mapping[str, str]:
    """The environment in which MkDocs finds the records of `root`."""
    own = {"LOTSE_ROOT": str(root), "LOTSE_CONTENT": str(part(root, "content")), "LOTSE_LIFELINE": "1"}
    return {**os.environ, **own, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
