"""Parts: adds search index and offline copy to a finished site again and prints, as JSON, what each takes:
`python -m bench.parts ROOT SITE`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from bench.processes import stopwatch
from lotse import recipe
from lotse.knowledge.library import Library
from lotse.offline import copy
from lotse.search import search
from lotse.search.findable import findables


def main(root: Path, site: Path) -> None:
    sources = recipe.load(root)
    library = Library(sources.collection)
    with stopwatch() as index:
        found = tuple(findables(library, sources.texts, sources.addresses))
        search.index(site, found, sources.collection.vocabularies["synonyms"])
    with stopwatch() as offline:
        copy.write(site, sources.settings, "")
    print(json.dumps({"index": asdict(index[0]), "offline": asdict(offline[0])}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
