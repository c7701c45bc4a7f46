"""Bundles: the modules that a page loads, as one plain script, because browsers refuse modules from a disk."""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from ..browser import npm
from ..problems import CannotWork

_FIRST = "scripts/offline.js"  # before all others: it stands in for what the browser refuses
_OPTIONS = (
    "--bundle",
    "--format=iife",
    "--minify",
    "--charset=utf8",
    "--legal-comments=none",  # the licences lie in licences/
    "--log-level=error",  # a bundle has no import.meta, which Pagefind mentions, but needs no more
)


class Bundles:
    """The bundles of a website, one for each set of modules that a page loads."""

    def __init__(self, site: Path) -> None:
        """`site` is the folder of the finished website."""
        self._site = site.resolve()
        self._wanted: dict[str, Sequence[str]] = {}

    @cached_property
    def _program(self) -> Path | None:
        """The bundler esbuild, which npm brings for the machine that it runs on."""
        try:
            folder = npm.file("@esbuild", "")
        except CannotWork:
            return None
        programs = [*folder.glob("*/bin/esbuild"), *folder.glob("*/esbuild.exe")]
        return next(filter(_runs, programs), None)

    @property
    def can_work(self) -> bool:
        """Whether there is a program that bundles."""
        return self._program is not None

    def of(self, scripts: Sequence[str]) -> str:
        """Return the path of the bundle that does what the modules at the paths `scripts` do."""
        path = f"scripts/{'-'.join(PurePosixPath(script).stem for script in scripts)}.js"
        while self._wanted.setdefault(path, scripts) != scripts:  # others have the same names, in another folder
            path = f"{path.removesuffix('.js')}-2.js"
        return path

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of all bundles that were asked for; raise CannotWork if bundling fails."""
        with tempfile.TemporaryDirectory(prefix="lotse-offline-") as name:
            entries, made = Path(name, "entries"), Path(name, "made")
            entries.mkdir()
            for path, scripts in self._wanted.items():
                lines = (f"import {json.dumps(str(self._site / script))};\n" for script in (_FIRST, *scripts))
                (entries / Path(path).name).write_text("".join(lines), encoding="utf-8")
            command = [self._program, *sorted(entries.iterdir()), *_OPTIONS, f"--outdir={made}"]
            done = subprocess.run(
                command, cwd=name, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8"
            )
            if done.returncode:
                raise CannotWork(f"Die Skripte der Offline-Kopie ließen sich nicht bündeln:\n{done.stderr.strip()}")
            for path in sorted(self._wanted):
                yield path, (made / Path(path).name).read_text(encoding="utf-8")


def _runs(program: Path) -> bool:
    """Tell whether a program fits this machine: a package may have been made on another."""
    try:
        return subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False
