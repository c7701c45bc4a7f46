"""Output: files and folders take their place as a whole, and only when their new content is complete.

What a killed run leaves behind lies beside the folder and bears its name; the next run removes it.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .exchange import exchange, put_back
from .problems import CannotWork, reason
from .turns import turn

MARKER = ".lotse"
_MARKER_TEXT = "Dieser Ordner ist erzeugt. Der nächste Lauf von lotse ersetzt ihn ganz.\n"


@contextlib.contextmanager
def replacing(folder: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """Give an empty folder to fill; if all goes well it takes the place of `folder`, otherwise nothing changes.

    Where another run is at work on `folder`, wait for it, and `say` so. Raise CannotWork when `folder` cannot be
    written or holds something that was not made by this function.
    """
    folder = folder.absolute()
    with _workshop(folder, say) as (fresh, old):
        _refuse_foreign(folder)
        yield fresh
        write(fresh, {MARKER: _MARKER_TEXT})
        if folder.exists():
            exchange(fresh, folder, old)
        else:
            fresh.rename(folder)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWork(f"„{folder}“ ist kein gewöhnlicher Ordner.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise CannotWork(f"„{folder}“ enthält fremde Dateien. Nehmen Sie einen anderen Ordner, oder leeren Sie diesen.")


@contextlib.contextmanager
def _workshop(folder: Path, say: Callable[[str], None]) -> Iterator[tuple[Path, Path]]:
    """Give an empty folder beside `folder`, and a place for what it held before; leave neither behind. Raise CannotWork."""
    fresh, old, lock = (folder.with_name(f".{folder.name}.lotse-{part}") for part in ("new", "old", "lock"))
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with turn(lock, say):
            put_back(old, folder)  # a run may have been killed
            _remove(fresh, old)
            try:
                fresh.mkdir()
                yield fresh, old
            finally:
                put_back(old, folder)
                _remove(fresh, old)
    except OSError as error:
        raise CannotWork(f"„{folder}“ lässt sich nicht schreiben: {reason(error)}") from None
    finally:
        for parent in missing:
            with contextlib.suppress(OSError):  # it holds something now, or was never made
                parent.rmdir()


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write each text, and what is no text, to its path below `folder`."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def create(folder: Path, files: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Make `folder` with all `files` in it, or nothing; raise CannotWork where something already lies there."""
    folder = folder.absolute()
    with _workshop(folder, say) as (fresh, _):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotWork(f"„{folder}“ gibt es schon. Nehmen Sie einen anderen Ordner.")
        write(fresh, files)
        if folder.exists():
            _fill(folder, fresh)
        else:
            fresh.rename(folder)


def _fill(folder: Path, fresh: Path) -> None:
    """Move all that is in `fresh` into `folder`, or nothing: somebody may stand in it, so that it cannot be replaced."""
    names = [entry.name for entry in fresh.iterdir()]
    try:
        for name in names:
            (fresh / name).rename(folder / name)
    except BaseException:
        for name in names:
            if not (fresh / name).exists():
                (folder / name).rename(fresh / name)
        raise


def create_file(path: Path, content: str) -> None:
    """Write `content` to a new file, or nothing; raise FileExistsError where there is one, or another OSError."""
    raw = content.encode("utf-8")
    file = path.open("xb")
    try:
        with file:
            file.write(raw)
    except BaseException:
        path.unlink()  # closed before, for Windows removes no open file
        raise


def replace_file(path: Path, content: bytes, say: Callable[[str], None], before: bytes | None = None) -> None:
    """Write `content` to `path` in one step, so that nobody ever finds half a file; raise OSError.

    Where `before` is given, raise CannotWork if the file holds anything else by now: somebody has edited it.
    """
    fresh, lock = (path.with_name(f".{path.name}.lotse-{part}") for part in ("new", "lock"))
    with turn(lock, say):
        try:
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # a loss of power must not leave an empty file
            if path.exists():
                shutil.copymode(path, fresh)
            if before is not None and path.read_bytes() != before:
                raise CannotWork(f"„{path}“ hat sich gerade geändert. Rufen Sie den Befehl noch einmal auf.")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
