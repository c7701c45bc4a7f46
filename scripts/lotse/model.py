"""Model: checked records as frozen dataclasses, the only shape that pages and downloads know.

The fields mirror schemas/*.schema.json; texts are Markdown, see `markup`. Dates are text: 2019, 2019-05 or 2019-05-31.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cattrs


@dataclass(frozen=True)
class Reference:
    """Where a statement comes from: a source id and a place in that source."""

    id: str
    place: str


@dataclass(frozen=True)
class Statement:
    text: str
    source: Reference


@dataclass(frozen=True)
class Period:
    source: Reference
    start: str | None = None
    end: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Location:
    """A point on the map in degrees north and east."""

    place: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Partner:
    name: str
    kind: str
    source: Reference
    role: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class LegalForm:
    form: str
    note: str
    source: Reference
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Obstacle:
    text: str
    source: Reference
    response: str | None = None


@dataclass(frozen=True)
class Milestone:
    date: str
    text: str
    source: Reference
    until: str | None = None


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    unit: str
    source: Reference
    year: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ToolUse:
    tool: str
    note: str
    source: Reference


@dataclass(frozen=True)
class Relation:
    case: str
    reason: str


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    note: str | None = None


Statements = tuple[Statement, ...]


@dataclass(frozen=True)
class Case:
    """One cooperation. Empty sections mean that the sources are silent, not that there is nothing."""

    id: str
    title: str
    short_name: str
    summary: str
    status: str
    period: Period
    laender: tuple[str, ...]
    region: str
    coordinates: tuple[Location, ...]
    spatial_level: str
    partners: tuple[Partner, ...]
    topics: tuple[str, ...]
    legal_forms: tuple[LegalForm, ...]
    as_of: str
    reviewed_on: str
    goals: Statements
    phases: Mapping[str, Statements]
    open_points: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    occasion: Statements = ()
    approach: Statements = ()
    governance: Statements = ()
    financing: Statements = ()
    results: Statements = ()
    success_factors: Statements = ()
    obstacles: tuple[Obstacle, ...] = ()
    transfer_conditions: Statements = ()
    milestones: tuple[Milestone, ...] = ()
    figures: tuple[Figure, ...] = ()
    tools: tuple[ToolUse, ...] = ()
    answers: Mapping[str, Statement] | None = None
    parent: str | None = None
    related: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of all legal forms the case has had, each once, in order of time."""
        return tuple(dict.fromkeys(legal_form.form for legal_form in self.legal_forms))


@dataclass(frozen=True)
class Question:
    """One question of a checklist; empty `topics`, `forms` or `roles` mean that it concerns all."""

    id: str
    label: str
    question: str
    why: str
    hints: tuple[str, ...]
    phases: tuple[str, ...]
    source: Reference
    core: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    id: str
    title: str
    intro: Statement
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Checklist:
    id: str
    title: str
    purpose: str
    called_by: str
    called_when: str
    version: str
    areas: tuple[Area, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order of their areas."""
        return tuple(question for area in self.areas for question in area.questions)


@dataclass(frozen=True)
class Term:
    """An entry of a vocabulary. Only tools, phases and sources use the fields of their kind."""

    id: str
    title: str
    description: str | None = None
    aliases: tuple[str, ...] = ()
    source: Reference | None = None
    task: str | None = None
    result: str | None = None
    helps_when: str | None = None
    effort: str | None = None
    watch_out: str | None = None
    group: str | None = None
    phases: tuple[str, ...] = ()
    short_title: str | None = None
    publisher: str | None = None
    year: str | None = None
    evidence: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    id: str
    title: str
    description: str
    entries: tuple[Term, ...]
    origin: str | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.entries}


@dataclass(frozen=True)
class Collection:
    """Everything that the records say: cases, checklists and vocabularies by their ids."""

    cases: Mapping[str, Case]
    checklists: Mapping[str, Checklist]
    vocabularies: Mapping[str, Vocabulary]


_converter = cattrs.Converter()
_converter.register_structure_hook(str, lambda value, _: str(value))


def build(kind: type, id: str, value: Mapping) -> object:
    """Return `value` (checked against its schema) as a `kind`: Case, Checklist or Vocabulary, called `id`."""
    return _converter.structure({"id": id, **value}, kind)
