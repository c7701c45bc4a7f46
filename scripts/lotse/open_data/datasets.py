"""Datasets: what the website tells others of its open data: titles, files, licence and dates. DCAT and schema.org are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Collection
from ..settings import Settings
from . import published_schemas

KEYWORDS = ("Interkommunale Zusammenarbeit", "Kommunen", "Kooperation")


@dataclass(frozen=True)
class Download:
    """A file of a dataset: its format as the EU calls it, and the path of its schema where it has one."""

    path: str
    format: str
    media_type: str
    schema: str = ""


@dataclass(frozen=True)
class Dataset:
    """`id` is also the fragment that names it on the page of open data. `modified`: the latest date in its records.

    `laender`: the ids of those that it is about, where they are known.
    """

    id: str
    title: str
    description: str
    keywords: tuple[str, ...]
    downloads: tuple[Download, ...]
    modified: str = ""
    laender: tuple[str, ...] = ()


def datasets(collection: Collection, settings: Settings) -> Sequence[Dataset]:
    """Return the datasets that hold anything."""
    of = f" ({settings.name})"
    found = [
        Dataset(
            "faelle",
            f"Fälle interkommunaler Zusammenarbeit{of}",
            "Fälle mit Partnern, Rechtsform, Geld, Ergebnissen und Hürden. Zu jeder Aussage steht die Quelle.",
            (*KEYWORDS, *(collection.vocabularies["topics"].by_id[id].title for id in _topics(collection))),
            (_json("cases"), Download("api/cases.csv", "CSV", "text/csv")),
            max((case.reviewed_on for case in collection.cases.values()), default=""),
            tuple(sorted({land for case in collection.cases.values() for land in case.laender})),
        ),
        Dataset(
            "checklisten",
            f"Checklisten für interkommunale Zusammenarbeit{of}",
            "Leitfragen nach Bereichen und Phasen einer Zusammenarbeit, mit Gründen, Hinweisen und Quellen.",
            (*KEYWORDS, "Checkliste", "Leitfragen"),
            (_json("checklists"),),
            max((checklist.version for checklist in collection.checklists.values()), default=""),
        ),
        Dataset(
            "begriffe",
            f"Begriffe interkommunaler Zusammenarbeit{of}",
            "Phasen, Themen, Organisationsformen, Werkzeuge, Stolpersteine, Glossar und Quellen mit festen Kennungen.",
            (*KEYWORDS, "Vokabular", "Glossar"),
            (_json("vocabulary"),),
        ),
    ]
    if collection.surveys:
        found.append(
            Dataset(
                "befragungen",
                f"Befragungen zu interkommunaler Zusammenarbeit{of}",
                "Zahlen aus Befragungen von Kommunen, mit Vorgehen, Quellen und Widersprüchen.",
                (*KEYWORDS, "Befragung"),
                (_json("surveys"),),
            )
        )
    return found


def _json(name: str) -> Download:
    return Download(f"api/{name}.json", "JSON", "application/json", published_schemas.path(name))


def _topics(collection: Collection) -> Sequence[str]:
    """The topics that cases have, in the order of their vocabulary."""
    had = {topic for case in collection.cases.values() for topic in case.topics}
    return [topic.id for topic in collection.vocabularies["topics"].entries if topic.id in had]
