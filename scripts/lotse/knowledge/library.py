"""Library: the collection with the look-ups that pages share, each made once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Case, Chart, Checklist, Collection, Obstacle, Question, Row, Statement, Survey, Term
from .binding import Step, scale
from .cells import Cell, cells, numbers_by_case
from .order import without_notice_first
from .similarity import Similar, similar_cases

# Filter of the case list, as it stands in the URL -> its label and the vocabulary it chooses from.
FILTERS = {
    "thema": ("Thema", "topics"),
    "phase": ("Phase", "phases"),
    "land": ("Land", "laender"),
    "form": ("Organisationsform", "legal-forms"),
    "ebene": ("Räumliche Ebene", "spatial-levels"),
    "partner": ("Art der Partner", "partner-kinds"),
    "groesse": ("Größe der Kommunen", "municipality-sizes"),
    "zahlt": ("Wer zahlt", "payers"),
    "status": ("Stand", "statuses"),
    "beleg": ("Art der Belege", "evidence"),
}


@dataclass(frozen=True)
class Condition:
    """What questions may depend on: its label, the vocabulary to choose from, the field of a question, and why it leaves out."""

    label: str
    vocabulary: str
    field: str
    reason: str


# How a checklist is tailored, beside phase and core questions: name in the URL -> what questions may depend on.
CONDITIONS = {
    "thema": Condition("Thema", "topics", "topics", "gilt nur für andere Themen"),
    "form": Condition("Organisationsform", "legal-forms", "forms", "gilt nur für andere Organisationsformen"),
    "rolle": Condition("Ihre Rolle", "partner-kinds", "roles", "richtet sich an andere Rollen"),
    "partner": Condition(
        "Zahl der Partner", "partner-counts", "partner_counts", "gilt nur bei einer anderen Zahl von Partnern"
    ),
    "bindung": Condition("Verbindlichkeit", "binding-levels", "levels", "gilt nur bei anderer Verbindlichkeit"),
}

# Where a partnership stands with a question: id -> title. The browser keeps the ids.
STATES = {"offen": "offen", "ja": "ja", "teilweise": "teilweise", "nein": "nein", "entfaellt": "entfällt"}

_SORTED_AS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Answer:
    """How one case answered a question, or used a tool."""

    case: Case
    statement: Statement


@dataclass(frozen=True)
class MetObstacle:
    """An obstacle, and the case that met it."""

    case: Case
    obstacle: Obstacle


@dataclass(frozen=True)
class Library:
    """The collection with the look-ups that pages share, each made once."""

    collection: Collection

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases by their short names, as a German reader expects them sorted; those with a notice last."""
        by_name = sorted(self.collection.cases.values(), key=lambda case: case.short_name.lower().translate(_SORTED_AS))
        return tuple(without_notice_first(by_name))

    @cached_property
    def checklists(self) -> tuple[Checklist, ...]:
        """All checklists, the general one first."""
        return tuple(sorted(self.collection.checklists.values(), key=lambda checklist: checklist.kind))

    @cached_property
    def general(self) -> Checklist:
        """The checklist that holds for every cooperation; the lists of the phases come from it."""
        return self.checklists[0]

    @cached_property
    def surveys(self) -> tuple[Survey, ...]:
        return tuple(self.collection.surveys.values())

    @cached_property
    def answers(self) -> Mapping[str, list[Answer]]:
        """Question id -> the answers of all cases."""
        found: dict[str, list[Answer]] = {id: [] for id in self.homes}
        for case in self.cases:
            for id, statement in (case.answers or {}).items():
                found[id].append(Answer(case, statement))
        return found

    @cached_property
    def examples(self) -> Mapping[str, Mapping[str, int]]:
        """Question id -> topic id -> how many answers come from cases on that topic, where there are any."""
        return {
            id: Counter(topic for answer in answers for topic in answer.case.topics)
            for id, answers in self.answers.items()
        }

    @cached_property
    def best_answering(self) -> tuple[Case, ...]:
        """The cases that answer any question of the general checklist, those that answer most first."""
        asked = {question.id for question in self.general.questions}
        counts = {case.id: len(asked & (case.answers or {}).keys()) for case in self.cases}
        return tuple(sorted((case for case in self.cases if counts[case.id]), key=lambda case: -counts[case.id]))

    @cached_property
    def homes(self) -> Mapping[str, tuple[Checklist, Question]]:
        """Question id -> the checklist it belongs to, and the question."""
        return {question.id: (checklist, question) for checklist in self.checklists for question in checklist.questions}

    @cached_property
    def by_phase(self) -> Mapping[str, tuple[tuple[Question, ...], tuple[Question, ...]]]:
        """Phase id -> the core questions and the other questions of the general checklist, each in its order."""
        questions = self.general.questions
        return {
            phase.id: (
                tuple(question for question in questions if phase.id in question.core),
                tuple(
                    question for question in questions if phase.id in question.phases and phase.id not in question.core
                ),
            )
            for phase in self.terms("phases")
        }

    @cached_property
    def tool_uses(self) -> Mapping[str, list[Answer]]:
        """Tool id -> how cases used it."""
        found: dict[str, list[Answer]] = {tool.id: [] for tool in self.terms("tools")}
        for case in self.cases:
            for use in case.tools:
                found[use.tool].append(Answer(case, Statement(use.note, use.source)))
        return found

    @cached_property
    def obstacles(self) -> Mapping[str | None, list[MetObstacle]]:
        """Pitfall id -> the obstacles of all cases that belong to it; None -> those that belong to none."""
        found: dict[str | None, list[MetObstacle]] = {None: [], **{term.id: [] for term in self.terms("pitfalls")}}
        for case in self.cases:
            for obstacle in case.obstacles:
                found[obstacle.pitfall].append(MetObstacle(case, obstacle))
        return found

    @cached_property
    def pitfalls_by_way(self) -> Mapping[str, list[Term]]:
        """Way out -> the pitfalls that it fits."""
        found: dict[str, list[Term]] = {term.id: [] for term in self.terms("ways-out")}
        for pitfall in self.terms("pitfalls"):
            for fitting in pitfall.ways:
                found[fitting.way].append(pitfall)
        return found

    @cached_property
    def questions_by_tool(self) -> Mapping[str, list[Question]]:
        """Tool id -> the questions of the general checklist that it helps with."""
        found: dict[str, list[Question]] = {term.id: [] for term in self.terms("tools")}
        for question in self.general.questions:
            for tool in question.tools:
                found[tool].append(question)
        return found

    @cached_property
    def named_by(self) -> Mapping[str, list[Case]]:
        """Case id -> the cases that name it as related without being named by it."""
        found: dict[str, list[Case]] = {case.id: [] for case in self.cases}
        for case in self.cases:
            for relation in case.related:
                back = {other.case for other in self.collection.cases[relation.case].related}
                if case.id not in back:
                    found[relation.case].append(case)
        return found

    @cached_property
    def cases_by_source(self) -> Mapping[str, list[Case]]:
        """Source id -> the cases that cite it."""
        found: dict[str, list[Case]] = {term.id: [] for term in self.terms("sources")}
        for case in self.cases:
            for source in case.cited:
                found[source].append(case)
        return found

    @cached_property
    def survey_rows(self) -> Mapping[str, list[tuple[Survey, Chart, Row, list[tuple[str, str]]]]]:
        """Topic id -> the rows of charts that tell something about it, with the series that have a value."""
        found: dict[str, list] = {term.id: [] for term in self.terms("topics")}
        for survey in self.surveys:
            for chart in survey.charts:
                for row in chart.rows:
                    if row.topic:
                        given = [
                            (name, value) for name, value in zip(chart.series, row.values, strict=True) if value != "–"
                        ]
                        found[row.topic].append((survey, chart, row, given))
        return found

    @cached_property
    def children(self) -> Mapping[str, list[Case]]:
        """Case id -> the cases that belong to it."""
        found: dict[str, list[Case]] = {case.id: [] for case in self.cases}
        for case in self.cases:
            if case.parent:
                found[case.parent].append(case)
        return found

    @cached_property
    def similar(self) -> Mapping[str, list[Similar]]:
        """Case id -> the cases most like it, without those that its page names as related."""
        related = {
            case.id: {case.parent}
            | {relation.case for relation in case.related}
            | {other.id for other in (*self.children[case.id], *self.named_by[case.id])}
            for case in self.cases
        }
        return similar_cases(self.cases, self.facets, related)

    @cached_property
    def form_scale(self) -> tuple[Step, ...]:
        """The legal forms from loose to firm."""
        return scale(self.terms("binding-levels"), self.terms("legal-forms"))

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        return self.collection.vocabularies[vocabulary].entries

    def term(self, vocabulary: str, id: str) -> Term:
        return self.collection.vocabularies[vocabulary].by_id[id]

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Case id -> filter of the case list -> the ids by which the filter finds the case, in the order of the vocabulary."""
        return {case.id: self._facets(case) for case in self.cases}

    def _facets(self, case: Case) -> Mapping[str, tuple[str, ...]]:
        found = {
            "topics": case.topics,
            "phases": case.phases,
            "laender": case.laender,
            "legal-forms": case.forms,
            "spatial-levels": (case.spatial_level,),
            "partner-kinds": {partner.kind for partner in case.partners},
            "municipality-sizes": {town.size for town in case.municipalities},
            "payers": case.payers,
            "statuses": (case.status,),
            "evidence": {self.term("sources", source).evidence for source in case.cited},
        }
        return {
            name: tuple(term.id for term in self.terms(vocabulary) if term.id in found[vocabulary])
            for name, (_, vocabulary) in FILTERS.items()
        }

    @cached_property
    def cells(self) -> list[Cell]:
        """The markers on the map that stand for all cases."""
        return cells(self.cases)

    @cached_property
    def cell_numbers(self) -> Mapping[str, list[int]]:
        """Case id -> the numbers of its markers on the map."""
        return numbers_by_case(self.cells)

    @cached_property
    def cases_by(self) -> Mapping[str, Mapping[str, list[Case]]]:
        """Vocabulary -> term id -> the cases it applies to, for the vocabularies of FILTERS."""
        found = {vocabulary: {term.id: [] for term in self.terms(vocabulary)} for _, vocabulary in FILTERS.values()}
        for case in self.cases:
            for name, ids in self.facets[case.id].items():
                for id in ids:
                    found[FILTERS[name][1]][id].append(case)
        return found
