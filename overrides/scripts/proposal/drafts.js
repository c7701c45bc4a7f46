// Drafts of cases in this browser: what one holds, all of them, keeping one, and telling when another tab was faster.

import { keptTexts } from "../common/kept-texts.js";
import { isRecord, moment, newId } from "../projects/values.js";

/**
 * `file`: the id that the case is to have. `base`: the id of the published case that it corrects, or empty; `basis`: the
 * sign of what was published when the correction began (published.js). `step`: the part of the form one last wrote in.
 * `record` is as the form reads it, `unfinished` a source that is not yet taken over; what storage holds has to be read
 * with care (reading.js).
 * @typedef {{id: string, file: string, base: string, basis: string, step: string, record: Record<string, any>,
 *            unfinished: Record<string, any>, changed: string}} Draft
 */

/** The format of the text under a key. */
export const STORED = 1;
const NAMELESS = "Fall ohne Namen";
const texts = keptTexts("lotse-fall:");

/** @param {Partial<Draft>} [given] @returns {Draft} */
export const newDraft = (given = {}) => ({ file: "", base: "", basis: "", step: "", record: {}, unfinished: {}, changed: "", ...given, id: newId("f") });

/** @param {Draft} draft @returns {string} */
export const textOf = (draft) => JSON.stringify({ format: STORED, ...draft });

/** How a draft is called. @param {Record<string, any>} record */
export const nameOf = ({ short_name: short, title }) => String(short || title || NAMELESS).slice(0, 80);

/**
 * @param {string} id
 * @returns {{draft?: Draft, text: string | null}} no draft: nothing lies there that could be read
 */
export function storedDraft(id) {
  const text = texts.fetchText(id) ?? null;
  let value;
  try {
    value = JSON.parse(text ?? "");
  } catch {
    return { text };
  }
  if (!isRecord(value) || value.format !== STORED || !isRecord(value.record)) return { text };
  const words = (name) => (typeof value[name] === "string" ? value[name].slice(0, 60) : "");
  const [file, base, basis, step] = ["file", "base", "basis", "step"].map(words);
  const unfinished = isRecord(value.unfinished) ? value.unfinished : {};
  return { draft: { id, file, base, basis, step, record: value.record, unfinished, changed: moment(value.changed) ?? moment(0) }, text };
}

/** @returns {Draft[]} all drafts that can be read, the latest first */
export function drafts() {
  const found = texts.ids().map((id) => storedDraft(id).draft);
  return found.filter(Boolean).sort((one, other) => (one.changed < other.changed ? 1 : -1));
}

/**
 * Keeps a draft, unless somebody else changed it since.
 * @param {Draft} draft
 * @param {string | null} seen the text that was last seen in storage; null: it was never there
 * @returns {{state: "saved" | "full" | "blocked" | "clash" | "gone", seen: string | null}}
 */
export function keep(draft, seen) {
  const there = texts.fetchText(draft.id);
  if (there !== undefined && there !== seen) return { state: there === null ? "gone" : "clash", seen };
  const text = textOf(draft);
  const state = there === undefined ? "blocked" : texts.keepText(draft.id, text);
  return { state, seen: state === "saved" ? text : seen };
}

/** Deletes a draft, and gives back its text. @param {string} id */
export function drop(id) {
  const text = texts.fetchText(id) ?? null;
  texts.dropText(id);
  return text;
}

/** Brings back a draft that was deleted. @param {string} id @param {string} text */
export const bringBack = (id, text) => texts.keepText(id, text);

/**
 * Calls back when another tab has changed, added or deleted a draft.
 * @param {(id: string, text: string | null) => void} callback
 */
export function watch(callback) {
  window.addEventListener("storage", ({ key, newValue }) => {
    const id = key === null ? "" : texts.idOf(key); // null: everything was deleted
    if (id !== undefined) callback(id, newValue);
  });
}
