"""npm: where the packages lie that the set-up has fetched from npm."""

from pathlib import Path

from ..home import HOME
from ..problems import CannotWork

_PACKAGES = HOME / "node_modules"


def file(package: str, name: str) -> Path:
    """Return the path of a file, or folder, of an npm package; raise CannotWork where the package is not installed."""
    path = _PACKAGES / package / name
    if not path.exists():
        raise CannotWork(
            f"Das Paket {package} fehlt im Ordner node_modules. Führen Sie „make check“ aus: Es richtet es ein."
        )
    return path


def text(package: str, name: str) -> str:
    """Return what a file of an npm package says; raise as `file` does."""
    return file(package, name).read_text(encoding="utf-8")
