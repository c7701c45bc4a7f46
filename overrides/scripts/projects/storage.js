// Where projects lie in this browser: one key of its storage for each, and what can go wrong with reading and writing.

import { readProject } from "./shape.js";
import { isId, isRecord } from "./values.js";

const PREFIX = "lotse-vorhaben:";

/** The format of the text under a key. */
export const STORED = 1;

/** @param {string} id */
export const keyOf = (id) => PREFIX + id;

/** @returns {string | undefined} the id of the project that lies under a key, if it is one of ours */
export const idOf = (key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined);

/** Tells whether the browser lets this website keep nothing. */
export function isBlocked() {
  try {
    return !localStorage;
  } catch {
    return true;
  }
}

/** @returns {string[]} the ids of all projects in storage, damaged ones too */
export function storedIds() {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? "");
    return keys.map(idOf).filter((id) => id !== undefined);
  } catch {
    return [];
  }
}

/**
 * Fetches the text of a project.
 * @returns {string | null | undefined} null: nothing lies there; undefined: storage is blocked
 */
export function fetchText(id) {
  try {
    return localStorage.getItem(keyOf(id));
  } catch {
    return undefined;
  }
}

/**
 * Reads the text of a project. It counts as damaged if anything would have to be left out, lest that be lost with the next change.
 * @returns {{project?: import("./shape.js").Project, isNewer: boolean}} no project: the text is damaged
 */
export function parseText(id, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { isNewer: false };
  }
  if (!isRecord(value) || value.format !== STORED) return { isNewer: value?.format > STORED };
  const { project, dropped } = readProject({ ...value, id });
  return { project: dropped.length || !isId(id) ? undefined : project, isNewer: false };
}

/** @returns {string} what is stored for a project */
export const textOf = (project) => JSON.stringify({ format: STORED, ...project });

/** @returns {"saved" | "full" | "blocked"} what became of it */
export function keepText(id, text) {
  try {
    localStorage.setItem(keyOf(id), text);
    return "saved";
  } catch (error) {
    return error?.name === "QuotaExceededError" ? "full" : "blocked";
  }
}

/** Deletes the text of a project. */
export function dropText(id) {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // Storage is blocked: there is nothing that we could delete.
  }
}
