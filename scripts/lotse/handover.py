"""Handover: what MkDocs tells the command `lotse build` that started it: that the records are right, or what is wrong.

It is a line on the standard output of MkDocs that begins with SIGN, followed by JSON.
"""

import json
import os
from dataclasses import asdict

from .problems import CannotWork, Problem, ProblemsFound

SIGN = "lotse: "
_WANTED = "LOTSE_HANDOVER"
LISTENING = {_WANTED: "1"}  # in the environment of MkDocs, where somebody listens


def tell(failure: ProblemsFound | CannotWork | None) -> None:
    """Tell whoever listens why there will be no website, or that the records are right."""
    if os.environ.get(_WANTED):
        problems = [asdict(problem) for problem in failure.problems] if isinstance(failure, ProblemsFound) else []
        print(SIGN + json.dumps({"failure": str(failure or ""), "problems": problems}), flush=True)


def heard(line: str) -> ProblemsFound | CannotWork | None:
    """Return what `tell` was told."""
    told = json.loads(line.removeprefix(SIGN))
    if told["problems"]:
        return ProblemsFound(Problem(**problem) for problem in told["problems"])
    return CannotWork(told["failure"]) if told["failure"] else None
