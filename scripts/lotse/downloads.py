"""Downloads: the records as open data: JSON for programs, CSV for spreadsheets, schemas for editors."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict

from . import addresses, germany, libraries
from .model import Case, Collection
from .schema import Schemas

LICENCE = "CC BY 4.0"


def files(collection: Collection, schemas: Schemas) -> Mapping[str, str]:
    """Return path from the root of the site -> text of every file for download."""
    found = {
        "api/cases.json": _json(
            {"cases": [{**asdict(case), "address": addresses.case(case.id)} for case in collection.cases.values()]}
        ),
        "api/checklists.json": _json(
            {
                "checklists": [
                    {**asdict(list_), "address": addresses.checklist(list_.id)}
                    for list_ in collection.checklists.values()
                ]
            }
        ),
        "api/surveys.json": _json({"surveys": [asdict(survey) for survey in collection.surveys.values()]}),
        "api/vocabulary.json": _json(
            {"vocabularies": [asdict(vocabulary) for vocabulary in collection.vocabularies.values()]}
        ),
        "api/cases.csv": _csv(collection),
    }
    for name in schemas.names():
        found[f"schemas/{name}.schema.json"] = json.dumps(schemas.complete(name), ensure_ascii=False, indent=1)
    found["schemas/case.template.yml"] = schemas.template()
    found["licences/svg-maps-germany.txt"] = germany.licence()
    return found | libraries.files()


def _json(content: dict) -> str:
    return json.dumps({"licence": LICENCE, **content}, ensure_ascii=False, separators=(",", ":"))


def _csv(collection: Collection) -> str:
    """A table of all cases that German Excel opens by double click: byte order mark, semicolons."""

    def titles(vocabulary: str, ids: tuple[str, ...]) -> str:
        return ", ".join(collection.vocabularies[vocabulary].by_id[id].title for id in ids)

    def row(case: Case) -> dict[str, str]:
        return {
            "Kennung": case.id,
            "Titel": case.title,
            "Kurzfassung": case.summary,
            "Stand": titles("statuses", (case.status,)),
            "Beginn": case.period.start or "",
            "Ende": case.period.end or "",
            "Länder": titles("laender", case.laender),
            "Region": case.region,
            "Räumliche Ebene": titles("spatial-levels", (case.spatial_level,)),
            "Partner": ", ".join(partner.name for partner in case.partners),
            "Themen": titles("topics", case.topics),
            "Organisationsformen": titles("legal-forms", case.forms),
            "Phasen": titles("phases", tuple(case.phases)),
            "Stand der Angaben": case.as_of,
            "Geprüft am": case.reviewed_on,
            "Seite": addresses.case(case.id),
        }

    rows = [row(case) for case in collection.cases.values()]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, fieldnames=list(rows[0]) if rows else ["Kennung"], delimiter=";", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """Keep spreadsheets from running a cell as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
