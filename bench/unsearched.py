"""Unsearched: builds a collection as `lotse build` does, only without a search index: `python -m bench.unsearched ROOT SITE`."""

import os
import sys
from pathlib import Path

from mkdocs.__main__ import cli

from lotse.home import frame, part
from lotse.search import search


def main(root: Path, site: Path) -> None:
    os.environ |= {"LOTSE_ROOT": str(root), "LOTSE_CONTENT": str(part(root, "content"))}
    search.files = lambda *_: {"pagefind/pagefind.js": ""}  # the hook asks for them, and scripts import this one
    cli(["build", "--quiet", "--config-file", str(frame(root) / "mkdocs.yml"), "--site-dir", str(site)])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
