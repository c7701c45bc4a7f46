"""Offer: the paragraphs of the website that offer the copy. They say how large it is, or are gone where there is none.

In the copy itself stands in their place what only its readers must know.
"""

import re
from pathlib import Path

PAGES = ("index.html", "offline/index.html")
_OFFER = re.compile(r"<p data-offline-offer>.*?</p>", re.DOTALL)
_COPY_ONLY = " data-copy-only hidden"
_SIZE = "<span data-offline-size></span>"


def fill(site: Path, size: int) -> None:
    """Say on the website in `site` that the copy has `size` bytes."""
    megabytes = f"{max(size / 1_000_000, 0.1):.1f}".replace(".", ",")
    for page in _pages(site):
        text = page.read_text(encoding="utf-8").replace(_SIZE, f"{megabytes} MB")
        page.write_text(text, encoding="utf-8", newline="\n")


def withdraw(site: Path) -> None:
    """Take the offer from the website in `site`."""
    for page in _pages(site):
        page.write_text(without(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def without(html: str) -> str:
    """Return a page without the offer."""
    return _OFFER.sub("", html)


def in_copy(html: str) -> str:
    """Return a page as the copy has it."""
    return without(html).replace(_COPY_ONLY, "")


def _pages(site: Path) -> list[Path]:
    return [site / name for name in PAGES if (site / name).exists()]
