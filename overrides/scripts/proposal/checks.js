// What is wrong with a record while somebody writes it: what `lotse check` would say about its file, in the same words.

import { figuresHaveSources } from "./figures.js";
import { isGroup } from "./pointers.js";
import {
  knownCases,
  knownSources,
  noInvisibleCharacters,
  pointsInTheirLaender,
  populationsFitSizes,
  sourcesNamedOnce,
  textsAreMarkdown,
  timeRunsForward,
} from "./rules.js";
import { block, shapeProblems } from "./schema-checks.js";

/**
 * What is wrong, and where. `missing`: the field is needed and absent, or there and empty; the pointer leads to it.
 * @typedef {{pointer: import("./pointers.js").Pointer, message: string, missing?: true}} Problem
 *
 * What the checks must know beside the record. `schema`: the published one of cases. `sources`: ids of the vocabulary.
 * `cases`: ids of all cases. `id`: of this record, may be empty. `sizes`: size class of towns -> its smallest
 * population. `outlines`: of all Länder, once they are there. `pages`: does the website have the page `faelle/knf/`?
 * Undefined: cannot say.
 * @typedef {{schema: any, sources: string[], cases: string[], id: string, sizes: Record<string, number>,
 *   outlines?: import("./laender.js").Outlines, pages: (address: string) => boolean | undefined}} Context
 */

const RULES = [
  noInvisibleCharacters,
  textsAreMarkdown,
  figuresHaveSources,
  knownSources,
  sourcesNamedOnce,
  knownCases,
  pointsInTheirLaender,
  populationsFitSizes,
  timeRunsForward,
];
const LONGEST_MESSAGE = 400;

/**
 * Returns the problems of a record in the order of the fields of the form.
 * @param {any} record
 * @param {Context} context
 * @returns {Problem[]}
 */
export function problems(record, context) {
  const read = trimmed(record);
  const shape = new Set(shapeProblems(read, context.schema));
  const found = [...shape, ...RULES.flatMap((rule) => [...rule(read, context)])];
  const once = new Map(found.map((problem) => [JSON.stringify([problem.pointer, problem.message]), problem]));
  return [...once.values()]
    .map((problem) => ({
      problem: { ...problem, message: line(problem.message) },
      key: placeInForm(problem.pointer, context.schema, read),
      rank: Number(!shape.has(problem)), // first what cannot stand there at all
    }))
    .sort((one, other) => compareKeys(one.key, other.key) || one.rank - other.rank || compare(one.problem.message, other.problem.message))
    .map(({ problem }) => problem);
}

/** The record as it will be read from its file: without space around texts. */
function trimmed(value) {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  return isGroup(value) ? Object.fromEntries(Object.entries(value).map(([field, item]) => [field, trimmed(item)])) : value;
}

/** A message on one line of reasonable length, whatever stands in the record. */
function line(message) {
  const letters = [...message.trim().split(/\s+/).join(" ")];
  return letters.length <= LONGEST_MESSAGE ? letters.join("") : `${letters.slice(0, LONGEST_MESSAGE - 1).join("")}…`;
}

/** A list of numbers by which pointers sort as the form shows their fields; unknown fields come last, as they stand. */
function placeInForm(pointer, root, record) {
  let [schema, value] = [root, record];
  return pointer.map((step) => {
    while (schema?.$ref && !schema.properties && !schema.items) schema = block(schema, root);
    const fields = Object.keys(schema?.properties ?? {});
    const known = fields.indexOf(step);
    const place = typeof step === "number" ? step : known < 0 ? fields.length + Object.keys(value ?? {}).indexOf(step) : known;
    schema = typeof step === "number" ? schema?.items : schema?.properties?.[step];
    value = value?.[step];
    return place;
  });
}

/** What contains a value comes before it. */
function compareKeys(one, other) {
  const differs = one.findIndex((place, index) => place !== other[index]);
  return differs < 0 || differs >= other.length ? one.length - other.length : one[differs] - other[differs];
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));
