// Reads anything, from storage, a file or this website, into a record that the form can hold, and says what it had to leave out.

import { isRecord, own } from "../projects/values.js";
import { paragraph } from "./typed.js";

const TOLD = 20; // so many reasons are named one by one: a hostile file could hold thousands
const MOST = 1000; // entries of a list, as the reader of records allows
const DEPTH = 12;

/** @typedef {{left: string[], more: number}} Left what is left out, in words, and how much beyond that */

/**
 * @param {unknown} value
 * @param {any} schema the published one of cases
 * @returns {{record: Record<string, any>, dropped: string[]}} dropped: what was left out, in German
 */
export function readRecord(value, schema) {
  const left = { left: [], more: 0 };
  const record = isRecord(value) ? group(value, schema, { schema, left, depth: 0 }, "") : {};
  if (!isRecord(value)) drop(left, "Darin steht kein Fall.");
  const more = left.more ? [`Dazu kommen ${left.more} weitere Mängel.`] : [];
  return { record, dropped: [...left.left, ...more] };
}

function drop(left, message) {
  if (left.left.length < TOLD) left.left.push(message);
  else left.more += 1;
}

/** A part of the schema with the building blocks that it is made of inside. */
function resolved(part, schema) {
  let found = part;
  while (found.$ref) {
    const { $ref, ...rest } = found;
    found = { ...own(schema.$defs, $ref.split("/").at(-1)), ...rest };
  }
  return found;
}

/** @returns {unknown} the value as the schema wants it; undefined if it cannot be had */
function part(value, written, reader, where) {
  const schema = resolved(written, reader.schema);
  const inner = { ...reader, depth: reader.depth + 1 };
  if (value === null || value === undefined || inner.depth > DEPTH) return undefined;
  if (schema.type === "object") return isRecord(value) ? group(value, schema, inner, where) : wrong(reader, where);
  if (schema.type === "array") return Array.isArray(value) ? list(value, schema, inner, where) : wrong(reader, where);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "string") return wrong(reader, where);
  return text(value, schema, reader, where);
}

function wrong({ left }, where) {
  drop(left, `${where} ist nicht lesbar.`);
  return undefined;
}

function text(value, schema, { left }, where) {
  const words = paragraph(value);
  if (schema.enum && !schema.enum.includes(words)) {
    drop(left, `${where}: „${short(words)}“ steht hier nicht zur Wahl.`);
    return undefined;
  }
  return words; // however long it is: the checks will say so, and nobody loses what they wrote
}

function group(value, schema, reader, where) {
  const read = [];
  for (const [name, item] of Object.entries(value)) {
    const field = own(schema.properties, name);
    const title = [where, field?.title ?? short(name)].filter(Boolean).join(": ");
    if (!field) drop(reader.left, `Das Feld „${title}“ kennt das Formular nicht.`);
    else read.push([name, part(item, field, reader, title)]);
  }
  return Object.fromEntries(read.filter(([, item]) => item !== undefined));
}

function list(value, schema, reader, where) {
  if (value.length > MOST) drop(reader.left, `${where}: Es sind mehr als ${MOST} Einträge.`);
  const items = value.slice(0, MOST).map((item, index) => part(item, schema.items, reader, `${where} ${index + 1}`));
  return items.filter((item) => item !== undefined);
}

const short = (words) => paragraph(words).slice(0, 60).toWellFormed();
