"""Content folder: which files may lie in content/. All of them land on the website, so that none may be more than a page or a picture."""

import re
import unicodedata
from collections.abc import Iterator, Set
from pathlib import Path

from ..problems import Problem
from . import svg
from .source import DEVICE_FAULT, file_fault, is_device, is_id

KINDS = (".md", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".pdf")
MAX_BYTES = 10_000_000
_MARKDOWN = {".markdown", ".mkd", ".mkdn", ".mdown", ".mdwn", ".mdtxt", ".md"}
_IGNORED = {".DS_Store", ".gitkeep", ".gitignore"}  # left behind by programs; never published
_NO_FILE_NAME = re.compile(r'[<>:"|?*\\]|[. ]\Z')  # under Windows, and in many archives


def entries(content: Path, taken: Set[str], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files that lie in `content` and may; append to `problems` what may not.

    `taken` are the folders that the website fills itself, such as `scripts`.
    """
    if content.is_symlink() or (content.exists() and not content.is_dir()):
        problems.append(Problem(content.name, 1, 1, "Hier muss ein Ordner liegen."))
        return
    alike: dict[str, str] = {}
    for path in sorted(content.rglob("*")):
        if path.name in _IGNORED:
            continue
        name = path.relative_to(content).as_posix()
        other = alike.setdefault(unicodedata.normalize("NFC", name.casefold()), name)
        faults = [(1, 1, f"Der Name gleicht dem von content/{other}. Benennen Sie die Datei um.")] * (other != name)
        if fault := _entry_fault(path, content) or _place_fault(path, content, taken):
            faults = [(1, 1, fault)]
        elif path.suffix == ".svg" and path.is_file():
            faults += svg.faults(path)
        shown = f"content/{name}".encode("utf-8", "replace").decode("utf-8")
        problems.extend(Problem(shown, *fault) for fault in faults)
        if not faults and path.is_file():
            yield path


def _entry_fault(path: Path, content: Path) -> str | None:
    """Return what keeps a file or folder from being published under its name, or None."""
    if path.is_symlink() or not (path.is_dir() or path.is_file()):
        return file_fault(path)
    if not path.name.isprintable():
        return "Der Dateiname enthält Zeichen, die in keiner Adresse stehen können. Benennen Sie die Datei um."
    is_page = path.is_file() and path.suffix == ".md" and not path.name.startswith(".")
    if fault := _page_name_fault(path, content) if is_page else None:
        return fault
    if _NO_FILE_NAME.search(path.name):
        return 'Der Name enthält < > : " | ? * oder \\, oder er endet mit Punkt oder Leerzeichen. Benennen Sie die Datei um.'
    if is_device(path.name.partition(".")[0].rstrip().casefold()):
        return DEVICE_FAULT.format(path.name)
    return _kind_fault(path) if path.is_file() else None


def _kind_fault(path: Path) -> str | None:
    """Return why a file is none of those that content/ may hold, or None."""
    ending = path.suffix.lower()
    if path.name.startswith(".") or ending not in {*KINDS, *_MARKDOWN}:
        return f"Diese Datei darf nicht auf die Website. Erlaubt sind Dateien mit den Endungen {', '.join(KINDS)}. Löschen Sie die Datei."
    if path.suffix not in KINDS:
        right = ".md" if ending in _MARKDOWN else ending
        return f"Die Endung muss {right} heißen. Benennen Sie die Datei um."
    if path.suffix != ".md" and path.stat().st_size > MAX_BYTES:  # of pages, `source` says how large they may be
        return f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Nehmen Sie eine kleinere."
    return None


def _place_fault(path: Path, content: Path, taken: Set[str]) -> str | None:
    """Return that a file beside the pages lies where the website puts files of its own, or None."""
    folder, *below = path.relative_to(content).parts
    if path.is_file() and path.suffix != ".md" and below and folder.casefold() in taken:
        return f"In den Ordner „{folder}“ legt die Website eigene Dateien. Nehmen Sie einen anderen, etwa „bilder“."
    return None


def _page_name_fault(path: Path, content: Path) -> str | None:
    """Return what keeps a page from having an address, or None."""
    if path.name == "README.md":
        return "Nennen Sie die Datei index.md oder anders. README.md ist hier nicht erlaubt."
    for name in path.relative_to(content).with_suffix("").parts:
        if not is_id(name):
            return f"„{name}“ kann kein Teil einer Adresse sein. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, am Anfang einen Buchstaben, höchstens 60 Zeichen."
        if is_device(name):
            return DEVICE_FAULT.format(name)
    return None


def beside_pages(content: Path) -> Set[str]:
    """Return the paths of the files in a checked folder that are no pages, seen from there."""
    files = (path for path in content.rglob("*") if path.suffix in KINDS and path.suffix != ".md" and path.is_file())
    return {path.relative_to(content).as_posix() for path in files}
