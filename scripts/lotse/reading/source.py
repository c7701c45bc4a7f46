"""Source: a folder of files becomes documents; whatever is no record is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..problems import Problem, reason
from .document import Document
from .yaml_reader import parse

MAX_BYTES = 256 * 1024
TOO_LARGE = f"Die Datei ist größer als {MAX_BYTES // 1024} kB. Kürzen Sie den Text."
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MAX_ID = 60
DEVICE = re.compile(r"con|prn|aux|nul|com[1-9]|lpt[1-9]")  # Windows keeps these names for itself
DEVICE_FAULT = "„{}“ ist unter Windows kein möglicher Dateiname. Nehmen Sie eine andere Kennung."


def read_folder(root: Path, name: str, problems: list[Problem]) -> Iterator[Document]:
    """Yield a document for each record in `root/name`, in order of file names; append all faults to `problems`."""
    folder = root / name
    if not folder.is_dir() or folder.is_symlink():
        problems.append(Problem(name, 1, 1, "Hier muss ein Ordner liegen."))
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(".") and path.suffix not in {".yml", ".yaml"}:
            continue
        shown = f"{name}/{path.name}".encode("utf-8", "replace").decode("utf-8")
        fault = _entry_fault(path)
        if fault:
            problems.append(Problem(shown, 1, 1, fault))
            continue
        yield _read_file(path, shown, problems)


def is_id(name: str) -> bool:
    """Tell whether `name` may be the id of a record, as the schema `common` describes it."""
    return len(name) <= MAX_ID and bool(ID.fullmatch(name))


def is_device(name: str) -> bool:
    """Tell whether no file can be called `name` under Windows."""
    return bool(DEVICE.fullmatch(name))


def file_fault(path: Path) -> str | None:
    """Return what keeps a file from being read without harm, or None: a link may lead anywhere, a pipe never ends."""
    if path.is_symlink():
        return "Verknüpfungen (Symlinks) sind hier nicht erlaubt. Legen Sie die Datei selbst ab."
    if not path.is_file():
        return "Das ist keine gewöhnliche Datei."
    return TOO_LARGE if path.stat().st_size > MAX_BYTES else None


def _entry_fault(path: Path) -> str | None:
    """Return what keeps a folder entry from being a record, or None."""
    if path.is_dir() and not path.is_symlink():
        return "Unterordner sind hier nicht erlaubt. Legen Sie jede Datei direkt in diesen Ordner."
    fault = file_fault(path)
    if fault and fault != TOO_LARGE:
        return fault
    if path.suffix == ".yaml":
        return f"Die Endung muss .yml heißen. Benennen Sie die Datei um in „{path.stem}.yml“."
    if path.suffix != ".yml":
        return "Hier sind nur Dateien mit der Endung .yml erlaubt."
    if not is_id(path.stem):
        return "Der Dateiname ist keine Kennung. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, am Anfang einen Buchstaben, höchstens 60 Zeichen, etwa „wohnen-musterstadt.yml“."
    if is_device(path.stem):
        return DEVICE_FAULT.format(path.stem)
    return fault


def _read_file(path: Path, shown: str, problems: list[Problem]) -> Document:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(shown, 1, 1, f"Die Datei lässt sich nicht lesen: {reason(error)}"))
        return Document(shown)
    return parse(raw, shown, problems)
