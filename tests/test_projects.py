"""Projects ("Vorhaben") in the browser: kept as one types, in all tabs, through every trouble; their files, links and merging."""

import base64
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from lotse.knowledge.library import STATES

Open = Callable[..., Page]

PAGE = "404.html"  # any page that has nothing to do with projects
KEY = "lotse-vorhaben:"
EARLY, LATE = "2026-01-01T08:00:00.000Z", "2026-02-01T08:00:00.000Z"
BOMB = 100_000_000  # bytes that a hostile link would unpack to

FULL = """
    window.isFull = true;
    const write = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...given) {
        if (window.isFull) throw new DOMException("", "QuotaExceededError");
        write.apply(this, given);
    };
"""
BLOCKED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError"); } });"""
)


def scripts(page: Page) -> str:
    """Where the website has its modules."""
    return re.sub(r"(/lotse/).*", r"\1scripts/projects/", page.url)


def call(page: Page, module: str, name: str, *given: object) -> object:
    """Call a function of one of the site's modules; what it refuses comes back as {"refused": message}."""
    return page.evaluate(
        """async ([address, name, given]) => {
            const module = await import(address);
            const { Refused } = await import(new URL("shelf.js", address));
            try { return await module[name](...given); }
            catch (error) {
                if (error instanceof Refused) return { refused: error.message };
                throw error;
            }
        }""",
        [f"{scripts(page)}{module}.js", name, list(given)],
    )


class Tab:
    """A page with the store in it: `tab.create(…)` calls `create` of projects.js."""

    def __init__(self, page: Page, before: str = "") -> None:
        """Run `before`, then load the store."""
        self.page = page
        page.evaluate(f"() => {{ {before} }}")
        self.projects()

    def __getattr__(self, name: str) -> Callable[..., object]:
        return lambda *given: call(self.page, "projects", name, *given)

    def stored(self, project_id: str) -> dict | None:
        """What lies in storage for a project."""
        text = self.page.evaluate("key => localStorage.getItem(key)", KEY + project_id)
        return text and json.loads(text)

    def put(self, project_id: str, text: str) -> None:
        """Put a text in the place of a project, past the store."""
        self.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY + project_id, text])

    def kinds(self) -> list[str]:
        """The kinds of its troubles."""
        return [trouble["kind"] for trouble in self.troubles()]

    def wait_for(self, condition: str, *given: object) -> None:
        """Wait until a condition on the module `store` is true."""
        self.page.evaluate(
            "async (address) => { window.store = await import(address); }", scripts(self.page) + "projects.js"
        )
        self.page.wait_for_function(f"(given) => ({condition})(window.store, ...given)", arg=list(given))


@pytest.fixture
def open_tab(open_page: Open) -> Callable[..., Tab]:
    """Open one more tab of the same browser."""
    return lambda before="": Tab(open_page(PAGE), before)


