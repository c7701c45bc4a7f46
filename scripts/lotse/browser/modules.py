"""Modules: which parts the scripts of a page import, so that browsers fetch them all at once instead of one after another."""

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r'^(?:import|export)\b[^"\n]*"(\.[^"]+)";', re.MULTILINE)


def imported(folder: Path, names: Iterable[str]) -> list[str]:
    """Return what the scripts `names` in `folder` import, and what that imports, as paths below `folder`, each once.

    Not among them: what scripts load only when it is asked for, and libraries, which only such scripts import.
    """
    found: dict[str, None] = {}
    waiting = [f"{name}.js" for name in names]
    while waiting:
        for path in _imports(folder, waiting.pop()):
            if path not in found:
                found[path] = None
                waiting.append(path)
    return list(found)


def _imports(folder: Path, path: str) -> list[str]:
    script = folder / path
    text = script.read_text(encoding="utf-8") if script.is_file() else ""
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) for target in _IMPORT.findall(text)]
