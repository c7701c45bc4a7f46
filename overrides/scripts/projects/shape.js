// Reads anything, from storage, a file or a link, into a valid project, and says what it had to leave out.

import { cleanText, isDay, isId, isRecord, moment, newId, number, own } from "./values.js";

/**
 * What was written down for a question; no status means "offen".
 * @typedef {{status?: string, note?: string, who?: string, due?: string, partners?: Record<string, string>, changed: string}} Entry
 * @typedef {{id: string, name: string}} Partner
 * What a checklist held when it was last looked at.
 * @typedef {{version: string, questions: Record<string, {label: string, text: string}>}} Seen
 * Former partners are those taken out although a status stands under their id: it is kept in case they come back.
 * @typedef {{id: string, name: string, phase: string, partners: Partner[], former: Partner[], changed: string,
 *            entries: Record<string, Entry>, lists: Record<string, Seen>}} Project
 */

export const STATUSES = [["offen", "offen"], ["ja", "ja"], ["teilweise", "teilweise"], ["nein", "nein"], ["entfaellt", "entfällt"]];

/** How long and how many; `typed` is what one may write as a note, `note` what two merged notes may come to. */
export const LIMITS = {
  name: 200, who: 200, typed: 4000, note: 16000, partners: 20, former: 100, entries: 1000, lists: 50, questions: 1000, label: 200, text: 1000,
};

const TOLD = 20; // so many reasons are named one by one: a hostile file could hold thousands
const isStatus = (value) => STATUSES.some(([id]) => id === value);

/** Collects what is left out. */
class Reader {
  /** @type {string[]} */
  #dropped = [];
  #more = 0;

  drop(message) {
    if (this.#dropped.length < TOLD) this.#dropped.push(message);
    else this.#more += 1;
  }

  get dropped() {
    return this.#more ? [...this.#dropped, `Dazu kommen ${number(this.#more)} weitere Mängel.`] : this.#dropped;
  }

  /** @returns {string} the cleaned text, no longer than `limit`; empty if there is none */
  text(value, limit, what, isLong = false) {
    if (value === undefined || value === null) return "";
    if (typeof value !== "string") {
      this.drop(`${what} ist kein Text.`);
      return "";
    }
    const text = cleanText(value, isLong);
    if (text.length <= limit) return text;
    this.drop(`${what} ist länger als ${number(limit)} Zeichen.`);
    return text.slice(0, limit).toWellFormed();
  }

  /** @returns {[string, object][]} the records under valid ids, at most `limit` */
  records(value, limit, what) {
    if (value === undefined || value === null) return [];
    if (!isRecord(value)) {
      this.drop(`${what} sind nicht lesbar.`);
      return [];
    }
    const all = Object.entries(value);
    if (all.length > limit) this.drop(`${what}: Es sind mehr als ${number(limit)}.`);
    return all.slice(0, limit).filter(([id, item]) => {
      const good = isId(id) && isRecord(item);
      if (!good) this.drop(`${what}: „${cleanText(id).slice(0, 60).toWellFormed()}“ ist nicht lesbar.`);
      return good;
    });
  }

  time(value, what) {
    const time = moment(value);
    if (!time && value !== undefined) this.drop(`${what}: Der Zeitpunkt der Änderung ist nicht lesbar.`);
    return time ?? moment(0);
  }
}

/**
 * Reads an untrusted value; unknown fields are ignored.
 * @param {unknown} value
 * @returns {{project?: Project, dropped: string[]}} no project if the value is none at all; what was left out, in German
 */
export function readProject(value) {
  if (!isRecord(value)) return { dropped: ["Das ist kein Vorhaben."] };
  const reader = new Reader();
  const lists = readLists(reader, value.lists);
  const partners = readPartners(reader, value.partners, LIMITS.partners, "Partner");
  const known = new Set(partners.map(({ id }) => id));
  const former = readPartners(reader, value.former, LIMITS.former, "Frühere Partner").filter(({ id }) => !known.has(id));
  for (const { id } of former) known.add(id);
  const entries = readEntries(reader, value.entries, known, lists);
  const project = {
    id: isId(value.id) ? value.id : newId("v"),
    name: readName(reader, value.name),
    phase: isId(value.phase) ? value.phase : "",
    partners,
    former: former.filter(({ id }) => Object.values(entries).some((entry) => own(entry.partners, id))),
    changed: reader.time(value.changed, "Vorhaben"),
    entries,
    lists,
  };
  if (value.phase && !project.phase) reader.drop("Die Phase ist nicht lesbar.");
  return { project, dropped: reader.dropped };
}

function readName(reader, value) {
  const name = reader.text(value, LIMITS.name, "Der Name des Vorhabens").trim();
  if (!name) reader.drop("Das Vorhaben hat keinen Namen.");
  return name || "Ohne Namen";
}

function readPartners(reader, value, limit, what) {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    reader.drop(`${what}: Die Liste ist nicht lesbar.`);
    return [];
  }
  if (value.length > limit) reader.drop(`${what}: Es sind mehr als ${number(limit)}.`);
  /** @type {Map<string, Partner>} */
  const partners = new Map();
  for (const item of value.slice(0, limit)) {
    const name = isRecord(item) ? reader.text(item.name, LIMITS.name, "Der Name eines Partners").trim() : "";
    if (name && isId(item.id) && !partners.has(item.id)) partners.set(item.id, { id: item.id, name });
    else reader.drop(name ? `${what}: Die Kennung von „${name}“ fehlt oder kommt doppelt vor.` : "Ein Partner hat keinen Namen.");
  }
  return [...partners.values()];
}

