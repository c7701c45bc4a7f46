"""Libraries that browsers load from the site: one file each from npm, with its licence, and the licence of the search."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..home import HOME
from . import npm


@dataclass(frozen=True)
class Package:
    """An npm package: its name, its file that is an ES module and needs no other, and the file of its licence."""

    name: str
    module: str
    licence: str


LIBRARIES = (
    Package("fflate", "esm/browser.js", "LICENSE"),  # reads and writes zip files: Word and Excel are such
    Package("qr", "index.js", "LICENSE-MIT"),  # draws QR codes
)


def files() -> Mapping[str, str]:
    """Return path from the root of the site -> text; raise CannotWork where a library is not installed."""
    found = {
        "licences/pagefind.txt": (HOME / "LICENSES/Pagefind.txt").read_text(encoding="utf-8")
    }  # its package has none
    for library in LIBRARIES:
        found[f"scripts/libraries/{library.name}.js"] = npm.text(library.name, library.module)
        found[f"licences/{library.name}.txt"] = npm.text(library.name, library.licence)
    return found
