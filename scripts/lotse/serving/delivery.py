"""Delivery: how servers hand out the files of the website: of which kind they are, who may read them, how long they last.

Places are regular expressions without an anchor at their start: the website may lie below a path of its own.
"""

import re
from collections.abc import Mapping

_OFFICE = "application/vnd.openxmlformats-officedocument"

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "map": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "txt": "text/plain",
    "csv": "text/csv",
    "yml": "application/yaml",
    "xml": "application/xml",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
    "gz": "application/gzip",
    "pagefind": "application/octet-stream",  # the index of the search is packed already: servers must not touch it
    "pf_fragment": "application/octet-stream",
    "pf_index": "application/octet-stream",
    "pf_meta": "application/octet-stream",
}
FEED, FEED_TYPE = "feed.xml", "application/atom+xml"

# What is text, and gets smaller by packing. JSON is always UTF-8 and bears no name of an alphabet.
_WORDY = ("css", "js", "txt", "csv", "yml", "xml", "ttl")
IN_UTF_8: tuple[str, ...] = (*(TYPES[ending] for ending in _WORDY), FEED_TYPE)
WORTH_PACKING: tuple[str, ...] = (*IN_UTF_8, TYPES["json"], TYPES["jsonld"], TYPES["svg"])

# Open data, which programs of other websites may read.
OPEN_FOLDERS = ("api", "schemas")
OPEN = f"/(?:(?:{'|'.join(OPEN_FOLDERS)})/|{re.escape(FEED)}$)"

# Files whose names change with their content. Browsers ask about all others each time, and mostly hear that nothing changed.
LASTING_FOLDERS = ("assets/stylesheets", "pagefind/fragment", "pagefind/index")
LASTING = f"/(?:{'|'.join(LASTING_FOLDERS)})/"
FOR_A_YEAR, ASK_EACH_TIME = "public, max-age=31536000, immutable", "no-cache"

# What servers keep to themselves: hidden files, and what this room wrote for them.
HIDDEN = r"/(?:\.(?!well-known/)|_headers$|_nginx\.conf$)"
NOT_FOUND = "404.html"
