"""The command `lotse`: what it prints, how it ends, and that it never leaves anything half-written."""

import json
import re
import shutil
import socket
import sys
from pathlib import Path

import pytest

from conftest import PROJECT
from lotse import cli, mkdocs_process, recipe
from lotse.reading.schema import identifiers

GOOD, BAD = "kita.yml", "title: <b>x</b>\n"


@pytest.fixture
def good(collection: Path, smallest_case: str) -> Path:
    """A folder with one valid case."""
    (collection / "cases" / GOOD).write_text(smallest_case, encoding="utf-8")
    return collection


@pytest.fixture
def bad(good: Path) -> Path:
    """A folder with one valid and one broken case."""
    (good / "cases/kaputt.yml").write_text(BAD, encoding="utf-8")
    return good


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_of_good_records_ends_with_0_and_prints_no_problem(good: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["check", "--root", str(good)]) == 0
    assert capsys.readouterr().out == ""


def test_check_prints_one_problem_a_line_and_ends_with_1(bad: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["check", "--root", str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "cases/kaputt.yml:1:1: Hier fehlt das Feld „as_of“. Ergänzen Sie es."
    assert lines[-1].startswith("cases/kaputt.yml:1:8: HTML ist nicht erlaubt.")
    assert lines == sorted(lines)


def test_check_reports_as_json(bad: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["check", "--root", str(bad), "--format", "json"]) == 1
    first = json.loads(capsys.readouterr().out)[0]
    assert first == {
        "path": "cases/kaputt.yml",
        "line": 1,
        "column": 1,
        "message": "Hier fehlt das Feld „as_of“. Ergänzen Sie es.",
    }


def test_check_of_good_records_as_json_is_an_empty_list(good: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["check", "--root", str(good), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_annotates_for_github(bad: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["check", "--root", str(bad), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=cases/kaputt.yml,line=1,col=1::Hier fehlt")


@pytest.mark.parametrize("command", [["check"], ["build"], ["render", "aus"]])
def test_a_folder_without_records_ends_with_2(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([*command, "--root", str(tmp_path / "nirgends")]) == 2
    assert "enthält keinen der Ordner" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_render_writes_pages_and_files_for_any_generator(good: Path, tmp_path: Path) -> None:
    assert cli.main(["render", "--root", str(good), str(tmp_path / "aus")]) == 0
    written = tree(tmp_path / "aus")
    assert {
        "index.md",
        "faelle/kita/index.md",
        "checklisten/initiierung/index.md",
        "impressum/index.md",
        "api/cases.json",
        "schemas/case.schema.json",
    } <= written.keys()


def test_render_is_repeatable_byte_by_byte(good: Path, tmp_path: Path) -> None:
    for name in ("eins", "zwei"):
        assert cli.main(["render", "--root", str(good), str(tmp_path / name)]) == 0
    assert tree(tmp_path / "eins") == tree(tmp_path / "zwei")


@pytest.mark.parametrize("command", ["build", "render"])
def test_broken_records_leave_the_old_output_untouched(bad: Path, tmp_path: Path, command: str) -> None:
    target = tmp_path / "aus"
    arguments = (
        ["render", "--root", str(bad), str(target)]
        if command == "render"
        else ["build", "--root", str(bad), "--site-dir", str(target)]
    )
    (bad / "cases/kaputt.yml").unlink()
    assert cli.main(["render", "--root", str(bad), str(target)]) == 0
    before = tree(target)
    (bad / "cases/kaputt.yml").write_text(BAD, encoding="utf-8")
    assert cli.main(arguments) == 1
    assert tree(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aus", "cases", "checklists", "vocabulary"]


def test_a_failing_site_generator_leaves_the_old_output_untouched(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "aus"
    assert cli.main(["render", "--root", str(good), str(target)]) == 0
    before = tree(target)
    failing = [sys.executable, "-c", "raise SystemExit('Es geht nicht.')"]
    monkeypatch.setattr(mkdocs_process, "_command", lambda *_: failing)
    assert cli.main(["build", "--root", str(good), "--site-dir", str(target)]) == 2
    assert "Es geht nicht." in capsys.readouterr().err
    assert tree(target) == before


def test_foreign_folders_are_never_replaced(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "wichtig").mkdir()
    (tmp_path / "wichtig/brief.txt").write_text("Lieber Nachbar")
    assert cli.main(["render", "--root", str(good), str(tmp_path / "wichtig")]) == 2
    assert "enthält fremde Dateien" in capsys.readouterr().err
    assert (tmp_path / "wichtig/brief.txt").read_text() == "Lieber Nachbar"


def test_new_starts_a_case_from_the_template(good: Path) -> None:
    assert cli.main(["new", "--root", str(good), "neuer-fall"]) == 0
    assert (
        (good / "cases/neuer-fall.yml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../schemas/case.schema.json\n")
    )


@pytest.mark.parametrize("id", ["Groß", "../weg", "kita", "a" * 61])
def test_new_refuses_bad_names_and_existing_cases(good: Path, id: str) -> None:
    before = tree(good)
    assert cli.main(["new", "--root", str(good), id]) == 2
    assert tree(good) == before


def test_the_template_names_every_field_in_the_order_of_the_schema() -> None:
    template = (PROJECT / "schemas/case.template.yml").read_text(encoding="utf-8")
    schema = json.loads((PROJECT / "schemas/case.schema.json").read_text(encoding="utf-8"))
    assert re.findall(r"^#?([a-z_]+):", template, re.MULTILINE) == list(schema["properties"])


def test_the_untouched_template_is_refused_field_by_field(good: Path, capsys: pytest.CaptureFixture) -> None:
    cli.main(["new", "--root", str(good), "neu"])
    assert cli.main(["check", "--root", str(good)]) == 1
    assert "cases/neu.yml:11:7: Das Feld „title“ ist leer." in capsys.readouterr().out


def test_fmt_writes_records_in_form_and_says_which(good: Path, capsys: pytest.CaptureFixture) -> None:
    record = good / "cases" / GOOD
    untidy = record.read_text(encoding="utf-8").replace("title: Gem", "# Name\ntitle:    Gem")
    record.write_text(untidy, encoding="utf-8")
    assert cli.main(["fmt", "--root", str(good), "--check", str(record)]) == 1
    assert capsys.readouterr().out.startswith(f"cases/{GOOD}:1:1: Die Datei ist nicht so geschrieben wie die anderen.")
    assert record.read_text(encoding="utf-8") == untidy
    assert cli.main(["fmt", "--root", str(good), str(record)]) == 0
    assert capsys.readouterr().err == f"Neu geschrieben: cases/{GOOD}\n"
    assert "\n# Name\ntitle: Gemeinsame Kita zweier Gemeinden\n" in record.read_text(encoding="utf-8")
    assert cli.main(["fmt", "--root", str(good), "--check", str(record)]) == 0


def test_fmt_touches_nothing_when_a_record_cannot_be_read(good: Path, capsys: pytest.CaptureFixture) -> None:
    (good / "cases/kaputt.yml").write_text("title: [offen\n", encoding="utf-8")
    before = tree(good)
    assert cli.main(["fmt", "--root", str(good)]) == 1
    assert capsys.readouterr().out.startswith("cases/kaputt.yml:")
    assert tree(good) == before


def test_fmt_refuses_files_that_are_no_records(good: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["fmt", "--root", str(good), str(PROJECT / "README.md")]) == 2
    assert "ist kein Datensatz" in capsys.readouterr().err


def test_changes_tell_what_is_new_and_what_is_wrong_with_it(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    base = tmp_path / "base"
    for name in ("checklists", "vocabulary"):
        shutil.copytree(bad / name, base / name)
    assert cli.main(["changes", "--root", str(bad), "--base", str(base)]) == 0
    said = capsys.readouterr().out
    assert "Gemeinsame Kita zweier Gemeinden" in said
    assert "Hier fehlt das Feld „as\\_of“" in said


@pytest.mark.parametrize("base", ["nirgends", "cases/kita.yml"])
def test_changes_need_a_folder_to_compare_with(good: Path, base: str, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["changes", "--root", str(good), "--base", str(good / base)]) == 2
    assert "ist kein Ordner" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "stale", "fmt"])
def test_where_nothing_is_found_programs_read_an_empty_list(
    good: Path, command: str, capsys: pytest.CaptureFixture
) -> None:
    cli.main(["fmt", "--root", str(good)])
    capsys.readouterr()
    assert cli.main([command, "--root", str(good), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_new_starts_the_first_case_where_there_is_no_folder_yet(good: Path) -> None:
    shutil.rmtree(good / "cases")
    assert cli.main(["check", "--root", str(good)]) == 0
    assert cli.main(["new", "--root", str(good), "erster-fall"]) == 0
    assert (good / "cases/erster-fall.yml").exists()


def test_a_copy_of_this_project_keeps_the_schemas_that_are_written_by_hand(good: Path) -> None:
    shutil.copytree(PROJECT / "schemas", good / "schemas")
    assert cli.main(["schemas", "--root", str(good)]) == 0
    assert tree(good / "schemas") == tree(PROJECT / "schemas")


@pytest.mark.parametrize("variable", ["LOTSE_SITE_URL", "LOTSE_REPO_URL"])
def test_variables_that_hold_no_address_are_named(
    good: Path, variable: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv(variable, "https://lotse example/")
    assert cli.main(["check", "--root", str(good)]) == 2
    assert f"Die Variable {variable} enthält keine Adresse" in capsys.readouterr().err


def test_serve_says_when_its_place_is_taken(good: Path, capsys: pytest.CaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert cli.main(["serve", "--root", str(good), "--address", address]) == 2
    assert f"Unter {address} geht es nicht." in capsys.readouterr().err


def test_a_folder_that_vanished_under_the_shell_gives_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weg").mkdir()
    monkeypatch.chdir(tmp_path / "weg")
    (tmp_path / "weg").rmdir()
    assert cli.main(["check"]) == 2


def test_the_ids_for_editors_are_up_to_date() -> None:
    """After a change in vocabulary/ or checklists/: run `make schemas` and commit."""
    documents, _ = recipe.read(PROJECT)
    ids = json.loads((PROJECT / "schemas/ids.schema.json").read_text(encoding="utf-8"))
    assert ids == identifiers(documents)
