// A draft as a file: writing it, and reading what claims to be one.

import { fileName } from "../common/saving.js";
import { isId, isRecord } from "../projects/values.js";
import { nameOf } from "./drafts.js";
import { readRecord } from "./reading.js";

const FORMAT = "kooperationslotse-fall";
const VERSION = 1;
const LONGEST = 2_000_000; // characters: several times what a record may hold

const PROBLEMS = {
  tooLong: "Die Datei ist zu groß für den Entwurf eines Falls.",
  foreign: "Das ist kein Entwurf. Wählen Sie eine Datei, die auf dieser Seite mit „Als Datei sichern“ entstanden ist; ihr Name endet auf .json.",
  newer: "Die Datei stammt aus einer neueren Fassung dieser Website. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
};

/** @param {import("./drafts.js").Draft} draft @returns {string} the text of the file */
export const toFile = ({ file, base, record, changed }) =>
  JSON.stringify({ format: FORMAT, version: VERSION, saved: new Date().toISOString(), changed, file, base, record }, null, 2);

/** @param {import("./drafts.js").Draft} draft */
export const nameOfFile = ({ record }) => `entwurf-${fileName(nameOf(record))}.json`;

/**
 * Reads a file of ours. Never throws.
 * @param {string} text
 * @param {any} schema the published one of cases
 * @returns {{draft?: {file: string, base: string, record: Record<string, any>}, problems: string[]}} problems: what could not be read
 */
export function fromFile(text, schema) {
  if (text.length > LONGEST) return { problems: [PROBLEMS.tooLong] };
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { problems: [PROBLEMS.foreign] };
  }
  if (!isRecord(value) || value.format !== FORMAT || !isRecord(value.record)) return { problems: [PROBLEMS.foreign] };
  if (value.version > VERSION) return { problems: [PROBLEMS.newer] };
  const { record, dropped } = readRecord(value.record, schema);
  const id = (name) => (isId(value[name]) ? value[name].slice(0, 60) : "");
  return { draft: { file: id("file"), base: id("base"), record }, problems: dropped };
}
