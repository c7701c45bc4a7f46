// The small values of which projects are made, ids, texts, days and moments, and how to tell good ones from bad ones.

const ID = /^[a-z][a-z0-9-]{0,119}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567"; // 32, so that every byte falls on each equally often

// What nobody sees: control characters, marks that turn the direction of writing, and code points that are no characters.
// The joiners U+200C and U+200D stay: emoji are made with them.
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
const LINE_BREAK = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g;

const names = new Intl.Collator("de", { sensitivity: "accent" }); // "Lindau" and "LINDAU" are the same partner
const numbers = new Intl.NumberFormat("de-DE");

/** @returns {string} the number as Germans write it */
export const number = (value) => numbers.format(value);

/** Sorts names the German way. */
export const compareNames = names.compare;

/** Tells whether two names are the same but for capital letters. */
export const sameName = (one, other) => compareNames(one, other) === 0;

/** @returns what a record itself holds under an id: "constructor" may be an id, too */
export const own = (record, id) => (record && Object.hasOwn(record, id) ? record[id] : undefined);

/** Tells whether a value can be the id of a question, list, phase, project or partner. */
export const isId = (value) => typeof value === "string" && ID.test(value);

/** Tells whether a value from JSON is a record of fields. */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Takes out what nobody sees; a text of one line gets spaces for line breaks.
 * @param {string} text
 * @param {boolean} [isLong] whether it may have several lines
 */
export function cleanText(text, isLong = false) {
  const lines = text.toWellFormed().replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
  return isLong ? lines : lines.replace(/[\n\t]/g, " ");
}

/** Tells whether a value is a day that the calendar has, such as 2026-12-31. */
export function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value); // 2026-02-30 would become 2026-03-02
}

/** @returns {string | undefined} a moment in the one way of writing in which later moments sort later; 0 is the first */
export function moment(value) {
  if (value !== 0 && !(typeof value === "string" && MOMENT.test(value))) return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** @returns {string} an id that nobody else has, beginning with `letter` */
export function newId(letter) {
  return letter + Array.from(crypto.getRandomValues(new Uint8Array(11)), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
