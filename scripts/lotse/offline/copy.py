"""Copy: turns the finished website into a ZIP file whose pages work by double click, and offers it on the website.

Pages opened by double click have an address that begins with file:. Browsers then refuse modules, fetching files, and
links to folders. So the copy has one plain script a page, twins of the files that scripts fetch, and links to files.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..settings import Settings
from . import offer, pages, parts, readme, twins
from .bundles import Bundles

NAME = "kooperationslotse-offline.zip"
FOLDER = "kooperationslotse"  # in the ZIP file, so that unpacking makes one folder
MISSING = "Das Programm esbuild fehlt oder läuft auf diesem Rechner nicht. Führen Sie „make check“ oder, für ein Paket, „make package“ im Ordner des Projekts auf diesem Rechner aus."
_DAY = (2000, 1, 1, 0, 0, 0)  # of every file: the clock must not change the copy
_LEVEL = 3  # packs in less than half the time of 6, and the file is a twelfth larger


def write(site: Path, settings: Settings, state: str) -> bool:
    """Write the copy of the finished website in `site` into it and offer it there; return whether there is one.

    `state` is the day of the latest review, or empty. Without a program that bundles scripts there is no copy, and no
    offer. Raise CannotWork if bundling fails.
    """
    bundles = Bundles(site)
    if not bundles.can_work:
        offer.withdraw(site)
        return False
    target = site / NAME
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in _files(site, settings, state, bundles):
            archive.writestr(_entry(path), content, zipfile.ZIP_DEFLATED, _LEVEL)
    offer.fill(site, target.stat().st_size)
    return True


def _files(site: Path, settings: Settings, state: str, bundles: Bundles) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of all files of the copy, always in the same order."""
    yield "LIESMICH.txt", readme.text(settings, state)
    everything = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = parts.kept(path for path in everything if path != NAME)
    for path in everything:
        content = (site / path).read_bytes() if path in kept or twins.is_fetched(path) else b""
        if path.endswith(".html") and path in kept:
            page = pages.Page(path, content.decode(), kept, settings.address)
            content = page.with_script(bundles.of(page.scripts)).encode()
        if path in kept:
            yield path, content
        if twins.is_fetched(path):
            yield f"{path}.js", twins.twin(path, content)
    yield from bundles.files()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{FOLDER}/{path}", _DAY)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry
