// Choosing a source: those that every case may cite, those of this case, and a new one without leaving the place.

import { element } from "../common/elements.js";
import { fold } from "../common/filters.js";
import { askForSource } from "./new-source.js";
import { onMade } from "./tree.js";
import { idOf } from "./typed.js";

const common = document.querySelector("[data-source-options]").content;
const commonIds = new Set([...common.querySelectorAll("option")].map(({ value }) => value));

/** The sources that the case brings along. @type {{id: string, words: string}[]} */
let own = [];
/** @type {any} the list of these sources in the form */
let list;
/** Entry of the list -> the id that statements cite it by; it follows the id of the entry as soon as no other source has that. */
let citedAs = new WeakMap();
/** Who keeps the draft. */
let changed;
/** How many statements still cite sources that are gone, in words. */
let left = "";

onMade((node, field) => {
  if (!field.control || !("sources" in field.control.dataset)) return;
  fill(field.control);
  node.querySelector("[data-new-source-button]").addEventListener("click", () => addSource(field.control));
});

/** Puts the sources to choose from into a field; what was chosen stays. @param {HTMLSelectElement} select */
function fill(select, chosen = select.value) {
  select.replaceChildren(document.importNode(common, true));
  if (own.length) {
    select.append(element("optgroup", { label: "Eigene Quellen dieses Falls" }, ...own.map(({ id, words }) => new Option(words, id))));
  }
  if (chosen && ![...select.options].some(({ value }) => value === chosen)) select.append(new Option(`${chosen} (fehlt)`, chosen));
  select.value = chosen;
}

/** Offers the sources of a record, before the record itself is filled in. @param {any[]} sources */
export function offer(sources) {
  own = sources.filter(({ id }) => id).map(({ id, short_title, title }) => ({ id, words: short_title || title || id }));
  for (const select of document.querySelectorAll("[data-sources]")) fill(select, "");
}

/** @param {any} root the group of all fields @param {HTMLElement} form @param {() => void} keep called when there is something to keep */
export function mountSources(root, form, keep) {
  changed = keep;
  list = root.child("sources");
  list.node.addEventListener("change", (event) => suggestId(event.target) || refresh());
  list.node.addEventListener("lotse:told", refresh);
  form.addEventListener("lotse:entry", ({ target }) => takeOver(target));
}

/** Remembers by which ids the sources of the record just filled in are cited: an id of two sources says nothing about that. */
export function remember() {
  citedAs = new WeakMap();
  for (const entry of list.entries) if (isUnique(entry)) citedAs.set(entry, idOfEntry(entry));
}

/** What else there is to tell about the list of sources. @param {Element} node of which something is told */
export const toldOf = (node) => (node === list.node ? left : "");

const idOfEntry = ({ field }) => field.child("id").read();

/** Whether no other source has the id of an entry. */
function isUnique(entry) {
  const id = idOfEntry(entry);
  return Boolean(id) && !commonIds.has(id) && list.entries.every((other) => other === entry || idOfEntry(other) !== id);
}

/** Whether citations may follow to the id of an entry: no source that waits for an id of its own is still cited by it. */
function isFree(entry) {
  const id = idOfEntry(entry);
  return isUnique(entry) && list.entries.every((other) => other === entry || isUnique(other) || citedAs.get(other) !== id);
}

/** Gives a source an id as long as nobody has chosen one. */
function suggestId(control) {
  const entry = list.entries.find(({ node }) => node.contains(control));
  const id = entry?.field.child("id");
  if (id && !id.control.value && control === entry.field.child("short_title").control) id.write(freeId(control.value));
}

/** An id that no other source has. */
function freeId(words) {
  const base = idOf(words, fold) || "quelle";
  const used = new Set([...commonIds, ...list.entries.flatMap((entry) => [idOfEntry(entry), citedAs.get(entry)])]);
  let id = base;
  for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** Follows what became of the sources of the case: their words, and their ids wherever they are cited. */
function refresh() {
  const before = own;
  const renamed = new Map();
  for (const entry of list.entries.filter(isFree)) {
    if (citedAs.has(entry)) renamed.set(citedAs.get(entry), idOfEntry(entry));
    citedAs.set(entry, idOfEntry(entry));
  }
  own = list.entries.filter((entry) => citedAs.has(entry)).map((entry) => {
    const { short_title: short, title } = entry.field.read();
    return { id: citedAs.get(entry), words: short || title || citedAs.get(entry) };
  });
  const selects = [...document.querySelectorAll("[data-proposal] form [data-sources]")];
  for (const select of selects) fill(select, renamed.get(select.value) ?? select.value);
  const here = new Set(own.map(({ id }) => id));
  const gone = new Set(before.map(({ id }) => id).filter((id) => !renamed.has(id) && !here.has(id)));
  const still = selects.filter(({ value }) => gone.has(value)).length;
  left = still ? `${still === 1 ? "1 Angabe nennt" : `${still} Angaben nennen`} diese Quelle noch.` : "";
}

/** A new entry begins with the source of the one before it, in its list or, where it is the first, in the form. */
function takeOver(node) {
  const fields = [...document.querySelectorAll(".proposal__form .field--source")];
  const mine = fields.find((field) => node.contains(field));
  const before = mine && fields.slice(0, fields.indexOf(mine)).findLast((field) => field.querySelector("select").value);
  if (!before) return;
  for (const control of ["select", "input"]) mine.querySelector(control).value = before.querySelector(control).value;
}

/** Asks for a new source, adds it to those of the case, and chooses it in `select`. */
async function addSource(select) {
  const given = await askForSource(list.template, changed);
  if (!given) return;
  const source = { ...given, id: freeId(given.short_title) };
  const entry = list.insert(list.entries.length);
  entry.field.write(source);
  list.number();
  refresh();
  select.value = source.id;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.focus();
  select.dispatchEvent(new CustomEvent("lotse:told", { bubbles: true, detail: `Die Quelle „${source.short_title}“ ist übernommen.` }));
}
