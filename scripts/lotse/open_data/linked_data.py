"""Linked data: what pages tell search engines of cases and of the open data, in the words of schema.org (JSON-LD)."""

import json
import re
from collections.abc import Mapping, Sequence

from .. import addresses
from ..model import Case, Collection, Source
from ..settings import Settings
from .datasets import Dataset
from .records_json import LICENCE

# Inside a script element; JSON reads such escapes as the characters they stand for.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
_YEAR = re.compile(r"\d{4}")


def by_page(collection: Collection, settings: Settings, datasets: Sequence[Dataset]) -> Mapping[str, str]:
    """Return address -> JSON-LD, safe inside a script element, of each page that has something to tell."""
    told = {addresses.case(case.id): _case(case, collection, settings) for case in collection.cases.values()}
    told[addresses.DATA] = _catalogue(settings, datasets)
    return {page: _text(content) for page, content in told.items()}


def _text(content: Mapping) -> str:
    whole = {"@context": "https://schema.org", **content}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _case(case: Case, collection: Collection, settings: Settings) -> dict:
    """The page of a case is an article about a project of several organisations."""
    sources = collection.vocabularies["sources"].by_id
    topics = collection.vocabularies["topics"].by_id
    return {
        "@type": "Article",
        **_at(settings, addresses.case(case.id)),
        "headline": case.title,
        "abstract": case.summary,
        "inLanguage": "de",
        "dateModified": case.reviewed_on,
        "license": LICENCE["url"],
        "isAccessibleForFree": True,
        "isPartOf": _website(settings),
        "keywords": [topics[id].title for id in case.topics],
        "spatialCoverage": _places(case),
        "about": _project(case),
        "citation": [_citation(sources[id]) for id in sorted(case.cited)],
        **_publisher(settings),
    }


def _project(case: Case) -> dict:
    """What the article is about; sources that are silent leave out when it began or ended."""
    period = {"foundingDate": case.period.start, "dissolutionDate": case.period.end}
    return {
        "@type": "Project",
        "name": case.title,
        **({"alternateName": list(case.aliases)} if case.aliases else {}),
        **{name: date for name, date in period.items() if date},
        "areaServed": case.region,
        "member": [{"@type": "Organization", "name": partner.name} for partner in case.partners],
        **({"url": [link.url for link in case.links]} if case.links else {}),
    }


def _places(case: Case) -> list[dict]:
    return [
        {
            "@type": "Place",
            "name": location.place,
            "geo": {"@type": "GeoCoordinates", "latitude": location.lat, "longitude": location.lon},
        }
        for location in case.coordinates
    ]


def _citation(source: Source) -> dict:
    """A source; its year only where that is a year and not words about it."""
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        **({"datePublished": source.year} if _YEAR.fullmatch(source.year) else {}),
        **({"url": source.url} if source.url else {}),
    }


def _catalogue(settings: Settings, datasets: Sequence[Dataset]) -> dict:
    """The page of open data is about a catalogue of datasets."""
    return {
        "@type": "DataCatalog",
        **_at(settings, f"{addresses.DATA}#katalog"),
        "name": f"{settings.name}: offene Daten",
        "description": settings.description,
        "inLanguage": "de",
        "license": LICENCE["url"],
        "isPartOf": _website(settings),
        **_publisher(settings),
        "dataset": [_dataset(dataset, settings) for dataset in datasets],
    }


def _dataset(dataset: Dataset, settings: Settings) -> dict:
    return {
        "@type": "Dataset",
        **_at(settings, f"{addresses.DATA}#{dataset.id}"),
        "name": dataset.title,
        "description": dataset.description,
        "inLanguage": "de",
        "license": LICENCE["url"],
        "isAccessibleForFree": True,
        "keywords": list(dataset.keywords),
        **({"dateModified": dataset.modified} if dataset.modified else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": download.format,
                "encodingFormat": download.media_type,
                **({"contentUrl": f"{settings.address}{download.path}"} if settings.address else {}),
            }
            for download in dataset.downloads
        ],
        **_publisher(settings),
    }


def _website(settings: Settings) -> dict:
    return {"@type": "WebSite", **_at(settings, ""), "name": settings.name}


def _publisher(settings: Settings) -> dict:
    name = settings.operator.name
    return {"publisher": {"@type": "Organization", "name": name}} if name else {}


def _at(settings: Settings, address: str) -> dict:
    """The name of a thing and where to read of it; nothing where the website has no address yet."""
    whole = f"{settings.address}{address}"
    return {"@id": whole, "url": whole} if settings.address else {}
