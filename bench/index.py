"""Index: makes the search index of a finished site again and prints the seconds it takes: `python -m bench.index ROOT SITE`."""

import sys
import time
from pathlib import Path

from lotse import recipe, search

if __name__ == "__main__":
    root, site = map(Path, sys.argv[1:])
    prepared = recipe.prepare(root)
    start = time.perf_counter()
    search.index(site, prepared.findables, prepared.collection.vocabularies["synonyms"])
    print(time.perf_counter() - start)
