"""The command line: lotse check, build, render, new and schemas."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import output, recipe
from .problems import CannotWork, ProblemsFound, report
from .schema import identifiers
from .source import is_id

OK, PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (default: those of the process).

    Return 0 when all is well, 1 with problems in records, 2 when the command could not run.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except CannotWork as failure:
        _say(f"lotse: {failure}")
    except BrokenPipeError:  # the reader of our output has gone, as in `lotse check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _say(f"lotse: „{error.filename}“: {error.strerror}" if error.filename else f"lotse: {error}")
    except KeyboardInterrupt:
        _say("lotse: abgebrochen; die bisherige Ausgabe bleibt, wie sie war.")
    return FAILED


def _run(options: argparse.Namespace) -> int:
    """Run the chosen command and show the problems it finds."""
    try:
        options.command(options)
    except ProblemsFound as found:
        print(report(found.problems, getattr(options, "format", "text")), flush=True)
        _say("1 Problem gefunden." if len(found.problems) == 1 else f"{len(found.problems)} Probleme gefunden.")
        return PROBLEMS
    return OK


def check(options: argparse.Namespace) -> None:
    """Check all records."""
    collection = recipe.load(options.root).collection
    if options.format == "json":
        print("[]")
    _say(f"Alles in Ordnung: {len(collection.cases)} Fälle, {len(collection.checklists)} Checklisten.")


def build(options: argparse.Namespace) -> None:
    """Check the records and build the website."""
    _say("1/3 Datensätze werden geprüft …")
    recipe.load(options.root)
    with output.replacing(options.site_dir or options.root / "site") as folder:
        _say("2/3 Seiten und Suchindex werden erstellt …")
        _mkdocs(options.root, folder)
        _say("3/3 Die fertige Website wird an ihren Platz gelegt …")
    _say(f"Fertig: {options.site_dir or options.root / 'site'}")


def _mkdocs(root: Path, folder: Path) -> None:
    """Let MkDocs build the records of `root` into `folder`; raise CannotWork with what it said."""
    settings = {"LOTSE_ROOT": str(root), "LOTSE_CONTENT": str(recipe.part(root, "content")), "NO_MKDOCS_2_WARNING": "1"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--config-file",
        str(recipe.part(root, "mkdocs.yml")),
        "--site-dir",
        str(folder),
    ]
    finished = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, encoding="utf-8")
    if finished.returncode:
        said = "\n".join(
            line for line in f"{finished.stdout}{finished.stderr}".splitlines() if not line.startswith("INFO")
        )
        raise CannotWork(f"MkDocs konnte die Seiten nicht bauen:\n{said}")


def render(options: argparse.Namespace) -> None:
    """Write the pages as plain Markdown, for any site generator."""
    site = recipe.prepare(options.root)
    target = options.folder.resolve()
    for source in (recipe.part(options.root, name) for name in (*recipe.FOLDERS, "content", "overrides", "schemas")):
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise CannotWork(f"„{options.folder}“ liegt bei den Quellen der Website. Nehmen Sie einen anderen Ordner.")
    with output.replacing(options.folder) as folder:
        shutil.copytree(recipe.part(options.root, "content"), folder, dirs_exist_ok=True)
        output.write(folder, {page.path: page.markdown for page in site.pages})
        output.write(folder, site.files)
    _say(f"{len(site.pages)} Seiten und {len(site.files)} Dateien in {options.folder}")


def new(options: argparse.Namespace) -> None:
    """Start a record from the commented template."""
    target = options.root / "cases" / f"{options.id}.yml"
    if not is_id(options.id):
        raise CannotWork(
            f"„{options.id}“ ist keine Kennung. Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, höchstens 60 Zeichen."
        )
    template = (recipe.part(options.root, "schemas") / "case.template.yml").read_text(encoding="utf-8")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(template)
    except FileExistsError:
        raise CannotWork(f"„{target}“ gibt es schon.") from None
    _say(f"Angelegt: {target}")


def schemas(options: argparse.Namespace) -> None:
    """Write the ids of vocabularies and questions for editors."""
    documents, problems = recipe.read(options.root)
    if problems:
        raise ProblemsFound(problems)
    target = options.root / "schemas" / "ids.schema.json"
    target.write_text(json.dumps(identifiers(documents), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _say(f"Geschrieben: {target}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lotse", description="Prüft die Datensätze des Kooperationslotsen und baut die Website."
    )
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")

    def command(run: Callable[[argparse.Namespace], None], help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(run.__name__, help=help_text, description=help_text)
        added.add_argument(
            "--root",
            type=lambda path: Path(path).resolve(),
            default=Path.cwd(),
            metavar="ORDNER",
            help="Ordner mit cases/, checklists/ und vocabulary/ (sonst: dieser Ordner)",
        )
        added.set_defaults(command=run)
        return added

    command(check, "prüft alle Datensätze").add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="Form der Meldungen"
    )
    command(build, "prüft alles und baut die Website").add_argument(
        "--site-dir", type=Path, metavar="ORDNER", help="Ziel (sonst: site/ im Ordner der Datensätze)"
    )
    command(render, "schreibt die Seiten als Markdown für andere Website-Generatoren").add_argument(
        "folder", type=Path, metavar="ORDNER"
    )
    command(new, "legt einen neuen Fall aus der Vorlage an").add_argument("id", metavar="KENNUNG")
    command(schemas, "schreibt die Kennungen für Editoren nach schemas/ids.schema.json")
    return parser


def _say(message: str) -> None:
    """Tell people what happens, apart from the output that programs read."""
    print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
