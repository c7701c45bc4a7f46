"""Icons: a few signs beside words, from Material Design Icons, which Material for MkDocs brings along."""

from functools import cache
from importlib import metadata
from pathlib import Path

from markupsafe import Markup

from ..problems import CannotWork

LICENCE = "licences/material-design-icons.txt"
_FOLDER = "material/templates/.icons/material"

# Icon -> its file in the collection.
ICONS = {
    "search": "magnify",
    "print": "printer",
    "download": "download",
    "compare": "compare",
    "place": "map-marker",
    "date": "calendar",
    "people": "account-group",
    "money": "currency-eur",
    "form": "scale-balance",
    "warning": "alert",
    "check": "check",
    "edit": "pencil",
    "next": "arrow-right",
    "close": "close",
    "external": "open-in-new",
}


@cache
def icon(name: str) -> Markup:
    """Return one of ICONS as SVG, hidden from screen readers: the words beside it say it all.

    Raise CannotWork where there is none of that name, or where it is not installed.
    """
    if name not in ICONS:
        raise CannotWork(f"Das Zeichen „{name}“ gibt es nicht. Vorhanden sind: {', '.join(ICONS)}.")
    start = '<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false"'
    drawing = _read(f"{ICONS[name]}.svg").replace('<svg xmlns="http://www.w3.org/2000/svg"', start, 1)
    return Markup(drawing.strip())  # trusted: it comes from a package, not from a record


def files() -> dict[str, str]:
    """Return path from the root of the site -> text of the licence; raise CannotWork where it is not installed."""
    return {LICENCE: _read("LICENSE")}


def _read(name: str) -> str:
    try:
        place = metadata.distribution("mkdocs-material").locate_file(f"{_FOLDER}/{name}")
        return Path(place).read_text(encoding="utf-8")
    except (metadata.PackageNotFoundError, OSError):
        raise CannotWork(f"Dem Paket mkdocs-material fehlt die Datei {name}. Richten Sie es neu ein.") from None