@pytest.fixture(scope="module")
def tools(browser: Browser, address: str) -> Iterator[Page]:
    """A page to call functions in that keep nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + PAGE)
    yield page
    context.close()


def entry(changed: str = EARLY, **fields: object) -> dict:
    """What is written down for a question."""
    return {**fields, "changed": changed}


def project(**fields: object) -> dict:
    """A small project."""
    return {
        "id": "vkita",
        "name": "Kita am Fluss",
        "phase": "initiierung",
        "partners": [{"id": "plindau", "name": "Lindau"}],
        "former": [],
        "changed": EARLY,
        "entries": {},
        "lists": {},
        **fields,
    }


# ---------- keeping ----------


def test_what_one_types_is_kept_at_once_and_is_there_again_after_a_reload(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    made = tab.create({"name": " Kita am Fluss ", "phase": "formierung", "partners": [{"name": "Lindau"}]})
    for typed in ("W", "Wi", "Wir\nfragen"):
        tab.setEntry(made["id"], "nutzen-ziel", {"note": typed})
        assert tab.stored(made["id"])["entries"]["nutzen-ziel"]["note"] == typed
    lindau = made["partners"][0]["id"]
    tab.setEntry(made["id"], "nutzen-ziel", {"status": "ja", "due": "2026-12-31", "partners": {lindau: "nein"}})

    tab.page.reload()
    (kept,) = tab.projects()
    assert (kept["name"], kept["phase"], kept["partners"]) == (
        "Kita am Fluss",
        "formierung",
        [{"id": lindau, "name": "Lindau"}],
    )
    answer = kept["entries"]["nutzen-ziel"]
    assert (answer["status"], answer["note"], answer["due"]) == ("ja", "Wir\nfragen", "2026-12-31")
    assert answer["partners"] == {lindau: "nein"}
    assert tab.stored(made["id"])["format"] == 1
    assert (tab.troubles(), tab.unsaved()) == ([], False)

    tab.setEntry(made["id"], "nutzen-ziel", {"status": "offen", "note": "", "due": "", "partners": {lindau: "offen"}})
    assert tab.project(made["id"])["entries"] == {}, "an empty entry disappears"


def test_many_projects_stand_in_german_order_and_can_be_deleted_and_brought_back(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    names = ["Öffentlicher Verkehr", "zentrale Vergabe", "Äcker", "Ost", "Abwasser 10", "Abwasser 9"]
    made = [tab.create({"name": name}) for name in names + [f"Schule {number}" for number in range(14)]]
    order = [project["name"] for project in tab.projects()]
    assert order[:5] == ["Abwasser 9", "Abwasser 10", "Äcker", "Öffentlicher Verkehr", "Ost"]
    assert (len(order), order[-1]) == (20, "zentrale Vergabe")

    removed = tab.remove(made[0]["id"])
    assert removed == made[0]
    assert (tab.stored(removed["id"]), tab.project(removed["id"]), len(tab.projects())) == (None, None, 19)
    tab.restore(removed)
    assert (tab.project(removed["id"]), len(tab.projects())) == (removed, 20)
    assert tab.remove("vnone") is None


def test_what_is_too_long_or_makes_no_sense_is_refused_and_changes_nothing(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    made = tab.create({"name": "Kita", "partners": [{"name": f"Gemeinde {number}"} for number in range(20)]})
    before = tab.setEntry(made["id"], "nutzen-ziel", {"note": "n" * 4000})

    def refused(name: str, *given: object) -> str:
        return tab.__getattr__(name)(*given)["refused"]

    assert refused("setEntry", made["id"], "nutzen-ziel", {"note": "n" * 4001}) == (
        "Eine Notiz kann höchstens 4.000 Zeichen lang sein."
    )
    assert "Zuständig“ ist länger als 200 Zeichen" in refused("setEntry", made["id"], "a", {"who": "x" * 201})
    assert "kein Datum" in refused("setEntry", made["id"], "a", {"due": "2026-02-30"})
    assert "Den Stand kennt" in refused("setEntry", made["id"], "a", {"status": "vielleicht"})
    assert "zu keinem Partner" in refused("setEntry", made["id"], "a", {"partners": {"pnobody": "ja"}})
    assert "keine gültige Kennung" in refused("setEntry", made["id"], "__proto__", {"note": "x"})
    assert refused("change", made["id"], {"name": "  "}) == "Geben Sie dem Vorhaben einen Namen."
    assert "länger als 200 Zeichen" in refused("change", made["id"], {"name": "x" * 201})
    assert "mehr als 20" in refused("change", made["id"], {"partners": [*made["partners"], {"name": "Zu viel"}]})
    twins = refused("change", made["id"], {"partners": [{"name": "Lindau"}, {"name": "lindau "}]})
    assert twins == "Zwei Partner heißen „Lindau“. Geben Sie ihnen verschiedene Namen."
    assert "jedem Partner einen Namen" in refused("create", {"name": "Kita", "partners": [{"name": " "}]})
    assert refused("create", {"name": "", "phase": ""}) == "Geben Sie dem Vorhaben einen Namen."
    assert refused("setEntry", "vnone", "a", {"status": "ja"}) == "Dieses Vorhaben gibt es nicht mehr."
    assert tab.projects() == [before]
    assert tab.stored(made["id"]) == {"format": 1, **before}


def test_a_partner_who_leaves_can_come_back_with_everything_under_its_name(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    made = tab.create({"name": "Kita", "partners": [{"name": "Lindau"}, {"name": "Wasserburg"}]})
    lindau, wasserburg = made["partners"]
    tab.setEntry(made["id"], "nutzen-ziel", {"partners": {lindau["id"]: "ja"}})

    alone = tab.change(made["id"], {"partners": [{**wasserburg, "name": "Wasserburg am See"}]})
    assert alone["partners"] == [{"id": wasserburg["id"], "name": "Wasserburg am See"}]
    assert alone["former"] == [lindau]
    assert alone["entries"]["nutzen-ziel"]["partners"] == {lindau["id"]: "ja"}

    together = tab.change(made["id"], {"partners": [*alone["partners"], {"name": "Lindau"}]})
    assert together["partners"][1] == lindau
    assert together["former"] == []
    nobody = tab.change(made["id"], {"partners": [lindau]})
    assert nobody["former"] == [], "of a partner of whom nothing is known nothing stays"


def test_partners_stand_in_the_order_in_which_they_are_given(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita", "partners": [{"name": "Lindau"}, {"name": "Bodolz"}]})
    lindau, bodolz = made["partners"]
    two = open_tab()
    two.change(made["id"], {"partners": [lindau, bodolz, {"name": "Achberg"}]})
    one.change(made["id"], {"partners": [{"name": "Wasserburg"}, bodolz, lindau]}, made)

    def names(tab: Tab) -> list[str]:
        return [partner["name"] for partner in tab.project(made["id"])["partners"]]

    assert names(one) == ["Wasserburg", "Bodolz", "Lindau", "Achberg"], "whom another tab has added comes last"
    two.page.reload()
    assert names(two) == names(one)
    two.change(made["id"], {"partners": [{"name": "Neu"}, *two.project(made["id"])["partners"]]})
    assert names(two)[:2] == ["Neu", "Wasserburg"]


def test_whoever_leaves_and_comes_back_in_one_step_is_the_same_partner(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    made = tab.create({"name": "Kita", "partners": [{"name": "Lindau"}, {"name": "Wasserburg"}]})
    lindau, wasserburg = made["partners"]
    mended = tab.change(made["id"], {"partners": [{**lindau, "name": "Lindau (Bodensee)"}, {"name": "Wasserburg"}]})
    assert mended["partners"] == [{**lindau, "name": "Lindau (Bodensee)"}, wasserburg]


def test_the_store_and_the_pages_know_the_same_states(tools: Page) -> None:
    known = tools.evaluate("async (address) => (await import(address)).STATUSES", scripts(tools) + "projects.js")
    assert dict(known) == STATES


# ---------- tabs ----------


def test_two_tabs_never_undo_each_other(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita"})
    two = open_tab()
    project_id = made["id"]
    one.setEntry(project_id, "nutzen-ziel", {"note": "eins"})
    two.wait_for("(store, id) => store.project(id).entries['nutzen-ziel']", project_id)  # nobody changes tabs faster
    two.setEntry(project_id, "nutzen-ziel", {"status": "ja", "who": "Bauamt"})
    one.wait_for("(store, id) => store.project(id).entries['nutzen-ziel'].status", project_id)
    one.setEntry(project_id, "nutzen-kosten", {"status": "nein"})
    two.wait_for("(store, id) => store.project(id).entries['nutzen-kosten']", project_id)
    two.change(project_id, {"phase": "konzeption"})
    one.wait_for("(store, id) => store.project(id).phase", project_id)
    one.change(project_id, {"name": "Kita am Fluss", "partners": [{"name": "Lindau"}]})
    two.wait_for("(store, id) => store.project(id).partners.length", project_id)
    two.setSeen(project_id, "krise", {"version": "21. November 2026", "questions": {}})

    both = two.project(project_id)
    one.wait_for("(store, id) => store.project(id).lists.krise", project_id)
    assert one.project(project_id) == both
    assert {key: both["entries"]["nutzen-ziel"][key] for key in ("note", "status", "who")} == {
        "note": "eins",
        "status": "ja",
        "who": "Bauamt",
    }
    assert both["entries"]["nutzen-kosten"]["status"] == "nein"
    assert (both["name"], both["phase"], both["partners"][0]["name"]) == ("Kita am Fluss", "konzeption", "Lindau")

    other = two.create({"name": "Abwasser"})
    one.wait_for("(store, id) => store.project(id)", other["id"])


def test_what_two_tabs_write_at_the_same_moment_is_all_kept(open_tab: Callable[..., Tab]) -> None:
    """A tab may write before it learns what another one has just written; the event that tells comes afterwards."""
    tab = open_tab()
    made = tab.create({"name": "Kita", "partners": [{"name": "Lindau"}]})
    [lindau] = made["partners"]
    tab.setEntry(made["id"], "nutzen-ziel", {"status": "ja", "who": "Bauamt"})
    before = tab.stored(made["id"])
    goal = {**before["entries"]["nutzen-ziel"], "note": "von drüben", "partners": {lindau["id"]: "nein"}}
    del goal["who"]
    costs = {"status": "nein", "changed": before["changed"]}
    after = {**before, "phase": "konzeption", "entries": {"nutzen-ziel": goal, "nutzen-kosten": costs}}

    tab.setEntry(made["id"], "nutzen-ziel", {"status": "teilweise"})
    tab.page.evaluate(
        "([key, oldValue, newValue]) => { window.dispatchEvent(new StorageEvent('storage', { key, oldValue, newValue })) }",
        [KEY + made["id"], json.dumps(before), json.dumps(after)],
    )

    kept = tab.project(made["id"])
    assert kept["phase"] == "konzeption"
    assert kept["entries"]["nutzen-kosten"]["status"] == "nein"
    ours = kept["entries"]["nutzen-ziel"]
    assert (ours["status"], ours["note"], ours["partners"]) == ("teilweise", "von drüben", {lindau["id"]: "nein"})
    assert "who" not in ours
    stored = tab.stored(made["id"])
    assert stored["entries"] == kept["entries"], "and it is written"


def test_a_form_that_was_open_while_another_tab_changed_the_project_undoes_nothing(
    open_tab: Callable[..., Tab],
) -> None:
    one = open_tab()
    shown = one.create({"name": "Kita", "partners": [{"name": "Lindau"}]})
    two = open_tab()
    newer = two.change(
        shown["id"], {"name": "Kita am Fluss", "partners": [*shown["partners"], {"name": "Süd"}, {"name": "Nord"}]}
    )
    one.wait_for("(store, id) => store.project(id).name === 'Kita am Fluss'", shown["id"])
    wanted = {"name": "Kita", "phase": "konzeption", "partners": [*shown["partners"], {"name": "nord"}]}
    saved = one.change(shown["id"], wanted, shown)
    assert (saved["name"], saved["phase"]) == ("Kita am Fluss", "konzeption")
    lindau, south, north = newer["partners"]
    assert saved["partners"] == [lindau, south, {**north, "name": "nord"}], "both have added the same one"
    assert one.change(shown["id"], {"name": "Kita", "phase": ""}, shown) == saved, "no change, nothing to write"


def heard(tab: Tab) -> list[dict]:
    """What a listener has heard since it was last asked."""
    return tab.page.evaluate(
        """async (address) => {
            if (!window.heard) (await import(address)).watch((what) => window.heard.push(what));
            const before = window.heard ?? [];
            window.heard = [];
            return before;
        }""",
        scripts(tab.page) + "projects.js",
    )


def test_listeners_hear_which_entry_alone_has_changed(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita"})["id"]
    late = "window.addEventListener('storage', (event) => event.stopImmediatePropagation());"  # or not at all
    two = open_tab(late)
    heard(two)
    two.setEntry(made, "nutzen-ziel", {"note": "eins"})
    assert heard(two) == [{"here": True, "id": made, "questionId": "nutzen-ziel"}]
    one.setEntry(made, "nutzen-kosten", {"status": "ja"})
    two.setEntry(made, "nutzen-ziel", {"note": "zwei"})
    assert heard(two) == [{"here": True, "id": made}], "more than one entry is new"
    two.page.evaluate(f"() => {{ {FULL} }}")
    two.setEntry(made, "nutzen-ziel", {"note": "drei"})
    assert heard(two) == [{"here": True, "id": made}], "there is a trouble to show, too"
    two.change(made, {"phase": "konzeption"})
    assert heard(two) == [{"here": True, "id": made}]


def test_many_projects_come_in_at_once_or_not_at_all(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    heard(tab)
    many = [project(id=f"v{number}", name=f"Vorhaben {number}") for number in range(100)]
    tab.page.evaluate(f"() => {{ {FULL} }}")
    tab.page.evaluate(
        """() => {
            window.tries = 0;
            const write = Storage.prototype.setItem;
            Storage.prototype.setItem = function (...given) {
                window.tries += 1;
                write.apply(this, given);
            };
        }"""
    )
    assert "Namen" in tab.restoreAll([*many, project(id="vleer", name="")])["refused"]
    assert (tab.projects(), heard(tab)) == ([], [])
    assert tab.restoreAll(many) == many
    assert heard(tab) == [{"here": True}]
    assert tab.page.evaluate("() => window.tries") <= 2 * len(many), "not all that wait again with each of them"
    assert len(tab.projects()) == 100


def test_listeners_hear_of_changes_here_and_elsewhere(open_tab: Callable[..., Tab]) -> None:
    one, two = open_tab(), open_tab()
    heard(one)
    first = one.create({"name": "hier"})["id"]
    second = two.create({"name": "dort"})["id"]
    one.page.wait_for_function("() => window.heard.length === 2")
    assert heard(one) == [{"here": True, "id": first}, {"here": False, "id": second}]
    one.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert heard(one) == [], "nothing new, nothing to tell"


def test_a_project_deleted_or_cleared_in_another_tab_stays_here_until_one_decides(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    kept, dropped = one.create({"name": "Kita"})["id"], one.create({"name": "Abwasser"})["id"]
    two = open_tab()
    two.page.evaluate("() => localStorage.clear()")
    one.wait_for("(store) => store.troubles().length === 2")
    assert one.kinds() == ["gone", "gone"]
    assert "„Kita“ liegt nicht mehr im Speicher" in one.troubles()[0]["text"]
    assert one.unsaved()

    one.setEntry(kept, "nutzen-ziel", {"note": "weiter"})
    assert one.stored(kept) is None, "what somebody has deleted is not written again unasked"
    one.saveAgain(kept)
    one.remove(dropped)
    assert one.stored(kept)["entries"]["nutzen-ziel"]["note"] == "weiter"
    assert (one.troubles(), one.unsaved()) == ([], False)

    removed = two.remove(kept)
    one.wait_for("(store) => store.troubles().length === 1")
    one.setEntry(kept, "nutzen-kosten", {"note": "noch etwas"})
    two.restore(removed)
    one.wait_for("(store) => !store.troubles().length")
    one.setEntry(kept, "nutzen-risiko", {"status": "ja"})
    assert one.stored(kept)["entries"].keys() == {"nutzen-ziel", "nutzen-kosten", "nutzen-risiko"}


# ---------- troubles ----------


def test_where_storage_is_blocked_everything_works_in_memory_and_the_reader_is_told(
    open_tab: Callable[..., Tab],
) -> None:
    tab = open_tab(BLOCKED)
    assert (tab.kinds(), tab.unsaved()) == (["blocked"], False)
    made = tab.create({"name": "Kita"})
    tab.setEntry(made["id"], "nutzen-ziel", {"note": "nur hier"})
    assert tab.project(made["id"])["entries"]["nutzen-ziel"]["note"] == "nur hier"
    assert (tab.kinds(), tab.unsaved()) == (["blocked"], True)
    assert "nur, solange diese Seite offen ist" in tab.troubles()[0]["text"]
    tab.restore(tab.remove(made["id"]))
    assert [project["name"] for project in tab.projects()] == ["Kita"]


def test_what_does_not_fit_into_full_storage_waits_and_undoes_nothing(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita"})["id"]
    one.page.evaluate(f"() => {{ {FULL} }}")
    one.setEntry(made, "nutzen-ziel", {"note": "wartet"})
    new = one.create({"name": "Neu"})["id"]
    assert (one.kinds(), one.unsaved()) == (["full"], True)
    assert "Speicher dieses Browsers ist voll" in one.troubles()[0]["text"]
    assert one.project(made)["entries"]["nutzen-ziel"]["note"] == "wartet"
    assert (one.stored(made)["entries"], one.stored(new)) == ({}, None)

    two = open_tab()
    two.setEntry(made, "nutzen-ziel", {"who": "Bauamt"})
    two.change(made, {"name": "Kita am Fluss"})
    one.wait_for("(store, id) => store.project(id).name === 'Kita am Fluss'", made)
    assert one.unsaved()
    one.page.evaluate("() => { window.isFull = false; }")
    one.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert (one.troubles(), one.unsaved()) == ([], False)
    assert one.stored(new)["name"] == "Neu"
    kept = one.stored(made)
    assert (kept["name"], kept["entries"]["nutzen-ziel"]["note"]) == ("Kita am Fluss", "wartet")
    assert kept["entries"]["nutzen-ziel"]["who"] == "Bauamt"


def test_changes_of_two_tabs_that_do_not_go_together_wait_for_a_decision(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita", "partners": [{"name": f"Gemeinde {number}"} for number in range(19)]})
    one.page.evaluate(f"() => {{ {FULL} }}")
    mine = one.change(made["id"], {"partners": [*made["partners"], {"name": "Lindau"}]})
    two = open_tab()
    two.change(made["id"], {"partners": [*made["partners"], {"name": "Bodolz"}]})
    one.wait_for("(store) => store.troubles().some(({ kind }) => kind === 'clash')")
    assert one.unsaved()
    one.page.evaluate("() => { window.isFull = false; }")
    one.change(made["id"], {"partners": mine["partners"][1:]})
    assert (one.troubles(), one.unsaved()) == ([], False)
    names = {partner["name"] for partner in two.project(made["id"])["partners"]} | {"Lindau"}
    two.wait_for("(store, id) => store.project(id).partners.some(({ name }) => name === 'Lindau')", made["id"])
    assert {partner["name"] for partner in two.project(made["id"])["partners"]} == names - {"Gemeinde 0"}


DAMAGED = {
    "cut off": '{"format": 1, "name": "Ki',
    "of another kind": "42",
    "without format": '{"name": "Kita"}',
    "with a wrong status": json.dumps({"format": 1, **project(entries={"a": entry(status="vielleicht", note="da")})}),
    "empty": "",
}


def test_a_damaged_text_is_never_overwritten_and_can_be_taken_along(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    for number, text in enumerate(DAMAGED.values()):
        tab.put(f"v{number}", text)
    tab.page.reload()
    assert tab.projects() == []
    found = {trouble["key"]: (trouble["kind"], trouble["raw"]) for trouble in tab.troubles()}
    assert found == {f"{KEY}v{number}": ("damaged", text) for number, text in enumerate(DAMAGED.values())}

    read = call(tab.page, "exchange", "fromFile", DAMAGED["with a wrong status"])
    assert [one["entries"]["a"]["note"] for one in read["projects"]] == ["da"]
    assert read["problems"] == ["Vorhaben „Kita am Fluss“: „a“: Den Stand kennt diese Website nicht."]
    rescued = tab.restore({**read["projects"][0], "id": "v3"})
    assert rescued["id"] != "v3"
    assert tab.page.evaluate("key => localStorage.getItem(key)", f"{KEY}v3") == DAMAGED["with a wrong status"]
    for number in range(len(DAMAGED)):
        tab.discard(f"{KEY}v{number}")
    assert (tab.troubles(), tab.projects(), tab.stored("v0")) == ([], [rescued], None)


def test_a_project_that_is_damaged_while_it_is_open_lives_on_in_this_tab(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    made = one.create({"name": "Kita"})["id"]
    one.put(made, "{")
    one.setEntry(made, "nutzen-ziel", {"status": "ja"})
    assert (one.kinds(), one.unsaved()) == (["damaged"], True)
    assert one.page.evaluate("key => localStorage.getItem(key)", KEY + made) == "{"
    one.discard(KEY + made)
    assert one.stored(made)["entries"]["nutzen-ziel"]["status"] == "ja"
    assert (one.troubles(), one.unsaved()) == ([], False)


def test_a_project_of_a_newer_website_is_left_alone(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    tab.put("vkita", json.dumps({**project(), "format": 2}))
    tab.page.reload()
    assert (tab.projects(), tab.kinds()) == ([], ["newer"])
    assert "Laden Sie die Seite neu" in tab.troubles()[0]["text"]


# ---------- reading what others wrote ----------


def read(tools: Page, value: object) -> tuple[dict | None, list[str]]:
    """What the website makes of an untrusted value."""
    result = call(tools, "shape", "readProject", value)
    return result.get("project"), result["dropped"]


def test_a_good_project_is_read_without_loss(tools: Page) -> None:
    whole = project(
        entries={
            "nutzen-ziel": entry(
                status="entfaellt",
                note="Zeile 1\n\tZeile 2 👩‍👧",
                who="Ö & <b>",
                due="2026-12-31",
                partners={"plindau": "ja"},
            )
        },
        lists={"krise": {"version": "21. November 2026", "questions": {"a": {"label": "A", "text": "Was?"}}}},
    )
    assert read(tools, whole) == (whole, [])
    assert read(tools, {**whole, "extra": {"more": [1]}}) == (whole, [])


@pytest.mark.parametrize("value", [None, 1, "x", [], [[]], True])
def test_what_is_no_project_is_not_taken_for_one(tools: Page, value: object) -> None:
    assert read(tools, value) == (None, ["Das ist kein Vorhaben."])


def test_wrong_types_are_left_out_and_named(tools: Page) -> None:
    hostile = project(
        id=["x"],
        name={"toString": "x"},
        phase="<script>",
        partners=[{"id": "pa", "name": "A"}, {"id": "pa", "name": "B"}, {"id": "pc"}, 7],
        changed="gestern",
        entries={
            "a": entry(status=["ja"], note=5, who={}, due="31.12.2026", partners=[1]),
            "b": entry(note="gut", status="ja", partners={"pa": "ja", "pz": "ja", "__proto__": "ja"}),
            "c": 7,
            "Böse Kennung": entry(note="x"),
        },
        lists=[],
    )
    good, dropped = read(tools, hostile)
    assert (good["name"], good["phase"], good["partners"]) == ("Ohne Namen", "", [{"id": "pa", "name": "A"}])
    assert re.fullmatch(r"v[a-z2-7]{11}", good["id"])
    assert good["entries"] == {"b": entry(note="gut", status="ja", partners={"pa": "ja"})}
    assert dropped == [
        "Gesehene Listen sind nicht lesbar.",
        "Partner: Die Kennung von „B“ fehlt oder kommt doppelt vor.",
        "Ein Partner hat keinen Namen.",
        "Ein Partner hat keinen Namen.",
        "Einträge: „c“ ist nicht lesbar.",
        "Einträge: „Böse Kennung“ ist nicht lesbar.",
        "„a“: Den Stand kennt diese Website nicht.",
        "„a“: Die Notiz ist kein Text.",
        "„a“: Das Feld „Zuständig“ ist kein Text.",
        "„a“: Die Frist ist kein Datum.",
        "„a“: Der Stand der Partner ist nicht lesbar.",
        "„b“: Ein Stand gehört zu keinem Partner.",
        "Der Name des Vorhabens ist kein Text.",
        "Das Vorhaben hat keinen Namen.",
        "Vorhaben: Der Zeitpunkt der Änderung ist nicht lesbar.",
        "Die Phase ist nicht lesbar.",
    ]


def test_nothing_reaches_the_prototypes_of_the_page(tools: Page) -> None:
    text = """{"format": "kooperationslotse-vorhaben", "version": 1, "__proto__": {"evil": 1}, "projects": [{
        "name": "A", "__proto__": {"evil": 1}, "entries": {"__proto__": {"note": "evil"}, "constructor": {"note": "x"}},
        "lists": {"__proto__": {"questions": {}}}}]}"""
    found = call(tools, "exchange", "fromFile", text)
    assert list(found["projects"][0]["entries"]) == ["constructor"]
    merged = call(tools, "exchange", "merged", project(), found["projects"][0])
    assert merged["entries"]["constructor"]["note"] == "x"
    assert tools.evaluate("() => [({}).evil, ({}).note, Object.note]") == [None, None, None]


def test_a_partner_may_be_called_like_something_that_every_object_has(tools: Page) -> None:
    partners = [{"id": "constructor", "name": "Bau"}, {"id": "plindau", "name": "Lindau"}]
    answer = entry(status="ja", partners={"plindau": "nein"})
    whole = project(partners=partners, entries={"a": answer})
    assert call(tools, "words", "partnerStates", answer, whole) == ["Lindau: nein"]
    assert call(tools, "words", "partnerStates", entry(), whole) == []
    assert call(tools, "words", "stateTitle", "constructor") == ""
    shared = call(tools, "sharing", "link", tools.url, whole)["address"]
    assert call(tools, "sharing", "fromLink", shared[shared.index("#") :]) == {"project": whole, "problems": []}
    gone = project(former=[{"id": "constructor", "name": "Bau"}], entries={"a": answer}, partners=partners[1:])
    assert read(tools, gone)[0]["former"] == [], "nothing stands under its id"


def test_invisible_characters_go_and_long_texts_are_cut_with_a_word(tools: Page) -> None:
    good, dropped = read(
        tools,
        project(
            name="Kita\u202e\u0000 am\nFluss\ufeff",
            entries={
                "a": entry(note="x" * 16001, who="\u2067Amt\u0007"),
                "b": entry(note="a\r\nb\u2028c\u0085d\u200d"),
            },
        ),
    )
    assert (good["name"], good["entries"]["a"]["who"]) == ("Kita am Fluss", "Amt")
    assert good["entries"]["b"]["note"] == "a\nb\nc\nd\u200d"
    assert len(good["entries"]["a"]["note"]) == 16000
    assert dropped == ["„a“: Die Notiz ist länger als 16.000 Zeichen."]


def test_huge_and_deep_values_are_limited(tools: Page) -> None:
    many = project(
        partners=[{"id": f"p{number}", "name": "x"} for number in range(3000)],
        entries={f"q{number}": entry(status="vielleicht", note="x") for number in range(3000)},
    )
    good, dropped = read(tools, many)
    assert (len(good["partners"]), len(good["entries"])) == (20, 1000)
    assert dropped[:2] == ["Partner: Es sind mehr als 20.", "Einträge: Es sind mehr als 1.000."]
    assert (len(dropped), dropped[-1]) == (21, "Dazu kommen 982 weitere Mängel.")
    deep = '{"format": 1, "name": "Tief", "entries": {"a": ' + '{"note":' * 50_000 + "1" + "}" * 50_000 + "}}"
    found = call(tools, "exchange", "fromFile", deep)
    assert [one["name"] for one in found["projects"]] in ([], ["Tief"])
    assert found["problems"]


# ---------- files ----------


def test_a_file_holds_all_projects_and_reads_back_the_same(tools: Page) -> None:
    all_ = [project(), project(id="vzwei", name="Zwei", entries={"a": entry(note="„Anführung“ \\ \u2009 👍")})]
    text = call(tools, "exchange", "toFile", all_)
    assert re.match(r"\d{4}-\d\d-\d\dT", json.loads(text)["saved"])
    assert call(tools, "exchange", "fromFile", text) == {"projects": all_, "problems": []}
    assert call(tools, "exchange", "fromFile", "\ufeff" + text)["projects"] == all_
    name = call(tools, "exchange", "nameOfFile", all_[:1])
    assert re.fullmatch(r"vorhaben-kita-am-fluss-\d{4}-\d\d-\d\d\.json", name)
    assert call(tools, "exchange", "nameOfFile", all_).startswith("vorhaben-alle-")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Das ist keine Datei mit Vorhaben."),
        ("PK\u0003\u0004", "Das ist keine Datei mit Vorhaben."),
        ("null", "Das ist keine Datei mit Vorhaben."),
        ("[]", "Das ist keine Datei mit Vorhaben."),
        ('{"name": "kooperationslotse", "version": 3}', "Das ist keine Datei mit Vorhaben."),
        ('{"format": "kooperationslotse-vorhaben", "version": 1, "projects": {}}', "Das ist keine Datei mit Vorhaben."),
        (
            '{"format": "kooperationslotse-vorhaben", "version": 2, "projects": []}',
            "Die Datei stammt aus einer neueren",
        ),
        ('{"format": "kooperationslotse-vorhaben", "version": 1, "projects": []}', "In der Datei steht kein Vorhaben."),
        ('{"format": "kooperationslotse-vorhaben", "version": 1, "projects": [1]}', "Das ist kein Vorhaben."),
        ('{"format": 9, "name": "x"}', "Die Datei stammt aus einer neueren"),
    ],
)
def test_a_foreign_file_gives_a_clear_answer(tools: Page, text: str, problem: str) -> None:
    found = call(tools, "exchange", "fromFile", text)
    assert found["projects"] == []
    assert found["problems"][0].startswith(problem)


def test_a_file_too_large_for_any_project_is_not_even_read(tools: Page) -> None:
    found = tools.evaluate(
        "async (address) => (await import(address)).fromFile(' '.repeat(20_000_001))", scripts(tools) + "exchange.js"
    )
    assert found == {"projects": [], "problems": ["Die Datei ist zu groß für eine Datei mit Vorhaben."]}


def test_two_projects_with_one_id_in_a_file_are_both_kept(tools: Page) -> None:
    text = call(tools, "exchange", "toFile", [project(), project(name="Zwilling")])
    found = call(tools, "exchange", "fromFile", text)["projects"]
    assert [one["name"] for one in found] == ["Kita am Fluss", "Zwilling"]
    assert found[0]["id"] != found[1]["id"]


# ---------- merging ----------

MINE = project(
    partners=[{"id": "plindau", "name": "Lindau"}, {"id": "pmeins", "name": "Bodolz"}],
    entries={
        "nutzen-ziel": entry(LATE, status="ja", note="Meine Notiz", partners={"pmeins": "ja"}),
        "nutzen-kosten": entry(EARLY, status="nein", who="Kämmerei", note="Anfang"),
    },
    lists={"krise": {"version": "1", "questions": {"nutzen-ziel": {"label": "Ziel", "text": "Was wollen wir?"}}}},
)
THEIRS = project(
    name="Kita",
    changed=LATE,
    partners=[{"id": "panders", "name": "BODOLZ"}, {"id": "pneu", "name": "Nonnenhorn"}],
    entries={
        "nutzen-ziel": entry(EARLY, status="nein", due="2026-12-31", note="Andere", partners={"panders": "nein"}),
        "nutzen-kosten": entry(LATE, status="teilweise", note="Anfang und Ende", partners={"pneu": "ja"}),
        "nutzen-risiko": entry(EARLY, note="nur dort"),
    },
    lists={"krise": {"version": "1", "questions": {"nutzen-risiko": {"label": "Risiko", "text": "Und wenn nicht?"}}}},
)


def test_merging_keeps_what_is_filled_the_later_change_and_both_notes(tools: Page) -> None:
    merged = call(tools, "exchange", "merged", MINE, THEIRS)
    assert (merged["id"], merged["name"], merged["changed"]) == ("vkita", "Kita", LATE)
    assert [(partner["id"], partner["name"]) for partner in merged["partners"]] == [
        ("plindau", "Lindau"),
        ("pmeins", "BODOLZ"),
        ("pneu", "Nonnenhorn"),
    ]
    assert merged["entries"] == {
        "nutzen-ziel": entry(
            LATE,
            status="ja",
            due="2026-12-31",
            note="Meine Notiz\n\n––– andere Notiz –––\n\nAndere",
            partners={"pmeins": "ja"},
        ),
        "nutzen-kosten": entry(
            LATE, status="teilweise", who="Kämmerei", note="Anfang und Ende", partners={"pneu": "ja"}
        ),
        "nutzen-risiko": entry(EARLY, note="nur dort"),
    }
    assert merged["lists"]["krise"]["questions"].keys() == {"nutzen-ziel", "nutzen-risiko"}
    assert read(tools, merged) == (merged, [])


def test_the_differences_stand_in_words(tools: Page) -> None:
    rows = call(tools, "exchange", "differences", MINE, THEIRS, {"questions": {"nutzen-kosten": "Kosten"}})
    found = [tuple(row.values()) for row in rows]
    assert found == [
        ("Vorhaben", "Name", "Kita am Fluss", "Kita", "Kita"),
        ("Vorhaben", "Partner", "Bodolz, Lindau", "BODOLZ, Nonnenhorn", "BODOLZ, Lindau, Nonnenhorn"),
        ("Ziel", "Stand", "ja", "nein", "ja"),
        ("Ziel", "Frist", "", "31.12.2026", "31.12.2026"),
        ("Ziel", "Notiz", "Meine Notiz", "Andere", "Meine Notiz\n\n––– andere Notiz –––\n\nAndere"),
        ("Ziel", "Stand: BODOLZ", "ja", "nein", "ja"),
        ("Kosten", "Stand", "nein", "teilweise", "teilweise"),
        ("Kosten", "Zuständig", "Kämmerei", "", "Kämmerei"),
        ("Kosten", "Notiz", "Anfang", "Anfang und Ende", "Anfang und Ende"),
        ("Kosten", "Stand: Nonnenhorn", "", "ja", "ja"),
        ("Risiko", "Notiz", "", "nur dort", "nur dort"),
    ]
    assert call(tools, "exchange", "differences", MINE, MINE) == []


def test_a_former_partner_is_called_one_in_the_differences(tools: Page) -> None:
    mine, theirs = (
        project(former=[{"id": "pweg", "name": "Wasserburg"}], entries={"a": entry(partners={"pweg": status})})
        for status in ("ja", "nein")
    )
    (row,) = call(tools, "exchange", "differences", mine, theirs)
    assert (row["field"], row["mine"], row["theirs"]) == ("Stand: Wasserburg (früherer Partner)", "ja", "nein")


def test_replacing_takes_the_other_version_under_my_id(tools: Page) -> None:
    assert call(tools, "exchange", "replaced", MINE, {**THEIRS, "id": "vfremd"}) == THEIRS


def made_up(chance: random.Random) -> dict:
    """Any project: few words and ids, so that much meets."""
    partners = [
        {"id": partner, "name": chance.choice(["Lindau", "lindau", "Bodolz", "Ziel"])}
        for partner in chance.sample(["pa", "pb", "pc", "pd"], chance.randint(0, 4))
    ]
    former = [partners.pop() for _ in partners[:1] if chance.random() < 0.3]
    words = ["", "ja", "ja und", "jaja", "Termin", "Termin\n\n––– andere Notiz –––\n\nja", " Rand "]
    entries = {}
    for question in chance.sample(["a", "b", "c", "constructor"], chance.randint(0, 4)):
        fields = {
            "status": chance.choice(["", "ja", "nein"]),
            "note": chance.choice(words),
            "who": chance.choice(["", "Bauamt", "Kämmerei"]),
            "due": chance.choice(["", "2026-12-31", "2027-01-31"]),
            "partners": {
                one["id"]: chance.choice(["ja", "nein"]) for one in partners + former if chance.random() < 0.5
            },
        }
        entries[question] = entry(chance.choice([EARLY, LATE]), **fields)
    name = chance.choice(["Kita", "Schule"])
    lists = {
        "krise": {"version": "1", "questions": {question: {"label": question, "text": "?"} for question in entries}}
    }
    changed = chance.choice([EARLY, LATE])
    return project(name=name, changed=changed, partners=partners, former=former, entries=entries, lists=lists)


BETWEEN = "––– andere Notiz –––"


def single_notes(answer: dict) -> set[str]:
    """The notes that were joined into one."""
    return {note.strip() for note in answer.get("note", "").split(BETWEEN)} - {""}


def test_merging_any_two_versions_again_changes_nothing_and_loses_nothing(tools: Page) -> None:
    chance = random.Random(5)
    pairs = [[made_up(chance), made_up(chance)] for _ in range(300)]
    # As texts: that is much faster than to hand over every value by itself.
    results = tools.evaluate(
        """async ([address, pairs]) => {
            const { readProject } = await import(new URL("shape.js", address));
            const { merged, differences } = await import(new URL("exchange.js", address));
            return JSON.stringify(JSON.parse(pairs).map((pair) => {
                const [mine, theirs] = pair.map((value) => readProject(value).project);
                const once = merged(mine, theirs);
                const twice = merged(once, theirs);
                const left = differences(once, twice).length;
                return { mine, theirs, once, twice, left, itself: merged(mine, mine), stored: readProject(once), back: merged(theirs, once) };
            }));
        }""",
        [scripts(tools), json.dumps(pairs)],
    )
    for result in json.loads(results):
        once, mine, theirs = result["once"], result["mine"], result["theirs"]
        assert result["twice"] == once
        assert result["itself"] == mine
        assert result["stored"] == {"project": once, "dropped": []}
        assert result["left"] == 0
        for question, merged in once["entries"].items():
            assert single_notes(result["back"]["entries"][question]) == single_notes(merged)
            for answer in (mine["entries"].get(question, {}), theirs["entries"].get(question, {})):
                assert all(note in merged["note"] for note in single_notes(answer))
                assert answer.keys() <= merged.keys()
                assert len(merged.get("partners", {})) >= len(answer.get("partners", {}))


def test_notes_that_together_are_longer_than_one_may_type_are_kept_and_can_be_shortened(
    open_tab: Callable[..., Tab],
) -> None:
    tab = open_tab()
    notes = ["a" * 4000, "b" * 4000]
    mine, theirs = (project(entries={"nutzen-ziel": entry(note=note)}) for note in notes)
    tab.restore(mine)
    kept = tab.restore(call(tab.page, "exchange", "merged", mine, theirs))
    joined = kept["entries"]["nutzen-ziel"]["note"]
    assert all(note in joined for note in notes)
    assert "refused" in tab.setEntry(kept["id"], "nutzen-ziel", {"note": joined + "x"})
    assert (
        tab.setEntry(kept["id"], "nutzen-ziel", {"note": joined[:-1]})["entries"]["nutzen-ziel"]["note"] == joined[:-1]
    )


# ---------- a new version of a checklist ----------


def test_what_is_new_changed_and_gone_in_a_list(tools: Page) -> None:
    seen = {
        "version": "1",
        "questions": {
            "nutzen-ziel": {"label": "Ziel", "text": "Was wollen wir?"},
            "nutzen-weg": {"label": "Weg", "text": "Wie?"},
            "nutzen-alt": {"label": "Alt", "text": "Noch nötig?"},
        },
    }
    current = [
        {"id": "nutzen-ziel", "label": "Ziele", "text": "Was wollen wir?"},
        {"id": "nutzen-neu", "label": "Neu", "text": "Was kommt?"},
        {"id": "constructor", "label": "Bau", "text": "Wer baut?"},
    ]
    entries = {"nutzen-alt": entry(note="bleibt")}
    assert call(tools, "changes", "changesOf", seen, current, entries) == {
        "added": ["nutzen-neu", "constructor"],
        "changed": [
            {
                "id": "nutzen-ziel",
                "before": {"label": "Ziel", "text": "Was wollen wir?"},
                "now": {"label": "Ziele", "text": "Was wollen wir?"},
            }
        ],
        "gone": [
            {"id": "nutzen-weg", "label": "Weg", "text": "Wie?"},
            {"id": "nutzen-alt", "label": "Alt", "text": "Noch nötig?", "entry": entry(note="bleibt")},
        ],
    }
    nothing = {"added": [], "changed": [], "gone": []}
    assert call(tools, "changes", "changesOf", None, current, entries) == nothing


def test_entries_of_questions_that_are_no_longer_asked_are_found_without_any_list(tools: Page) -> None:
    kept = project(
        entries={"nutzen-ziel": entry(status="ja"), "nutzen-alt": entry(note="bleibt"), "nutzen-weg": entry(who="Amt")},
        lists={"krise": {"version": "1", "questions": {"nutzen-alt": {"label": "Alt", "text": "Noch nötig?"}}}},
    )
    found = tools.evaluate(
        "async ([address, kept]) => (await import(address)).entriesBeyond(kept, new Set(['nutzen-ziel']))",
        [scripts(tools) + "changes.js", kept],
    )
    assert found == [
        {"id": "nutzen-alt", "label": "Alt", "text": "Noch nötig?", "entry": entry(note="bleibt")},
        {"id": "nutzen-weg", "label": "nutzen-weg", "text": "", "entry": entry(who="Amt")},
    ]


# ---------- links ----------


def test_a_link_holds_the_project_with_the_wanted_entries_and_no_server_sees_it(tools: Page) -> None:
    shared = project(
        former=[{"id": "pweg", "name": "Wasserburg"}],
        entries={
            "nutzen-ziel": entry(status="ja", note="Grüße 👋", partners={"plindau": "ja", "pweg": "nein"}),
            "nutzen-kosten": entry(note="bleibt hier"),
        },
    )
    made = call(tools, "sharing", "link", f"{tools.url}?phase=x#oben", shared, {"questions": ["nutzen-ziel"]})
    address, fragment = made["address"].split("#")
    assert address == f"{tools.url}?phase=x"
    assert re.fullmatch(r"vorhaben=[A-Za-z0-9_-]+", fragment)
    assert made["length"] == len(made["address"])
    assert made["advice"] == f"Der Link ist {made['length']} Zeichen lang."
    wanted = {"nutzen-ziel": entry(status="ja", note="Grüße 👋", partners={"plindau": "ja"})}
    assert call(tools, "sharing", "fromLink", "#" + fragment) == {
        "project": {**shared, "former": [], "entries": wanted},
        "problems": [],
    }


def test_a_link_that_is_too_long_for_mail_advises_the_file(tools: Page) -> None:
    chance = random.Random(1)
    notes = {f"q{number}": entry(note=f"{chance.getrandbits(2000):x}") for number in range(60)}
    made = call(tools, "sharing", "link", tools.url, project(entries=notes))
    assert made["length"] > 8000
    assert made["advice"].endswith("Geben Sie besser die Datei weiter.")
    assert (
        call(tools, "sharing", "fromLink", made["address"][made["address"].index("#") :])["project"]["entries"] == notes
    )


def fragment(content: bytes) -> str:
    """Content as it stands in a link."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return "#vorhaben=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_broken_and_hostile_links_do_no_harm(tools: Page) -> None:
    good = fragment(json.dumps({"version": 1, "project": project()}).encode())

    def problems(hash_: str) -> str:
        found = call(tools, "sharing", "fromLink", hash_)
        assert found.get("project") is None
        return " ".join(found["problems"])

    broken = "Der Link ist unvollständig oder beschädigt."
    assert problems("") == problems("#kernfragen") == ""
    for hash_ in (
        good[:-9],
        good + "AAAA",
        good + ").",
        "#vorhaben=",
        "#vorhaben=ä",
        fragment(b"{"),
        fragment(b"null"),
    ):
        assert problems(hash_).startswith(broken), hash_
    assert problems(fragment(b'{"version": 1, "project": []}')) == "Das ist kein Vorhaben."
    assert "neueren Fassung" in problems(fragment(b'{"version": 2}'))
    assert "enthält mehr" in problems("#vorhaben=" + "A" * 200_001)
    assert "enthält mehr" in problems(bomb := fragment(b" " * (BOMB)))
    assert len(bomb) < 200_000, "short enough to be tried"
