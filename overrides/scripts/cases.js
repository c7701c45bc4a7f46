// The list of cases: filtered, sorted, as cards, as a table or on the map. Everything stands in the address.

import { address, loadCards, loadCatalogue, tally } from "./cases/catalogue.js";
import { announce, connect, describe } from "./common/filters.js";
import { findCases } from "./finding/finder.js";
import { latestOnly } from "./common/latest.js";
import { loadMap, showOnMap } from "./cases/map.js";
import { mountFold, showActive, showCounts } from "./common/filter-panel.js";
import { showFailure, showWaiting } from "./common/states.js";

const form = document.querySelector('[data-filters="case"]');
const list = document.querySelector("[data-cards]");
const table = document.querySelector('[data-view="tabelle"]');
const mapPlace = document.querySelector('[data-view="karte"]');
const further = document.querySelector("[data-further]");
const status = document.querySelector("[data-count]");
const nothing = document.querySelector("[data-no-hits]");

const NAMED = 3; // topics and forms in a row of the table
const STEP = { "": 20, tabelle: 100 }; // entries shown at first and with every "more", by view
const { compare: byLetters } = new Intl.Collator("de");
const BY = {
  titel: (one, other) => byLetters(one.name, other.name) || one.position - other.position,
  beginn: (one, other) => other.start.localeCompare(one.start) || one.position - other.position,
  stand: (one, other) => other.as_of.localeCompare(one.as_of) || one.position - other.position,
};

/** Without a chosen order the list keeps that of the catalogue; what was searched for by a word stands by its fit. */
const USUAL = form.elements.sortierung.options[0];
const BY_NAME = USUAL.text;
const BY_FIT = "Beste Treffer zuerst";

/** The cards that the page came with, or that were shown before. */
const cards = new Map([...list.children].map((card) => [card.dataset.caseId, card]));
const FAILED = "Die Fälle ließen sich nicht laden.";
let ready = false;
/** @type {Promise<HTMLElement> | undefined} the map, loaded when it is first looked at */
let map;

/** The words that stand for the ids of a filter, at most three of them. */
function titles(name, ids) {
  const options = [...form.elements[name].options];
  const words = ids.slice(0, NAMED).map((id) => options.find(({ value }) => value === id)?.dataset.title ?? id);
  if (ids.length > NAMED) words.push(`und ${ids.length - NAMED} mehr`);
  return words.join(", ");
}

async function showCards(hits) {
  const missing = hits.filter(({ id }) => !cards.has(id));
  const loaded = missing.length ? await loadCards(missing.map(({ position }) => position)) : [];
  missing.forEach(({ id }, index) => cards.set(id, loaded[index]));
  return () => {
    list.replaceChildren(...hits.map(({ id }) => cards.get(id)));
    document.dispatchEvent(new CustomEvent("lotse:cards"));
  };
}

function row(one) {
  const line = document.createElement("tr");
  line.dataset.caseId = one.id;
  const head = document.createElement("th");
  head.scope = "row";
  const link = document.createElement("a");
  link.href = address(one.id);
  link.textContent = one.name;
  head.append(link);
  line.append(head);
  const stand = `${titles("status", one.status)} (${one.as_of.slice(0, 4)})`;
  const texts = [one.region, ...["thema", "form"].map((name) => titles(name, one[name])), one.start.slice(0, 4), stand];
  for (const text of texts) line.insertCell().textContent = text || "nicht genannt";
  return line;
}

async function showMap(hits) {
  map ??= loadMap();
  map.catch(() => { map = undefined; }); // a later try may succeed
  const loaded = await map;
  return () => {
    mapPlace.replaceChildren(loaded);
    showOnMap(loaded, hits.map((one) => ({ ...one, url: address(one.id) })));
  };
}

/** Prepares the chosen view of the first `number` hits and returns the step that shows it. */
async function prepare(view, hits, number) {
  const shown = hits.slice(0, number);
  const show = {
    "": () => showCards(shown),
    tabelle: async () => () => table.querySelector("tbody").replaceChildren(...shown.map(row)),
    karte: () => showMap(hits),
  };
  const put = await show[view]();
  return () => {
    list.hidden = view !== "";
    list.classList.remove("waiting");
    for (const place of [table, mapPlace]) place.hidden = place.dataset.view !== view;
    further.hidden = view === "karte" || shown.length === hits.length;
    put();
  };
}

/** Sorts by the chosen order; the best hits first where words were searched for. */
function sorted(hits, order, ranks) {
  if (Object.hasOwn(BY, order ?? "")) return hits.sort(BY[order]);
  return ranks ? hits.sort((one, other) => ranks.get(one.position) - ranks.get(other.position)) : hits;
}

/** Lets the button show the next hits; the focus goes to the first of them. */
function mountFurther(view, hits, isLatest) {
  const entries = view ? table.querySelector("tbody") : list;
  let number = STEP[view];
  further.disabled = false;
  further.onclick = async () => {
    const before = entries.children.length;
    further.disabled = true;
    try {
      const put = await prepare(view, hits, number + STEP[view]);
      if (!isLatest()) return;
      number += STEP[view];
      put();
      entries.children[before]?.querySelector("a").focus();
    } catch {
      if (isLatest()) status.textContent = FAILED;
    }
    further.disabled = false;
  };
}

const update = latestOnly(
  async (isLatest, chosen, drop) => {
    const view = ["tabelle", "karte"].includes(chosen.ansicht) ? chosen.ansicht : "";
    if (ready || Object.keys(chosen).length) list.classList.add("waiting"); // nobody sees cards that do not fit
    ready = true;
    const done = showWaiting(status, "Fälle werden gesucht …");
    try {
      const { filters, cases } = await loadCatalogue();
      cases.forEach((one, position) => { one.position = position; });
      const ranks = chosen.q ? await findCases(chosen.q) : null;
      if (!isLatest()) return;
      const among = ranks ? cases.filter(({ position }) => ranks.has(position)) : cases;
      const { hits, counts, without } = tally(among, filters, chosen);
      sorted(hits, chosen.sortierung, ranks);
      const put = await prepare(view, hits, STEP[view]);
      if (!isLatest()) return;
      showCounts(form, filters, counts);
      USUAL.text = ranks ? BY_FIT : BY_NAME;
      announce(form, chosen, drop, {
        number: hits.length < cases.length ? `${hits.length} von ${cases.length} Fällen` : `${cases.length} Fälle`,
        hits: hits.length,
        hitsWithout: (name) => (name === "q" ? tally(cases, filters, chosen).hits.length : without[name]),
      });
      mountFurther(view, hits, isLatest);
      put();
    } finally {
      done();
    }
  },
  () => {
    list.classList.remove("waiting");
    list.hidden = location.search !== ""; // else cards would stand there that nobody asked for
    status.textContent = FAILED;
    showFailure(nothing, "Filter und Ansichten lassen sich gerade nicht nutzen.", again);
  },
);

mountFold(form);
const again = connect(form, (chosen, drop) => {
  const more = form.querySelector("[data-more]");
  if (Object.keys(chosen).some((name) => more.querySelector(`[name="${name}"]`))) more.open = true;
  showActive(form, describe(form, chosen).length);
  update(chosen, drop);
});
