"""Model: checked records as frozen dataclasses, the only shape that pages and downloads know.

The fields mirror schemas/*.schema.json; texts are Markdown, see `markup`. Dates are text: 2019, 2019-05 or 2019-05-31.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property

import cattrs

from .problems import CannotWork


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
class Municipality:
    """How large a town or Gemeinde that takes part is, by number or by the word of the source."""

    name: str
    size: str
    source: Reference
    population: int | None = None
    year: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class LegalForm:
    form: str
    note: str
    source: Reference
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Amount:
    """A sum of money as the source writes it: `rund 300.000` and `Euro im Jahr`."""

    value: str
    unit: str


@dataclass(frozen=True)
class Funding:
    """Who bears which costs; `note` says what for, and what a share in percent is part of."""

    payer: str
    note: str
    source: Reference
    amount: Amount | None = None
    share: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Obstacle:
    """A difficulty, how the partners met it, and the typical pitfall it belongs to."""

    text: str
    source: Reference
    response: str | None = None
    pitfall: str | None = None


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


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of a vocabulary."""

    id: str
    title: str
    description: str | None = None
    aliases: tuple[str, ...] = ()
    source: Reference | None = None


@dataclass(frozen=True, kw_only=True)
class Source(Term):
    """A document that statements come from; `case` is the one that brings it along, if it is not for all."""

    short_title: str
    publisher: str
    year: str
    evidence: str
    url: str | None = None
    note: str | None = None
    case: str | None = None


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
    as_of: str
    reviewed_on: str
    goals: Statements
    phases: Mapping[str, Statements]
    open_points: tuple[str, ...]
    notice: Statement | None = None
    aliases: tuple[str, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    legal_forms: tuple[LegalForm, ...] = ()
    occasion: Statements = ()
    approach: Statements = ()
    governance: Statements = ()
    financing: Statements = ()
    funding: tuple[Funding, ...] = ()
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
    sources: tuple[Source, ...] = ()

    @cached_property
    def cited(self) -> frozenset[str]:
        """The ids of all sources that the case cites."""
        return frozenset(_cited(self))

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of all legal forms the case has had, each once, in order of time."""
        return tuple(dict.fromkeys(legal_form.form for legal_form in self.legal_forms))

    @property
    def payers(self) -> tuple[str, ...]:
        """The ids of all who bear costs of the case, each once, in the order of the record."""
        return tuple(dict.fromkeys(funding.payer for funding in self.funding))


def _cited(value: object) -> Iterator[str]:
    """Yield the id of every reference inside `value`."""
    if isinstance(value, Reference):
        yield value.id
    elif is_dataclass(value):
        for field in fields(value):
            yield from _cited(getattr(value, field.name))
    elif isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _cited(item)


@dataclass(frozen=True)
class Question:
    """One question of a checklist; empty conditions (`topics` to `levels`) mean that it concerns all."""

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
    partner_counts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    id: str
    title: str
    intro: Statement
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Checklist:
    """Questions in areas. The one `general` checklist also makes the lists of the phases."""

    id: str
    title: str
    kind: str
    purpose: str
    called_by: str
    called_when: str
    version: str
    areas: tuple[Area, ...]
    origin: str | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order of their areas."""
        return tuple(question for area in self.areas for question in area.questions)


@dataclass(frozen=True)
class Row:
    """One line of a chart: a value for each series, as the source writes it; `–` where it gives none."""

    label: str
    values: tuple[str, ...]
    topic: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Chart:
    id: str
    title: str
    question: str
    unit: str
    base: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]
    finding: Statement
    source: Reference
    notes: Statements = ()

    @property
    def most(self) -> float:
        """What the full length of a bar stands for: a hundred percent, or else the largest value of all rows."""
        if self.unit == "Prozent":
            return 100
        values = [value for row in self.rows for value in row.values if value != "–"]
        return max(map(_number, values), default=0) or 1

    @property
    def is_sparse(self) -> bool:
        """Tell whether most rows lack most of the series, so that these are easier to read one by one."""
        values = [value for row in self.rows for value in row.values]
        return len(self.series) > 1 and 2 * values.count("–") > len(values)

    @property
    def numbered(self) -> tuple[Row, ...]:
        """The rows for which the source gives a number."""
        return tuple(row for row in self.rows if set(row.values) != {"–"})

    @property
    def unnumbered(self) -> tuple[Row, ...]:
        """The rows for which the source gives no number."""
        return tuple(row for row in self.rows if set(row.values) == {"–"})

    @property
    def ranked(self) -> tuple[tuple[str, tuple[tuple[Row, str], ...]], ...]:
        """By series, its rows with their numbers, the largest first."""
        return tuple((name, self._largest_first(place)) for place, name in enumerate(self.series))

    def _largest_first(self, place: int) -> tuple[tuple[Row, str], ...]:
        rows = [(row, row.values[place]) for row in self.rows if row.values[place] != "–"]
        return tuple(sorted(rows, key=lambda entry: -_number(entry[1])))


