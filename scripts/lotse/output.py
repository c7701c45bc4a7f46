"""Output: a folder is replaced as a whole, and only when its new content is complete."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .problems import CannotWork

MARKER = ".lotse"
_MARKER_TEXT = "Dieser Ordner ist erzeugt. Der nächste Lauf von lotse ersetzt ihn ganz.\n"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; if all goes well it takes the place of `folder`, otherwise nothing changes.

    Raise CannotWork when `folder` holds something that was not made by this function.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise CannotWork(f"„{folder}“ lässt sich nicht schreiben ({error.strerror}).") from None
    try:
        fresh, old = workshop / "new", workshop / "old"
        fresh.mkdir()
        yield fresh
        (fresh / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWork(f"„{folder}“ ist kein gewöhnlicher Ordner.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise CannotWork(f"„{folder}“ enthält fremde Dateien. Nehmen Sie einen anderen Ordner, oder leeren Sie diesen.")


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write each text, and what is no text, to its path below `folder`."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def create(folder: Path, files: Mapping[str, str]) -> None:
    """Make `folder` with all `files` in it, or nothing; raise CannotWork where something already lies there."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotWork(f"„{folder}“ gibt es schon. Nehmen Sie einen anderen Ordner.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as workshop:
        fresh = Path(workshop) / "new"
        fresh.mkdir()
        write(fresh, files)
        if folder.exists():  # somebody may stand in it
            for entry in fresh.iterdir():
                entry.rename(folder / entry.name)
        else:
            fresh.rename(folder)


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step, so that nobody ever finds half a file."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    shutil.copymode(path, fresh)
    fresh.replace(path)
