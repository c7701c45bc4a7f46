"""Exit: another site generator can build the same pages, so that nobody is stranded when Material ends."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from conftest import PROJECT
from lotse import recipe
from lotse.pages.portable import portable
from lotse.pages.press import Page
from lotse.serving import policy

BUILT, RENDERED = PROJECT / "dist/zensical", PROJECT / "dist/markdown"
LEFT_OUT = {"kooperationslotse-offline.zip"}  # only `lotse build` makes it
built = pytest.mark.skipif(not BUILT.is_dir(), reason="„make zensical“ baut, was hier geprüft wird.")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running what it names."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


@pytest.fixture(scope="module")
def zensical() -> dict:
    return tomllib.loads((PROJECT / "zensical.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def mkdocs() -> dict:
    return yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)


def test_both_generators_have_the_same_menu(zensical: dict, mkdocs: dict) -> None:
    assert zensical["nav"] == mkdocs["nav"]


def test_both_generators_read_the_same_dialect_of_markdown(zensical: dict, mkdocs: dict) -> None:
    names = [entry if isinstance(entry, str) else next(iter(entry)) for entry in mkdocs["markdown_extensions"]]
    assert list(zensical["markdown_extensions"]) == names


def test_both_generators_let_browsers_do_the_same(zensical: dict) -> None:
    assert zensical["extra"]["security_policies"] == policy.of_pages()


def page(path: str, markdown: str) -> Page:
    return Page(path, {"title": "Probe"}, markdown)


def test_every_page_becomes_the_index_of_a_folder_and_links_follow() -> None:
    pages = [
        page("leitfaden/warum.md", "[a](lernen.md#b) ![c](../bild.svg) [d](#e) [f](https://x.example/y.md) [g](/h/)"),
        page("faelle/index.md", "[Warum](../leitfaden/warum.md)"),
    ]
    assert {path: text.split("---")[-1].strip() for path, text in portable(pages).items()} == {
        "leitfaden/warum/index.md": "[a](../lernen/index.md#b) ![c](../../bild.svg) [d](#e) [f](https://x.example/y.md) [g](/h/)",
        "faelle/index.md": "[Warum](../leitfaden/warum/index.md)",
    }


@pytest.mark.parametrize(
    "text",
    ["`[a](b.md)`", "```\n[a](b.md)\n```", "[a](HTTPS://x.example/y.md)", "[a](MailTo:b@x.example)", "[a](<b c.md>)"],
)
def test_code_and_links_to_elsewhere_stay_as_they_are(text: str) -> None:
    assert portable([page("leitfaden/warum.md", text)])["leitfaden/warum/index.md"].endswith(text)


def test_a_link_keeps_what_it_asks_for() -> None:
    [text] = portable([page("index.md", "[a](faelle.md?thema=wohnen#b)")]).values()
    assert text.endswith("[a](faelle/index.md?thema=wohnen#b)")


def test_links_in_markdown_lead_to_pages_that_are_there(real_site: recipe.Site) -> None:
    written = portable(real_site.pages)
    for path, text in written.items():
        for target in re.findall(r"\]\(((?![a-z]+:|[#/])[^)\s#]+\.md)", text):
            assert urljoin(path, target) in written, path


def links(file: Path) -> Iterator[str]:
    """The addresses within the website that a page links to, seen from the root of the website."""
    text = file.read_text(encoding="utf-8").replace("&#x2f;", "/").replace("&amp;", "&")
    here = f"https://lotse.invalid/a/b/c/{file.relative_to(BUILT).as_posix()}"  # deep, so that too many ../ would show
    for link in re.findall(r'\b(?:href|src)="([^"#?]+)', text):
        parts = urlsplit(urljoin(here, link))
        if parts.netloc == "lotse.invalid":
            yield unquote(parts.path)


@built
def test_zensical_builds_every_page() -> None:
    wanted = {path.relative_to(RENDERED).with_suffix(".html") for path in RENDERED.rglob("*.md")}
    assert wanted <= {path.relative_to(BUILT) for path in BUILT.rglob("*.html")}


@built
def test_links_on_pages_by_zensical_lead_somewhere() -> None:
    for file in BUILT.rglob("index.html"):
        for link in links(file):
            assert link.startswith("/a/b/c/"), f"{file}: {link}"
            target = BUILT / link.removeprefix("/a/b/c/")
            found = (target / "index.html").exists() if link.endswith("/") else target.exists()
            assert found or target.name in LEFT_OUT, f"{file}: {link}"
