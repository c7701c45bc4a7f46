"""Files and names that nobody meant: links, pipes, odd names, hand-written pages that cannot be read, strange arguments."""

import os
import re
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


def lying_in(content: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_only_pages_pictures_and_papers_may_lie_in_content_and_not_among_what_the_website_makes(
    collection: Path,
) -> None:
    """Else they would take the place of our scripts and styles, or do as they like under our address."""
    right = {"bilder/rathaus.png": "", "bilder/Plan der Stadt.pdf": "", "foto.jpg": "", ".DS_Store": "", ".gitkeep": ""}
    wrong = ["scripts/site.js", "styles/lotse.css", "roh.html", "eigen.js", "_headers", ".htaccess", "api/cases.json"]
    wrong += ["robots.txt", "bild", ".obsidian/app.json"]
    taken = ["Assets/bild.png", "api/plan.pdf", "images/favicon.svg", "checklisten/krise/x.pdf", "partials/x.gif"]
    lying_in(collection / "content", {**right, **dict.fromkeys([*wrong, *taken], "")})
    found = {message.partition(":1:1: ")[0]: message.partition(":1:1: ")[2] for message in messages(collection)}
    assert set(found) == {f"content/{name}" for name in [*wrong, *taken]}
    assert all(found[f"content/{name}"].startswith("Diese Datei darf nicht auf die Website.") for name in wrong)
    assert all("legt die Website eigene Dateien" in found[f"content/{name}"] for name in taken)


def test_a_file_beside_the_pages_has_a_sensible_size(collection: Path) -> None:
    lying_in(collection / "content", {"gross.png": ""})
    os.truncate(collection / "content/gross.png", 10_000_001)
    assert messages(collection) == ["content/gross.png:1:1: Die Datei ist größer als 10 MB. Nehmen Sie eine kleinere."]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("seite.markdown", "Die Endung muss .md heißen."),
        ("seite.mkd", "Die Endung muss .md heißen."),
        ("seite.MD", "Die Endung muss .md heißen."),
        ("bild.PNG", "Die Endung muss .png heißen."),
        ("a:b.png", "Der Name enthält"),
        ("a\\b.png", "Der Name enthält"),
        ("ordner./bild.png", "Der Name enthält"),
        ("ordner /bild.png", "Der Name enthält"),
        ("Con.x.png", "„Con.x.png“ ist unter Windows"),
        ("lpt1/bild.png", "„lpt1“ ist unter Windows"),
    ],
)
def test_names_that_not_every_machine_can_bear_are_refused(name: str, advice: str, collection: Path) -> None:
    lying_in(collection / "content", {name: ""})
    [message] = messages(collection)
    assert f":1:1: {advice}" in message


def test_names_that_look_alike_are_refused(collection: Path) -> None:
    """On some machines they are one file."""
    lying_in(collection / "content", dict.fromkeys(["Bild.png", "bild.png", "\u00e4.png", "a\u0308.png"], ""))
    assert [message.partition(":1:1: ")[2] for message in messages(collection)] == [
        "Der Name gleicht dem von content/Bild.png. Benennen Sie die Datei um.",
        "Der Name gleicht dem von content/a\u0308.png. Benennen Sie die Datei um.",
    ]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert()</script>", "Das Element <script> ist in Bildern nicht erlaubt."),
        ('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "Das Element <foreignObject>"),
        ('<g><h:b xmlns:h="http://www.w3.org/1999/xhtml"/></g>', "Das Element <b>"),
        ('<path onload="alert()"/>', "Die Angabe „onload“ ist in Bildern nicht erlaubt."),
        ('<use href="https://fremd.example/a.svg#x"/>', "Das Bild verweist nach außen."),
        ('<image xlink:href="data:image/svg+xml,x"/>', "Das Bild verweist nach außen."),
        ('<path style="fill: url(//fremd.example/x)"/>', "Das Bild verweist nach außen."),
        ("<style>@import '//fremd.example/x.css';</style>", "Das Bild verweist nach außen."),
        ("<a><path/></a>", "Das Element <a>"),
    ],
)
def test_a_drawing_brings_neither_scripts_nor_foreign_things(inside: str, fault: str, collection: Path) -> None:
    lying_in(collection / "content", {"bild.svg": f"{SVG}\n  {inside}</svg>"})
    assert re.match(rf"content/bild\.svg:2:\d+: {re.escape(fault)}", messages(collection)[0])


@pytest.mark.parametrize("start", ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", '<?xml-stylesheet href="x.css"?>', "<p"])
def test_a_drawing_that_gives_orders_or_cannot_be_read_is_refused(start: str, collection: Path) -> None:
    lying_in(collection / "content", {"bild.svg": f"{start}{SVG}</svg>"})
    assert messages(collection)[0].startswith("content/bild.svg:1:")


def test_an_ordinary_drawing_is_published(collection: Path) -> None:
    drawing = (
        '<defs><path id="a" style="fill:url(#b)"/></defs><use xlink:href="#a"/><metadata><x xmlns="urn:x"/></metadata>'
    )
    lying_in(
        collection / "content", {"bilder/bild.svg": f"<?xml version='1.0'?>\n<!-- von Hand -->{SVG}{drawing}</svg>"}
    )
    lying_in(collection / "content", {"a.md": f"{HEAD}![Ein Bild](bilder/bild.svg)"})
    recipe.load(collection)


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
