"""Commands: what each command of `lotse` does. They talk to people through `say`, and print what programs read."""

import argparse
import contextlib
import json
import socket
import sys
from collections.abc import Sequence
from functools import cache

from . import mkdocs_process, output, recipe, starter
from .home import HOME, part
from .knowledge.reviews import Reviews
from .offline import copy
from .pages.portable import portable
from .problems import CannotWork, Problem, ProblemsFound
from .reading.content_folder import beside_pages
from .reading.document import Document
from .reading.schema import Schemas, identifiers, schema_of
from .reading.source import DEVICE_FAULT, is_device, is_id
from .reading.yaml_reader import parse
from .writing import formatting

OK, PROBLEMS, FAILED = 0, 1, 2
Options = argparse.Namespace


def say(message: str) -> None:
    """Tell people what happens, apart from the output that programs read."""
    print(message, file=sys.stderr)


def check(options: Options) -> None:
    """Check all records."""
    collection = recipe.load(options.root).collection
    _nothing_found(options)
    say(f"Alles in Ordnung. Fälle: {len(collection.cases)}, Checklisten: {len(collection.checklists)}.")


def _nothing_found(options: Options) -> None:
    """Tell programs that read problems that there are none."""
    if options.format == "json":
        print("[]")


def build(options: Options) -> None:
    """Check the records and build the website."""
    say("1/3 Datensätze werden geprüft …")
    recipe.refuse_foreign(options.root)
    target = options.site_dir or options.root / "site"
    with output.replacing(target, say) as folder:
        mkdocs_process.build(options.root, folder, lambda: say("2/3 Seiten und Suchindex werden erstellt …"))
        if not (folder / copy.NAME).exists():
            say(f"Ohne Offline-Kopie: {copy.MISSING}")
        say("3/3 Die fertige Website wird an ihren Platz gelegt …")
    say(f"Fertig: {target}")


def serve(options: Options) -> None:
    """Check the records, show the website and build it anew with every change, until somebody stops it."""
    recipe.load(options.root)
    _refuse_taken(options.address)
    say(f"Die Website wird gebaut; gleich steht sie unter http://{options.address} (beenden mit Strg+C).")
    with contextlib.suppress(KeyboardInterrupt):  # that is how people stop it
        if mkdocs_process.serve(options.root, options.address):
            raise CannotWork("MkDocs hat sich beendet; was im Weg war, steht darüber.")


