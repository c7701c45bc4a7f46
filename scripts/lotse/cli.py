"""The command line: which commands there are, what they are told, and how they end."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import commands, starter
from .commands import FAILED, OK, PROBLEMS, say
from .problems import CannotWork, ProblemsFound, reason, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (default: those of the process).

    Return 0 when all is well, 1 with problems in records, 2 when the command could not run.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(_parser().parse_args(arguments))
    except CannotWork as failure:
        say(f"lotse: {failure}")
    except BrokenPipeError:  # the reader of our output has gone, as in `lotse check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        say(f"lotse: {reason(error)}")
    except KeyboardInterrupt:
        say("lotse: abgebrochen; die bisherige Ausgabe bleibt, wie sie war.")
    return FAILED


def _run(options: argparse.Namespace) -> int:
    """Run the chosen command and show the problems it finds."""
    try:
        return options.command(options) or OK
    except ProblemsFound as found:
        print(report(found.problems, getattr(options, "format", "text")), flush=True)
        say("1 Problem gefunden." if len(found.problems) == 1 else f"{len(found.problems)} Probleme gefunden.")
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lotse", description="Prüft Datensätze über interkommunale Zusammenarbeit und baut daraus eine Website."
    )
    added = parser.add_subparsers(required=True, metavar="BEFEHL")

    def command(run: Callable[[argparse.Namespace], None], help_text: str) -> argparse.ArgumentParser:
        return added.add_parser(run.__name__, help=help_text, description=help_text)

    def on_records(run: Callable[[argparse.Namespace], None], help_text: str) -> argparse.ArgumentParser:
        made = command(run, help_text)
        made.add_argument(
            "--root",
            type=lambda path: Path(path).resolve(),
            default=".",
            metavar="ORDNER",
            help="Ordner mit cases/, checklists/ und vocabulary/ (sonst: dieser Ordner)",
        )
        made.set_defaults(command=run)
        return made

    forms = {"choices": ("text", "json", "github"), "default": "text", "help": "Form der Meldungen"}
    on_records(commands.check, "prüft alle Datensätze").add_argument("--format", **forms)
    on_records(commands.build, "prüft alles und baut die Website").add_argument(
        "--site-dir", type=Path, metavar="ORDNER", help="Ziel (sonst: site/ im Ordner der Datensätze)"
    )
    on_records(commands.serve, "zeigt die Website auf diesem Rechner und baut sie bei jeder Änderung neu").add_argument(
        "--address", default="127.0.0.1:8000", metavar="ADRESSE", help="Rechner und Anschluss (sonst: 127.0.0.1:8000)"
    )
    on_records(commands.render, "schreibt die Seiten als Markdown für andere Website-Generatoren").add_argument(
        "folder", type=Path, metavar="ORDNER"
    )
    on_records(commands.new, "legt einen neuen Fall aus der Vorlage an").add_argument("id", metavar="KENNUNG")
    formatting = on_records(commands.fmt, "bringt Datensätze in die gemeinsame Form")
    formatting.add_argument("files", type=Path, nargs="*", metavar="DATEI", help="nur diese Dateien (sonst: alle)")
    formatting.add_argument("--format", **forms)
    formatting.add_argument("--check", action="store_true", help="nennt nur, was anders aussähe, und ändert nichts")
    on_records(commands.stale, "nennt Fälle, die wieder zu prüfen sind").add_argument("--format", **forms)
    on_records(commands.links, "prüft, ob die Verweise nach außen noch stimmen (braucht das Netz)").add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="Form des Berichts"
    )
    on_records(commands.changes, "sagt in Worten, was sich gegenüber einem früheren Stand geändert hat").add_argument(
        "--base", type=Path, required=True, metavar="ORDNER", help="Ordner mit dem früheren Stand"
    )
    on_records(commands.schemas, "schreibt die Schemas für Editoren nach schemas/")
    starting = command(commands.init, "legt eine eigene Sammlung an, mit einem Fall und einer Checkliste zum Anfangen")
    starting.add_argument("folder", type=Path, metavar="ORDNER", help="ein neuer Ordner")
    starting.add_argument("--name", default=starter.NAME, help="Name der Website")
    starting.set_defaults(command=commands.init)
    return parser


if __name__ == "__main__":
    sys.exit(main())
