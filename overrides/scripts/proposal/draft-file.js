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
  published: "Das ist die Datei eines fertigen Falls. Hier lesen Sie nur Entwürfe ein; ihr Name endet auf .json. Einen Fall, der schon auf der Website steht, öffnen Sie unter „Vorhandener Fall“.",
  newer: "Die Datei stammt aus einer neueren Fassung dieser Website. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
};

/** @param {import("./drafts.js").Draft} draft @returns {string} the text of the file */
export const toFile = ({ file, base, basis, record, unfinished, changed }) =>
  JSON.stringify({ format: FORMAT, version: VERSION, saved: new Date().toISOString(), changed, file, base, basis, record, unfinished }, null, 2);

/** @param {import("./drafts.js").Draft} draft */
export const nameOfFile = ({ record }) => `entwurf-${fileName(nameOf(record))}.json`;

/**
 * Reads a file of ours. Never throws.
 * @param {string} text
 * @param {string} name of the file
 * @param {any} schema the published one of cases
 * @returns {{draft?: Partial<import("./drafts.js").Draft>, problems: string[]}} problems: what could not be read
 */
export function fromFile(text, name, schema) {
  if (/\.ya?ml$/i.test(name)) return { problems: [PROBLEMS.published] };
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
  const id = (field) => (isId(value[field]) ? value[field].slice(0, 60) : "");
  const basis = typeof value.basis === "string" ? value.basis.slice(0, 60) : "";
  const unfinished = isRecord(value.unfinished) ? value.unfinished : {};
  return { draft: { file: id("file"), base: id("base"), basis, record, unfinished }, problems: dropped };
}
