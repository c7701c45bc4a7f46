// The desk: which draft lies on it, kept as one types, also when storage fails or another tab works on the same draft.

import * as store from "./drafts.js";
import { showNotice } from "./notices.js";

const TROUBLES = {
  full: "Der Speicher dieses Browsers ist voll. Ihre letzten Eingaben sind nicht gespeichert. Sichern Sie sie als Datei, oder löschen Sie Entwürfe, die Sie nicht mehr brauchen.",
  blocked: "Dieser Browser speichert für diese Website nichts. Ihre Eingaben bleiben nur, solange diese Seite offen ist. Sichern Sie sie als Datei.",
  clash: "Dieser Entwurf wurde in einem anderen Tab geändert. Hier wird nichts mehr gespeichert, bis Sie wählen, welcher Stand gilt.",
  gone: "Dieser Entwurf liegt nicht mehr im Speicher dieses Browsers: Er wurde in einem anderen Tab gelöscht oder zusammen mit den Daten der Website. Hier ist er noch da.",
};
const part = (name) => document.querySelector(`[data-${name}]`);
const kept = part("kept");

/** @type {import("./drafts.js").Draft} */
let draft = store.newDraft();
/** The text that was last seen in storage; null: the draft was never kept. @type {string | null} */
let seen = null;
/** @type {"new" | "saved" | "full" | "blocked" | "clash" | "gone"} */
let state = "new";
let shownState = "";
/** What the form held when it was last looked at, and how the draft was called then: only what differs has to be done again. */
let before = "";
let called = "";
let page;

/**
 * @param {{read: () => {record: Record<string, any>, file: string, unfinished: Record<string, any>}, step: () => string,
 *          fill: (draft: import("./drafts.js").Draft) => void, listed: () => void, save: () => void,
 *          open: (id: string) => boolean, goOn: (words: string) => void}} given `read` and `fill` the form, `step` tells in which
 *   part of it one is, `listed`: other drafts are there than before, `save` saves the draft as a file, `open` opens another,
 *   `goOn` says what happened and leads back to where one wrote
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
  draft = { ...draft, ...now, step: page.step(), changed: new Date().toISOString() };
  keep();
}

/** Changes what the draft on the desk knows beside the record. @param {Partial<import("./drafts.js").Draft>} given */
export function adopt(given) {
  draft = { ...draft, ...given };
  if (seen !== null) keep();
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
  const nothing = draft.base || Object.keys(draft.record).length ? "Noch nichts geändert." : "Noch nichts eingetragen.";
  const words = { saved: `Gespeichert am ${time()} Uhr, nur in diesem Browser.`, new: `${nothing} Gespeichert wird beim Schreiben, nur in diesem Browser.` };
  kept.textContent = words[state] ?? "";
  if (shownState === state) return;
  shownState = state;
  if (Object.hasOwn(TROUBLES, state)) showNotice("trouble", [TROUBLES[state]], ways());
  else showNotice("trouble");
}

/** What one can do about a trouble. @returns {[string, () => void][]} */
function ways() {
  const own = {
    clash: [["Stand aus dem anderen Tab übernehmen", takeTheirs], ["Diesen Stand behalten", keepMine], ["Beide behalten", keepBoth]],
    gone: [["Noch einmal speichern", keepMine], ["Hier auch schließen", close]],
  };
  return [...(own[state] ?? []), ["Als Datei sichern", page.save]];
}

function takeTheirs() {
  if (page.open(draft.id)) page.goOn("Der Stand aus dem anderen Tab ist übernommen.");
  else show("gone");
}

function keepMine() {
  draft = { ...draft, ...page.read(), changed: new Date().toISOString() };
  seen = store.storedDraft(draft.id).text;
  keep();
  goOnIfSaved("Ihr Stand ist gespeichert.");
}

function keepBoth() {
  draft = { ...store.newDraft(draft), ...page.read(), changed: new Date().toISOString() };
  seen = null;
  keep();
  goOnIfSaved("Beide Stände sind gespeichert. Sie schreiben an Ihrem weiter; den anderen finden Sie in der Liste der Entwürfe.");
}

function close() {
  lay(store.newDraft());
  page.goOn("Der Entwurf ist geschlossen. Hier beginnt ein neuer Fall.");
}

function goOnIfSaved(words) {
  if (state === "saved") page.goOn(words);
}
