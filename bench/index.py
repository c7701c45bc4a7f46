"""Index: makes the search index of a finished site again and prints the seconds it takes: `python -m bench.index ROOT SITE`."""

import sys
import time
from pathlib import Path

from lotse import recipe
from lotse.knowledge.library import Library
from lotse.search import search
from lotse.search.findable import findables

if __name__ == "__main__":
    root, site = map(Path, sys.argv[1:])
    sources = recipe.load(root)
    library = Library(sources.collection)
    start = time.perf_counter()
    found = tuple(findables(library, sources.texts, sources.addresses))
    search.index(site, found, sources.collection.vocabularies["synonyms"])
    print(time.perf_counter() - start)
