"""Feed: the newest and latest reviewed cases as Atom (RFC 4287), for readers of feeds."""

from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from .. import addresses
from ..model import Case, Collection
from ..settings import Settings
from .records_json import LICENCE

PATH = "feed.xml"
MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"


def atom(collection: Collection, settings: Settings) -> str:
    """Return the feed. Where the website has no address, links are seen from the place of the feed."""
    newest = sorted(collection.cases.values(), key=lambda case: case.id)
    newest.sort(key=lambda case: case.reviewed_on, reverse=True)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "de"})
    _add(feed, "id", _name(PATH, settings))
    _add(feed, "title", f"{settings.name}: neue und neu geprüfte Fälle")
    _add(feed, "subtitle", settings.description)
    _add(feed, "updated", _moment(newest[0].reviewed_on if newest else "1970-01-01"))
    _add(SubElement(feed, "author"), "name", settings.operator.name or settings.name)
    _add(feed, "rights", f"{LICENCE['name']}, {LICENCE['url']}")
    if settings.address:
        SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{settings.address}{PATH}")
    SubElement(feed, "link", rel="alternate", type="text/html", href=f"{settings.address}{addresses.CASES}")
    for case in newest[:MOST]:
        _entry(feed, case, collection, settings)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, case: Case, collection: Collection, settings: Settings) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", _name(addresses.case(case.id), settings))
    _add(entry, "title", case.title)
    _add(entry, "updated", _moment(case.reviewed_on))
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"{settings.address}{addresses.case(case.id)}")
    _add(entry, "summary", case.summary)
    for topic in case.topics:
        SubElement(entry, "category", term=topic, label=collection.vocabularies["topics"].by_id[topic].title)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _name(address: str, settings: Settings) -> str:
    """What something is called for ever. Websites may move, and other collections may have a case of the same id."""
    return uuid5(NAMESPACE_URL, f"{settings.name}/{address}").urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
