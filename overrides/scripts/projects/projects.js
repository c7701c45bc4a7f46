// The projects ("Vorhaben") of this browser: kept as one types, the same in all tabs, and never lost without a word.

import { edited, partnerEdits } from "./edits.js";
import { LIMITS, STATUSES } from "./shape.js";
import { checked, damaged, edit, held, Refused, retry, sync, tell, troubles, unsaved, watch, write } from "./shelf.js";
import { dropText, idOf } from "./storage.js";
import { cleanText, isId, newId, number, own, sameName } from "./values.js";

export { LIMITS, Refused, retry, STATUSES, troubles, unsaved, watch };

/** @typedef {import("./shape.js").Project} Project @typedef {import("./shape.js").Entry} Entry */

/** Why an edit is refused, beside what the shape of a project forbids. */
const REFUSALS = {
  unknown: "Dieses Vorhaben gibt es nicht mehr.",
  nameless: "Geben Sie dem Vorhaben einen Namen.",
  namelessPartner: "Geben Sie jedem Partner einen Namen, oder entfernen Sie ihn.",
  twins: (name) => `Zwei Partner heißen „${name}“. Geben Sie ihnen verschiedene Namen.`,
  nowhere: "Diese Frage oder Liste hat keine gültige Kennung.",
  note: `Eine Notiz kann höchstens ${number(LIMITS.typed)} Zeichen lang sein.`,
};

const byName = new Intl.Collator("de", { numeric: true });

/** @returns {Project[]} all projects, sorted by name; whoever wants to change one uses the functions below */
export const projects = () => [...held.values()].map(({ project }) => project).sort((a, b) => byName.compare(a.name, b.name));

/** @returns {Project | undefined} the project as it is now; it stays as it is when the next change is made */
export const project = (id) => held.get(id)?.project;

/**
 * @param {{name: string, phase?: string, partners?: {name: string}[]}} given
 * @returns {Project}
 * @throws {Refused}
 */
export function create({ name, phase = "", partners = [] }) {
  const empty = { id: newId("v"), name: named(name, REFUSALS.nameless), phase, partners: [], former: [], changed: now(), entries: {}, lists: {} };
  return restore(edited(empty, newPartners(empty, empty, partners)));
}

/**
 * Changes what is given. Partners: all that the project shall have, in order, new ones without id. Whoever is left out leaves; a
 * status under its id stays and is back when the partner is (same id or same name).
 * @param {{name?: string, phase?: string, partners?: {id?: string, name: string}[]}} given
 * @param {Project} [before] the version that the reader had before their eyes: what is given just as it stands there does not undo
 *   what another tab has changed since
 * @returns {Project}
 * @throws {Refused}
 */
export function change(id, { name, phase, partners }, before = known(id).project) {
  const mine = known(id);
  const edits = new Map(partners && newPartners(before, mine.project, partners));
  const wanted = { name: name === undefined ? before.name : named(name, REFUSALS.nameless), phase: phase ?? before.phase };
  for (const field of ["name", "phase"]) if (wanted[field] !== before[field]) edits.set(field, wanted[field]);
  return edits.size ? edit(mine, edits.set("changed", now())) : mine.project;
}

/**
 * Writes down something for a question; what is not given stays, what is empty goes.
 * @param {{status?: string, note?: string, who?: string, due?: string, partners?: Record<string, string>}} part
 *   partners: only those whose status changes
 * @returns {Project}
 * @throws {Refused}
 */
export function setEntry(id, questionId, part) {
  const mine = known(id);
  const { partners = {}, ...fields } = part;
  const before = own(mine.project.entries, questionId)?.note ?? "";
  // A note that merging has made longer can still be edited, as long as it does not grow.
  if (fields.note?.length > Math.max(LIMITS.typed, before.length)) throw new Refused(REFUSALS.note);
  const path = pathOf("entries", questionId);
  const edits = new Map([["changed", now()], [`${path}/changed`, now()]]);
  for (const [field, value] of Object.entries(fields)) edits.set(`${path}/${field}`, value || undefined);
  for (const [partner, status] of Object.entries(partners)) edits.set(`${path}/partners/${partner}`, status || undefined);
  return edit(mine, edits, questionId);
}

/**
 * Notes what a checklist held when the reader last looked at it.
 * @param {import("./shape.js").Seen} seen
 * @returns {Project}
 */
export function setSeen(id, listId, seen) {
  const mine = known(id);
  if (JSON.stringify(own(mine.project.lists, listId)) === JSON.stringify(seen)) return mine.project;
  return edit(mine, new Map([[pathOf("lists", listId), seen]]));
}

/** Deletes a project. @returns {Project | undefined} what it was, for `restore` */
export function remove(id) {
  sync(id);
  const mine = held.get(id);
  if (!mine) return undefined;
  held.delete(id);
  if (!damaged.has(id)) dropText(id);
  retry(); // there may be room now
  tell({ here: true, id });
  return mine.project;
}

/**
 * Keeps a whole project: one that was deleted, came from a file or a link, or was merged. It replaces the one with its id.
 * @param {Project} whole
 * @returns {Project} under a new id, if a damaged text lies under its own
 * @throws {Refused}
 */
export const restore = (whole) => restoreAll([whole])[0];

/**
 * Keeps several whole projects, each as `restore` does: all of them or, if one is refused, none.
 * @param {Project[]} wholes
 * @returns {Project[]}
 * @throws {Refused}
 */
export function restoreAll(wholes) {
  for (const { id } of wholes) sync(id);
  const kept = wholes.map((whole) => checked(damaged.has(whole.id) ? { ...whole, id: newId("v") } : whole));
  for (const one of kept) {
    const mine = { project: one, pending: new Map([["", one]]), text: null, state: "saved" };
    held.delete(one.id);
    held.set(one.id, mine);
    write(mine);
  }
  retry();
  tell({ here: true, ...(kept.length === 1 && { id: kept[0].id }) });
  return kept;
}

/** Writes a project that is gone from storage once more. @returns {Project} */
export const saveAgain = (id) => restore(known(id).project);

/** Deletes a damaged text. @param {string} key from `troubles` */
export function discard(key) {
  const id = idOf(key);
  dropText(id);
  damaged.delete(id);
  if (held.has(id)) saveAgain(id);
  else tell({ here: true });
}

const now = () => new Date().toISOString();

function newPartners(before, newest, given) {
  const partners = given.map(({ id, name }) => ({ id, name: named(name, REFUSALS.namelessPartner) }));
  const edits = partnerEdits(before, newest, partners, () => newId("p"));
  const twin = partners.find(({ name }, place) => partners.slice(place + 1).some((other) => sameName(other.name, name)));
  if (edits.size && twin) throw new Refused(REFUSALS.twins(twin.name)); // they may be there already: from merging, or from a file
  return edits;
}

function named(name, message) {
  const clean = cleanText(String(name)).trim();
  if (!clean) throw new Refused(message);
  return clean;
}

function pathOf(field, id) {
  if (!isId(id)) throw new Refused(REFUSALS.nowhere);
  return `${field}/${id}`;
}

function known(id) {
  const mine = held.get(id);
  if (!mine) throw new Refused(REFUSALS.unknown);
  return mine;
}
