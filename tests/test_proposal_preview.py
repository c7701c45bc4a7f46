"""The preview of a case in the form: it reads like the page that the record will become, and bears any record."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from test_hostile_input import mutations

from conftest import PROJECT, barriers
from lotse import recipe
from lotse.reading import markup
from lotse.reading.yaml_reader import parse

CASES = sorted((PROJECT / "cases").glob("*.yml"))

# What a page says that a preview cannot know or does not need. Everything else must be the same.
ONLY_ON_THE_PAGE = {
    "buttons": ".actions",
    "pictures that the build draws": ".picture--form-steps, .picture--locator, .picture--network, .picture--timeline",
    "what only paper shows, or only the screen": ".paper-head, .paper-only, .screen-only",
    "the way to the record": ".record-link",
    "what depends on the day": ".due",
    "similar cases": "h2:has(+ [data-similar]), [data-similar]",
}
NAMED_BY_OTHERS = ("gehört zu diesem Fall.", "nennt diesen Fall als verwandt.")  # cases that name this one
GLOSSARY = "a.explained"  # the same words, as links to their explanations

SCRIPT = """
const { loadContext } = await import(new URL("../scripts/proposal/context.js", location.href));
const { preview } = await import(new URL("../scripts/proposal/preview.js", location.href));
"""
READING = """
const words = (text) => text.replace(/\\s+/g, " ").trim();
const blocks = (article) => [...article.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, summary")]
  .map((block) => [block.localName, words(block.textContent)]);
const target = (href, page) => (href[0] === "#" ? href.replace("#vorschau-", "#") : new URL(href, page).href);
const ways = (article, page) => [...article.querySelectorAll("a:not(.explained)")]
  .map((link) => [words(link.textContent), link.ariaLabel, target(link.getAttribute("href"), page)]);
"""


def read(path: Path) -> dict:
    """The record as the form holds it: numbers of the file are numbers, or texts."""
    return parse(path.read_bytes(), str(path), []).value


@pytest.fixture
def form(workbench: Page) -> Page:
    """A page of the site in which previews can be made."""
    return workbench


@pytest.fixture
def own_form(open_page: Callable[..., Page]) -> Page:
    """A page of the site on which previews can be put."""
    return open_page("mitmachen/")


def run(form: Page, script: str, given: object) -> object:
    """Run `script` on the page with what previews need."""
    return form.evaluate(f"async (given) => {{ {SCRIPT} {READING} {script} }}", given)


def shown(form: Page, record: object) -> list[list[str]]:
    """What the preview of a record shows: name and words of each block."""
    return run(form, "return blocks(preview(given, await loadContext(), 1))", record)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_preview_reads_like_the_page(form: Page, path: Path) -> None:
    page, preview = run(
        form,
        """
        const answer = await fetch(new URL(`../faelle/${given.id}/`, location.href));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const element of page.querySelectorAll(given.left_out)) element.remove();
        for (const line of page.querySelectorAll("li")) {
          if (given.endings.some((ending) => line.textContent.endsWith(ending))) line.remove();
        }
        for (const list of page.querySelectorAll(".statements:not(:has(li))")) {
          list.previousElementSibling.remove();
          list.remove();
        }
        const articles = [page.querySelector("article"), preview(given.record, await loadContext(), 1)];
        return articles.map((article) => ({ blocks: blocks(article), ways: ways(article, answer.url) }));
        """,
        {
            "id": path.stem,
            "record": read(path),
            "left_out": ", ".join(ONLY_ON_THE_PAGE.values()),
            "endings": NAMED_BY_OTHERS,
        },
    )
    assert preview["blocks"] == page["blocks"]
    assert preview["ways"] == page["ways"]


def test_a_source_that_the_case_brings_along_is_described(form: Page) -> None:
    record = read(PROJECT / "tests/records/valid/cases/smallest.yml")
    own = {"id": "beschluss", "title": "Beschluss über die Kita", "short_title": "Ratsbeschluss", "publisher": "Stadt"}
    record |= {"sources": [own | {"year": 2019, "evidence": "beschluss", "url": "https://example.org/beschluss"}]}
    record["goals"] = [{"text": "Eine Kita.", "source": {"id": "beschluss", "place": "Seite 2"}}]
    words = [text for _, text in shown(form, record)]
    assert "Ratsbeschluss: Seite 2 ↩" in words
    [described] = [text for text in words if text.startswith("Beschluss über die Kita. Stadt, 2019.")]
    assert described.endswith("https://example.org/beschluss")


def test_what_is_missing_is_named_and_what_may_be_left_out_is_left_out(form: Page, real_site: recipe.Site) -> None:
    phases = [phase.title for phase in real_site.collection.vocabularies["phases"].entries]
    assert [
        (name, text) for name, text in shown(form, {"summary": " ", "goals": [{"text": "Eine Kita."}]}) if text
    ] == [
        ("h1", "Titel fehlt noch"),
        ("p", "Kurzfassung fehlt noch"),
        ("dt", "Wer"),
        ("dd", "fehlt noch"),
        ("dt", "Wo"),
        ("dd", "fehlt noch (fehlt noch)"),
        ("dt", "Zeitraum"),
        ("dd", "nicht genannt Quelle fehlt noch"),
        ("dt", "Stand"),
        ("dd", "fehlt noch, nach Angaben von fehlt noch"),
        ("dt", "Organisationsform"),
        ("dd", "nicht genannt"),
        ("dt", "Themen"),
        ("dd", "fehlt noch"),
        *(("li", f"{phase}: keine Angaben") for phase in phases),
        ("h2", "Wie es dazu kam"),
        ("h3", "Ziele"),
        ("li", "Eine Kita. Quelle fehlt noch"),
        ("h2", "Was in welcher Phase geschah"),
        ("p", "Die Zuordnung zu den Phasen ist unser Urteil."),
        ("p", "fehlt noch"),
        ("h2", "Wer mitmacht und wer entscheidet"),
        ("h3", "Partner"),
        ("li", "fehlt noch"),
        ("h2", "Wenn Sie Ähnliches vorhaben"),
        ("h2", "Was die Quelle offenlässt"),
        (
            "p",
            "Dazu sagt die Quelle nichts: Organisationsformen; Anlass; Vorgehen; Steuerung; Geld und Personal; Ergebnisse; "
            "Erfolgsfaktoren; Hürden; Übertragbarkeit; Meilensteine; Kennzahlen; " + "; ".join(phases) + ".",
        ),
        ("p", "fehlt noch"),
        ("dt", "Mit den Quellen verglichen am"),
        ("dd", "fehlt noch"),
        ("dt", "Vollständigkeit"),
        ("dd", "1 von 12 Abschnitten"),
        ("dt", "Räumliche Ebene"),
        ("dd", "fehlt noch"),
        ("h2", "Belege"),
    ]


def test_ids_that_nobody_knows_are_named(form: Page) -> None:
    unknown = {"id": "constructor", "place": "Seite 1"}
    record = {
        "status": "toString",
        "topics": ["__proto__"],
        "parent": "nirgends",
        "answers": {"valueOf": {"text": "Ja."}},
    }
    words = " ".join(text for _, text in shown(form, record | {"period": {"source": unknown}}))
    for id in ("toString", "__proto__", "nirgends", "valueOf", "constructor"):
        assert f"„{id}“ ist unbekannt" in words


def test_headings_start_where_the_page_wants_them_and_ids_are_its_own(own_form: Page) -> None:
    page_ids, preview_ids, headings = run(
        own_form,
        """
        const article = preview(given, await loadContext(), 3);
        const ids = (part) => [...part.querySelectorAll("[id]")].map(({ id }) => id);
        const page = ids(document);
        document.querySelector("article").append(article);
        const linked = [...article.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href").slice(1));
        if (linked.some((id) => !document.getElementById(id))) throw new Error("a link leads nowhere");
        return [page, ids(article), [...new Set([...article.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ localName }) => localName))]];
        """,
        read(PROJECT / "cases/knf.yml"),
    )
    assert headings == ["h3", "h4", "h5"]
    assert len(preview_ids) == len(set(preview_ids))
    assert not set(page_ids) & set(preview_ids)


def test_a_preview_has_no_barriers(own_form: Page) -> None:
    """Of a case in progress, so that gaps are seen as well."""
    record = read(PROJECT / "cases/knf.yml")
    record["goals"][0].pop("source")
    script = "document.querySelector('article').replaceChildren(preview(given, await loadContext(), 1))"
    run(own_form, script, record)
    assert barriers(own_form, {}, "article") == []


# ---------- Hostile records ----------

ATTACKS = [
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "[x](javascript:window.hit=1)",
    "[x](JaVaScRiPt&colon;window.hit=1)",
    "[x](&#106;avascript:window.hit=1)",
    "[x](data:text/html,<script>window.hit=1</script>)",
    "[x](//example.org/)",
    "[x](/\\example.org/)",
    "javascript:window.hit=1",
    "**[*x*](javascript:window.hit=1)** `<b>`",
]
ELEMENTS = set(
    re.findall(
        r"\S+",
        "a article br code dd details div dl dt em figcaption figure h2 h3 h4 li mark ol p small span strong summary ul",
    )
)


def replaced(value: object, text: str) -> object:
    """The record with `text` for every text in it."""
    if isinstance(value, dict):
        return {key: replaced(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, text) for item in value]
    return text


@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_never_become_markup_or_dangerous_links(own_form: Page, attack: str) -> None:
    names, links, hit = run(
        own_form,
        """
        const article = preview(given, await loadContext());
        document.body.append(article);
        for (const link of article.querySelectorAll("a")) link.focus();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const attributes = [...article.querySelectorAll("*")].flatMap((element) => element.getAttributeNames());
        if (attributes.some((name) => name.startsWith("on") || name === "style" || name === "src")) throw new Error(attributes);
        return [[article, ...article.querySelectorAll("*")].map(({ localName }) => localName),
                [...article.querySelectorAll("a")].map((link) => link.href), window.hit];
        """,
        replaced(read(PROJECT / "cases/knf.yml"), attack),
    )
    root = own_form.url.removesuffix("mitmachen/")
    assert set(names) <= ELEMENTS
    assert [link for link in links if not link.startswith(root)] == []
    assert hit is None


@pytest.mark.parametrize("record", [None, 5, "x", [], [[]], {}, {"partners": None, "answers": [1], "phases": "x"}])
def test_what_is_no_record_has_a_preview_too(form: Page, record: object) -> None:
    assert ["h1", "Titel fehlt noch"] in shown(form, record)


def test_endless_lists_are_cut_off(form: Page) -> None:
    script = """
    const record = { partners: Array(given).fill({ name: "Stadt" }), answers: Object.fromEntries(Array.from({ length: given }, (_, n) => [n, {}])) };
    return preview(record, await loadContext()).querySelectorAll("li, dt").length;
    """
    assert 2000 < run(form, script, 300_000) < 3000


def shortened(value: object) -> object:
    """The record with one entry in every list, in every phase and for the questions: it has every field, but is short."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    return [shortened(item) for item in value[:1]] if isinstance(value, list) else value