def _number(value: str) -> float:
    """A number as the sources write it, such as 33,1."""
    return float(value.replace(",", "."))


@dataclass(frozen=True)
class Survey:
    """What a survey found, and what follows from it."""

    id: str
    title: str
    description: str
    source: Reference
    method: Statements
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    lessons: Statements
    contradictions: Statements


@dataclass(frozen=True, kw_only=True)
class Phase(Term):
    task: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Organisation(Term):
    """A legal form in comparison with the others."""

    level: str
    binding: str
    effort: str
    decides: str
    money: str
    fits: str


@dataclass(frozen=True, kw_only=True)
class MunicipalitySize(Term):
    """A class of towns by population: from `at_least` people to the next class."""

    at_least: int


@dataclass(frozen=True, kw_only=True)
class Payer(Term):
    """Who may bear costs; `group` is local (the partners) or higher (Land, Bund, programmes)."""

    group: str


@dataclass(frozen=True, kw_only=True)
class Tool(Term):
    helps_when: str
    effort: str
    watch_out: str
    group: str
    phases: tuple[str, ...]


@dataclass(frozen=True)
class FittingWay:
    """A way out of a pitfall, and why it fits there."""

    way: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Pitfall(Term):
    signs: tuple[str, ...]
    prevent: str
    first_aid: str
    ways: tuple[FittingWay, ...]


@dataclass(frozen=True, kw_only=True)
class WayOut(Term):
    first_step: str
    effort: str
    watch_out: str
    tools: tuple[str, ...] = ()


# Vocabularies whose entries say more than a term does.
TERM_KINDS: Mapping[str, type[Term]] = {
    "phases": Phase,
    "legal-forms": Organisation,
    "municipality-sizes": MunicipalitySize,
    "payers": Payer,
    "tools": Tool,
    "pitfalls": Pitfall,
    "ways-out": WayOut,
    "sources": Source,
}


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
    """Everything that the records say, by folder and id."""

    cases: Mapping[str, Case]
    checklists: Mapping[str, Checklist]
    vocabularies: Mapping[str, Vocabulary]
    surveys: Mapping[str, Survey]


_converter = cattrs.Converter()
_converter.register_structure_hook(str, lambda value, _: _as_text(value))


def _as_text(value: object) -> str:
    """Return a value as text; to a schema 2019.0 is a whole number, and so it is to readers."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def build(kind: type, id: str, value: Mapping) -> object:
    """Return `value` (checked against its schema) as a `kind` (Case, Checklist, Survey or Vocabulary) called `id`.

    Raises CannotWork where the schemas allow what the program does not know.
    """
    try:
        return _build(kind, id, value)
    except cattrs.BaseValidationError as error:
        raise CannotWork(
            f"Die Schemas passen nicht zum Programm: Aus „{id}“ wird kein {kind.__name__} "
            f"({'; '.join(cattrs.transform_error(error))})."
        ) from None


def _build(kind: type, id: str, value: Mapping) -> object:
    if kind is Vocabulary:
        entries = _converter.structure(value["entries"], tuple[TERM_KINDS.get(id, Term), ...])
        return Vocabulary(id, value["title"], value["description"], entries, value.get("origin"))
    return _converter.structure({"id": id, **value}, kind)
