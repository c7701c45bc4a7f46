"""Open data: the files that others build on, read by the programs that others would use."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import feedparser
import pytest
import yaml
from jsonschema import Draft202012Validator
from playwright.sync_api import Page
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib import namespace as words

from conftest import PROJECT
from lotse import recipe
from lotse.open_data import cases_csv, feed, linked_data, records_json
from lotse.open_data.datasets import datasets

ADDRESS = "https://lotse.example/"
HOSTILE = '</script><b>&"\u2028= Fall'
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


@pytest.fixture(scope="session")
def known_site() -> recipe.Site:
    """What is made of the real records where the website has an address."""
    return recipe.prepare(PROJECT, ADDRESS)


@pytest.fixture(scope="session")
def hostile(real_site: recipe.Site) -> recipe.Site:
    """The real site, but its first case bears names that would break out of files that do not take care."""
    first, *others = real_site.collection.cases.values()
    changed = replace(first, title=HOSTILE, summary=HOSTILE)
    collection = replace(real_site.collection, cases={case.id: case for case in (changed, *others)})
    return replace(real_site, collection=collection)


def schema_of(site: recipe.Site, path: str) -> dict:
    """The published schema of a file under api/."""
    name = "case" if path.startswith("api/cases/") else Path(path).stem
    return json.loads(site.files[f"schemas/api/{name}.schema.json"])


def json_files(site: recipe.Site) -> list[str]:
    return [path for path in site.files if path.startswith("api/") and path.endswith(".json")]


# ---------- JSON ----------


def test_all_json_fits_its_published_schema(real_site: recipe.Site) -> None:
    checks = {}
    for path in json_files(real_site):
        schema = schema_of(real_site, path)
        Draft202012Validator.check_schema(schema)
        check = checks.setdefault(schema["title"], Draft202012Validator(schema))
        assert list(check.iter_errors(json.loads(real_site.files[path]))) == [], path
    assert len(checks) == 5


def test_the_schema_would_find_a_fault(real_site: recipe.Site) -> None:
    content = json.loads(real_site.files["api/cases.json"])
    content["cases"][0]["topics"] = ["gibt-es-nicht"]
    assert not Draft202012Validator(schema_of(real_site, "api/cases.json")).is_valid(content)


def test_every_file_says_version_licence_and_whom_to_name(known_site: recipe.Site) -> None:
    for path in json_files(known_site):
        content = json.loads(known_site.files[path])
        assert content["version"] == records_json.VERSION
        assert content["licence"]["name"] == "CC BY 4.0"
        assert content["attribution"] == "Kooperationslotse, CC BY 4.0"
        assert content["site"] == {"name": "Kooperationslotse", "address": ADDRESS}


def test_a_website_without_address_does_not_claim_one(real_site: recipe.Site) -> None:
    assert json.loads(real_site.files["api/cases.json"])["site"] == {"name": "Kooperationslotse"}
    assert "$id" not in json.loads(real_site.files["schemas/case.schema.json"])
    assert "Sitemap" not in real_site.files["robots.txt"]


def test_the_file_of_a_case_holds_the_record_as_in_its_yaml_file(real_site: recipe.Site) -> None:
    def as_text(value: object) -> object:
        """Years and values may be written as numbers: the website takes them for text, but not degrees and people."""
        if isinstance(value, dict):
            kept = ("lat", "lon", "population")
            return {key: float(item) if key in kept else as_text(item) for key, item in value.items()}
        if isinstance(value, list):
            return [as_text(item) for item in value]
        return str(value)

    for id in real_site.collection.cases:
        content = json.loads(real_site.files[f"api/cases/{id}.json"])
        written = yaml.safe_load((PROJECT / f"cases/{id}.yml").read_text(encoding="utf-8"))
        assert as_text(content["record"]) == as_text(written)
        assert (content["id"], content["address"]) == (id, f"faelle/{id}/")


def test_the_list_of_all_cases_has_the_same_records_flat(real_site: recipe.Site) -> None:
    cases = json.loads(real_site.files["api/cases.json"])["cases"]
    for case in cases:
        one = json.loads(real_site.files[f"api/cases/{case['id']}.json"])
        assert case == {"id": one["id"], "address": one["address"], **one["record"]}
    assert [case["id"] for case in cases] == list(real_site.collection.cases)


def test_schemas_have_their_address_as_their_name(known_site: recipe.Site) -> None:
    schemas = {path: text for path, text in known_site.files.items() if path.endswith(".schema.json")}
    for path, text in schemas.items():
        assert json.loads(text)["$id"] == f"{ADDRESS}{path}"
        assert all(ref.startswith("#/") for ref in re.findall(r'"\$ref": "([^"]+)"', text)), path


# ---------- CSV ----------


def test_the_table_opens_in_german_excel(known_site: recipe.Site) -> None:
    text = known_site.files["api/cases.csv"]
    assert text.startswith("\ufeffKennung;Titel;") and text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
    row = next(row for row in rows if row["Kennung"] == "knf")
    assert len(rows) == len(known_site.collection.cases)
    assert row["Länder"] == "Berlin | Brandenburg"
    assert row["Seite"] == f"{ADDRESS}faelle/knf/"
    assert row["Quellen"].startswith("Wachsende Städte")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n@", "＝", "－", "＋", "＠"])
def test_no_cell_is_run_as_a_formula(real_site: recipe.Site, start: str) -> None:
    case = replace(real_site.collection.cases["knf"], title=f"{start}1+1")
    text = cases_csv.table(replace(real_site.collection, cases={"knf": case}), real_site.settings)
    row = next(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert row["Titel"] == f"'{start}1+1"


# ---------- schema.org ----------


def told(site: recipe.Site, address: str) -> Graph:
    """What a page tells, as a reader of JSON-LD understands it; the context of schema.org is only a vocabulary here."""
    content = json.loads(site.linked_data[address])
    assert content["@context"] == "https://schema.org"
    content["@context"] = {"@vocab": str(words.SDO)}
    return Graph().parse(data=json.dumps(content), format="json-ld")


def test_pages_use_only_words_that_schema_org_has(known_site: recipe.Site) -> None:
    for address in known_site.linked_data:
        for _, word, value in told(known_site, address):
            used = value if word == RDF.type else word
            assert used in words.SDO, (address, used)


def test_a_case_tells_what_it_is_about_and_what_it_cites(known_site: recipe.Site) -> None:
    graph = told(known_site, "faelle/knf/")
    page = URIRef(f"{ADDRESS}faelle/knf/")
    about = graph.value(page, words.SDO.about)
    case = known_site.collection.cases["knf"]
    assert graph.value(page, RDF.type) == words.SDO.Article
    assert str(graph.value(page, words.SDO.dateModified)) == case.reviewed_on
    assert graph.value(about, RDF.type) == words.SDO.Project
    assert {str(graph.value(node, words.SDO.name)) for node in graph.objects(about, words.SDO.member)} == {
        partner.name for partner in case.partners
    }
    assert len(list(graph.objects(page, words.SDO.citation))) == len(case.cited)


def test_the_page_of_open_data_tells_of_every_file(known_site: recipe.Site) -> None:
    graph = told(known_site, "mitmachen/daten/")
    files = {str(url).removeprefix(ADDRESS) for url in graph.objects(None, words.SDO.contentUrl)}
    assert (
        {"api/cases.json", "api/cases.csv", "api/checklists.json", "api/vocabulary.json"}
        <= files
        <= {*known_site.files}
    )


def test_names_cannot_break_out_of_the_script_element(hostile: recipe.Site) -> None:
    offered = datasets(hostile.collection, hostile.settings)
    texts = linked_data.by_page(hostile.collection, hostile.settings, offered)
    text = next(iter(texts.values()))
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text)["headline"] == HOSTILE


def test_the_browser_takes_linked_data_for_data(open_page: Callable[..., Page]) -> None:
    """The fixture fails where the policy of the page is broken."""
    for path in ("faelle/knf/", "mitmachen/daten/"):
        blocks = open_page(path).locator("head script[type='application/ld+json']").all_text_contents()
        assert [json.loads(block)["@context"] for block in blocks] == ["https://schema.org"]


# ---------- DCAT-AP.de ----------

# What DCAT-AP.de 3.0 requires or, at the mark, the handbook of conventions; all else is recommended or optional.
REQUIRED = {
    words.DCAT.Catalog: (words.DCTERMS.title, words.DCTERMS.description, words.DCTERMS.publisher, words.DCAT.dataset),
    words.DCAT.Dataset: (
        words.DCTERMS.title,
        words.DCTERMS.description,
        words.DCTERMS.publisher,
        words.DCAT.distribution,
        words.DCAT.theme,
    ),
    words.DCAT.Distribution: (
        words.DCAT.accessURL,
        words.DCTERMS.license,
        DCATDE.licenseAttributionByText,
    ),  # conventions 32 and 35
    words.FOAF.Agent: (words.FOAF.name,),
    VCARD.Kind: (VCARD.fn,),
}
AT_MOST_ONCE = (
    words.DCTERMS.publisher,
    words.DCTERMS.modified,
    words.DCTERMS.license,
    words.DCTERMS.format,
    words.DCAT.mediaType,
    words.FOAF.homepage,
)
RESOURCES = (
    words.DCTERMS.publisher,
    words.DCTERMS.license,
    words.DCTERMS.format,
    words.DCAT.theme,
    words.DCAT.accessURL,
    words.DCAT.contactPoint,
)


@pytest.fixture(params=["catalog.ttl", "catalog.jsonld"])
def catalogue(request: pytest.FixtureRequest, known_site: recipe.Site) -> Graph:
    """The catalogue as a portal reads it."""
    kind = {".ttl": "turtle", ".jsonld": "json-ld"}[Path(request.param).suffix]
    return Graph().parse(data=known_site.files[f"api/{request.param}"], format=kind, publicID=f"{ADDRESS}api/")


def test_portals_find_what_the_profile_requires(catalogue: Graph) -> None:
    for kind, properties in REQUIRED.items():
        nodes = list(catalogue.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            assert isinstance(node, URIRef)  # a name that stays, and no blank node
            assert [name for name in properties if not list(catalogue.objects(node, name))] == [], node
            assert [name for name in AT_MOST_ONCE if len(list(catalogue.objects(node, name))) > 1] == [], node
            assert all(isinstance(value, URIRef) for name in RESOURCES for value in catalogue.objects(node, name))


def test_the_catalogue_uses_only_words_that_its_vocabularies_have(catalogue: Graph) -> None:
    for _, word, value in catalogue:
        used = value if word == RDF.type else word
        for vocabulary in (words.DCAT, words.DCTERMS, words.FOAF):
            assert not str(used).startswith(str(vocabulary)) or used in vocabulary, used


def test_the_catalogue_leads_to_files_and_schemas_that_exist(catalogue: Graph, known_site: recipe.Site) -> None:
    for name in (words.DCAT.accessURL, words.DCAT.downloadURL, words.DCTERMS.conformsTo):
        for url in catalogue.objects(None, name):
            assert str(url).removeprefix(ADDRESS) in known_site.files
    assert set(catalogue.objects(None, words.DCTERMS.license)) == {URIRef("http://dcat-ap.de/def/licenses/cc-by/4.0")}


def test_both_forms_of_the_catalogue_say_the_same(known_site: recipe.Site) -> None:
    turtle = Graph().parse(data=known_site.files["api/catalog.ttl"], format="turtle")
    json_ld = Graph().parse(data=known_site.files["api/catalog.jsonld"], format="json-ld")
    assert set(turtle) == set(json_ld)


def test_without_an_address_names_are_seen_from_the_catalogue(real_site: recipe.Site) -> None:
    graph = Graph().parse(
        data=real_site.files["api/catalog.ttl"], format="turtle", publicID=f"{ADDRESS}api/catalog.ttl"
    )
    assert URIRef(f"{ADDRESS}api/cases.json") in set(graph.objects(None, words.DCAT.downloadURL))


# ---------- feed, sitemap ----------


def test_readers_of_feeds_get_the_newest_cases(known_site: recipe.Site) -> None:
    read = feedparser.parse(known_site.files["feed.xml"])
    assert not read.bozo and read.version == "atom10"
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": f"{ADDRESS}feed.xml",
        "alternate": f"{ADDRESS}faelle/",
    }
    days = [entry.updated for entry in read.entries]
    assert days == sorted(days, reverse=True) and len(days) == len(known_site.collection.cases)
    assert all(entry.id.startswith("urn:uuid:") and entry.title and entry.summary for entry in read.entries)
    assert {entry.link for entry in read.entries} == {f"{ADDRESS}faelle/{id}/" for id in known_site.collection.cases}


def test_entries_keep_their_names_when_the_website_moves(known_site: recipe.Site, real_site: recipe.Site) -> None:
    names = [
        [entry.id for entry in feedparser.parse(site.files["feed.xml"]).entries] for site in (known_site, real_site)
    ]
    assert names[0] == names[1] and len(set(names[0])) == len(names[0])


def test_a_feed_shows_names_as_they_are_and_never_grows_too_long(hostile: recipe.Site) -> None:
    case = next(iter(hostile.collection.cases.values()))
    many = {f"fall-{number}": replace(case, id=f"fall-{number}") for number in range(80)}
    read = feedparser.parse(feed.atom(replace(hostile.collection, cases=many), hostile.settings))
    assert not read.bozo and len(read.entries) == feed.MOST
    assert read.entries[0].title == HOSTILE


def test_the_sitemap_lists_every_page_and_takes_days_from_records(
    site: Path, address: str, real_site: recipe.Site
) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    days = dict(re.findall(r"<url><loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?</url>", text))
    pages = {f"{address}{path.parent.relative_to(site).as_posix()}/" for path in site.rglob("index.html")}
    assert set(days) == {page.replace("/./", "/") for page in pages}
    assert days[f"{address}faelle/knf/"] == real_site.collection.cases["knf"].reviewed_on
    assert days[f"{address}impressum/"] == ""
    assert f"Sitemap: {address}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_every_page_names_the_feed(open_page: Callable[..., Page], address: str) -> None:
    link = open_page("faelle/").locator("head link[type='application/atom+xml']")
    assert link.evaluate("(element) => element.href") == f"{address}feed.xml"


# ---------- what the page of open data promises ----------


def example(site: Path, language: str) -> str:
    text = (site / "mitmachen/daten/index.html").read_text(encoding="utf-8")
    return unescape(re.search(rf'<code class="language-{language}">(.*?)</code>', text, re.DOTALL)[1])


def test_the_python_example_runs(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example(site, "python")], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "/faelle/knf/" in done.stdout and done.stdout.endswith("Kooperationslotse, CC BY 4.0\n")


def test_the_javascript_example_runs(open_page: Callable[..., Page], site: Path) -> None:
    page = open_page("mitmachen/daten/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(f"(async () => {{ {example(site, 'js')} }})()")
    assert said[-1] == "Kooperationslotse, CC BY 4.0"


DATA = ("api/", "feed", "schemas/")


def test_the_same_records_always_give_the_same_bytes(known_site: recipe.Site) -> None:
    """Another run of Python puts sets into another order."""
    program = f"""
