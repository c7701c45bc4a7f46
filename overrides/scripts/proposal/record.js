// The record that the form holds: as it is handed in, without what is empty, and as an address may prefill it.

import { isRecord, own } from "../projects/values.js";
import { isEmpty } from "./fields.js";

/**
 * @param {Record<string, any>} raw as the form reads it; the entries of its lists stand where they stand in the form
 * @param {any} schema the published one of cases
 * @returns {Record<string, any>} without empty fields and entries
 */
export const finished = (raw, schema) => withEmptyLists(pruned(raw) ?? {}, schema);

/**
 * Adds the lists that a case must have although nothing may be in them: an empty list says that nothing was found.
 * @param {Record<string, any>} record
 * @param {any} schema
 */
export function withEmptyLists(record, schema) {
  const lists = schema.required.filter((name) => schema.properties[name].type === "array" && !schema.properties[name].minItems);
  return { ...Object.fromEntries(lists.map((name) => [name, []])), ...record };
}

function pruned(value) {
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((item) => !isEmpty(item) && !isOnlySource(item));
    return items.length ? items : undefined;
  }
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).map(([name, item]) => [name, pruned(item)]);
  const kept = fields.filter(([, item]) => !isEmpty(item));
  return kept.length ? Object.fromEntries(kept) : undefined;
}

/** Tells whether an entry has nothing but the source it began with: such a one is left out. @param {unknown} item */
export const isOnlySource = (item) => isRecord(item) && Object.keys(item).length === 1 && "source" in item;

/** What of a record an address may prefill. @type {[string, string, (id: string) => object][]} name, field that offers the value, part of the record */
const PREFILLED = [
  ["thema", "topics", (id) => ({ topics: [id] })],
  ["land", "laender", (id) => ({ laender: [id] })],
  ["form", "legal-forms", (id) => ({ legal_forms: [{ form: id }] })],
  ["phase", "phases", (id) => ({ phases: { [id]: [{}] } })],
];

/**
 * @param {URLSearchParams} query
 * @param {any} schema whose building blocks hold the ids of each vocabulary
 * @returns {Record<string, any>} the beginning of a record; unknown values are passed over
 */
export function prefilled(query, schema) {
  const parts = PREFILLED.filter(([name, vocabulary]) => own(schema.$defs, vocabulary)?.enum?.includes(query.get(name)));
  return Object.assign({}, ...parts.map(([name, , part]) => part(query.get(name))));
}
