"""Form steps: how firmly the partners of a case have bound themselves, in steps from loose to firm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Case, LegalForm


@dataclass(frozen=True)
class Placed:
    """A legal form of the case, and its number in order of time; none where the sources do not date all forms."""

    number: int | None
    form: LegalForm


@dataclass(frozen=True)
class FormStep:
    """A level of binding (its id), and the legal forms of the case that belong to it."""

    level: str
    forms: tuple[Placed, ...]


def form_steps(case: Case, levels: Iterable[str], level_of: Mapping[str, str]) -> tuple[FormStep, ...]:
    """Return a step for each of `levels`; none where the case never went from one level to another.

    `level_of` says to which level a legal form belongs, by its id.
    """
    if len({level_of[form] for form in case.forms}) < 2:
        return ()
    is_dated = all(form.since for form in case.legal_forms)
    forms = sorted(case.legal_forms, key=lambda form: form.since) if is_dated else case.legal_forms
    placed = [Placed(number if is_dated else None, form) for number, form in enumerate(forms, start=1)]
    return tuple(FormStep(level, tuple(one for one in placed if level_of[one.form.form] == level)) for level in levels)
