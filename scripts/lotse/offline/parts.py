"""Parts: which files of the website the copy holds as they are."""

import re
from collections.abc import Iterable, Set
from fnmatch import translate

# What only makes sense on a server, or what scripts fetch, which the copy holds as twins.
_LEFT_OUT = (
    ".*", "_*", "404.html", "robots.txt", "feed.xml", "sitemap.xml*", "*.json",
    "api/*", "pagefind/*", "schemas/*", "scripts/*", "search/*",
    "site.webmanifest", "images/apple-touch-icon.png", "images/icon-*.png", "images/card.png", "images/cards/*",
)  # fmt: skip
_AND_YET = ("api/cases.csv", "schemas/case.template.yml", "scripts/scheme.js")
_ONLINE = re.compile("|".join(translate(pattern) for pattern in _LEFT_OUT))


def kept(paths: Iterable[str]) -> Set[str]:
    """Return those of the `paths` of a website that its copy holds as well."""
    return {path for path in paths if path in _AND_YET or not _ONLINE.match(path)}
