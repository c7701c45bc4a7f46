"""Cases as a table that German Excel opens by double click: byte order mark, semicolons, one row a case."""

import csv
import io
import re
from collections.abc import Iterable

from .. import addresses
from ..model import Case, Collection
from ..settings import Settings

BETWEEN = " | "  # several values in a cell; names of partners hold commas

# Excel would run such a cell as a formula (OWASP, CSV injection); overrides/scripts/exports/csv.js has the same rule.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")  # noqa: RUF001


def table(collection: Collection, settings: Settings) -> str:
    """Return the table of all cases; pages by their full address where that of the website is known."""
    rows = [_row(case, collection, settings) for case in collection.cases.values()]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, fieldnames=list(rows[0]) if rows else ["Kennung"], delimiter=";", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def _row(case: Case, collection: Collection, settings: Settings) -> dict[str, str]:
    def titles(vocabulary: str, ids: Iterable[str]) -> str:
        return BETWEEN.join(collection.vocabularies[vocabulary].by_id[id].title for id in ids)

    return {
        "Kennung": case.id,
        "Titel": case.title,
        "Kurzname": case.short_name,
        "Kurzfassung": case.summary,
        "Stand": titles("statuses", (case.status,)),
        "Beginn": case.period.start or "",
        "Ende": case.period.end or "",
        "Länder": titles("laender", case.laender),
        "Region": case.region,
        "Räumliche Ebene": titles("spatial-levels", (case.spatial_level,)),
        "Zahl der Einträge unter Partner": str(len(case.partners)),
        "Partner": BETWEEN.join(partner.name for partner in case.partners),
        "Themen": titles("topics", case.topics),
        "Organisationsformen": titles("legal-forms", case.forms),
        "Wer zahlt": titles("payers", case.payers),
        "Phasen": titles("phases", case.phases),
        "Quellen": titles("sources", sorted(case.cited)),
        "Stand der Angaben": case.as_of,
        "Geprüft am": case.reviewed_on,
        "Seite": f"{settings.address}{addresses.case(case.id)}",
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
