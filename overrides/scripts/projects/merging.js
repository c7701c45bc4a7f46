// Merging two versions of a project: what differs, and what becomes of it. Nothing that was written is lost.

import { compareNames, own, sameName } from "./values.js";
import { dayOf, stateTitle } from "./words.js";

/**
 * @typedef {import("./shape.js").Project} Project
 * @typedef {import("./shape.js").Entry} Entry
 * @typedef {import("./shape.js").Partner} Partner
 */

const BETWEEN_NOTES = "\n\n––– andere Notiz –––\n\n";

/** The fields of an entry that have one value, and how each reads. */
const FIELDS = [
  ["status", "Stand", stateTitle],
  ["who", "Zuständig", (who) => who ?? ""],
  ["due", "Frist", (due) => (due ? dayOf(due) : "")],
];

/**
 * Merges another version into mine: what is filled beats what is empty; where both are filled, the later change wins; different
 * notes are both kept. Merging the same once more changes nothing.
 * @param {Project} mine gives the id
 * @param {Project} theirs its partners are matched by id, or else by name
 * @returns {Project} may be more than a project can hold: `restore` refuses it then
 */
export function merged(mine, theirs) {
  const other = withMyPartners(mine, theirs);
  const [first, second] = inOrder(mine, other);
  const partners = union(first.partners, second.partners, mine.partners);
  const ids = new Set(partners.map(({ id }) => id));
  const entries = mergedRecords(mine.entries, other.entries, mergedEntry);
  return {
    id: mine.id,
    name: first.name,
    phase: first.phase || second.phase,
    partners,
    former: union(mine.former, other.former).filter(({ id }) => !ids.has(id)),
    changed: first.changed,
    entries,
    lists: mergedRecords(mine.lists, other.lists, (seen, theirSeen) => mergedSeen(seen, theirSeen, entries)),
  };
}

/** Puts the other version in the place of mine. @param {Project} mine @param {Project} theirs @returns {Project} */
export const replaced = (mine, theirs) => ({ ...theirs, id: mine.id });

/**
 * @param {Project} mine
 * @param {Project} theirs
 * @param {{questions?: Record<string, string>, phases?: Record<string, string>}} [words] labels of questions and titles of phases
 * @returns {{what: string, field: string, mine: string, theirs: string, result: string}[]} what the versions differ in, in words;
 *   result: what merging makes of it
 */
export function differences(mine, theirs, words = {}) {
  const versions = [mine, withMyPartners(mine, theirs), merged(mine, theirs)];
  const rows = [...projectRows(versions, words.phases ?? {}), ...entryRows(versions, words.questions ?? {})];
  return rows
    .filter(([, , ofMine, ofTheirs]) => ofMine !== ofTheirs)
    .map(([what, field, ofMine, ofTheirs, result]) => ({ what, field, mine: ofMine, theirs: ofTheirs, result }));
}

function projectRows(versions, phases) {
  const row = (field, read) => ["Vorhaben", field, ...versions.map(read)];
  return [
    row("Name", ({ name }) => name),
    row("Phase", ({ phase }) => (Object.hasOwn(phases, phase) ? phases[phase] : phase)),
    row("Partner", ({ partners }) => partners.map(({ name }) => name).sort(compareNames).join(", ")),
  ];
}

function entryRows(versions, labels) {
  const [mine, theirs, result] = versions;
  const former = result.former.map(({ id, name }) => ({ id, name: `${name} (früherer Partner)` }));
  return Object.keys(result.entries).flatMap((id) => {
    const entries = versions.map((version) => own(version.entries, id) ?? {});
    const row = (field, read) => [labelOf(id, labels, mine, theirs), field, ...entries.map(read)];
    return [
      ...FIELDS.map(([field, title, words]) => row(title, (entry) => words(entry[field]))),
      row("Notiz", ({ note }) => note ?? ""),
      ...[...result.partners, ...former].map(({ id: partner, name }) => row(`Stand: ${name}`, (entry) => stateTitle(own(entry.partners, partner)))),
    ];
  });
}

