// The shelf: all projects as this tab knows them, brought in line with the browser's storage and with other tabs.

import { addEdits, edited, missingEdits } from "./edits.js";
import { readProject } from "./shape.js";
import { fetchText, idOf, isBlocked, keepText, keyOf, parseText, storedIds, textOf } from "./storage.js";

/** @typedef {import("./shape.js").Project} Project */

/**
 * `pending` are edits that could not be written yet; `text` is what was last seen in storage, null if nothing ever was.
 * @typedef {{project: Project, pending: import("./edits.js").Edits, text: string | null,
 *            state: "saved" | "full" | "blocked" | "gone" | "damaged" | "clash"}} Held
 */

const TROUBLES = {
  blocked: () =>
    "Dieser Browser speichert für diese Website nichts. Ihre Eingaben bleiben nur, solange diese Seite offen ist. Sichern Sie sie als Datei.",
  full: () =>
    "Der Speicher dieses Browsers ist voll. Ihre letzten Eingaben sind noch nicht gespeichert. Sichern Sie sie als Datei, oder löschen Sie Vorhaben, die Sie nicht mehr brauchen.",
  gone: (name) =>
    `„${name}“ liegt nicht mehr im Speicher dieses Browsers: Es wurde in einem anderen Tab gelöscht oder zusammen mit den Daten der Website. In diesem Tab ist es noch da. Speichern Sie es noch einmal, oder löschen Sie es auch hier.`,
  clash: (name) =>
    `„${name}“ wurde zugleich in einem anderen Tab geändert, und beides zusammen ist zu viel. Ihre letzten Eingaben sind noch nicht gespeichert. Sichern Sie das Vorhaben als Datei.`,
  damaged: () =>
    "Ein gespeichertes Vorhaben ist beschädigt. Es bleibt unverändert liegen. Sichern Sie es als Datei, bevor Sie es löschen. Lesen Sie die Datei wieder ein, so sehen Sie, was davon noch lesbar ist.",
  newer: () =>
    "Ein gespeichertes Vorhaben stammt aus einer neueren Fassung dieser Website. Es bleibt unverändert liegen. Laden Sie die Seite neu.",
};
const COMMON = ["blocked", "full"]; // said once for all projects

/** An edit that cannot be made; the message says why, in German. Nothing was changed. */
export class Refused extends Error {}

/** @type {Map<string, Held>} */
export const held = new Map();
/** @type {Map<string, {raw: string, isNewer: boolean}>} */
export const damaged = new Map();
const listeners = [];

/**
 * Calls `listener` after every change: `here` or in another tab, of the project `id` or, without one, of several. With
 * `questionId` nothing else has changed than the entry of that question.
 * @param {(what: {here: boolean, id?: string, questionId?: string}) => void} listener
 */
export function watch(listener) {
  listeners.push(listener);
}

/** Tells all listeners. */
export function tell(what) {
  for (const listener of listeners) listener(what);
}

/** Tells whether something would be lost if this page were closed now. */
export const unsaved = () => [...held.values()].some(({ state }) => state !== "saved");

/**
 * What the reader should know about storage.
 * @returns {{kind: "blocked" | "full" | "gone" | "clash" | "damaged" | "newer", text: string, id?: string, raw?: string, key?: string}[]}
 *   id: of the project that is gone or clashes; raw and key: the damaged text and where it lies
 */
export function troubles() {
  const all = [...held.values()];
  const common = COMMON.filter((kind) => (kind === "blocked" && isBlocked()) || all.some(({ state }) => state === kind));
  const single = all.filter(({ state }) => state === "gone" || state === "clash");
  return [
    ...common.map((kind) => ({ kind, text: TROUBLES[kind]() })),
    ...single.map(({ state, project: { id, name } }) => ({ kind: state, text: TROUBLES[state](name), id })),
    ...[...damaged].map(([id, { raw, isNewer }]) => {
      const kind = isNewer ? "newer" : "damaged";
      return { kind, text: TROUBLES[kind](), raw, key: keyOf(id) };
    }),
  ];
}

/** @returns {Project} the same, tidied @throws {Refused} if anything would have to be left out */
export function checked(value) {
  const { project, dropped } = readProject(value);
  if (dropped.length) throw new Refused(dropped.join(" "));
  return project;
}