def _refuse_taken(address: str) -> None:
    """Raise CannotWork where something else answers at `address`, or where that is none."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_server((host, int(port))):
            pass
    except (OSError, ValueError, OverflowError):
        raise CannotWork(
            f"Unter {address} geht es nicht. Nehmen Sie eine andere, etwa --address 127.0.0.1:8001."
        ) from None


def render(options: Options) -> None:
    """Write the pages as plain Markdown, and the search index beside them, for any site generator."""
    from .search import search  # and what it takes to talk with Pagefind, which nothing else here needs

    site = recipe.prepare(options.root)
    target = options.folder.resolve()
    for source in (part(options.root, name) for name in (*recipe.FOLDERS, "content", "overrides", "schemas")):
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise CannotWork(f"„{options.folder}“ liegt bei den Quellen der Website. Nehmen Sie einen anderen Ordner.")
    with output.replacing(options.folder, say) as folder:
        content = part(options.root, "content")
        output.write(folder, {path: (content / path).read_bytes() for path in beside_pages(content)})
        output.write(folder, portable(site.pages))
        output.write(folder, site.files)
        search.index(folder, site.findables, site.collection.vocabularies["synonyms"])
    say(f"{len(site.pages)} Seiten und {len(site.files)} Dateien in {options.folder}")


def new(options: Options) -> None:
    """Start a record from the commented template."""
    if not is_id(options.id):
        raise CannotWork(
            f"„{options.id}“ ist keine Kennung. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, am Anfang einen Buchstaben, höchstens 60 Zeichen."
        )
    if is_device(options.id):
        raise CannotWork(DEVICE_FAULT.format(options.id))
    target = options.root / "cases" / f"{options.id}.yml"
    template = (HOME / "schemas/case.template.yml").read_text(encoding="utf-8")
    target.parent.mkdir(exist_ok=True)
    try:
        output.create_file(target, template)
    except FileExistsError:
        raise CannotWork(f"„{target}“ gibt es schon.") from None
    say(f"Angelegt: {target}")


def fmt(options: Options) -> None:
    """Bring records into their one form; with `--check` only name those that differ, as problems."""
    documents, problems = recipe.read(options.root)
    if problems:
        raise ProblemsFound(problems)
    complete = cache(Schemas(HOME / "schemas", identifiers(documents)).complete)
    records = [document for document in documents if document.folder in recipe.FOLDERS]
    different = {}
    for document in _chosen(records, options):
        raw = (options.root / document.path).read_bytes()
        text = formatting.formatted(raw, document, complete(schema_of(document))).encode()
        if text != raw:
            different[document.path] = raw, text
    if options.check and different:
        advice = "Die Datei ist nicht so geschrieben wie die anderen. Rufen Sie „lotse fmt“ auf."
        raise ProblemsFound(Document(path).problem((), advice) for path in different)
    for path, (raw, text) in different.items():
        output.replace_file(options.root / path, text, say, raw)
        say(f"Neu geschrieben: {path}")
    if not different:
        _nothing_found(options)
        say("Alles ist schon in Form.")


def _chosen(documents: list[Document], options: Options) -> list[Document]:
    """The documents of the files that were named, or all; raise CannotWork for a file that is no record."""
    if not options.files:
        return documents
    wanted = {path.resolve(): path for path in options.files}
    chosen = [document for document in documents if wanted.pop(options.root / document.path, None)]
    if wanted:
        raise CannotWork(f"„{next(iter(wanted.values()))}“ ist kein Datensatz in {options.root}.")
    return chosen


def stale(options: Options) -> None:
    """Name the cases that should be compared with their sources again."""
    sources = recipe.load(options.root)
    reviews = Reviews(sources.settings.review_after_months)
    if due := list(reviews.problems(sources.documents, sources.collection.cases.values())):
        raise ProblemsFound(due)
    _nothing_found(options)
    say(f"Kein Fall ist fällig. Geprüft wird alle {reviews.months} Monate.")


def links(options: Options) -> int:
    """Ask whether the addresses outside still work, and return PROBLEMS if any does not."""
    from .links import external as station  # and the libraries for the network, which nothing else needs

    archive = recipe.load(options.root).settings.repository.url
    found = station.run(options.root, options.format, archive)
    print(found.text, flush=True)
    say(found.summary)
    return PROBLEMS if found.any_dead else OK


def changes(options: Options) -> None:
    """Tell in words what has changed since an earlier state, for those who review it."""
    from .changes.summary import summary

    problems: Sequence[Problem] = ()
    try:
        recipe.load(options.root)
    except ProblemsFound as found:
        problems = found.problems
    print(summary(options.base, options.root, problems))


def schemas(options: Options) -> None:
    """Write the schemas with which editors complete and check records: only the ids where the others are written by hand, elsewhere all."""
    documents, problems = recipe.read(options.root)
    if problems:
        raise ProblemsFound(problems)
    ids = identifiers(documents)
    written_by_hand = (options.root / "schemas/common.schema.json").exists()  # this project, or a copy of it
    if written_by_hand:
        files = {"schemas/ids.schema.json": json.dumps(ids, ensure_ascii=False, indent=2) + "\n"}
    else:
        files = starter.for_editors(Schemas(HOME / "schemas", ids))
    (options.root / "schemas").mkdir(exist_ok=True)
    for path, text in files.items():
        output.replace_file(options.root / path, text.encode("utf-8"), say)
    say(f"Geschrieben: {options.root / 'schemas'}")


def init(options: Options) -> None:
    """Start a collection of one's own."""
    files = starter.files(options.name)
    problems: list[Problem] = []
    settings = parse(files["lotse.yml"].encode("utf-8", "surrogatepass"), "lotse.yml", problems)
    if problems or list(Schemas(HOME / "schemas", identifiers([])).check([settings])):
        raise CannotWork(f"„{options.name}“ taugt nicht als Name. Nehmen Sie eine Zeile mit höchstens 60 Zeichen.")
    output.create(options.folder, files, say)
    say(f"Angelegt: {options.folder}. Wechseln Sie in den Ordner, und rufen Sie „lotse serve“ auf.")
