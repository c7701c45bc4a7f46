"""Downloads: which files the website offers beside its pages, for programs, spreadsheets, editors, portals and readers of feeds."""

from collections.abc import Mapping, Sequence

from .. import germany
from ..browser import icons, libraries
from ..model import Collection
from ..reading.schema import Schemas
from ..settings import Settings
from . import cases_csv, feed, published_schemas, records_json, sitemap
from .datasets import Dataset


def files(
    collection: Collection, schemas: Schemas, settings: Settings, datasets: Sequence[Dataset]
) -> Mapping[str, str]:
    """Return path from the root of the site -> text of every file for download; `datasets` are what portals are told of."""
    from . import dcat  # loading its library takes a tenth of a second, which checking records does without

    return {
        **records_json.files(collection, settings),
        "api/cases.csv": cases_csv.table(collection, settings),
        **published_schemas.files(schemas, settings),
        "schemas/case.template.yml": schemas.template(),
        **dcat.files(datasets, settings),
        "feed.xml": feed.atom(collection, settings),
        "robots.txt": sitemap.robots(settings),
        "licences/svg-maps-germany.txt": germany.licence(),
        **libraries.files(),
        **icons.files(),
    }
