// Where projects lie in this browser: one key of its storage for each.

import { keptTexts } from "../common/kept-texts.js";
import { readProject } from "./shape.js";
import { isId, isRecord } from "./values.js";

export { isBlocked } from "../common/kept-texts.js";
export const { keyOf, idOf, ids: storedIds, fetchText, keepText, dropText } = keptTexts("lotse-vorhaben:");

/** The format of the text under a key. */
export const STORED = 1;

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
