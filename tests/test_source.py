"""Reading YAML: authors' words stay as written, every value knows its place, and no file can do harm."""

import os
from pathlib import Path

import pytest

from lotse.problems import Problem
from lotse.reading.document import EACH
from lotse.reading.source import MAX_BYTES, read_folder
from lotse.reading.yaml_reader import parse


def value_of(text: str) -> object:
    problems: list[Problem] = []
    document = parse(text.encode(), "x.yml", problems)
    assert problems == []
    return document.value


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "Off", "12:30", "2019-05-31", "012", "0x1F", "1e3", ".inf", ".nan", "1_000", "<<"]
)
def test_words_that_yaml_would_change_stay_as_written(word: str) -> None:
    assert value_of(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", 5), ("-3", -3), ("3.50", 3.5), ("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
)
def test_numbers_and_constants_are_read(text: str, value: object) -> None:
    assert value_of(f"a: {text}") == {"a": value}


def test_quoted_numbers_stay_text() -> None:
    assert value_of("a: '5'") == {"a": "5"}


def test_every_value_and_key_knows_its_line_and_column() -> None:
    document = parse("käse:\n  - ä: 1\n    b: [x, y]\n".encode(), "x.yml", [])
    assert document.places.values[("käse", 0, "b", 1)] == (3, 12)
    assert document.places.keys[("käse", 0, "b")] == (3, 5)
    assert document.places.values[("käse", 0, "ä")] == (2, 8)


def test_a_problem_without_a_place_of_its_own_is_shown_at_the_nearest_parent() -> None:
    document = parse(b"a:\n  b: 1\n", "x.yml", [])
    assert document.problem(("a", "missing", "deeper"), "Hm.") == Problem("x.yml", 2, 3, "Hm.")


def test_find_passes_over_what_is_missing_or_of_another_type() -> None:
    document = parse(b"list:\n  - {id: a}\n  - {id: 5}\n  - text\n  - {}\n", "x.yml", [])
    assert list(document.find("list", EACH, "id")) == [(("list", 0, "id"), "a")]
    assert list(document.find("nothing", EACH, "id")) == []


def problems_in(folder: Path) -> list[str]:
    problems: list[Problem] = []
    list(read_folder(folder.parent, folder.name, problems))
    return [str(problem) for problem in problems]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    return tmp_path / "cases"


@pytest.mark.parametrize(
    "name",
    [
        "Groß.yml",
        "mit leer.yml",
        "unter_strich.yml",
        "-anfang.yml",
        "ende-.yml",
        "1zahl.yml",
        "ümlaut.yml",
        f"{'a' * 61}.yml",
    ],
)
def test_file_names_that_are_no_ids_are_refused(cases: Path, name: str) -> None:
    (cases / name).write_text("a: 1")
    [problem] = problems_in(cases)
    assert problem.startswith(f"cases/{name}:1:1: Der Dateiname ist keine Kennung.")


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_file_names_that_windows_keeps_for_devices_are_refused(cases: Path, name: str) -> None:
    (cases / f"{name}.yml").write_text("a: 1")
    [problem] = problems_in(cases)
    assert "ist unter Windows kein möglicher Dateiname" in problem


def test_other_endings_are_refused(cases: Path) -> None:
    (cases / "a.yaml").write_text("a: 1")
    (cases / "b.txt").write_text("a: 1")
    assert problems_in(cases) == [
        "cases/a.yaml:1:1: Die Endung muss .yml heißen. Benennen Sie die Datei um in „a.yml“.",
        "cases/b.txt:1:1: Hier sind nur Dateien mit der Endung .yml erlaubt.",
    ]


def test_symlinks_folders_and_pipes_are_refused(cases: Path) -> None:
    (cases / "folder.yml").mkdir()
    (cases / "link.yml").symlink_to("/etc/passwd")
    os.mkfifo(cases / "pipe.yml")
    assert problems_in(cases) == [
        "cases/folder.yml:1:1: Unterordner sind hier nicht erlaubt. Legen Sie jede Datei direkt in diesen Ordner.",
        "cases/link.yml:1:1: Verknüpfungen (Symlinks) sind hier nicht erlaubt. Legen Sie die Datei selbst ab.",
        "cases/pipe.yml:1:1: Das ist keine gewöhnliche Datei.",
    ]


def test_a_file_over_the_limit_is_refused(cases: Path) -> None:
    (cases / "large.yml").write_text("# " + "x" * MAX_BYTES)
    assert problems_in(cases) == ["cases/large.yml:1:1: Die Datei ist größer als 256 kB. Kürzen Sie den Text."]


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    assert problems_in(tmp_path / "cases") == ["cases:1:1: Hier muss ein Ordner liegen."]


def test_hidden_files_of_editors_are_passed_over(cases: Path) -> None:
    (cases / ".DS_Store").write_bytes(b"\0")
    (cases / ".gitkeep").touch()
    assert problems_in(cases) == []
