"""Favicons: the mark in tabs, bookmarks and on the screens of devices, and the manifest that names these files."""

import json
from collections.abc import Mapping
from io import BytesIO

from PIL import Image

from ..settings import Settings
from .mark import Mark
from .palette import Palette

_OF_A_TAB = 32  # pixels
_ON_DEVICES = (192, 512)
_TILE = 0.62  # what the mark takes of a tile: devices cut round ones
_BY_SCHEME = ".dark{display:none}@media(prefers-color-scheme:dark){.dark{display:inline}.light{display:none}}"


def files(mark: Mark, palette: Palette, settings: Settings) -> Mapping[str, str | bytes]:
    """Return path from the root of the site -> content."""
    light = mark.coloured(palette.light.brand, palette.light.on_brand)
    dark = mark.coloured(palette.dark.brand, palette.dark.on_brand)
    ground = palette.light.paper
    return {
        "images/favicon.svg": _for_both_schemes(light, dark),
        "favicon.ico": _as_ico(light.picture(_OF_A_TAB)),
        "images/apple-touch-icon.png": light.picture(180, _TILE, ground),
        **{f"images/icon-{size}.png": light.picture(size, _TILE, ground) for size in _ON_DEVICES},
        "site.webmanifest": _manifest(settings, palette),
    }


def _for_both_schemes(light: Mark, dark: Mark) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>{_BY_SCHEME}</style>'
        f'<g class="light">{light.svg}</g><g class="dark">{dark.svg}</g></svg>\n'
    )


def _as_ico(png: bytes) -> bytes:
    """Return a file of the format ICO that holds the picture."""
    file = BytesIO()
    Image.open(BytesIO(png)).save(file, "ICO", sizes=[(_OF_A_TAB, _OF_A_TAB)])
    return file.getvalue()


def _manifest(settings: Settings, palette: Palette) -> str:
    """Addresses are seen from the manifest, which lies at the root of the website."""
    about = {
        "name": settings.name,
        "description": settings.description,
        "lang": "de",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": palette.light.brand,
        "background_color": palette.light.paper,
        "icons": [
            {
                "src": f"images/icon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in _ON_DEVICES
        ],
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
