"""What comes from addresses, storage and files may be anything: pages stay as they are, work on, and report no error."""

import base64
import json
import zlib
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote, urlencode

from playwright.sync_api import Page

from conftest import RECORDS
from fuzzing import LONG
from lotse.reading.source import is_id
from lotse.reading.yaml_reader import parse
from mutations import other_values
from payloads import PAYLOADS

# Each page that reads addresses or storage, and the names it reads from the address.
READERS = {
    "faelle/": ("thema", "phase", "land", "form", "status", "q", "ansicht", "sortierung", "seite"),
    "faelle/knf/": (),
    "vergleich/": ("faelle", "nur"),
    "unsere-lage/": ("thema", "form", "groesse", "land", "phase", "ebene"),
    "checklisten/": ("phase", "thema", "form", "rolle", "partner", "bindung", "kern", "stand", "q"),
    "checklisten/konzeption/": ("q",),
    "suche/": ("q", "art"),
    "mitmachen/fall-vorschlagen/": ("fall", "thema", "land", "form", "phase", "entwurf"),
}
ASKED = ("faelle", "fall")  # the server is asked for a case of any id, and that it has none is an error to a browser
WORDS = [
    *PAYLOADS,
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
]
WORDS += [
    "knf,gewoland",
    "knf,<b>,__proto__",
    "x" * 5000,
    "\u202e\u0000\ufffd",
    "%",
    "%zz",
    "../../x",
    "-1",
    "1e999",
    "NaN",
    "toString",
]
TEXTS = ["", "null", "5", '"x"', "[]", "{}", "{", "[null]", "[" * 5000, '{"a":' * 5000, "\x00", "x" * 300_000]
TEXTS += [
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    '{"format":1e999}',
    '{"format":99}',
]
DEEP = '{"format":1,"record":{"title":' + "[" * 5000 + "]" * 5000 + "}}"

SELECTION = [{"id": "knf", "name": "<img src=x onerror=alert(1)>"}, {"id": "gewoland", "name": PAYLOADS[2]}]
CHANGED = "2026-01-01T08:00:00.000Z"
PROJECT = {
    "format": 1,
    "id": "v1",
    "name": "<img src=x onerror=alert(1)>",
    "phase": "konzeption",
    "partners": [{"id": "p1", "name": PAYLOADS[2]}, {"id": "p2", "name": "<b>Stadt</b>"}],
    "former": [{"id": "p3", "name": "__proto__"}],
    "changed": CHANGED,
    "entries": {
        "nutzen-ziele": {
            "status": "ja",
            "note": "<script>alert(1)</script>",
            "who": "<i>",
            "due": "2026-12-31",
            "changed": CHANGED,
        },
        "constructor": {"note": "x", "partners": {"p1": "nein"}, "changed": CHANGED},
    },
    "lists": {
        "wege-zum-erfolg": {"version": "2026-01-01", "questions": {"nutzen-ziele": {"label": "<b>", "text": "<i>"}}}
    },
}


def records() -> dict:
    """A draft whose record is a good case with words that look like code."""
    record = parse((RECORDS / "valid/cases/smallest.yml").read_bytes(), "x.yml", []).value
    record |= {"title": WORDS[-11][:60], "region": PAYLOADS[2], "aliases": ["<b>", "</script>"]}
    record |= {
        "links": [{"title": "x", "url": "javascript:alert(1)"}],
        "sources": [{"id": "__proto__", "title": "<b>"}],
    }
    unfinished = {"id": "x", "title": "<b>"}
    return {
        "format": 1,
        "file": "x",
        "base": "",
        "step": "worum",
        "record": record,
        "unfinished": unfinished,
        "changed": CHANGED,
    }


def wrong(random: Random, value: object) -> str:
    """Return JSON that is nearly `value`, or something else altogether."""
    if random.random() < 0.3:
        return random.choice([*TEXTS, DEEP])
    return json.dumps(other_values(random, value) if random.random() < 0.8 else value)


def storage(random: Random) -> dict[str, str]:
    """Return key -> text of what lies in the storage of a browser."""
    return {
        "lotse-scheme": random.choice([*WORDS, "dark"]),
        "lotse-vergleich": wrong(random, SELECTION),
        "lotse-vorhaben:v1": wrong(random, PROJECT),
        "lotse-vorhaben:<b>": wrong(random, PROJECT),
        "lotse-vorhaben-aktiv": random.choice(["v1", "<b>", "__proto__"]),
        "lotse-fall:f1": wrong(random, records()),
        "lotse-fall:__proto__": wrong(random, records()),
    }


