"""DCAT: the open data as a catalogue that portals such as GovData can harvest, after DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/).

Everything has a name of its own, so that the same records always give the same bytes. Where the address of the website is
not known, names are seen from the folder api/, in which the catalogue lies.
"""

import json
from collections.abc import Mapping, Sequence

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from .. import addresses
from ..settings import Settings
from .datasets import Dataset, Download
from .records_json import LICENCE

_EU = Namespace("http://publications.europa.eu/resource/authority/")
_DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
_DCATAP = Namespace("http://data.europa.eu/r5r/")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_ADMS = Namespace("http://www.w3.org/ns/adms#")
_PREFIXES = {
    "rdf": RDF,
    "xsd": XSD,
    "dcatde": _DCATDE,
    "dcatap": _DCATAP,
    "adms": _ADMS,
    "vcard": _VCARD,
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
}
_LICENCE = URIRef("http://dcat-ap.de/def/licenses/cc-by/4.0")
_THEMES = ("REGI", "GOVE")  # regions and cities; government and public sector
# Official keys of the Länder, by their ids in vocabulary/laender.yml.
_STATE_KEYS = {
    "schleswig-holstein": "01",
    "hamburg": "02",
    "niedersachsen": "03",
    "bremen": "04",
    "nordrhein-westfalen": "05",
    "hessen": "06",
    "rheinland-pfalz": "07",
    "baden-wuerttemberg": "08",
    "bayern": "09",
    "saarland": "10",
    "berlin": "11",
    "brandenburg": "12",
    "mecklenburg-vorpommern": "13",
    "sachsen": "14",
    "sachsen-anhalt": "15",
    "thueringen": "16",
}


def files(datasets: Sequence[Dataset], settings: Settings) -> Mapping[str, str]:
    """Return path -> text of the catalogue of `datasets` as Turtle and as JSON-LD."""
    graph = _graph(datasets, settings)
    return {
        "api/catalog.ttl": graph.serialize(format="longturtle"),
        "api/catalog.jsonld": _json_ld(graph),
    }


def _json_ld(graph: Graph) -> str:
    """JSON-LD in an order that does not depend on chance: a list in it is a set unless it says otherwise."""
    content = json.loads(graph.serialize(format="json-ld", context={name: str(of) for name, of in _PREFIXES.items()}))
    return json.dumps(_ordered(content), ensure_ascii=False, indent=1)


def _ordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=json.dumps)
    return value


def _graph(datasets: Sequence[Dataset], settings: Settings) -> Graph:
    base = settings.address or "../"
    page = f"{base}{addresses.DATA}"
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    publisher, contact = URIRef(f"{page}#herausgeber"), URIRef(f"{page}#kontakt")
    _describe(graph, publisher, FOAF.Agent, [(FOAF.name, Literal(settings.operator.name or settings.name))])
    _describe(graph, contact, _VCARD.Kind, _contact(settings, page))
    shared = [
        (DCTERMS.publisher, publisher),
        (DCTERMS.language, _EU["language/DEU"]),
        (DCTERMS.spatial, _EU["country/DEU"]),
    ]
    catalogue = [
        (DCTERMS.title, _german(f"{settings.name}: offene Daten")),
        (DCTERMS.description, _german(settings.description)),
        (DCTERMS.license, _LICENCE),
        (FOAF.homepage, URIRef(base)),
        (DCAT.themeTaxonomy, URIRef("http://publications.europa.eu/resource/authority/data-theme")),
        *_modified(max(dataset.modified for dataset in datasets)),
        *((DCAT.dataset, URIRef(f"{page}#{dataset.id}")) for dataset in datasets),
    ]
    _describe(graph, URIRef(f"{page}#katalog"), DCAT.Catalog, [*shared, *catalogue])
    for dataset in datasets:
        node = URIRef(f"{page}#{dataset.id}")
        about = [*shared, *_about(dataset, page), (DCAT.contactPoint, contact), (DCAT.landingPage, URIRef(page))]
        _describe(graph, node, DCAT.Dataset, about)
        for download in dataset.downloads:
            _distribution(graph, node, dataset, download, settings)
    return graph


def _about(dataset: Dataset, page: str) -> list[tuple]:
    """What a dataset says of itself."""
    return [
        (DCTERMS.title, _german(dataset.title)),
        (DCTERMS.description, _german(dataset.description)),
        (DCTERMS.identifier, Literal(f"{page}#{dataset.id}")),
        (DCTERMS.accessRights, _EU["access-right/PUBLIC"]),
        (DCTERMS.accrualPeriodicity, _EU["frequency/IRREG"]),
        (_DCATAP.availability, _EU["planned-availability/AVAILABLE"]),
        *((DCAT.theme, _EU[f"data-theme/{theme}"]) for theme in _THEMES),
        *((DCAT.keyword, _german(keyword)) for keyword in dataset.keywords),
        *_modified(dataset.modified),
        *_places(dataset.laender),
    ]


def _distribution(graph: Graph, of: URIRef, dataset: Dataset, download: Download, settings: Settings) -> None:
    """Describe a file; DCAT-AP.de wants the address of a download twice (convention 39)."""
    base = settings.address or "../"
    file, node = URIRef(f"{base}{download.path}"), URIRef(f"{of}-{download.format.lower()}")
    graph.add((of, DCAT.distribution, node))
    about = [
        (DCTERMS.title, _german(f"{dataset.title} als {download.format}")),
        (DCAT.accessURL, file),
        (DCAT.downloadURL, file),
        (DCTERMS.format, _EU[f"file-type/{download.format}"]),
        (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{download.media_type}")),
        (DCTERMS.license, _LICENCE),
        (_DCATDE.licenseAttributionByText, Literal(f"{settings.name}, {LICENCE['name']}")),
        (DCTERMS.language, _EU["language/DEU"]),
        (_DCATAP.availability, _EU["planned-availability/AVAILABLE"]),
        (_ADMS.status, URIRef("http://purl.org/adms/status/Completed")),
        *_modified(dataset.modified),
    ]
    if download.schema:
        schema = URIRef(f"{base}{download.schema}")
        _describe(graph, schema, DCTERMS.Standard, [])
        about.append((DCTERMS.conformsTo, schema))
    _describe(graph, node, DCAT.Distribution, about)


def _contact(settings: Settings, page: str) -> list[tuple]:
    """Whom to ask: by e-mail where the operator names an address, else by the page that speaks of the data."""
    email = settings.operator.email
    way = (_VCARD.hasEmail, URIRef(f"mailto:{email}")) if email else (_VCARD.hasURL, URIRef(page))
    return [(_VCARD.fn, Literal(settings.operator.name or settings.name)), way]


def _places(laender: Sequence[str]) -> list[tuple]:
    """The Länder that a dataset is about, said twice for readers here and in the EU (convention 11)."""
    keys = sorted(_STATE_KEYS[land] for land in laender if land in _STATE_KEYS)
    states = [URIRef(f"http://dcat-ap.de/def/politicalGeocoding/stateKey/{key}") for key in keys]
    return [(predicate, state) for state in states for predicate in (_DCATDE.politicalGeocodingURI, DCTERMS.spatial)]


def _modified(day: str) -> list[tuple]:
    return [(DCTERMS.modified, Literal(day, datatype=XSD.date))] if day else []


def _german(text: str) -> Literal:
    return Literal(text, lang="de")


def _describe(graph: Graph, node: URIRef, kind: URIRef, about: Sequence[tuple]) -> None:
    graph.add((node, RDF.type, kind))
    for predicate, value in about:
        graph.add((node, predicate, value))
