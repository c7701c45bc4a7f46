"""Completeness: which sections of a case have something in them. It says nothing about whether that was reviewed."""

from ..model import Case

# The sections that every case could fill if its sources said enough.
COUNTED = (
    "occasion",
    "goals",
    "approach",
    "governance",
    "financing",
    "results",
    "success_factors",
    "obstacles",
    "transfer_conditions",
    "legal_forms",
    "milestones",
    "figures",
)


def missing(case: Case) -> tuple[str, ...]:
    """Return the fields among COUNTED in which `case` says nothing."""
    return tuple(name for name in COUNTED if not getattr(case, name))