function labelOf(id, labels, ...versions) {
  const seen = versions.flatMap(({ lists }) => Object.values(lists)).map(({ questions }) => own(questions, id)?.label);
  return own(labels, id) ?? seen.find(Boolean) ?? id;
}

/** The later version first; of two made at the same moment, mine. */
const inOrder = (mine, theirs) => (theirs.changed > mine.changed ? [theirs, mine] : [mine, theirs]);

/** Merges two records by id; `merge` makes one of two values. */
function mergedRecords(mine, theirs, merge) {
  const ids = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(ids.map((id) => {
    const [ofMine, ofTheirs] = [own(mine, id), own(theirs, id)];
    return [id, ofMine && ofTheirs ? merge(ofMine, ofTheirs) : (ofMine ?? ofTheirs)];
  }));
}

/** @param {Entry} mine @param {Entry} theirs @returns {Entry} */
function mergedEntry(mine, theirs) {
  const [first, second] = inOrder(mine, theirs);
  const note = mergedNote(mine.note, theirs.note);
  const partners = { ...second.partners, ...first.partners };
  return { ...second, ...first, ...(note && { note }), ...(Object.keys(partners).length && { partners }) };
}

/** Keeps each of the notes that were joined before and now once, without those that another one goes on from. */
function mergedNote(mine, theirs) {
  if (!mine || !theirs || mine === theirs) return mine || theirs;
  const notes = [mine, theirs].flatMap((note) => note.split(BETWEEN_NOTES.trim())).map((note) => note.trim());
  const different = notes.filter((note, place) => note && notes.indexOf(note) === place);
  return different.filter((note) => !different.some((other) => goesOn(other, note))).join(BETWEEN_NOTES);
}

/** Tells whether a longer note begins with the whole of a shorter one. */
const goesOn = (longer, shorter) => longer.length > shorter.length && longer.startsWith(shorter) && !/^[\p{L}\p{N}]/u.test(longer.slice(shorter.length));

/** Adds to what I have seen those questions that the other one wrote something about, so that their labels stay known. */
function mergedSeen(mine, theirs, entries) {
  const written = Object.entries(theirs.questions).filter(([id]) => Object.hasOwn(entries, id));
  return { ...mine, questions: { ...Object.fromEntries(written), ...mine.questions } };
}

/** All partners, each once, those of `order` first; where both lists name one, the name of the first list holds. */
function union(first, second, order = first) {
  const nameOf = new Map([...second, ...first].map(({ id, name }) => [id, name]));
  const ids = new Set([...order, ...first, ...second].map(({ id }) => id));
  return [...ids].map((id) => ({ id, name: nameOf.get(id) }));
}

/** Gives the partners of the other version the ids of mine: those with the same id, or else with the same name. */
function withMyPartners(mine, theirs) {
  const ids = matchedIds([...mine.partners, ...mine.former], [...theirs.partners, ...theirs.former]);
  const renamed = (partner) => ({ ...partner, id: ids.get(partner.id) });
  const entries = Object.entries(theirs.entries).map(([id, entry]) => {
    if (!entry.partners) return [id, entry];
    const partners = Object.entries(entry.partners).map(([partner, status]) => [ids.get(partner), status]);
    return [id, { ...entry, partners: Object.fromEntries(partners) }];
  });
  return { ...theirs, partners: theirs.partners.map(renamed), former: theirs.former.map(renamed), entries: Object.fromEntries(entries) };
}

/** @returns {Map<string, string>} for the id of each of theirs the one it gets */
function matchedIds(mine, theirs) {
  const ids = new Map(theirs.map(({ id }) => [id, id]));
  const free = mine.filter(({ id }) => !ids.has(id));
  const known = new Set(mine.map(({ id }) => id));
  for (const { id, name } of theirs.filter((partner) => !known.has(partner.id))) {
    const place = free.findIndex((partner) => sameName(partner.name, name));
    if (place >= 0) ids.set(id, free.splice(place, 1)[0].id);
  }
  return ids;
}