def test_a_wrong_thing_in_any_place_is_no_trouble(form: Page) -> None:
    """All in one go, since each opening of a page takes longer than all previews."""
    record = shortened(read(PROJECT / "cases/knf.yml") | {"parent": "kowis"})
    record["answers"] = dict([*record["answers"].items()][:1])
    mutants = random.Random(6).sample(list(mutations(record)), 1000)
    headings = run(
        form,
        """
        const context = await loadContext();
        return JSON.parse(given).map((record) => preview(record, context).querySelectorAll("h3").length);
        """,
        json.dumps(mutants),
    )
    assert len(headings) == len(mutants)
    assert min(headings) >= 5


# ---------- Markdown ----------


def nodes(form: Page, texts: list[str]) -> list[str]:
    """The HTML of texts, and that of what Python makes of them, both as the browser writes it."""
    script = """
    const { recordNodes } = await import(new URL("../scripts/common/record-text.js", location.href));
    const html = (text) => { const box = document.createElement("div"); box.append(recordNodes(text, "https://lotse.example/")); return box.innerHTML; };
    const again = (text) => new DOMParser().parseFromString(text, "text/html").body.innerHTML;
    return given.map(([text, page]) => [html(text), again(page)].map(words));
    """
    return run(form, script, [(text, markup.render(text, "https://lotse.example/")) for text in texts])


