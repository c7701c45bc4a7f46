"""Builds: the same input gives the same bytes, and nothing that goes wrong harms what is already there."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import HEAD, PROJECT
from lotse import cli, exchange, mkdocs_process, output, recipe
from lotse.problems import CannotWork
from lotse.search import indexer

DAY, YEARS_LATER = "1800000000", "2500000000"
needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows kennt keine Signale zwischen Prozessen")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def quiet(_: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small collection, as `lotse init` starts it."""
    folder = tmp_path_factory.mktemp("small") / "region"
    assert cli.main(["init", str(folder)]) == 0
    return folder


def lotse(*arguments: object, **surroundings: str) -> subprocess.Popen:
    """Start a command in a process of its own, on a day that is always the same, for a website that stands somewhere."""
    command = [sys.executable, "-m", "lotse.cli", *map(str, arguments)]
    wanted = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "LOTSE_SITE_URL": "https://lotse.example/", **surroundings}
    return subprocess.Popen(command, env=wanted, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def built(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the small collection, built in surroundings like those of the person who looks at it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    running = lotse("build", "--root", small, "--site-dir", folder, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    said = running.communicate()[1]
    assert running.returncode == 0, said
    return folder


def written_backwards(source: Path, target: Path) -> None:
    """Copy a folder file by file in reverse order, so that the disk lists it otherwise and all times differ."""
    for path in sorted((path for path in source.rglob("*") if path.is_file()), reverse=True):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


def test_the_same_records_give_the_same_bytes_elsewhere(built: Path, small: Path, tmp_path: Path) -> None:
    written_backwards(small, tmp_path / "anderswo")
    other = {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C"}
    running = lotse("build", "--root", tmp_path / "anderswo", **other)
    assert running.wait() == 0, running.stderr.read()
    assert tree(tmp_path / "anderswo/site") == tree(built)


def test_the_day_of_the_build_can_be_fixed(built: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That day alone decides which cases are due for review, so it is the one thing that two builds must agree on."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", YEARS_LATER)
    [later] = [page.body for page in recipe.prepare(small).pages if page.path.startswith("mitmachen/pflege")]
    assert "fällig seit" in later
    assert "fällig seit" not in (built / "mitmachen/pflege/index.html").read_text(encoding="utf-8")


def test_hits_of_equal_weight_keep_their_order_whatever_the_disk_does() -> None:
    documents = [f'<html lang="de"><body><h1>Kita {number}</h1><p>Kita</p></body></html>' for number in range(20)]
    first = indexer.index(documents)
    assert first == indexer.index(documents)
    assert first != indexer.index(documents[::-1])


def test_what_only_pages_of_pagefind_load_is_left_out() -> None:
    assert not [path for path in indexer.index(["<html><body>Kita</body></html>"]) if "-ui." in path]


@pytest.mark.parametrize("program", ["/gibt/es/nicht", "true"])
def test_a_search_that_cannot_be_built_is_said_plainly(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", shutil.which(program) or program)
    with pytest.raises(CannotWork, match="Der Suchindex ließ sich nicht erstellen: Pagefind"):
        indexer.index(["<html><body>Kita</body></html>"])


def test_a_build_that_fails_at_its_end_leaves_the_old_site_and_says_why(
    built: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    before = tree(built)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/gibt/es/nicht")
    assert cli.main(["build", "--root", str(small), "--site-dir", str(built)]) == 2
    said = capsys.readouterr().err
    assert "Pagefind fehlt" in said and "Traceback" not in said
    assert tree(built) == before
    assert [path.name for path in built.parent.iterdir()] == ["site"]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder made by an earlier run."""
    with output.replacing(tmp_path / "site", quiet) as fresh:
        output.write(fresh, {"index.html": "alt"})
    return tmp_path / "site"


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device"), ValueError])
def test_whatever_goes_wrong_the_old_folder_stays_and_nothing_lies_beside_it(old: Path, trouble: Exception) -> None:
    before = tree(old)
    with pytest.raises((KeyboardInterrupt, CannotWork, ValueError)), output.replacing(old, quiet) as fresh:
        output.write(fresh, {"index.html": "neu"})
        raise trouble
    assert tree(old) == before
    assert [path.name for path in old.parent.iterdir()] == ["site"]


def test_folders_made_on_the_way_go_again_when_nothing_comes_of_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), output.replacing(tmp_path / "a/b/site", quiet):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(params=["in einem Schritt", "in zwei Schritten"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders change places as on Linux, and as elsewhere."""
    if request.param == "in zwei Schritten":
        monkeypatch.setattr(exchange, "_in_one_step", lambda *_: False)


def test_a_new_folder_takes_the_place_of_the_old_one(old: Path, either_way: None) -> None:
    with output.replacing(old, quiet) as fresh:
        output.write(fresh, {"start.html": "neu"})
    assert tree(old).keys() == {"start.html", output.MARKER}
    assert [path.name for path in old.parent.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="Nur Linux vertauscht zwei Ordner in einem Schritt.")
def test_whoever_reads_finds_a_whole_site_at_any_moment(old: Path) -> None:
    missing: list[str] = []
    found: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                found.add((old / "index.html").read_bytes())
            except OSError as error:
                missing.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    number = 0
    while number < 100 or len(found) < 3:  # until the reader has seen some of them
        number += 1
        with output.replacing(old, quiet) as fresh:
            output.write(fresh, {"index.html": str(number)})
    done.set()
    reader.join()
    assert missing == []


def test_two_runs_take_turns_and_the_second_says_that_it_waits(old: Path) -> None:
    said: list[str] = []

    def second() -> None:
        with output.replacing(old, said.append) as fresh:
            output.write(fresh, {"index.html": "zweiter"})

    waiting = threading.Thread(target=second)
    with output.replacing(old, quiet) as fresh:
        waiting.start()
        while not said:
            waiting.join(0.01)
        output.write(fresh, {"index.html": "erster", "nur-vom-ersten.html": ""})
    waiting.join()
    assert "Dieser wartet" in said[0] and len(said) == 1
    assert tree(old).keys() == {"index.html", output.MARKER}
    assert [path.name for path in old.parent.iterdir()] == ["site"]


def test_what_a_killed_run_left_is_removed_by_the_next(old: Path) -> None:
    (old.parent / ".site.lotse-new/halb").mkdir(parents=True)
    (old.parent / ".site.lotse-lock").touch()
    with output.replacing(old, quiet) as fresh:
        output.write(fresh, {"index.html": "neu"})
    assert tree(old)["index.html"] == b"neu"
    assert [path.name for path in old.parent.iterdir()] == ["site"]


def test_a_run_killed_between_its_last_two_steps_loses_nothing(old: Path) -> None:
    old.rename(old.parent / ".site.lotse-old")
    with pytest.raises(KeyboardInterrupt), output.replacing(old, quiet):
        raise KeyboardInterrupt
    assert tree(old)["index.html"] == b"alt"


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, SystemExit, OSError(28, "No space left on device")])
def test_a_run_stopped_between_its_last_two_steps_loses_nothing(
    old: Path, trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = tree(old), Path.rename

    def rename(path: Path, target: Path) -> None:
        real(path, target)
        if target.name.endswith("-old"):
            raise trouble

    monkeypatch.setattr(exchange, "_in_one_step", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises((KeyboardInterrupt, SystemExit, CannotWork)), output.replacing(old, quiet) as fresh:
        output.write(fresh, {"index.html": "neu"})
    assert tree(old) == before
    assert [path.name for path in old.parent.iterdir()] == ["site"]


def test_what_mkdocs_says_is_read_whatever_its_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; sys.stdout.buffer.write(b'roh: \\xe4\\n'); sys.stdout.flush(); sys.exit('Märkte')"
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    monkeypatch.setattr(mkdocs_process, "_command", lambda *_: [sys.executable, "-c", script])
    with pytest.raises(CannotWork, match="Märkte") as raised:
        mkdocs_process.build(PROJECT, tmp_path, lambda: None)
    assert "roh: \ufffd" in str(raised.value)


def test_a_search_index_that_nobody_wants_any_more_is_not_finished() -> None:
    with pytest.raises(CannotWork, match="nicht mehr gebraucht"):
        indexer.index(["<html><body>Kita</body></html>"], lambda: True)


@pytest.fixture
def at_work(small: Path, old: Path) -> Iterator[subprocess.Popen]:
    """A build that is at work on the old folder."""
    running = lotse("build", "--root", small, "--site-dir", old)
    for line in running.stderr:
        if line.startswith("2/3"):
            break
    yield running
    running.kill()
    running.wait()
    running.stderr.close()


@needs_posix
def test_a_build_that_is_stopped_cleans_up(at_work: subprocess.Popen, old: Path) -> None:
    before = tree(old)
    at_work.send_signal(signal.SIGTERM)
    assert "abgebrochen; die bisherige Ausgabe bleibt, wie sie war" in at_work.communicate()[1]
    assert at_work.returncode == 2
    assert tree(old) == before
    assert [path.name for path in old.parent.iterdir()] == ["site"]


def test_mkdocs_ends_when_the_command_that_started_it_is_no_more(small: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(PROJECT / "mkdocs.yml")]
    surroundings = {**os.environ, "LOTSE_ROOT": str(small), "LOTSE_LIFELINE": "1"}
    ended = subprocess.run(
        [*command, "--site-dir", str(tmp_path / "site")],
        env=surroundings,
        stdin=subprocess.DEVNULL,  # the end of a pipe that nobody holds any more looks the same
        capture_output=True,
    )
    assert ended.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_checkout_can_be_rendered_elsewhere(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "region")
    (tmp_path / "region/content").mkdir()
    (tmp_path / "region/content/bild.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "region/content/eigene.md").write_text(f"{HEAD}Eigener Text.", encoding="utf-8")
    for path in (tmp_path / "region").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted((tmp_path / "region").rglob("*"))
    assert cli.main(["check", "--root", str(tmp_path / "region")]) == 0
    assert cli.main(["render", "--root", str(tmp_path / "region"), str(tmp_path / "aus")]) == 0
    assert (tmp_path / "aus/bild.svg").stat().st_mode & 0o200  # the next run must be able to remove it
    assert sorted((tmp_path / "region").rglob("*")) == before


def test_fmt_and_new_leave_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "kita.yml"
    record.write_bytes(b"alt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        output.replace_file(record, b"neu", quiet)
    assert tree(tmp_path) == {"kita.yml": b"alt"}
    with pytest.raises(UnicodeEncodeError):
        output.create_file(tmp_path / "neu.yml", "\udcff")
    assert tree(tmp_path) == {"kita.yml": b"alt"}


def test_fmt_keeps_what_somebody_wrote_meanwhile(tmp_path: Path) -> None:
    record = tmp_path / "kita.yml"
    record.write_bytes(b"von Hand")
    with pytest.raises(CannotWork, match="hat sich gerade geändert"):
        output.replace_file(record, b"in Form", quiet, before=b"alt")
    assert tree(tmp_path) == {"kita.yml": b"von Hand"}


def test_init_in_a_folder_that_fills_up_leaves_it_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, moved = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        if len(moved) == 2 and target.parent == tmp_path:
            raise OSError(28, "No space left on device")
        moved.append(target)
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(CannotWork, match="Der Datenträger ist voll"):
        output.create(tmp_path, {"a": "", "b": "", "c": ""}, quiet)
    assert list(tmp_path.iterdir()) == []


def test_this_project_needs_no_folder_to_be_writable_but_the_one_it_writes_to() -> None:
    """Ignored by git, in case a run is killed."""
    for path in (".gitignore", "starter/gitignore"):
        assert ".*.lotse-*" in (PROJECT / path).read_text(encoding="utf-8").split()
