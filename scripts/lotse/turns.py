"""Turns: who changes a folder or file does so alone; others wait until it is their turn.

The operating system keeps the lock and gives it back however its holder ends, even when it is killed.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        """Lock an open file; raise OSError where somebody else holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:  # Windows
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        """Lock an open file; raise OSError where somebody else holds it."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


_TAKEN = (BlockingIOError, PermissionError)
_PAUSE = 0.1  # seconds


@contextlib.contextmanager
def turn(lock: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Wait until nobody else holds the file `lock`, and hold it; if that takes time, `say` so once. Raise OSError."""
    told = False
    while (file := _taken(lock)) is None:
        if not told:
            say("Ein anderer Lauf von lotse schreibt gerade dort. Dieser wartet, bis der andere fertig ist …")
            told = True
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _release(file, lock)


def _taken(lock: Path) -> IO[bytes] | None:
    """The open and locked file `lock`, or nothing where somebody else holds it or has just removed it."""
    file = lock.open("ab")
    try:
        _lock(file)
        if os.path.samestat(os.fstat(file.fileno()), lock.stat()):
            return file
    except (*_TAKEN, FileNotFoundError):
        pass
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def _release(file: IO[bytes], lock: Path) -> None:
    """Remove the file `lock` while it is still ours; Windows cannot remove open files, and others would not have it."""
    if os.name == "nt":
        file.close()
    with contextlib.suppress(OSError):
        lock.unlink()
    file.close()
