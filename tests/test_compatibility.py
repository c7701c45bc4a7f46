"""Compatibility: the project and the website can lie on Windows and macOS too, and run with every Python from 3.11."""

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from conftest import PROJECT

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
FORBIDDEN = set('<>:"|?*\\')
LONGEST = 180  # of the 260 that Windows allows, so that a folder with a long name has room before it
NOT_OURS = {".git", ".venv", ".venv-zensical", "node_modules", "site", "dist", ".cache", ".pytest_cache", ".ruff_cache"}
CODE = sorted([*(PROJECT / "scripts").rglob("*.py"), *(PROJECT / "bench").glob("*.py"), PROJECT / "hatch_build.py"])


def below(folder: Path) -> Iterator[PurePosixPath]:
    """The paths of all files and folders of the project, or of a website."""
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_OURS | {"__pycache__", "output"}]
        for name in (*folders, *files):
            yield PurePosixPath(Path(here, name).relative_to(folder).as_posix())


def unfit(path: PurePosixPath) -> bool:
    """Whether Windows could not hold a file of this name."""
    name = path.name
    control = any(ord(letter) < 32 for letter in name)
    return (
        control
        or bool(FORBIDDEN & set(name))
        or name[-1] in ". "
        or name.split(".")[0].lower() in RESERVED
        or len(str(path)) > LONGEST
    )


@pytest.fixture(params=["project", "site"])
def paths(request: pytest.FixtureRequest) -> list[PurePosixPath]:
    return list(below(PROJECT if request.param == "project" else request.getfixturevalue("site")))


def test_every_path_can_lie_on_windows(paths: list[PurePosixPath]) -> None:
    assert [str(path) for path in paths if unfit(path)] == []


def test_no_two_paths_differ_only_in_case(paths: list[PurePosixPath]) -> None:
    counted = Counter(str(path).casefold() for path in paths)
    assert [path for path, number in counted.items() if number > 1] == []


def test_nothing_is_a_symbolic_link(site: Path) -> None:
    """Windows makes them only for administrators, and a ZIP loses them."""
    links = [path for folder in (PROJECT, site) for path in below(folder) if (folder / path).is_symlink()]
    assert links == []


def test_nothing_depends_on_the_language_or_the_age_of_python(tmp_path: Path) -> None:
    """What Python says about text without an encoding, and about what it will drop, is an error in our own modules."""
    region = str(tmp_path / "region")
    script = (
        "import sys, warnings\n"
        "for kind in (EncodingWarning, DeprecationWarning, PendingDeprecationWarning):\n"
        "    warnings.filterwarnings('error', category=kind, module=r'lotse(\\.|$)')\n"
        "from lotse.cli import main\n"
        f"sys.exit(main(['init', {region!r}]) or main(['check', '--root', {region!r}]))\n"
    )
    surroundings = {**os.environ, "PYTHONWARNDEFAULTENCODING": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_module_is_understood_by_python_3_11() -> None:
    for path in CODE:
        ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=(3, 11))
