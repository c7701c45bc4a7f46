"""Exchange: two folders change places, on Linux in one step, so that whoever reads always finds a whole one."""

import ctypes
import os
from pathlib import Path

_THIS_FOLDER, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, see `man renameat2`; Python does not offer it


def exchange(fresh: Path, folder: Path, aside: Path) -> None:
    """Let `fresh` take the place of `folder`, which then lies in `fresh` or `aside`, in two steps where one is not possible.

    Raise OSError, and leave `folder` where it is, when neither is possible.
    """
    if _in_one_step(fresh, folder):
        return
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except BaseException:
        aside.rename(folder)
        raise


def _in_one_step(one: Path, other: Path) -> bool:
    """Whether this system and this disk could exchange both."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    return bool(rename) and rename(_THIS_FOLDER, os.fsencode(one), _THIS_FOLDER, os.fsencode(other), _EXCHANGE) == 0
