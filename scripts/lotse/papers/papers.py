"""Papers: which checklists lie ready to be taken along, and what stands on each. How they look, pdf, word and excel say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from .. import addresses
from ..knowledge.library import STATES, Library
from ..model import Checklist, Phase, Question
from ..pages.press import date
from ..reading import markup
from ..settings import Settings

# What a question can be answered with: name in files -> what people read.
ANSWERS = {id: title for id, title in STATES.items() if id != "offen"}

KEPT = 100  # files of each kind that are remembered, so that an unchanged paper is not made anew while pages are served


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it stands on a paper, all in plain text; `core` as seen from the paper's phase, or from any."""

    number: int
    id: str
    area: str
    label: str
    text: str
    core: bool
    why: str
    hints: tuple[str, ...]
    tools: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading and its questions; some sections have a sheet to themselves."""

    title: str
    questions: tuple[PaperQuestion, ...]
    on_own_sheet: bool = False


@dataclass(frozen=True)
class Paper:
    """A checklist to print or to fill in, from the website `site`; `phase` is empty for whole lists, `address` where nobody
    knows the website's."""

    site: str
    id: str
    title: str
    name: str
    phase: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    version: str
    address: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[PaperQuestion, ...]:
        """All questions in the order of their numbers."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def meta(self) -> str:
        """One line that says which list this is, how old it is, and where the latest one stands."""
        return " · ".join(filter(None, (f"{self.site}, {self.name}", self.edition, self.address)))

    @property
    def edition(self) -> str:
        return f"Fassung vom {date(self.version)}"

    def path(self, suffix: str) -> str:
        """Return where in the site the file with this suffix lies."""
        return f"{addresses.checklist(self.id)}{self.id}.{suffix}"


def papers(library: Library, settings: Settings) -> Iterator[Paper]:
    """Yield the paper of every phase and of every checklist."""
    for phase in library.terms("phases"):
        yield _of_phase(library, phase, settings)
    for checklist in library.checklists:
        yield _of_checklist(library, checklist, settings)


def _of_phase(library: Library, phase: Phase, settings: Settings) -> Paper:
    core, others = library.by_phase[phase.id]
    parts = [("Kernfragen", core, True), ("Weitere Fragen", others, False)]
    return Paper(
        settings.name,
        phase.id,
        f"Checkliste: {phase.title}",
        f"Phase {phase.title}",
        phase.title,
        markup.plain(phase.task),
        (("Ziel der Phase", markup.plain(phase.result)),),
        library.general.version,
        settings.address and f"{settings.address}{addresses.checklist(phase.id)}",
        _sections(library, library.general, parts, phase.id),
    )


def _of_checklist(library: Library, checklist: Checklist, settings: Settings) -> Paper:
    parts = [(area.title, area.questions, False) for area in checklist.areas]
    return Paper(
        settings.name,
        checklist.id,
        f"Checkliste: {checklist.title}",
        checklist.title,
        "",
        markup.plain(checklist.purpose),
        (
            ("Wer ruft sie auf", markup.plain(checklist.called_by)),
            ("Wann", markup.plain(checklist.called_when)),
        ),
        checklist.version,
        settings.address and f"{settings.address}{addresses.checklist(checklist.id)}",
        _sections(library, checklist, parts),
    )


def _sections(
    library: Library,
    checklist: Checklist,
    parts: Sequence[tuple[str, Sequence[Question], bool]],
    phase: str | None = None,
) -> tuple[Section, ...]:
    """Return the parts that hold any questions, numbered throughout."""
    areas = {question.id: area.title for area in checklist.areas for question in area.questions}
    numbers = count(1)

    def asked(question: Question) -> PaperQuestion:
        return PaperQuestion(
            next(numbers),
            question.id,
            areas[question.id],
            question.label,
            question.question,
            bool(question.core) if phase is None else phase in question.core,
            markup.plain(question.why),
            tuple(markup.plain(hint) for hint in question.hints),
            tuple(library.term("tools", id).title for id in question.tools),
        )

    return tuple(Section(title, tuple(map(asked, questions)), own) for title, questions, own in parts if questions)
