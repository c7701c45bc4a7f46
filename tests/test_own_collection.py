"""A collection of one's own: `lotse init` starts it, settings name it, and an installed program needs nothing beside it."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from conftest import HEAD, PROJECT
from lotse import cli, recipe
from lotse.settings import Settings

NAME = 'Region "Am: Fluss" <b>#1</b>'


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection as `lotse init` starts it; tests change copies of it."""
    folder = tmp_path_factory.mktemp("init") / "region"
    assert cli.main(["init", str(folder), "--name", NAME]) == 0
    return folder


@pytest.fixture
def own(fresh: Path, tmp_path: Path) -> Path:
    shutil.copytree(fresh, tmp_path / "region")
    return tmp_path / "region"


def set_up(root: Path, old: str, new: str) -> None:
    """Replace a line in the settings."""
    text = (root / "lotse.yml").read_text(encoding="utf-8")
    assert old in text
    (root / "lotse.yml").write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="session")
def adapted(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of a collection with settings, a page and a colour of its own, and without the guide."""
    root = tmp_path_factory.mktemp("adapted") / "region"
    shutil.copytree(fresh, root)
    set_up(root, 'address: ""', "address: https://lotse.example/")
    set_up(root, '  name: ""', "  name: Landkreis am Fluss")
    set_up(root, 'email: ""', "email: lotse@kreis.example")
    set_up(root, '  accessibility: ""', "  accessibility: teilweise vereinbar")
    set_up(root, '  url: ""', "  url: https://archiv.example/lotse")
    set_up(root, "guide: true", "guide: false")
    set_up(root, '#colours:\n#  light: "#0b5563"\n#  dark: "#86d3df"', 'colours: {light: "#7a1f5c", dark: "#f2b8dc"}')
    (root / "content").mkdir()
    declared = "operator:\n  accessibility: Stand\n  accessibility_check: Prüfung\n---\n"
    head = HEAD.strip().removesuffix("---") + declared
    (root / "content/barrierefreiheit.md").write_text(f"{head}Unsere Erklärung.", encoding="utf-8")
    assert cli.main(["build", "--root", str(root)]) == 0
    return root / "site"


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_a_fresh_collection_has_one_case_and_one_checklist(fresh: Path) -> None:
    collection = recipe.load(fresh).collection
    assert (list(collection.cases), list(collection.checklists)) == (["knf"], ["wege-zum-erfolg"])


def test_every_page_and_paper_bears_the_name_of_the_collection(adapted: Path) -> None:
    assert "Region &#34;Am: Fluss&#34; &lt;b&gt;#1&lt;/b&gt;</title>" in read(adapted, "faelle/knf")
    assert "Kooperationslotse" not in read(adapted, "checklisten/wege-zum-erfolg")


def test_the_record_of_a_fresh_collection_is_in_form(own: Path) -> None:
    assert cli.main(["fmt", "--check", "--root", str(own), str(own / "cases/knf.yml")]) == 0


def test_editors_find_the_schema_that_each_record_names(own: Path) -> None:
    for path in [*own.glob("*/*.yml"), own / "lotse.yml"]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text(encoding="utf-8"))["properties"], path


def test_new_ids_reach_the_schemas_of_editors(own: Path) -> None:
    topics = own / "vocabulary/topics.yml"
    topics.write_text(topics.read_text(encoding="utf-8") + "  - id: wasser\n    title: Wasser\n", encoding="utf-8")
    assert cli.main(["schemas", "--root", str(own)]) == 0
    schema = json.loads((own / "schemas/case.schema.json").read_text(encoding="utf-8"))
    assert "wasser" in schema["$defs"]["topics"]["enum"]


def test_a_page_of_ones_own_takes_the_place_of_ours(adapted: Path) -> None:
    assert "Unsere Erklärung." in read(adapted, "barrierefreiheit")
    assert "Cookies" in read(adapted, "datenschutz")


def test_the_guide_comes_along_unless_nobody_wants_it(adapted: Path, own: Path) -> None:
    assert "leitfaden/voraussetzungen.md" in {str(text.path) for text in recipe.load(own).texts}
    assert not (adapted / "leitfaden").exists()
    assert not [path for path in adapted.rglob("*.html") if "leitfaden/" in path.read_text(encoding="utf-8")]


def test_what_an_operator_declares_about_barriers_is_shown_and_so_is_what_nobody_declared(adapted: Path) -> None:
    page = read(adapted, "barrierefreiheit")
    assert "<dt>Stand</dt><dd>teilweise vereinbar</dd>" in page
    assert "<dt>Prüfung</dt><dd>nicht angegeben</dd>" in page


def test_the_page_about_surveys_comes_along_with_a_survey_only(own: Path) -> None:
    def texts() -> set[str]:
        return {str(text.path) for text in recipe.load(own).texts}

    assert "leitfaden/befragung.md" not in texts()
    survey = (PROJECT / "surveys/muenchen-2023.yml").read_text(encoding="utf-8")
    (own / "surveys").mkdir()
    known = re.sub(r"/faelle/[\w-]+/", "/faelle/knf/", survey)  # the only case of a fresh collection
    (own / "surveys/umfrage.yml").write_text(known, encoding="utf-8")
    assert "leitfaden/befragung.md" in texts()


def test_settings_reach_imprint_and_links(adapted: Path) -> None:
    assert "lotse@kreis.example" in read(adapted, "impressum")
    page = read(adapted, "faelle/knf")
    assert 'href="https://archiv.example/lotse/edit/main/cases/knf.yml"' in page
    assert '<link rel="canonical" href="https://lotse.example/faelle/knf/">' in page


def test_colours_of_ones_own_reach_every_page(adapted: Path) -> None:
    assert "--brand: light-dark(#7a1f5c, #f2b8dc)" in (adapted / "styles/colours.css").read_text(encoding="utf-8")
    page = read(adapted, "faelle")
    assert page.index("styles/lotse.css") < page.index("styles/colours.css")


def test_mark_manifest_and_preview_cards_bear_name_and_colours_of_the_collection(adapted: Path) -> None:
    page = (adapted / "index.html").read_text(encoding="utf-8")
    manifest = json.loads((adapted / "site.webmanifest").read_text(encoding="utf-8"))
    favicon = (adapted / "images/favicon.svg").read_text(encoding="utf-8")
    assert '<meta property="og:image" content="https://lotse.example/images/card.png">' in page
    assert f'<meta property="og:site_name" content="{html.escape(NAME)}">' in page.replace("&#34;", "&quot;")
    assert (manifest["name"], manifest["theme_color"]) == (NAME, "#7a1f5c")
    assert "#7a1f5c" in favicon and "#f2b8dc" in favicon and "#0b5563" not in favicon
    with Image.open(adapted / "images/card.png") as card:
        assert card.convert("RGB").getpixel((1, 1)) == (0x7A, 0x1F, 0x5C)


def test_variables_go_before_addresses_in_the_settings(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(own, 'address: ""', "address: https://lotse.example/")
    monkeypatch.setenv("LOTSE_SITE_URL", "https://anderswo.example")
    monkeypatch.setenv("LOTSE_REPO_URL", "https://archiv.example/x/")
    settings = recipe.load(own).settings
    assert (settings.address, settings.repository.url) == ("https://anderswo.example/", "https://archiv.example/x")


def test_a_collection_without_settings_borrows_nobodys_identity(collection: Path) -> None:
    assert recipe.load(collection).settings == Settings()


def test_init_touches_nothing_that_is_there(own: Path, capsys: pytest.CaptureFixture) -> None:
    before = sorted(own.rglob("*"))
    assert cli.main(["init", str(own)]) == 2
    assert "gibt es schon" in capsys.readouterr().err
    assert sorted(own.rglob("*")) == before


@pytest.mark.parametrize("name", ["", " ", "Zwei\nZeilen", "x" * 61])
def test_init_refuses_names_that_the_check_would_refuse(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture
) -> None:
    assert cli.main(["init", str(tmp_path / "region"), "--name", name]) == 2
    assert "taugt nicht als Name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_init_fills_the_empty_folder_that_somebody_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "."]) == 0
    assert cli.main(["check"]) == 0


def test_changes_of_an_own_collection_are_told(own: Path, fresh: Path, capsys: pytest.CaptureFixture) -> None:
    (own / "cases/knf.yml").unlink()
    assert cli.main(["changes", "--root", str(own), "--base", str(fresh)]) == 0
    assert "Fälle: 1 gelöscht." in capsys.readouterr().out


def test_the_settings_of_this_project_say_what_a_new_collection_can_say() -> None:
    """Both files are commented for people, so both are written by hand."""
    ours, theirs = (
        {
            line.split(":")[0].strip("# ")
            for line in (PROJECT / path).read_text(encoding="utf-8").splitlines()
            if ":" in line
        }
        for path in ("lotse.yml", "starter/lotse.yml")
    )
    schema = json.loads((PROJECT / "schemas/settings.schema.json").read_text(encoding="utf-8"))["properties"]
    fields = schema.keys() | schema["operator"]["properties"].keys() | schema["repository"]["properties"].keys()
    assert (fields - theirs, fields - ours) == (set(), {"guide"})  # here the guide is our own


def test_the_installed_package_starts_and_builds_a_collection_far_from_the_project(tmp_path: Path) -> None:
    """Packages that it needs are those of this environment; only the program itself is installed anew."""
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*wheel, "--wheel-dir", str(tmp_path), str(PROJECT)], check=True)
    (archive,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "installed")
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}

    def lotse(*arguments: str) -> None:
        subprocess.run([sys.executable, "-m", "lotse.cli", *arguments], check=True, cwd=tmp_path, env=surroundings)

    where = [sys.executable, "-c", "import lotse; print(lotse.__file__)"]
    assert str(tmp_path) in subprocess.run(where, env=surroundings, capture_output=True, text=True, cwd=tmp_path).stdout
    lotse("init", "region")
    lotse("build", "--root", "region")
    assert (tmp_path / "region/site/faelle/knf/index.html").exists()
    assert (tmp_path / "region/site/checklisten/initiierung/initiierung.pdf").exists()
