"""Settings: what an operator says about a website in lotse.yml: name, contact, archive, review interval, colours."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import cattrs

from .problems import CannotWork, Problem, reason
from .reading.document import Document
from .reading.source import file_fault
from .reading.yaml_reader import parse

FILE = "lotse.yml"
_ADDRESS = re.compile(r"https?://[^\s<>\"?#{}|\\^`]+")


@dataclass(frozen=True)
class Operator:
    """Who runs the website; what is empty is shown as not given."""

    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    responsible: str = ""
    hosting: str = ""
    enforcement: str = ""
    accessibility: str = ""
    accessibility_check: str = ""


@dataclass(frozen=True)
class Repository:
    """Where the records lie, and the ways to change them there in a browser, seen from its address.

    In a way, `{file}` stands for a file and `{text}` for its content; see
    https://docs.github.com/repositories/working-with-files/managing-files/creating-new-files
    """

    url: str = ""
    edit: str = "/edit/main/{file}"
    new_file: str = "/new/main/cases?filename={file}&value={text}"
    upload: str = "/upload/main/cases"


@dataclass(frozen=True)
class Colours:
    """The main colour on light and on dark ground, as #rrggbb."""

    light: str
    dark: str


@dataclass(frozen=True)
class Settings:
    """What an operator says about a website. `address` ends with a slash, or is empty where nobody knows it yet."""

    name: str = "Kooperationslotse"
    description: str = "Wie Kommunen zusammenarbeiten."
    region: str = "Deutschland"
    address: str = ""
    operator: Operator = field(default_factory=Operator)
    repository: Repository = field(default_factory=Repository)
    review_after_months: int = 24
    colours: Colours | None = None

    def in_surroundings(self) -> "Settings":
        """Return these settings with the addresses that the variables LOTSE_SITE_URL and LOTSE_REPO_URL give.

        Raises CannotWork where these are no addresses.
        """
        address = _from_surroundings("LOTSE_SITE_URL") or self.address
        url = (_from_surroundings("LOTSE_REPO_URL") or self.repository.url).rstrip("/")
        slashed = f"{address.rstrip('/')}/" if address else ""
        return replace(self, address=slashed, repository=replace(self.repository, url=url))


def _from_surroundings(variable: str) -> str:
    """The address in an environment variable, or nothing."""
    address = os.environ.get(variable, "")
    if address and not _ADDRESS.fullmatch(address):
        raise CannotWork(f"Die Variable {variable} enthält keine Adresse, die mit https:// beginnt: „{address}“.")
    return address


def read(root: Path, problems: list[Problem]) -> Document | None:
    """Return the document `lotse.yml` of `root`; None where there is none, or after appending what makes it unreadable."""
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return None
    before = len(problems)
    try:
        fault = file_fault(path)
        raw = b"" if fault else path.read_bytes()
    except OSError as error:
        fault = f"Die Datei lässt sich nicht lesen: {reason(error)}"
    if fault:
        problems.append(Problem(FILE, 1, 1, fault))
        return None
    document = parse(raw, FILE, problems)
    return document if len(problems) == before else None


def wants_guide(documents: Iterable[Document]) -> bool:
    """Tell whether a collection takes over the guide of this project; what is no clear no is a yes."""
    return all(document.get("guide") is not False for document in documents if document.path == FILE)


def build(documents: Iterable[Document]) -> Settings:
    """Return the settings among the checked `documents`; those of nobody in particular where there are none."""
    ours = next((document for document in documents if document.path == FILE), None)
    return cattrs.structure(ours.value, Settings) if ours else Settings()