TEXTS = [
    "Einfach so.",
    "Zeile eins\nZeile zwei",
    "5 < 6 & 7 > 3, „gut“ 'so'",
    "ein *wichtiges* Wort, **Bremen:** ja, ***beides***",
    "**außen *innen* außen** und *außen **innen** außen*",
    "mit _Strich_ und __zwei__, aber snake_case_wort und 5*3",
    "`code *kein* em` und ``mit ` darin``",
    r"\*kein em\*, \[kein Link\](/faelle/), \\ und C:\Pfad",
    "[Fall](/faelle/knf/) und [**Seite** `x`](https://example.org/?a=1&b=2)",
    "*[Verweis](/faelle/#a) in Betonung*",
    "[Klammern](http://example.org/a_(b)), [Post](mailto:post@example.org)",
    "offen * allein, **auch, [das (und) das], ` hier",
    "&auml;&#228;&amp;lt; &unbekannt; R&D",
    "[Wort] (kein Verweis) [noch] eins](/faelle/)",
]


def test_markdown_is_read_as_on_the_page(form: Page) -> None:
    for text, (made, wanted) in zip(TEXTS, nodes(form, TEXTS), strict=True):
        assert made == wanted, text


def test_texts_put_together_at_random_are_read_as_on_the_page(form: Page) -> None:
    chance = random.Random(6)
    plain = [
        "Kita",
        "für",
        "5 Euro",
        "A & B",
        "snake_case",
        "(so)",
        "3 * 4",
        "[nicht]",
        "„Wort“",
        r"\*",
        r"\_",
        "wahr?",
        "1.",
        "–",
    ]

    def piece(depth: int) -> str:
        inner = " ".join(piece(depth - 1) for _ in range(chance.randint(1, 3))) if depth else chance.choice(plain)
        marks = chance.choice(["", "", "*{}*", "**{}**"]) if depth == 2 else chance.choice(["", "{}", "[{}](/faelle/)"])
        return re.sub(r"{}", lambda _: inner, marks) if marks and "](" not in inner else inner

    texts = [" ".join(piece(chance.randint(0, 2)) for _ in range(4)) for _ in range(1000)]
    for text, (made, wanted) in zip(texts, nodes(form, texts), strict=True):
        assert made == wanted, text


HARD = [
    "*",
    "**",
    "***a",
    "*a ",
    "*a* ",
    "_a_ ",
    "[",
    "[a](",
    "[a](/b/",
    "![a",
    "](",
    "`",
    "`` ` ",
    "\\",
    "&",
    "&auml;",
    "](a(b)",
    "[*a ",
    "*[a](/b/)* ",
]


@pytest.mark.parametrize("part", HARD)
def test_long_texts_take_no_long_time(form: Page, part: str) -> None:
    script = """
    const { recordNodes } = await import(new URL("../scripts/common/record-text.js", location.href));
    const start = performance.now();
    const made = recordNodes(given, "https://lotse.example/");
    const depth = (node) => 1 + Math.max(0, ...[...node.children].slice(0, 100).map(depth));
    return [performance.now() - start, depth(made)];
    """
    milliseconds, depth = run(form, script, part * (100_000 // len(part)))
    assert milliseconds < 1500
    assert depth < 40


def test_a_long_record_is_shown_while_somebody_types(form: Page) -> None:
    script = """
    const context = await loadContext();
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      preview(given, context);
      return performance.now() - start;
    });
    return Math.min(...times);
    """
    assert run(form, script, read(PROJECT / "cases/koopstadt.yml")) < 50
