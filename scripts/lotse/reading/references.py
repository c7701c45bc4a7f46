"""References: rules that no schema can express, because they look at several places or records.

Each rule is a generator that yields (pointer, message) for one document, as the checks of python/peps do.
Rules pass over what is missing or of the wrong type: the schema has spoken about that.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from .. import germany
from ..problems import Problem, suggestion
from . import colours, markup
from .document import EACH, Document, Pointer
from .schema import OPTIONAL_VOCABULARIES, VOCABULARIES

MAX_CORE_QUESTIONS = 9  # more do not fit on one A4 page
LONGEST_TEXT = 1500  # characters; what is longer, the schema refuses, and reading it as Markdown could take hours
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
Finding = tuple[Pointer, str]


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside its own document: case id -> parent id, phase ids, uses of question ids,
    ids of the general checklists, addresses, size class of towns -> its smallest population,
    ids of the shared sources."""

    parents: Mapping[str, str | None]
    phases: frozenset[str]
    question_uses: Counter[str]
    general: Sequence[str]
    pages: Set[str]
    sizes: Mapping[str, int]
    sources: Set[str]


def check(documents: Sequence[Document], pages: Set[str]) -> Iterator[Problem]:
    """Yield the problems of all `documents`; `pages` holds the addresses of the whole site."""
    found = {document.id for document in documents if document.folder == "vocabulary"}
    spared = set(OPTIONAL_VOCABULARIES)
    if any(document.get("funding") for document in documents if document.folder == "cases"):
        spared.discard("payers")
    for name in VOCABULARIES:
        if name not in found and name not in spared:
            yield Problem(f"vocabulary/{name}.yml", 1, 1, "Diese Datei fehlt, oder sie lässt sich nicht lesen.")
    checklists = [document for document in documents if document.folder == "checklists"]
    general = [document.id for document in checklists if document.get("kind") == "general"]
    if not checklists:
        yield Problem("checklists", 1, 1, "Hier fehlt mindestens eine Checkliste.")
    elif not general:
        yield Problem(
            "checklists", 1, 1, "Eine Checkliste muss „kind: general“ haben: Aus ihr entstehen die Seiten der Phasen."
        )
    context = Context(
        {
            document.id: next((id for _, id in document.find("parent")), None)
            for document in documents
            if document.folder == "cases"
        },
        frozenset(
            id
            for document in documents
            if document.path == "vocabulary/phases.yml"
            for _, id in document.find("entries", EACH, "id")
        ),
        Counter(id for document in documents for _, id in document.find("areas", EACH, "questions", EACH, "id")),
        general,
        pages,
        {
            str(document.get(*pointer[:-1], "id")): smallest
            for document in documents
            if document.path == "vocabulary/municipality-sizes.yml"
            for pointer, smallest in document.find("entries", EACH, "at_least", kind=int)
        },
        sources(documents),
    )
    for document in documents:
        for rule in RULES[document.folder]:
            for pointer, message in rule(document, context):
                yield document.problem(pointer, message)


