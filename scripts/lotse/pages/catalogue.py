"""Catalogue: what the browser needs to filter, sort and show cases: a line for each, and their cards in portions."""

import json
from collections.abc import Mapping, Sequence

from .. import addresses
from ..knowledge.library import FILTERS, Library
from ..model import Case
from .press import Press

PORTION = 20  # cards that are fetched at once: about as many as a reader looks at


def files(library: Library, press: Press) -> Mapping[str, str]:
    """Return path from the root of the site -> text of the catalogue and of every portion of cards."""
    lines = [_line(library, case) for case in library.cases]
    filters = [*FILTERS]
    return {
        f"{addresses.CASES}catalogue.json": _json({"portion": PORTION, "filters": filters, "cases": lines}),
        **{
            f"{addresses.CASES}cards/{number}.json": _json([_card(press, case) for case in cases])
            for number, cases in enumerate(_portions(library.cases))
        },
    }


def _line(library: Library, case: Case) -> Mapping[str, object]:
    """What a case can be found, sorted and listed by."""
    return {
        "id": case.id,
        "name": case.short_name,
        "region": case.region,
        "start": case.period.start or "",
        "as_of": case.as_of,
        "partners": len(case.partners),
        "notice": case.notice is not None,
        "cells": library.cell_numbers[case.id],
        **library.facets[case.id],
    }


def _card(press: Press, case: Case) -> str:
    """The card as it stands in the list of cases."""
    return press.fragment("card.md", addresses.CASES, case=case)


def _portions(cases: Sequence[Case]) -> list[Sequence[Case]]:
    return [cases[start : start + PORTION] for start in range(0, len(cases), PORTION)]


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
