// The desk: which draft lies on it, kept as one types, also when storage fails or another tab works on the same draft.

import { element, quietButton } from "../common/elements.js";
import * as store from "./drafts.js";

const TROUBLES = {
  full: "Der Speicher dieses Browsers ist voll. Ihre letzten Eingaben sind nicht gespeichert. Sichern Sie sie als Datei, oder löschen Sie Entwürfe, die Sie nicht mehr brauchen.",
  blocked: "Dieser Browser speichert für diese Website nichts. Ihre Eingaben bleiben nur, solange diese Seite offen ist. Sichern Sie sie als Datei.",
  clash: "Dieser Entwurf wurde in einem anderen Tab geändert. Hier wird nichts mehr gespeichert, bis Sie wählen, welcher Stand gilt.",
  gone: "Dieser Entwurf liegt nicht mehr im Speicher dieses Browsers: Er wurde in einem anderen Tab gelöscht oder zusammen mit den Daten der Website. Hier ist er noch da.",
};
const part = (name) => document.querySelector(`[data-${name}]`);
const kept = part("kept");
const trouble = part("trouble");

/** @type {import("./drafts.js").Draft} */
let draft = store.newDraft();
/** The text that was last seen in storage; null: the draft was never kept. @type {string | null} */
let seen = null;
/** @type {"new" | "saved" | "full" | "blocked" | "clash" | "gone"} */
let state = "new";
/** What the form held when it was last looked at, and how the draft was called then: only what differs has to be done again. */
let before = "";
let called = "";
let page;

/**
 * @param {{read: () => {record: Record<string, any>, file: string}, fill: (draft: import("./drafts.js").Draft) => void,
 *          listed: () => void, save: () => void}} given `read` and `fill` the form, `listed`: other drafts are there than before,
 *   `save` saves the draft as a file
 */
export function mountDesk(given) {
  page = given;
  store.watch((id, text) => {
    if (seen !== null && (id === draft.id || !id) && text !== seen) show(text === null ? "gone" : "clash");
    page.listed();
  });
  window.addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", () => document.hidden && keepNow());
  window.addEventListener("beforeunload", (event) => {
    keepNow();
    if (Object.hasOwn(TROUBLES, state)) event.preventDefault(); // what is not kept would be lost
  });
}

export const onDesk = () => draft;
export const isKept = () => seen !== null;

/** Lays another draft on the desk. @param {import("./drafts.js").Draft} given @param {string | null} [text] as it lies in storage */
export function lay(given, text = null) {
  draft = given;
  seen = text;
  page.fill(draft);
  before = JSON.stringify(page.read());
  show(text === null ? "new" : "saved");
  address();
  list();
}

/** Keeps what stands in the form, if it is another than before. */
export function keepNow() {
  const now = page.read();
  const text = JSON.stringify(now);
  if (text === before) return;
  before = text;
  draft = { ...draft, ...now, changed: new Date().toISOString() };
  keep();
}

/** Keeps the draft on the desk, also if nobody has changed it. */
export function keep() {
  const isNew = seen === null;
  const outcome = store.keep(draft, seen);
  seen = outcome.seen;
  show(outcome.state);
  if (isNew && seen !== null) address();
  if (isNew || called !== store.nameOf(draft.record)) list();
}

function list() {
  called = store.nameOf(draft.record);
  page.listed();
}

/** The address names the draft, so that it is there again after a reload. */
function address() {
  const query = seen === null ? "" : `?entwurf=${draft.id}`;
  if (seen === null && location.search && !location.search.startsWith("?entwurf=")) return; // a new case may come from there once more
  if (query !== location.search) history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
}

const time = () => new Date(draft.changed).toLocaleString("de-DE", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

function show(now) {
  state = now;
  const words = { saved: `Gespeichert am ${time()} Uhr, nur in diesem Browser.`, new: "Noch nichts eingetragen. Gespeichert wird beim Schreiben, nur in diesem Browser." };
  kept.textContent = words[state] ?? "";
  showTrouble(TROUBLES[state] ?? "");
}

function showTrouble(words) {
  if (trouble.dataset.state === state) return;
  trouble.dataset.state = state;
  trouble.hidden = !words;
  trouble.replaceChildren(...(words ? [element("p", { textContent: words }), buttons()] : []));
}

/** What one can do about a trouble. */
function buttons() {
  const place = element("p", { className: "actions" });
  const ways = {
    clash: [["Stand aus dem anderen Tab übernehmen", takeTheirs], ["Diesen Stand behalten", keepMine], ["Beide behalten", keepBoth]],
    gone: [["Noch einmal speichern", keepMine], ["Hier auch schließen", () => lay(store.newDraft())]],
  }[state] ?? [];
  for (const [words, act] of [...ways, ["Als Datei sichern", page.save]]) place.append(quietButton(words, act), " ");
  return place;
}

function takeTheirs() {
  const { draft: theirs, text } = store.storedDraft(draft.id);
  if (theirs) lay(theirs, text);
}

function keepMine() {
  draft = { ...draft, ...page.read(), changed: new Date().toISOString() };
  seen = store.storedDraft(draft.id).text;
  keep();
}

function keepBoth() {
  draft = { ...store.newDraft(draft), ...page.read(), changed: new Date().toISOString() };
  seen = null;
  keep();
}
