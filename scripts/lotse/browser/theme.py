"""Theme: what of Material for MkDocs reaches the website: one style sheet, and its licence."""

from importlib import metadata

from ..problems import CannotWork

STYLES = "assets/stylesheets/main."  # what follows changes with every version
LICENCE = "licences/mkdocs-material.txt"


def is_used(path: str) -> bool:
    """Tell whether a page loads the file of the theme at `path`; its scripts and other styles are for pages of its own."""
    return path.startswith(STYLES) and path.endswith(".css")


def licence() -> str:
    """Return the licence that the installed theme brings along; raise CannotWork where it brings none."""
    text = metadata.distribution("mkdocs-material").read_text("licenses/LICENSE")
    if not text:
        raise CannotWork("Dem Paket mkdocs-material fehlt seine Lizenz. Richten Sie es neu ein.")
    return text
