// Rules that no schema can express, because they look at several places or records: those of cases in
// scripts/lotse/reading/references.py. They pass over what is missing or of the wrong type: the schema has spoken about that.

import { germanyOf } from "./laender.js";
import { EACH, LONGEST_TEXT, find, isGroup, texts } from "./pointers.js";
import { suggestion } from "./suggestion.js";
import { textFaults } from "./text-faults.js";

/** @typedef {import("./checks.js").Problem} Problem */
/** @typedef {import("./checks.js").Context} Context */

const FORBIDDEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\u{e0000}-\u{e007f}]/u;
const DATE = /^[0-9]{4}(-[0-9]{2}){0,2}$/;
const SPANS = [
  ["period", "start", "end"],
  ["legal_forms", "since", "until"],
  ["partners", "since", "until"],
  ["funding", "since", "until"],
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
  const known = [...new Set([...sources, ...ownSources(record).map(({ value }) => value)])].sort();
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
export function* sourcesNamedOnce(record, { sources }) {
  const seen = new Set();
  for (const { pointer, value: id } of ownSources(record)) {
    if (sources.includes(id)) {
      yield { pointer, message: `Die Quelle „${id}“ steht schon in vocabulary/sources.yml. Löschen Sie sie hier.` };
    }
    if (seen.has(id)) yield { pointer, message: `Die Kennung „${id}“ kommt mehrmals vor.` };
    seen.add(id);
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

/** Points on the map lie in Germany, and in or near a Land that the case names. @param {unknown} record @param {Context} context */
export function* pointsInTheirLaender(record, { outlines }) {
  const germany = germanyOf(outlines);
  if (!germany) return;
  const named = find(record, "laender", EACH).map(({ value }) => value).filter((id) => typeof id === "string");
  const known = named.filter((id) => germany.edges.has(id));
  for (const { pointer, value: point } of find(record, "coordinates", EACH)) {
    const { lat, lon } = isGroup(point) ? point : {};
    if (typeof lat !== "number" || typeof lon !== "number") continue;
    if (known.some((id) => germany.isNear(id, lat, lon))) continue; // also off the coast
    const land = germany.landAt(lat, lon);
    if (land && (!known.length || known.length < named.length)) continue;
    const message = land
      ? `Der Punkt ${lat}, ${lon} liegt im Land „${land}“, der Fall nennt aber nur ${named.join(", ")}. Berichtigen Sie den Punkt, oder ergänzen Sie das Land.`
      : `Der Punkt ${lat}, ${lon} liegt nicht in Deutschland.${germany.landAt(lon, lat) ? " Haben Sie Breite und Länge vertauscht?" : ""}`;
    yield { pointer: [...pointer, "lat"], message };
  }
}

/** A town with a known population is of the size class that it belongs to. @param {unknown} record @param {Context} context */
export function* populationsFitSizes(record, { sizes }) {
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