def link(random: Random) -> str:
    """Return a fragment that claims to hold a project."""
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(wrong(random, {"version": 1, "project": PROJECT}).encode()) + packer.flush()
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return random.choice(
        [
            "",
            f"#vorhaben={text}",
            f"#vorhaben={text[:-9]}",
            "#vorhaben=%3Cb%3E",
            f"#{quote(random.choice(WORDS))}",
            "#%",
        ]
    )


def addresses(random: Random) -> Iterator[str]:
    """Yield an address for each page that reads addresses or storage."""
    for page, names in READERS.items():
        chosen = [(name, random.choice(WORDS)) for name in names for _ in range(random.choice([0, 1, 1, 2]))]
        chosen = [(name, word) for name, word in chosen if name not in ASKED or not is_id(word.lower())]
        yield f"{page}?{urlencode(chosen)}{link(random)}" if chosen else f"{page}{link(random)}"


STATE = """() => {
    const all = [...document.querySelectorAll("*")];
    return {
        strangers: document.querySelectorAll("iframe, object, embed, base, img[src='x'], script:not([src]):not([type])").length,
        handlers: all.filter((one) => [...one.attributes].some(({ name }) => /^on|^srcdoc$|^data-inj$/.test(name))).length,
        links: [...document.links].filter(({ protocol }) => !["http:", "https:", "mailto:", "blob:"].includes(protocol)).length,
        polluted: Object.keys(Object.prototype).length,
        headings: document.querySelectorAll("h1").length,
    };
}"""
UNHARMED = {"strangers": 0, "handlers": 0, "links": 0, "polluted": 0, "headings": 1}


def test_pages_bear_whatever_addresses_and_storage_hold(open_page: Callable[..., Page]) -> None:
    page = open_page("404.html")
    site = page.url.removesuffix("404.html")
    page.on("dialog", lambda dialog: dialog.accept())  # such as the question whether to leave with unsaved words
    random = Random(None if LONG else 7)
    for _ in range(max(1, LONG // 8)):
        for address in addresses(random):
            kept = storage(random)
            page.goto(f"{site}404.html")
            page.evaluate(
                "(kept) => { localStorage.clear(); sessionStorage.clear(); Object.assign(localStorage, kept); }", kept
            )
            page.goto(site + address)
            page.evaluate("new Promise((done) => requestIdleCallback(done))")
            assert page.evaluate(STATE) == UNHARMED, (address, kept)


READ_ALL = """async ([scripts, texts, links]) => {
    const load = (name) => import(`${scripts}${name}.js`);
    const [files, shelf, drafts, links_, schema] = await Promise.all([
        load("projects/exchange"), load("projects/storage"), load("proposal/draft-file"), load("projects/sharing"),
        fetch(`${scripts}../schemas/case.schema.json`).then((answer) => answer.json()),
    ]);
    const slow = [];
    const timed = async (name, text, read) => {
        const start = performance.now();
        try { await read(); } catch (error) { slow.push(`${name}: ${error.stack} bei ${text.slice(0, 300)}`); }
        if (performance.now() - start > 5000) slow.push(`${name} ist langsam bei ${text.slice(0, 300)}`);
    };
    for (const text of texts) {
        await timed("exchange", text, () => files.fromFile(text));
        await timed("storage", text, () => shelf.parseText("v1", text));
        await timed("draft-file", text, () => drafts.fromFile(text, "x.json", schema));
    }
    for (const hash of links) await timed("sharing", hash, () => links_.fromLink(hash));
    return [slow, Object.keys(Object.prototype).length];
}"""


def test_files_and_links_are_read_without_a_slip(open_page: Callable[..., Page]) -> None:
    page = open_page("404.html")
    random = Random(None if LONG else 7)
    file = {"format": "kooperationslotse-vorhaben", "version": 1, "projects": [PROJECT, PROJECT]}
    draft = records() | {"format": "kooperationslotse-fall", "version": 1}
    for _ in range(max(1, LONG // 20)):
        texts = [wrong(random, random.choice([file, draft, PROJECT])) for _ in range(150)]
        links = [link(random) for _ in range(30)]
        found = page.evaluate(READ_ALL, [page.url.removesuffix("404.html") + "scripts/", texts, links])
        assert found == [[], 0]
