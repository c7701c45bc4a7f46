// The shape of a record: what the JSON Schema of cases says about it, as scripts/lotse/reading/schema.py does.
// Only the keywords that our schemas use; a test watches that no other appears. The library that comes closest,
// @cfworker/json-schema, has nine files and no licence text among them, and its English sentences lack the values that
// ours name.

import { isGroup } from "./pointers.js";
import { brokenRule, emptyField, missingField, repeated, unknownField } from "./schema-messages.js";

/** @typedef {import("./checks.js").Problem} Problem */

const IS = {
  string: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: isGroup,
};
const FULL_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const WHOLE_NUMBER = /^-?(0|[1-9][0-9]{0,14})$/; // as scripts/lotse/reading/yaml_reader.py reads it

/** Keyword -> does a value break it? Each looks at values of its own type only. */
const BREAKS = {
  type: (value, types) => ![types].flat().some((type) => IS[type](value)),
  enum: (value, known) => IS.string(value) && !known.includes(value),
  pattern: (value, pattern) => IS.string(value) && !expression(pattern).test(value),
  maxLength: (value, most) => IS.string(value) && value.length > most && [...value].length > most,
  format: (value, format) => IS.string(value) && format === "calendar-date" && FULL_DATE.test(value) && !inCalendar(value),
  minimum: (value, least) => IS.number(value) && value < least,
  maximum: (value, most) => IS.number(value) && value > most,
  minItems: (value, least) => IS.array(value) && value.length < least,
  maxItems: (value, most) => IS.array(value) && value.length > most,
  uniqueItems: (value, unique) => unique && IS.array(value) && repeated(value) !== undefined,
  minProperties: (value, least) => IS.object(value) && Object.keys(value).length < least,
};

/** Keywords that lead to other schemas, and those that say nothing about values: `anyOf` only completes ids in editors. */
const STRUCTURE = ["$ref", "required", "properties", "additionalProperties", "items"];
const REMARKS = ["$schema", "$id", "$defs", "title", "description", "enumDescriptions", "anyOf"];
/** All that this module understands: a test compares it with the schema. */
export const KEYWORDS = [...Object.keys(BREAKS), ...STRUCTURE, ...REMARKS];

/**
 * Follows `$ref`: the building block that a schema is made of.
 * @param {any} schema
 * @param {any} root the schema with all building blocks inside
 */
export const block = (schema, root) => root.$defs[schema.$ref.slice("#/$defs/".length)];

/**
 * @param {any} value
 * @param {any} schema of the value
 * @param {any} [root] the schema with all building blocks inside
 * @param {import("./pointers.js").Pointer} [pointer] leads to the value
 * @returns {Generator<Problem>}
 */
export function* shapeProblems(value, schema, root = schema, pointer = []) {
  if (schema.$ref) yield* shapeProblems(value, block(schema, root), root, pointer);
  const read = asRead(value, schema);
  for (const [rule, breaks] of Object.entries(BREAKS)) {
    if (!(rule in schema) || !breaks(read, schema[rule])) continue;
    if (isEmpty(read)) yield { pointer, message: emptyField(pointer), missing: true };
    else yield { pointer, message: brokenRule(rule, read, schema) };
  }
  if (IS.object(read)) yield* fieldProblems(read, schema, root, pointer);
  if (IS.array(read) && schema.items) {
    for (const [place, item] of read.entries()) yield* shapeProblems(item, schema.items, root, [...pointer, place]);
  }
}

function* fieldProblems(group, schema, root, pointer) {
  for (const field of schema.required ?? []) {
    if (Object.hasOwn(group, field)) continue;
    yield { pointer: [...pointer, field], message: missingField(field), missing: true };
  }
  const known = schema.properties ?? {};
  for (const [field, value] of Object.entries(group)) {
    const place = [...pointer, field];
    if (Object.hasOwn(known, field)) yield* shapeProblems(value, known[field], root, place);
    else if (schema.additionalProperties === false) yield { pointer: place, message: unknownField(field, Object.keys(known)) };
  }
}

/** Where a number or a text may stand, a whole number is written, and read again, as a number. */
function asRead(value, schema) {
  const mayBeNumber = Array.isArray(schema.type) && schema.type.includes("integer");
  return mayBeNumber && IS.string(value) && WHOLE_NUMBER.test(value) ? Number(value) : value;
}

function isEmpty(value) {
  if (IS.object(value)) return Object.keys(value).length === 0;
  return value === null || value === undefined || value.length === 0;
}

function inCalendar(day) {
  const date = new Date(`${day}T00:00Z`); // a browser may take the 30th of February for the 2nd of March
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const expressions = new Map();

function expression(pattern) {
  if (!expressions.has(pattern)) expressions.set(pattern, new RegExp(pattern, "u"));
  return expressions.get(pattern);
}
