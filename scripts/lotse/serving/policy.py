"""Policy: what browsers may do with the website: nothing from elsewhere, nothing inline, and none of the device."""

from collections.abc import Mapping

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_WASM = " 'wasm-unsafe-eval'"  # lets the search run its WebAssembly, and no script from text
_ONLY_IN_HEADERS = {"frame-ancestors": "'none'"}  # browsers ignore it in a page, and complain

# What the website never asks for. Copying a text to the clipboard is the one thing it does.
_UNUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def of_pages() -> Mapping[str, str]:
    """Return the policies that pages bear themselves: `strict`, and `with_wasm` for pages that search."""
    return {"strict": _policy(_SOURCES), "with_wasm": _policy(_searching(_SOURCES))}


def headers() -> Mapping[str, str]:
    """Return name -> value of the headers for every answer of a server.

    Where a page bears a policy too, browsers keep both. So this one is as wide as pages that search need, and so does the
    worker that searches, which has no page of its own; all other pages stay `strict`.
    """
    permissions = [*(f"{feature}=()" for feature in _UNUSED), "clipboard-write=(self)"]
    return {
        "Content-Security-Policy": _policy(_searching(_SOURCES | _ONLY_IN_HEADERS)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(permissions),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _searching(sources: Mapping[str, str]) -> Mapping[str, str]:
    return {**sources, "script-src": sources["script-src"] + _WASM}


def _policy(sources: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())