function readEntries(reader, value, known, lists) {
  const labels = new Map(Object.values(lists).flatMap(({ questions }) => Object.entries(questions).map(([id, { label }]) => [id, label])));
  const entries = reader.records(value, LIMITS.entries, "Einträge").map(([id, item]) => {
    return [id, readEntry(reader, item, known, `„${labels.get(id) ?? id}“`)];
  });
  return Object.fromEntries(entries.filter(([, entry]) => Object.keys(entry).length > 1)); // more than the time of the change
}

function readEntry(reader, item, known, where) {
  const entry = { changed: reader.time(item.changed, where) };
  const status = readStatus(reader, item.status, where);
  const note = reader.text(item.note, LIMITS.note, `${where}: Die Notiz`, true);
  const who = reader.text(item.who, LIMITS.who, `${where}: Das Feld „Zuständig“`);
  if (status) entry.status = status;
  if (note.trim()) entry.note = note;
  if (who.trim()) entry.who = who;
  if (isDay(item.due)) entry.due = item.due;
  else if (item.due) reader.drop(`${where}: Die Frist ist kein Datum.`);
  const partners = readPartnerStatuses(reader, item.partners, known, where);
  if (partners.length) entry.partners = Object.fromEntries(partners);
  return entry;
}

/** @returns {string | undefined} none for "offen", which is what a question is without a status */
function readStatus(reader, value, where) {
  if (value && !isStatus(value)) reader.drop(`${where}: Den Stand kennt diese Website nicht.`);
  return isStatus(value) && value !== STATUSES[0][0] ? value : undefined;
}

function readPartnerStatuses(reader, value, known, where) {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) {
    reader.drop(`${where}: Der Stand der Partner ist nicht lesbar.`);
    return [];
  }
  const all = Object.entries(value).map(([id, status]) => [id, readStatus(reader, status, where)]);
  const good = all.filter(([id, status]) => status && known.has(id));
  if (all.some(([id, status]) => status && !known.has(id))) reader.drop(`${where}: Ein Stand gehört zu keinem Partner.`);
  return good;
}

function readLists(reader, value) {
  const lists = reader.records(value, LIMITS.lists, "Gesehene Listen").map(([id, list]) => {
    const questions = reader.records(list.questions, LIMITS.questions, "Gesehene Fragen").map(([question, { label, text }]) => [
      question,
      { label: reader.text(label, LIMITS.label, "Der Kurzname einer Frage"), text: reader.text(text, LIMITS.text, "Eine Frage") },
    ]);
    return [id, { version: reader.text(list.version, LIMITS.label, "Die Fassung einer Liste"), questions: Object.fromEntries(questions) }];
  });
  return Object.fromEntries(lists);
}