import hashlib
from pathlib import Path
from lotse import recipe
site = recipe.prepare(Path({str(PROJECT)!r}), {ADDRESS!r})
for path, text in site.files.items():
    if path.startswith({DATA!r}):
        print(path, hashlib.sha256(text.encode()).hexdigest())
"""
    command = [sys.executable, "-c", program]
    again = subprocess.run(command, env={"PYTHONHASHSEED": "7"}, capture_output=True, check=True, text=True)
    ours = {
        path: hashlib.sha256(text.encode()).hexdigest()
        for path, text in known_site.files.items()
        if path.startswith(DATA)
    }
    assert dict(line.split() for line in again.stdout.splitlines()) == ours
    assert len(ours) > len(known_site.collection.cases)


# ---------- publiccode.yml ----------


def test_publiccode_yml_says_what_the_standard_requires() -> None:
    about = yaml.safe_load((PROJECT / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about["softwareVersion"] == project["version"]
    assert about["legal"]["license"] == project["license"]
    assert about["publiccodeYmlVersion"] == "0.5" and about["url"].startswith("https://")
    assert {"name", "platforms", "categories", "developmentStatus", "softwareType"} <= set(about)
    assert about["maintenance"]["type"] == "none" or about["maintenance"]["contacts"]
    assert set(about["localisation"]) == {"localisationReady", "availableLanguages"}
    for text in about["description"].values():
        assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"]) <= 10_000 and text["features"]
        assert all(len(feature) <= 100 for feature in text["features"])
