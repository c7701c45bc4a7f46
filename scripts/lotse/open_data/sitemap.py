"""Sitemap: what search engines are told: since when a page is as it is, and what they may read."""

from collections.abc import Iterator

from .. import addresses
from ..model import Collection
from ..settings import Settings


def changed(collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield address and day for each page whose records bear one; the clock says nothing of the others."""
    for case in collection.cases.values():
        yield addresses.case(case.id), case.reviewed_on
    for checklist in collection.checklists.values():
        yield addresses.checklist(checklist.id), checklist.version
        if checklist.kind == "general":
            for phase in collection.vocabularies["phases"].entries:
                yield addresses.checklist(phase.id), checklist.version


def robots(settings: Settings) -> str:
    """Return robots.txt: everything may be read."""
    everything = "User-agent: *\nDisallow:\n"
    return f"{everything}Sitemap: {settings.address}sitemap.xml\n" if settings.address else everything
