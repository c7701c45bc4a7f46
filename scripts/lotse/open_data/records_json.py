"""Records as JSON: the files under api/, all in the same envelope. What readers may rely on, content/mitmachen/daten.md says."""

import json
from collections.abc import Mapping

import cattrs

from .. import addresses
from ..model import Case, Collection, Term
from ..reading.own_sources import as_written
from ..settings import Settings

# Of the format. Within 1.x files, fields and terms may come, but none goes or changes its meaning.
VERSION = "1.0"
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

_FILES = {"vocabularies": "vocabulary"}  # what a file is called where not as its content

# What a record does not say is left out, so that a record has the fields that its file has.
_plain = cattrs.Converter(omit_if_default=True).unstructure


def files(collection: Collection, settings: Settings) -> Mapping[str, str]:
    """Return path -> text of the JSON file of each kind of record, and of each case."""
    cases = {id: _case(case) for id, case in collection.cases.items()}
    contents = {
        "cases": [{**_place(id), **record} for id, record in cases.items()],
        "checklists": [
            {"address": addresses.checklist(list_.id), **_plain(list_)} for list_ in collection.checklists.values()
        ],
        "surveys": [_plain(survey) for survey in collection.surveys.values()],
        "vocabularies": [
            # each term by itself: a vocabulary only knows that its terms are terms
            {**_plain(vocabulary), "entries": [_plain(term) for term in vocabulary.entries if is_shared(term)]}
            for vocabulary in collection.vocabularies.values()
            if vocabulary.entries
        ],
    }
    found = {f"api/{_FILES.get(kind, kind)}.json": _text(settings, {kind: all_}) for kind, all_ in contents.items()}
    for id, record in cases.items():
        found[f"api/cases/{id}.json"] = _text(settings, {**_place(id), "record": record})
    return found


def _case(case: Case) -> dict:
    """The fields of a case as in its file, whose name is the id."""
    record = as_written(_plain(case), case.id)
    del record["id"]
    return record


def is_shared(term: Term) -> bool:
    """Tell whether a term is for all records; a source that a case brings along stands with that case."""
    return not getattr(term, "case", None)


def _place(id: str) -> dict[str, str]:
    """What a case is called, and where its page is."""
    return {"id": id, "address": addresses.case(id)}


def _text(settings: Settings, content: Mapping) -> str:
    """Return `content` in the envelope. Addresses inside are seen from the address of the website."""
    site = {"name": settings.name, **({"address": settings.address} if settings.address else {})}
    envelope = {
        "version": VERSION,
        "licence": LICENCE,
        "attribution": f"{settings.name}, {LICENCE['name']}",
        "site": site,
    }
    return json.dumps({**envelope, **content}, ensure_ascii=False, separators=(",", ":"))
