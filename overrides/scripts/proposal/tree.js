// The tree of all fields: which kind of field is made of which node of the page.

import { List } from "./entries.js";
import { Choices, Group, Single } from "./fields.js";
import { KeyedList } from "./keyed-entries.js";

const KINDS = { group: Group, choices: Choices, list: List, map: KeyedList };

/** @type {WeakMap<Element, import("./fields.js").Field>} */
const fields = new WeakMap();
/** @type {((node: HTMLElement) => void)[]} */
const watchers = [];

/**
 * Makes a field and all fields in it.
 * @param {HTMLElement} node
 */
export function make(node) {
  const Kind = KINDS[node.dataset.kind] ?? Single;
  const field = new Kind(node, make);
  if (field instanceof List && field.title) field.callIt(field.title);
  fields.set(node, field);
  for (const watcher of watchers) watcher(node, field);
  return field;
}

/** Calls back for every field as soon as it is made. @param {(node: HTMLElement, field: any) => void} watcher */
export const onMade = (watcher) => watchers.push(watcher);

/** The field that a part of the page belongs to. @param {Element} node @returns {any} */
export const fieldOf = (node) => fields.get(node.closest("[data-field]"));
