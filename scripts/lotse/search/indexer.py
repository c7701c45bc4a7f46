"""Indexer: has Pagefind index documents one after the other, and return the files of the index.

The command line of Pagefind reads a folder in the order in which the disk happens to list it, so the index, and the
order of equal hits, would differ from machine to machine; and on a full disk it writes half an index and says nothing.
So we speak with it as its own packages do (https://pagefind.app/docs/node-api/): each message is JSON in Base64, ended
by a comma.
"""

import base64
import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from io import BufferedReader
from typing import IO

from pagefind.service import get_executable

from ..problems import CannotWork, reason

_FAILED = "Der Suchindex ließ sich nicht erstellen:"
_NOT_OURS = (
    "pagefind-ui.",
    "pagefind-modular-ui.",
    "pagefind-component-ui.",
    "pagefind-highlight.",
)  # pages of Pagefind


def index(documents: Iterable[str], unwanted: Callable[[], bool] = lambda: False) -> Mapping[str, bytes]:
    """Return path -> content of the index of `documents`, HTML pages in German.

    Raise CannotWork if Pagefind fails, or ends because the index has become `unwanted`.
    """
    command = [str(get_executable() or "pagefind"), "--service"]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:  # when we end, for whatever reason, the input of Pagefind ends, and so does Pagefind
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing) as pagefind:
            talk = _Talk(pagefind.stdin, pagefind.stdout)
            started = talk.ask("NewIndex", config={"force_language": "de"})["index_id"]
            for number, document in enumerate(documents):
                if unwanted():
                    raise CannotWork(f"{_FAILED} Er wird nicht mehr gebraucht.")
                talk.ask("AddFile", index_id=started, file_path=f"{number}.html", file_contents=document)
            files = talk.ask("GetFiles", index_id=started)["files"]
    except OSError as error:
        raise CannotWork(f"{_FAILED} Pagefind fehlt oder hat sich beendet. {reason(error)}") from None
    return {file["path"]: base64.b64decode(file["content"]) for file in files if not file["path"].startswith(_NOT_OURS)}


class _Talk:
    """Questions to Pagefind, each followed by its answer."""

    def __init__(self, questions: IO[bytes], answers: BufferedReader) -> None:
        self._questions, self._answers, self._number = questions, answers, 0

    def ask(self, kind: str, **details: object) -> dict:
        """Return the answer to a question; raise CannotWork where Pagefind reports an error or has ended."""
        self._number += 1
        question = {"message_id": self._number, "payload": {"type": kind, **details}}
        self._questions.write(base64.b64encode(json.dumps(question).encode("utf-8")) + b",")
        self._questions.flush()
        answer = self._answer()
        if answer["type"] == "Error":
            raise CannotWork(f"{_FAILED} {answer['message']}")
        return answer

    def _answer(self) -> dict:
        raw = bytearray()
        while not raw.endswith(b","):
            more = self._answers.read1()
            if not more:
                raise CannotWork(f"{_FAILED} Pagefind hat sich beendet.")
            raw += more
        return json.loads(base64.b64decode(raw[:-1]))["payload"]
