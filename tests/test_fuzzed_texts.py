"""Words that look like code, in every text of every kind of record: they stay words, on pages and in files."""

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import markdown
import pytest
import yaml
from openpyxl import load_workbook
from rdflib import Graph

from conftest import PROJECT
from lotse import addresses, recipe
from lotse.pages.press import Page
from lotse.problems import Problem
from lotse.reading import references
from lotse.reading.document import Document
from lotse.reading.schema import Schemas, identifiers
from lotse.reading.yaml_reader import parse
from payloads import PAYLOADS, filled

CASES = ("koopstadt", "kowis")  # these two fill nearly all fields
SCHEMES = ("http", "https", "mailto", "")


class Structure(HTMLParser):
    """What a page is made of, without its words: each element with the names of its attributes, and where links lead."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.elements: list[tuple[str, frozenset[str]]] = []
        self.schemes: set[str] = set()
        self.others = 0  # comments and the like
        self.feed(markdown.markdown(page.body, extensions=["attr_list", "tables", "toc"]))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, frozenset(name for name, _ in attributes)))
        targets = [target or "" for name, target in attributes if name in ("href", "src", "action", "data")]
        self.schemes.update(target.partition(":")[0] if ":" in target else "" for target in targets)

    def handle_comment(self, _: str) -> None:
        self.others += 1

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def bones(self) -> list[str]:
        """Its tables: no word of a record brings one along."""
        return [tag for tag, _ in self.elements if tag in ("table", "thead", "tr", "th", "td")]


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> recipe.Site:
    """The site made of records in which every text is hostile."""
    documents = recipe.read(PROJECT)[0]
    schemas, pages = Schemas(PROJECT / "schemas", identifiers(documents)), frozenset(addresses.generated(documents))
    shared = [one for one in documents if one.id in ("phases", "municipality-sizes", "sources")]

    def problems(record: Document) -> Iterator[Problem]:
        others = [one for one in shared if one.path != record.path]
        yield from schemas.check([record])
        yield from (problem for problem in references.check([*others, record], pages) if problem.path == record.path)

    root = tmp_path_factory.mktemp("hostile")
    for document in documents:
        if document.folder != "cases" or document.id in CASES:
            raw = (PROJECT / document.path).read_bytes()
            raw = filled(_alone(raw) if document.folder == "cases" else raw, document.path, PAYLOADS, problems)
            (root / document.path).parent.mkdir(exist_ok=True)
            (root / document.path).write_bytes(raw)
    return recipe.prepare(root)


def _alone(raw: bytes) -> bytes:
    """Return a case without what leads to others."""
    record = parse(raw, "cases/x.yml", []).value
    return yaml.safe_dump({key: value for key, value in record.items() if key not in ("parent", "related")}).encode()


def test_no_word_becomes_markup(hostile_site: recipe.Site, real_site: recipe.Site) -> None:
    known = {element for page in real_site.pages for element in Structure(page).elements}
    count = 0
    for page in hostile_site.pages:
        found = Structure(page)
        assert set(found.elements) <= known, page.path
        assert found.schemes <= set(SCHEMES), page.path
        assert not found.others, page.path
        count += page.body.count("alert(1)")
    assert count > 500


def test_no_word_takes_hand_written_pages_apart(hostile_site: recipe.Site, real_site: recipe.Site) -> None:
    """Terms of the glossary are looked for in them. Parts made of records are as long as these, so pages with some are left out."""
    real = {page.path: page for page in real_site.pages}
    texts = [page for page in hostile_site.pages if page.path.startswith("leitfaden/") and "part" not in page.meta]
    guide = [page for page in texts if '<figure class="picture' not in page.body]
    assert guide
    for page in guide:
        assert Structure(page).bones == Structure(real[page.path]).bones, page.path


def test_no_word_leaves_its_file(hostile_site: recipe.Site) -> None:
    """All files for others can be read, and hold no element, no formula and no script that a record brought along."""
    for content in hostile_site.linked_data.values():
        assert "<" not in content and json.loads(content)
    for path, content in hostile_site.files.items():
        if path.endswith((".json", ".jsonld")):
            assert json.loads(content)
        elif path.endswith(".xml"):
            assert {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(content).iter()} <= ATOM
        elif path.endswith(".ttl"):
            assert len(Graph().parse(data=content, format="turtle"))
        elif path.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        elif path.endswith(".xlsx"):
            sheets = load_workbook(io.BytesIO(content)).worksheets
            assert not any(cell.data_type == "f" for sheet in sheets for row in sheet for cell in row)


ATOM = {
    "feed",
    "id",
    "title",
    "subtitle",
    "updated",
    "author",
    "name",
    "rights",
    "link",
    "entry",
    "summary",
    "category",
}
