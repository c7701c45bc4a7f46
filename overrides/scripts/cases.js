// The list of cases: filtered, sorted, as cards, as a table or on the map. Everything stands in the address.

import { address, loadCards, loadCatalogue, tally } from "./catalogue.js";
import { announce, connect } from "./filters.js";
import { findCases } from "./finder.js";
import { loadMap, showOnMap } from "./map.js";

const form = document.querySelector('[data-filters="case"]');
const list = document.querySelector("[data-cards]");
const table = document.querySelector('[data-view="tabelle"]');
const mapPlace = document.querySelector('[data-view="karte"]');
const further = document.querySelector("[data-further]");
const status = document.querySelector("[data-count]");

const STEP = { "": 20, tabelle: 100 }; // entries shown at first and with every "more", by view
const BY = {
  titel: (one, other) => one.position - other.position,
  beginn: (one, other) => other.start.localeCompare(one.start) || one.position - other.position,
  stand: (one, other) => other.as_of.localeCompare(one.as_of) || one.position - other.position,
};

/** The cards that the page came with, or that were shown before. */
const cards = new Map([...list.children].map((card) => [card.dataset.caseId, card]));
let turn = 0;

/** Writes behind each value how many cases it would leave; values without a case cannot be chosen. */
function showCounts(filters, counts) {
  for (const name of filters) {
    for (const option of form.elements[name].options) {
      if (!option.value) continue;
      const hits = counts[name][option.value] ?? 0;
      option.textContent = `${option.dataset.title} (${hits})`;
      option.disabled = hits === 0 && !option.selected;
    }
  }
}

/** The words that stand for the ids of a filter. */
function titles(name, ids) {
  const options = form.elements[name].options;
  return ids.map((id) => [...options].find((option) => option.value === id)?.dataset.title ?? id).join(", ");
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
  const texts = [one.region, ...["land", "thema", "form"].map((name) => titles(name, one[name])), one.start, titles("status", one.status), one.as_of];
  for (const text of texts) line.insertCell().textContent = text || "nicht genannt";
  return line;
}

async function showMap(hits) {
  if (!mapPlace.firstElementChild) mapPlace.append(await loadMap());
  return () => showOnMap(mapPlace.firstElementChild, hits.map((one) => ({ ...one, url: address(one.id) })));
}

/** Prepares the chosen view of `hits` and returns the step that shows it. */
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
  if (order) return hits.sort(BY[order] ?? BY.titel);
  return ranks ? hits.sort((one, other) => ranks.get(one.position) - ranks.get(other.position)) : hits;
}

async function update(chosen, drop) {
  const mine = (turn += 1);
  const view = ["tabelle", "karte"].includes(chosen.ansicht) ? chosen.ansicht : "";
  if (mine > 1 || Object.keys(chosen).length) list.classList.add("waiting"); // nobody sees cards that do not fit
  const { filters, cases } = await loadCatalogue();
  cases.forEach((one, position) => { one.position = position; });
  const ranks = chosen.q ? await findCases(chosen.q) : null;
  if (mine !== turn) return;
  const among = ranks ? cases.filter(({ position }) => ranks.has(position)) : cases;
  const { hits, counts, without } = tally(among, filters, chosen);
  sorted(hits, chosen.sortierung, ranks);
  showCounts(filters, counts);
  const withoutWords = () => tally(cases, filters, chosen).hits.length;
  announce(form, chosen, drop, {
    number: hits.length < cases.length ? `${hits.length} von ${cases.length} Fällen` : `${cases.length} Fälle`,
    hits: hits.length,
    hitsWithout: (name) => (name === "q" ? withoutWords() : without[name]),
  });
  let number = STEP[view];
  const show = async () => (await prepare(view, hits, number))();
  further.onclick = async () => {
    const next = view ? table.querySelector("tbody") : list;
    const before = next.children.length;
    number += STEP[view];
    await show();
    next.children[before]?.querySelector("a").focus();
  };
  const put = await prepare(view, hits, number);
  if (mine === turn) put();
}

document.querySelector("[data-show]").hidden = false;
connect(form, (chosen, drop) => {
  const more = form.querySelector("[data-more]");
  if (Object.keys(chosen).some((name) => more.querySelector(`[name="${name}"]`))) more.open = true;
  update(chosen, drop).catch(() => {
    list.classList.remove("waiting");
    status.textContent = "Die Fälle ließen sich nicht laden. Laden Sie die Seite neu, oder nutzen Sie die Listen unten.";
  });
});