def sources(documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of the sources that every record may cite."""
    shared = (document for document in documents if document.path == "vocabulary/sources.yml")
    return frozenset(id for document in shared for _, id in document.find("entries", EACH, "id"))


def known_sources(document: Document, context: Context) -> Iterator[Finding]:
    """Every cited source is described in the vocabulary, or in the case itself."""
    known = context.sources | {id for _, id in document.find("sources", EACH, "id")}
    for pointer, id in _cited(document.value, ()):
        if id not in known:
            yield pointer, f"Die Quelle „{id}“ gibt es nicht. {suggestion(id, sorted(known))}"


def _cited(value: object, pointer: Pointer) -> Iterator[Finding]:
    """Yield place and id of every source that a record cites."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source" and isinstance(item, dict) and isinstance(item.get("id"), str):
                yield (*pointer, key, "id"), item["id"]
            else:
                yield from _cited(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _cited(item, (*pointer, index))


def sources_named_once(document: Document, context: Context) -> Iterator[Finding]:
    """A source is described in one place; two cases may call theirs alike."""
    described = list(document.find("sources", EACH, "id"))
    for pointer, id in described:
        if id in context.sources:
            yield pointer, f"Die Quelle „{id}“ steht schon in vocabulary/sources.yml. Löschen Sie sie hier."
    yield from _repeated(described)


def texts(document: Document, context: Context) -> Iterator[Finding]:
    """Every text is Markdown without HTML, and its links lead somewhere."""
    for pointer, text in _strings(document.value, ()):
        for message in markup.faults(text, context.pages.__contains__):
            yield pointer, message


def _strings(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Yield every text of a record but web addresses, which the schema checks."""
    if isinstance(value, str):
        if pointer[-1:] != ("url",) and len(value) <= LONGEST_TEXT:
            yield pointer, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(item, (*pointer, key))


def figures_have_sources(document: Document, _context: Context) -> Iterator[Finding]:
    """A figure stands in an entry with a source, or repeats one that does.

    So a summary may say „25 Wohnungen“ when a statement with its source says so too.
    """
    sourced: set[str] = set()
    loose: list[tuple[Pointer, str]] = []
    describes_sources = document.path == "vocabulary/sources.yml"
    for pointer, figure, has_source in _figures(document.value, (), describes_sources):
        if has_source:
            sourced.add(_plain(figure))
        else:
            loose.append((pointer, figure))
    for pointer, figure in loose:
        if _plain(figure) not in sourced:
            yield (
                pointer,
                f"Die Zahl {figure} hat keine Quelle. Nennen Sie sie in einer Aussage mit Quelle, oder lassen Sie sie weg.",
            )


def _figures(value: object, pointer: Pointer, has_source: bool) -> Iterator[tuple[Pointer, str, bool]]:
    """Yield each figure in the texts of a record, and whether the entry that it stands in has a source."""
    if isinstance(value, dict):
        has_source = has_source or "source" in value
        for key, item in value.items():
            if key in _DATES:
                yield (*pointer, key), str(item)[:4], True  # the year; months and days vouch for nothing
            elif key not in _NO_FIGURES:
                yield from _figures(item, (*pointer, key), has_source)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _figures(item, (*pointer, index), has_source)
    elif isinstance(value, str) or has_source:  # a number where a text should stand: the schema speaks about that
        for _, figure in markup.figures(str(value)):
            yield pointer, figure, has_source


def _plain(figure: str) -> str:
    """300.000 is 300000."""
    return figure.replace(".", "") if _THOUSANDS.fullmatch(figure) else figure


_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_NAME = re.compile(r"(?=.*[^\W\d_])[^\W_][^|*_`\[\]<>#{}\\]*")  # of a term in the glossary
_DATES = {"as_of", "date", "since", "until", "start", "end", "year"}
# Names, places and descriptions of documents state nothing.
_NO_FIGURES = {
    "sources",
    "id",
    "title",
    "short_name",
    "region",
    "aliases",
    "url",
    "source",
    "coordinates",
    "version",
    "reviewed_on",
}


def values_fit_series(document: Document, _context: Context) -> Iterator[Finding]:
    """Each row of a chart has one value for each series."""
    for pointer, values in document.find("charts", EACH, "rows", EACH, "values", kind=list):
        series = document.get(*pointer[:2], "series")
        if isinstance(series, list) and len(series) != len(values):
            yield pointer, f"Hier stehen {len(values)} Werte für {len(series)} Reihen."


def charts_named_once(document: Document, _context: Context) -> Iterator[Finding]:
    """A chart id occurs once in its survey."""
    yield from _repeated(document.find("charts", EACH, "id"))


def names_stand_once(document: Document, _context: Context) -> Iterator[Finding]:
    """Each word of the glossary has one explanation, and each word stands in one group of synonyms."""
    if document.id not in ("glossary", "synonyms"):
        return
    owners: dict[str, Pointer] = {}
    for pointer, name in [*document.find("entries", EACH, "title"), *document.find("entries", EACH, "aliases", EACH)]:
        if owners.setdefault(" ".join(name.split()), pointer[:2]) != pointer[:2]:
            yield pointer, f"„{name}“ steht schon in einem anderen Eintrag."


def names_are_words(document: Document, _context: Context) -> Iterator[Finding]:
    """Terms of the glossary are looked for in texts: none may be taken for the signs of a table, a list or a link."""
    if document.path != "vocabulary/glossary.yml":
        return
    for pointer, name in [*document.find("entries", EACH, "title"), *document.find("entries", EACH, "aliases", EACH)]:
        if not _NAME.fullmatch(name):
            yield (
                pointer,
                f"„{name[:60]}“ kann kein Wort des Glossars sein. Es beginnt mit einem Buchstaben oder einer Ziffer, hat "
                "mindestens einen Buchstaben und keines dieser Zeichen: | * _ ` [ ] < > # { } \\",
            )


def one_is_general(document: Document, context: Context) -> Iterator[Finding]:
    """Only one checklist is the general one."""
    if document.get("kind") == "general" and document.id != context.general[0]:
        yield ("kind",), f"Nur eine Checkliste kann „general“ sein: „{context.general[0]}“ ist es schon."


def known_cases(document: Document, context: Context) -> Iterator[Finding]:
    """Parent and related cases exist, and a case is not related to itself."""
    for pointer, id in [*document.find("parent"), *document.find("related", EACH, "case")]:
        if id == document.id:
            yield pointer, "Ein Fall kann nicht auf sich selbst verweisen."
        elif id not in context.parents:
            yield (
                pointer,
                f"Den Fall „{id}“ gibt es nicht. {suggestion(id, sorted(context.parents.keys() - {document.id}))}",
            )


def parents_without_circle(document: Document, context: Context) -> Iterator[Finding]:
    """Nobody is their own ancestor."""
    seen, ancestor = set(), context.parents[document.id]
    while ancestor in context.parents and ancestor not in seen:
        seen.add(ancestor)
        ancestor = context.parents[ancestor]
    if document.id in seen and context.parents[document.id] != document.id:
        yield ("parent",), "Die übergeordneten Fälle bilden einen Kreis."


def points_in_their_laender(document: Document, _context: Context) -> Iterator[Finding]:
    """Points on the map lie in Germany, and in or near a Land that the case names."""
    named = [id for _, id in document.find("laender", EACH)]
    for pointer, point in document.find("coordinates", EACH, kind=dict):
        lat, lon = point.get("lat"), point.get("lon")
        if not _is_number(lat) or not _is_number(lon):
            continue
        known = [id for id in named if id in germany.LAENDER]
        if any(germany.distance(id, lat, lon) <= germany.NEAR for id in known):
            continue  # also off the coast
        land = germany.land_at(lat, lon)
        if not land:
            swapped = " Haben Sie Breite und Länge vertauscht?" if germany.land_at(lon, lat) else ""
            yield (*pointer, "lat"), f"Der Punkt {lat}, {lon} liegt nicht in Deutschland.{swapped}"
        elif known and len(known) == len(named):
            yield (
                (*pointer, "lat"),
                f"Der Punkt {lat}, {lon} liegt im Land „{land}“, der Fall nennt aber nur {', '.join(named)}. "
                "Berichtigen Sie den Punkt, oder ergänzen Sie das Land.",
            )


def populations_fit_sizes(document: Document, context: Context) -> Iterator[Finding]:
    """A town with a known population is of the size class that the population belongs to."""
    for pointer, population in document.find("municipalities", EACH, "population", kind=int):
        named = next((id for _, id in document.find(*pointer[:-1], "size")), None)
        fitting = max(
            (id for id in context.sizes if context.sizes[id] <= population), key=context.sizes.get, default=None
        )
        if named in context.sizes and fitting and named != fitting:
            yield (
                (*pointer[:-1], "size"),
                f"{population} Einwohner gehören zur Größenklasse „{fitting}“, nicht „{named}“.",
            )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def time_runs_forward(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing ends before it begins, and milestones stand in order of time."""
    spans = [
        ("period", "start", "end"),
        ("legal_forms", "since", "until"),
        ("partners", "since", "until"),
        ("funding", "since", "until"),
        ("milestones", "date", "until"),
    ]
    for field, first, last in spans:
        for pointer, span in [*document.find(field, kind=dict), *document.find(field, EACH, kind=dict)]:
            start, end = _date(span.get(first)), _date(span.get(last))
            if end and end < start[: len(end)]:
                yield (*pointer, last), f"Das Ende {end} liegt vor dem Beginn {start}."
    for (_, earlier), (pointer, later) in pairwise(document.find("milestones", EACH, "date", kind=object)):
        if _date(later) and _date(later) < _date(earlier)[: len(_date(later))]:
            yield pointer, f"{later} steht nach {earlier}. Ordnen Sie die Meilensteine nach der Zeit."


def _date(value: object) -> str:
    """Return a date as text; nothing of what is none, since the schema speaks about that."""
    return str(value) if _DATE.fullmatch(str(value)) else ""


def questions_named_once(document: Document, context: Context) -> Iterator[Finding]:
    """A question id begins with its area and occurs once in all checklists."""
    for pointer, id in document.find("areas", EACH, "questions", EACH, "id"):
        area = document.get(*pointer[:2], "id")
        if isinstance(area, str) and not id.startswith(f"{area}-"):
            yield pointer, f"Die Kennung „{id}“ muss mit „{area}-“ beginnen."
        if context.question_uses[id] > 1:
            yield pointer, f"Die Kennung „{id}“ kommt mehrmals vor."


def areas_named_once(document: Document, _context: Context) -> Iterator[Finding]:
    """An area id occurs once in its checklist."""
    yield from _repeated(document.find("areas", EACH, "id"))


def core_questions_fit_one_page(document: Document, _context: Context) -> Iterator[Finding]:
    """Core questions belong to their phase, and no phase has more of them than fit on one page."""
    count: Counter[str] = Counter()
    for pointer, phase in document.find("areas", EACH, "questions", EACH, "core", EACH):
        count[phase] += 1
        if phase not in {id for _, id in document.find(*pointer[:4], "phases", EACH)}:
            yield pointer, f"Die Frage gehört nicht zur Phase „{phase}“. Ergänzen Sie die Phase unter „phases“."
        elif count[phase] == MAX_CORE_QUESTIONS + 1:
            yield (
                pointer,
                f"Die Phase „{phase}“ hat mehr als {MAX_CORE_QUESTIONS} Kernfragen. Sie passen nicht auf eine Seite.",
            )


def address_is_free(document: Document, context: Context) -> Iterator[Finding]:
    """A checklist and a phase cannot share an address."""
    if document.id in context.phases:
        yield (), f"„{document.id}“ ist schon der Name einer Phase. Benennen Sie die Datei um."


def terms_named_once(document: Document, _context: Context) -> Iterator[Finding]:
    """An id occurs once in its vocabulary."""
    yield from _repeated(document.find("entries", EACH, "id"))


def _repeated(ids: Iterable[tuple[Pointer, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for pointer, id in ids:
        if id in seen:
            yield pointer, f"Die Kennung „{id}“ kommt mehrmals vor."
        seen.add(id)


def colours_can_be_read(document: Document, _context: Context) -> Iterator[Finding]:
    """Text stands out from the main colour, and the main colour from the page."""
    for scheme in ("light", "dark"):
        for pointer, colour in document.find("colours", scheme):
            fault = colours.fault(scheme, colour) if colours.is_colour(colour) else None
            if fault:
                yield pointer, fault


def vocabulary_is_known(document: Document, _context: Context) -> Iterator[Finding]:
    """There is a use for the vocabulary."""
    if document.id not in VOCABULARIES:
        yield (), f"Ein Vokabular „{document.id}“ ist unbekannt. {suggestion(document.id, VOCABULARIES)}"


Rule = Callable[[Document, Context], Iterator[Finding]]
RULES: Mapping[str, tuple[Rule, ...]] = {
    "cases": (
        texts,
        figures_have_sources,
        known_sources,
        sources_named_once,
        known_cases,
        parents_without_circle,
        points_in_their_laender,
        populations_fit_sizes,
        time_runs_forward,
    ),
    "checklists": (
        texts,
        figures_have_sources,
        known_sources,
        one_is_general,
        areas_named_once,
        questions_named_once,
        core_questions_fit_one_page,
        address_is_free,
    ),
    "surveys": (texts, figures_have_sources, known_sources, values_fit_series, charts_named_once),
    "lotse.yml": (colours_can_be_read,),
    "vocabulary": (
        texts,
        figures_have_sources,
        known_sources,
        terms_named_once,
        names_stand_once,
        names_are_words,
        vocabulary_is_known,
    ),
}
