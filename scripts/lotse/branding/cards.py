"""Cards: which pages have a picture of their own where somebody passes on their address, and what stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import addresses
from ..model import Case, Collection
from ..pages.press import span
from ..settings import Settings

SIZE = WIDTH, HEIGHT = 1200, 630  # pixels, as those who show them advise


@dataclass(frozen=True)
class Card:
    """What stands on a card, and where in the site its file lies."""

    path: str
    title: str
    stations: tuple[str, ...]
    size: tuple[int, int] = SIZE

    @property
    def alt(self) -> str:
        """What those read who do not see the card."""
        return " · ".join((self.title, *self.stations))


def by_page(collection: Collection, settings: Settings) -> Mapping[str, Card]:
    """Return address of a page -> its card; pages without one bear that of the start page."""
    cards = {addresses.HOME: _of_website(collection, settings)}
    return cards | {addresses.case(case.id): _of_case(case, collection) for case in collection.cases.values()}


def _of_website(collection: Collection, settings: Settings) -> Card:
    count = len(collection.cases)
    cases = f"{count} Fälle" if count > 1 else ""
    return Card("images/card.png", settings.description, _known(settings.region, cases, "Checklisten"))


def _of_case(case: Case, collection: Collection) -> Card:
    forms = collection.vocabularies["legal-forms"].by_id
    form = forms[case.legal_forms[-1].form].title if case.legal_forms else ""
    when = span(case.period.start, case.period.end)
    return Card(f"images/cards/{case.id}.png", case.short_name, _known(case.region, form, when))


def _known(*stations: str) -> tuple[str, ...]:
    return tuple(filter(None, stations))
