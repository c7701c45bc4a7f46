"""Processes: runs a command and tells how long it took, what it cost the processor and how much memory it held."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
_BIN = Path(sys.executable).parent
LOTSE, MKDOCS, PYTHON = str(_BIN / "lotse"), str(_BIN / "mkdocs"), sys.executable
_START = 1800  # seconds that a server may take to build its first website
_PATIENCE = 30  # seconds that it may take to stop


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of the processor over all processes, megabytes of the largest process, what was printed."""

    seconds: float
    processor: float
    megabytes: float
    said: str = ""


def surroundings() -> Mapping[str, str]:
    """The environment of everything that is measured."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT)}


def run(command: Sequence[str], folder: Path, fine: Sequence[int] = (0,)) -> Run:
    """Run `command` in `folder`; leave the bench with what it said unless it ends with one of the `fine` codes."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
    ):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=said, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)  # unlike wait() it tells what the process used
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        errors.seek(0)
        if process.returncode not in fine:
            sys.exit(f"{' '.join(command)}\n{errors.read()[-3000:]}")
        return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.read())


def best_of(rounds: int, *runs: Callable[[], Run]) -> list[Run]:
    """Do `runs` in turn, as often as there are `rounds`; return the best of each: what disturbs can only slow down."""
    taken = [[one() for one in runs] for _ in range(rounds)]
    return [
        Run(
            min(run.seconds for run in same),
            min(run.processor for run in same),
            max(run.megabytes for run in same),
            same[-1].said,
        )
        for same in zip(*taken, strict=True)
    ]


@contextmanager
def stopwatch() -> Iterator[list[Run]]:
    """Yield a list that holds, once the block is done, what it took in this process and those that it started."""
    measured: list[Run] = []
    start, before = time.perf_counter(), _processor()
    yield measured
    peak = max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    measured.append(Run(time.perf_counter() - start, _processor() - before, peak / 1024))


def _processor() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def running(command: Sequence[str], folder: Path, until: str) -> Iterator[None]:
    """Run a server in `folder` from when it says `until` to the end of the block."""
    with tempfile.NamedTemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, env=surroundings(), stdout=said, stderr=said, start_new_session=True
        )
        try:
            deadline = time.monotonic() + _START
            while not _says(Path(said.name), until):
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{' '.join(command)} hat sich beendet oder wird nicht fertig.")
                time.sleep(0.2)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # and whatever it started
            process.wait(_PATIENCE)


def _says(file: Path, words: str) -> bool:
    """Tell whether a server has written `words` to `file`; opened anew, for reading must not move where it writes."""
    return words in file.read_text(encoding="utf-8", errors="replace")
