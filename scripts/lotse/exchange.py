"""Exchange: two folders change places, on Linux in one step, so that whoever reads always finds a whole one."""

import ctypes
import os
from pathlib import Path

_THIS_FOLDER, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, see `man renameat2`; Python does not offer it


def exchange(fresh: Path, folder: Path, aside: Path) -> None:
    """Let `fresh` take the place of `folder`, which then lies in `fresh` or `aside`, in two steps where one is not possible.

    Raise OSError when neither is possible. What comes between the two steps leaves `folder` at `aside`: see put_back.
    """
    if _in_one_step(fresh, folder):
        return
    folder.rename(aside)
    fresh.rename(folder)


def put_back(aside: Path, folder: Path) -> None:
    """Let `folder` lie where it was, if an exchange ended between its two steps; raise OSError."""
    if aside.exists() and not folder.exists():
        aside.rename(folder)


def _in_one_step(one: Path, other: Path) -> bool:
    """Whether this system and this disk could exchange both."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    return bool(rename) and rename(_THIS_FOLDER, os.fsencode(one), _THIS_FOLDER, os.fsencode(other), _EXCHANGE) == 0
