// Rules that no schema can express, because they look at several places or records: those of cases in
// scripts/lotse/reading/references.py. They pass over what is missing or of the wrong type: the schema has spoken about that.

import { EACH, LONGEST_TEXT, find, isGroup, texts } from "./pointers.js";
import { suggestion } from "./suggestion.js";
import { textFaults } from "./text-faults.js";

/** @typedef {import("./checks.js").Problem} Problem */
/** @typedef {import("./checks.js").Context} Context */

const FORBIDDEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]/u;
/** Germany with some kilometres around it. The outlines of the Länder, which the check knows, are not in the browser. */
const GERMANY = { lat: [47.1, 55.2], lon: [5.6, 15.3] };
const DATE = /^[0-9]{4}(-[0-9]{2}){0,2}$/;
const SPANS = [
  ["period", "start", "end"],
  ["legal_forms", "since", "until"],
  ["partners", "since", "until"],
  ["milestones", "date", "until"],
];

/** The reader of records refuses invisible characters. @param {unknown} record @returns {Generator<Problem>} */
export function* noInvisibleCharacters(record) {
  for (const { pointer, text } of texts(record)) {
    const found = text.match(FORBIDDEN);
    if (!found) continue;
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    yield { pointer, message: `Der Text enthält ein unsichtbares Steuerzeichen (U+${code}). Löschen Sie es.` };
  }
}

/** Every text is Markdown without HTML, and its links lead somewhere. @param {unknown} record @param {Context} context */
export function* textsAreMarkdown(record, { pages }) {
  for (const { pointer, text } of texts(record)) {
    if (pointer.at(-1) === "url" || text.length > LONGEST_TEXT) continue;
    for (const message of textFaults(text, pages)) yield { pointer, message };
  }
}

/** Every cited source is described in the vocabulary, or in the case itself. @param {unknown} record @param {Context} context */
export function* knownSources(record, { sources }) {
  const known = [...sources, ...ownSources(record).map(({ value }) => value)];
  for (const { pointer, id } of cited(record)) {
    if (!known.includes(id)) yield { pointer, message: `Die Quelle „${id}“ gibt es nicht. ${suggestion(id, known)}` };
  }
}

/** Place and id of every source that a record cites. */
function* cited(value, pointer = []) {
  if (!Array.isArray(value) && !isGroup(value)) return;
  for (const [step, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (step === "source" && typeof item?.id === "string") yield { pointer: [...pointer, step, "id"], id: item.id };
    else yield* cited(item, [...pointer, step]);
  }
}

/** Place and id of every source that a case brings along. */
const ownSources = (record) => find(record, "sources", EACH, "id").filter(({ value }) => typeof value === "string");

/** A source is described in one place. @param {unknown} record @param {Context} context @returns {Generator<Problem>} */
export function* sourcesNamedOnce(record, { sources, sourcesOfCases = {}, id: own }) {
  const ids = ownSources(record);
  for (const { pointer, value: id } of ids) {
    const owner = Object.hasOwn(sourcesOfCases, id) ? sourcesOfCases[id] : own;
    const elsewhere = sources.includes(id) ? "vocabulary/sources.yml" : owner !== own && `cases/${owner}.yml`;
    if (elsewhere) {
      const message = `Die Quelle „${id}“ steht schon in ${elsewhere}. Nehmen Sie sie von dort, oder eine andere Kennung.`;
      yield { pointer, message };
    } else if (pointer[1] > 0 && ids.filter(({ value }) => value === id).length > 1) {
      yield { pointer, message: `Die Kennung „${id}“ kommt mehrmals vor.` };
    }
  }
}

/** Parent and related cases exist, and a case is not related to itself. @param {unknown} record @param {Context} context */
export function* knownCases(record, { cases, id: own }) {
  for (const { pointer, value: id } of [...find(record, "parent"), ...find(record, "related", EACH, "case")]) {
    if (typeof id !== "string") continue;
    if (own && id === own) yield { pointer, message: "Ein Fall kann nicht auf sich selbst verweisen." };
    else if (!cases.includes(id)) {
      const others = cases.filter((other) => other !== own).sort();
      yield { pointer, message: `Den Fall „${id}“ gibt es nicht. ${suggestion(id, others)}` };
    }
  }
}

/** Nobody is their own ancestor. @param {unknown} record @param {Context} context @returns {Generator<Problem>} */
export function* parentsWithoutCircle(record, { id: own, parents = {} }) {
  const parent = record?.parent;
  if (!own || parent === own) return;
  const seen = new Set();
  for (let ancestor = parent; typeof ancestor === "string" && !seen.has(ancestor); ) {
    seen.add(ancestor);
    ancestor = ancestor === own || !Object.hasOwn(parents, ancestor) ? undefined : parents[ancestor];
  }
  if (seen.has(own)) yield { pointer: ["parent"], message: "Die übergeordneten Fälle bilden einen Kreis." };
}

/** Points on the map lie in Germany. @param {unknown} record @returns {Generator<Problem>} */
export function* pointsInGermany(record) {
  for (const { pointer, value: point } of find(record, "coordinates", EACH)) {
    const { lat, lon } = isGroup(point) ? point : {};
    if (typeof lat !== "number" || typeof lon !== "number" || inGermany(lat, lon)) continue;
    const swapped = inGermany(lon, lat) ? " Haben Sie Breite und Länge vertauscht?" : "";
    const message = `Der Punkt ${lat}, ${lon} liegt nicht in Deutschland.${swapped}`;
    yield { pointer: [...pointer, "lat"], message };
  }
}

function inGermany(lat, lon) {
  const within = (value, [least, most]) => least <= value && value <= most;
  return within(lat, GERMANY.lat) && within(lon, GERMANY.lon);
}

/** A town with a known population is of the size class that it belongs to. @param {unknown} record @param {Context} context */
export function* populationsFitSizes(record, { sizes = {} }) {
  const classes = Object.entries(sizes).sort(([, one], [, other]) => other - one);
  for (const { pointer, value: town } of find(record, "municipalities", EACH)) {
    const { population, size } = isGroup(town) ? town : {};
    if (!Number.isInteger(population) || !classes.some(([id]) => id === size)) continue;
    const fitting = classes.find(([, smallest]) => smallest <= population)?.[0];
    if (!fitting || fitting === size) continue;
    const message = `${population} Einwohner gehören zur Größenklasse „${fitting}“, nicht „${size}“.`;
    yield { pointer: [...pointer, "size"], message };
  }
}

/** Nothing ends before it begins, and milestones stand in order of time. @param {unknown} record */
export function* timeRunsForward(record) {
  for (const [field, first, last] of SPANS) {
    for (const { pointer, value: span } of [...find(record, field), ...find(record, field, EACH)]) {
      if (!isGroup(span)) continue;
      const [start, end] = [date(span[first]), date(span[last])];
      if (!end || end >= start.slice(0, end.length)) continue;
      yield { pointer: [...pointer, last], message: `Das Ende ${end} liegt vor dem Beginn ${start}.` };
    }
  }
  const dates = find(record, "milestones", EACH, "date");
  for (const [place, { pointer, value: later }] of dates.entries()) {
    const [day, before] = [date(later), date(dates[place - 1]?.value)];
    if (!day || day >= before.slice(0, day.length)) continue;
    yield { pointer, message: `${later} steht nach ${before}. Ordnen Sie die Meilensteine nach der Zeit.` };
  }
}

/** A date as text; nothing of what is none, since the schema speaks about that. */
const date = (value) => (DATE.test(String(value)) ? String(value) : "");
