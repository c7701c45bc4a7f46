"""Files and names that nobody meant: links, pipes, odd names, hand-written pages that cannot be read, strange arguments."""

import os
from pathlib import Path

import pytest

from conftest import HEAD, PROJECT
from lotse import cli, recipe
from lotse.knowledge import reviews
from lotse.knowledge.glossary import Glossary
from lotse.model import Term
from lotse.problems import ProblemsFound
from lotse.reading import markup

LINK = "Verknüpfungen (Symlinks) sind hier nicht erlaubt. Legen Sie die Datei selbst ab."
PIPE = "Das ist keine gewöhnliche Datei."
NAME = "kann kein Teil einer Adresse sein."


def messages(collection: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        recipe.load(collection)
    return [str(problem) for problem in found.value.problems]


def test_links_and_pipes_among_the_pages_are_refused(collection: Path) -> None:
    """A link could bring any file of the machine onto the website, or a folder without end."""
    content = collection / "content"
    content.mkdir()
    (content / "bild.png").symlink_to("/etc/hostname")
    (content / "endlos.md").symlink_to("/dev/zero")
    (content / "kreis").symlink_to(content)
    os.mkfifo(content / "rohr.md")
    assert messages(collection) == [
        f"content/bild.png:1:1: {LINK}",
        f"content/endlos.md:1:1: {LINK}",
        f"content/kreis:1:1: {LINK}",
        f"content/rohr.md:1:1: {PIPE}",
    ]


@pytest.mark.parametrize(
    "name",
    ["Gross.md", "zwei worte.md", "ümlaut.md", "a#b.md", "a%20b.md", "x" * 61 + ".md", "a.b.md", "Ordner/seite.md"],
)
def test_a_page_has_a_name_that_can_be_an_address(name: str, collection: Path) -> None:
    page = collection / "content" / name
    page.parent.mkdir(parents=True)
    page.write_text(HEAD, encoding="utf-8")
    [message] = messages(collection)
    assert message.startswith(f"content/{name}:1:1: „") and NAME in message


def test_names_of_windows_and_names_without_letters_are_refused(collection: Path) -> None:
    (collection / "content").mkdir()
    (collection / "content/aux.md").write_text(HEAD, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(collection / "content") + b"/\xff.png")).touch()
    assert [message.partition(":1:1: ")[2][:40] for message in messages(collection)] == [
        "Der Dateiname enthält Zeichen, die in ke",
        "„aux“ ist unter Windows kein möglicher D",
    ]


def test_the_folder_of_pages_is_a_folder(collection: Path) -> None:
    (collection / "content").symlink_to(PROJECT / "content")
    assert messages(collection) == ["content:1:1: Hier muss ein Ordner liegen."]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Ein \u202ewort.", "content/a.md:6:5: Hier steht ein unsichtbares Steuerzeichen (U+202E). Löschen Sie es."),
        ("Kurz.\n\n" + "[" * 7000, "content/a.md:8:1: Der Absatz ist zu lang (mehr als 6000 Zeichen). Teilen Sie ihn."),
        (
            "- " * 500 + "a",
            "content/a.md:6:1: Die Zeile ist zu weit eingerückt (mehr als 40 Zeichen). Verschachteln Sie weniger.",
        ),
    ],
)
def test_a_page_that_markdown_could_not_bear_is_refused(body: str, message: str, collection: Path) -> None:
    (collection / "content").mkdir()
    (collection / "content/a.md").write_text(HEAD + body, encoding="utf-8")
    assert messages(collection) == [message]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_settings_are_an_ordinary_file(kind: str, collection: Path) -> None:
    path = collection / "lotse.yml"
    {"link": lambda: path.symlink_to("/dev/zero"), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[kind]()
    assert messages(collection) == [f"lotse.yml:1:1: {LINK if kind == 'link' else PIPE}"]


@pytest.mark.parametrize("text", ["](", "{:", "<", "[x](", "<a", "<!--", "![", "[["])
def test_a_long_text_of_brackets_is_read_at_once(text: str) -> None:
    """It took minutes; a test that hangs is a test that fails."""
    long = text * 60_000
    assert list(markup.figures(long + " 7")) == [(len(long) + 1, "7")]


def test_a_year_with_a_point_is_a_year(collection: Path, smallest_case: str) -> None:
    case = smallest_case.replace("start: 2009", "start: 2009.0").replace("as_of: 2020", "as_of: 2020.0")
    (collection / "cases/a.yml").write_text(case, encoding="utf-8")
    made = recipe.load(collection).collection.cases["a"]
    assert (made.period.start, made.as_of) == ("2009", "2020")


@pytest.mark.parametrize("name", ["---", "| a", "1", "**", "`", "#", "[x]", "a | b", "-"])
def test_signs_of_markdown_are_no_terms_of_the_glossary(name: str, collection: Path) -> None:
    path = collection / "vocabulary/glossary.yml"
    entry = f'  - {{id: zeichen, title: "{name}", description: Ein Zeichen.}}\n'
    text = path.read_text(encoding="utf-8").replace("entries:\n", f"entries:\n{entry}", 1)
    path.write_text(text, encoding="utf-8")
    [message] = messages(collection)
    assert f"„{name}“ kann kein Wort des Glossars sein." in message


def test_a_term_is_not_found_inside_of_a_sign() -> None:
    glossary = Glossary([Term(id="amp", title="amp", description="Verstärker")])
    assert glossary.explain("<p>A &amp; B</p>", "") == "<p>A &amp; B</p>"


@pytest.mark.parametrize("name", ["\udcff", "a\nb", "x" * 61, "", "\u202e", '"', "a\\"])
def test_a_collection_with_any_name_is_made_or_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    code = cli.main(["init", str(tmp_path / "neu"), "--name", name])
    assert code == (cli.OK if name in ('"', "a\\") else cli.FAILED)
    assert ("taugt nicht als Name" in capsys.readouterr().err) == bool(code)
    if not code:
        recipe.load(tmp_path / "neu")


@pytest.mark.parametrize("id", ["", "..", "../x", "a/b", "con", "A", "\udcff", "x" * 300, "-", "a\n"])
def test_a_new_case_with_an_odd_id_is_refused(id: str, collection: Path) -> None:
    assert cli.main(["new", "--root", str(collection), "--", id]) == cli.FAILED
    assert list((collection / "cases").iterdir()) == []


@pytest.mark.parametrize("moment", ["²", "-1", "99999999999999999999", "1e9", "gestern", ""])
def test_a_day_of_the_build_that_is_none_is_passed_over(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    today = reviews.today()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert reviews.today() == today