/**
 * Makes edits on the newest version of a project and writes it.
 * @param {Held} mine
 * @param {import("./edits.js").Edits} edits
 * @param {string} [questionId] if they all belong to the entry of one question
 * @throws {Refused}
 */
export function edit(mine, edits, questionId) {
  const { id } = mine.project;
  const before = picture();
  sync(id);
  const place = before.indexOf(mine.project); // -1 if another tab has changed it, too
  mine.project = checked(edited(mine.project, edits));
  addEdits(mine.pending, edits);
  write(mine);
  retry();
  const isAlone = place >= 0 && !differs(before.with(place, mine.project));
  tell({ here: true, id, ...(questionId && isAlone && { questionId }) });
  return mine.project;
}

/** Writes a project; what is gone or damaged in storage is not touched. @param {Held} mine */
export function write(mine) {
  if (mine.state === "gone" || mine.state === "damaged" || mine.state === "clash") return;
  const text = textOf(mine.project);
  mine.state = keepText(mine.project.id, text);
  if (mine.state !== "saved") return;
  mine.pending.clear();
  mine.text = text;
}

/** Tries once more to write what could not be written; also for a button. */
export function retry() {
  for (const [id, mine] of held) {
    if (mine.state !== "full" && mine.state !== "blocked" && mine.state !== "clash") continue;
    sync(id);
    write(mine);
  }
}

/** Takes over what another tab has written, and repeats on it what this one could not write yet. */
export function sync(id) {
  const text = fetchText(id);
  const mine = held.get(id);
  const isKnown = mine && text === mine.text && mine.state !== "gone" && mine.state !== "damaged";
  if (text === undefined || isKnown) return;
  damaged.delete(id);
  if (text === null) {
    if (mine && mine.text !== null) mine.state = "gone";
    return;
  }
  const { project, isNewer } = parseText(id, text);
  if (!project) {
    damaged.set(id, { raw: text, isNewer });
    if (mine) mine.state = "damaged";
  } else if (mine) take(mine, project, text);
  else held.set(id, { project, pending: new Map(), text, state: "saved" });
}

function take(mine, stored, text) {
  try {
    mine.project = checked(edited(stored, mine.pending));
    mine.state = mine.pending.size ? "full" : "saved"; // what waits is written by the next `retry`
    mine.text = text;
  } catch {
    mine.state = "clash"; // the text counts as unseen, so that every `sync` tries again
  }
}

/**
 * Repeats what another tab has written at the same moment as this one. Tabs learn of each other's writing a little later: the
 * text of this one may lie over it without knowing it.
 */
function repeatOverwritten(id, oldText, newText) {
  const mine = held.get(id);
  const text = fetchText(id);
  if (!mine || mine.state !== "saved" || text !== mine.text || text === newText || !oldText || !newText) return;
  const [before, after] = [oldText, newText].map((version) => parseText(id, version).project);
  const missing = before && after ? missingEdits(before, after, mine.project) : new Map();
  if (!missing.size) return;
  try {
    mine.project = checked(edited(mine.project, missing));
  } catch {
    return; // both together are too much, such as too many partners: what lies in storage holds
  }
  write(mine);
}

/** Brings in what happened elsewhere; silent if nothing did. @param {() => void} [first] what is to be done before */
function refresh(ids, first = () => {}) {
  const before = picture();
  first();
  for (const id of ids) sync(id);
  retry();
  if (differs(before)) tell({ here: false, id: ids.length === 1 ? ids[0] : undefined });
}

/** What listeners could see; the number comes first, so that less than before differs too. */
function picture() {
  const parts = [...held.values()].flatMap(({ project, state }) => [project, state]);
  return [parts.length, ...parts, ...[...damaged.values()].map(({ raw }) => raw), damaged.size];
}

/** Tells whether listeners would see anything else now. */
const differs = (before) => picture().some((part, place) => part !== before[place]);

const refreshAll = () => refresh(new Set([...storedIds(), ...held.keys(), ...damaged.keys()]));

for (const id of storedIds()) sync(id);
window.addEventListener("storage", ({ key, oldValue, newValue }) => {
  const id = key === null ? undefined : idOf(key);
  if (key === null) refreshAll();
  else if (id !== undefined) refresh([id], () => repeatOverwritten(id, oldValue, newValue));
});
window.addEventListener("pageshow", ({ persisted }) => persisted && refreshAll()); // back to a page that was put to sleep
document.addEventListener("visibilitychange", refreshAll);
