// Choosing a source: those that every case may cite, those of this case, and a new one without leaving the place.

import { ask, dialogOf } from "../common/dialogs.js";
import { element } from "../common/elements.js";
import { fold } from "../common/filters.js";
import { make, onMade } from "./tree.js";
import { idOf } from "./typed.js";

const NEW = "+";
const common = document.querySelector("[data-source-options]").content;
const commonIds = new Set([...common.querySelectorAll("option")].map(({ value }) => value));
const dialog = dialogOf("source");

/** The sources that the case brings along. @type {{id: string, words: string}[]} */
let own = [];
/** @type {any} the list of these sources in the form */
let list;
/** Entry of the list -> the id that statements cite it by. */
const citedAs = new WeakMap();

onMade((node, field) => {
  if (!field.control || !("sources" in field.control.dataset)) return;
  fill(field.control);
  field.control.addEventListener("change", () => field.control.value === NEW && addSource(field.control));
});

/** Puts the sources to choose from into a field; what was chosen stays. @param {HTMLSelectElement} select */
function fill(select, chosen = select.value) {
  select.replaceChildren(document.importNode(common, true));
  if (own.length) {
    const group = element("optgroup", { label: "Eigene Quellen dieses Falls" }, ...own.map(({ id, words }) => new Option(words, id)));
    select.insertBefore(group, select.lastElementChild);
  }
  if (chosen && ![...select.options].some(({ value }) => value === chosen)) select.append(new Option(`${chosen} (fehlt)`, chosen));
  select.value = chosen;
  select.dataset.chosen = chosen;
}

/** Offers the sources of a record, before the record itself is filled in. @param {any[]} sources */
export function offer(sources) {
  own = sources.filter(({ id }) => id).map(({ id, short_title, title }) => ({ id, words: short_title || title || id }));
  for (const select of document.querySelectorAll("[data-sources]")) fill(select, "");
}

/** @param {any} root the group of all fields @param {HTMLElement} form */
export function mountSources(root, form) {
  list = root.child("sources");
  list.node.addEventListener("change", (event) => suggestId(event.target) || refresh());
  list.node.addEventListener("lotse:told", refresh);
  form.addEventListener("lotse:entry", ({ target }) => takeOver(target));
  form.addEventListener("change", ({ target }) => "sources" in target.dataset && (target.dataset.chosen = target.value));
}

/** Remembers by which ids the sources of the record just filled in are cited. */
export function remember() {
  for (const entry of list.entries) citedAs.set(entry, entry.field.child("id").read());
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
  const used = new Set([...commonIds, ...list.entries.map(({ field }) => field.child("id").read())]);
  let id = base;
  for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** Follows what became of the sources of the case: their words, and their ids wherever they are cited. */
function refresh() {
  const renamed = new Map();
  for (const entry of list.entries) {
    const id = entry.field.child("id").read();
    const before = citedAs.get(entry);
    if (!id) continue;
    if (before && before !== id) renamed.set(before, id);
    citedAs.set(entry, id);
  }
  own = list.read().filter(({ id }) => id).map(({ id, short_title, title }) => ({ id, words: short_title || title || id }));
  for (const select of document.querySelectorAll("[data-proposal] form [data-sources]")) {
    fill(select, renamed.get(select.value) ?? select.value);
  }
}

/** A new entry begins with the source of the one before it, in its list or, where it is the first, in the form. */
function takeOver(node) {
  const fields = [...document.querySelectorAll(".proposal__form .field--source")];
  const mine = fields.find((field) => node.contains(field));
  const before = mine && fields.slice(0, fields.indexOf(mine)).findLast((field) => field.querySelector("select").value);
  if (!before) return;
  for (const control of ["select", "input"]) mine.querySelector(control).value = before.querySelector(control).value;
  mine.querySelector("select").dataset.chosen = mine.querySelector("select").value;
}

/** Asks for a new source, adds it to those of the case, and chooses it in `select`. */
async function addSource(select) {
  const before = select.dataset.chosen ?? "";
  select.value = before;
  const fields = newFields();
  const form = dialog.querySelector("form");
  const problem = dialog.querySelector("[data-source-problem]");
  problem.textContent = "";
  form.onsubmit = (event) => {
    if (event.submitter?.value === "cancel" || fields.child("short_title").read()) return;
    event.preventDefault(); // without it nobody could tell the source from others
    problem.textContent = "Geben Sie der Quelle einen Kurztitel.";
    fields.child("short_title").control.focus();
  };
  if ((await ask("source")) === "save") {
    const given = { ...fields.read(), id: freeId(fields.child("short_title").read()) };
    const entry = list.insert(list.entries.length);
    entry.field.write(given);
    citedAs.set(entry, given.id);
    list.number();
    refresh();
    select.value = given.id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }
  select.focus();
}

/** The fields of a source, in the dialog; its id comes from its short title. */
function newFields() {
  const node = document.importNode(list.template, true).firstElementChild.querySelector("[data-field]");
  node.querySelector('[data-field="id"]').hidden = true;
  dialog.querySelector("[data-new-source]").replaceChildren(node);
  return make(node);
}
