// What somebody types, and the values of a record that it means: forgiving with spaces, German dates and German numbers.

const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const BREAK = /[ \t\u00a0]*[\n\r\u000b\u000c\u0085\u2028\u2029][\s\u0085]*/g; // pasted text is full of them; a text is one paragraph
const WHOLE = /^-?(0|[1-9]\d{0,14})$/;
const THOUSANDS = /^[1-9]\d{0,2}(\.\d{3})+$/;
const DECIMAL = /^-?\d{1,15}([.,]\d{1,15})?$/;
const GERMAN_DAY = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const GERMAN_MONTH = /^(\d{1,2})[./]\s?(\d{4})$/;

/** One paragraph without what nobody sees. @param {string} text */
export const paragraph = (text) => text.toWellFormed().replace(BREAK, " ").replaceAll("\t", " ").replace(FORBIDDEN, "").trim();

const whole = (text) => (WHOLE.test(text) ? Number(text) : text);
const two = (digits) => digits.padStart(2, "0");

/** 31.5.2019 becomes 2019-05-31, 5/2019 becomes 2019-05; everything else stays for the checks. */
function date(text) {
  const [, day, month, year] = GERMAN_DAY.exec(text) ?? [];
  if (year) return `${year}-${two(month)}-${two(day)}`;
  const [, itsMonth, itsYear] = GERMAN_MONTH.exec(text) ?? [];
  return itsYear ? `${itsYear}-${two(itsMonth)}` : whole(text);
}

function number(text) {
  return DECIMAL.test(text) ? Number(text.replace(",", ".")) : text;
}

const READERS = { date, value: whole, number, integer: (text) => whole(THOUSANDS.test(text) ? text.replaceAll(".", "") : text) };

/**
 * @param {string} kind of the field
 * @param {string} text
 * @returns {string | number} empty if nothing is there; what cannot be read as the kind wants it stays text
 */
export function valueOf(kind, text) {
  const clean = paragraph(text);
  return clean && Object.hasOwn(READERS, kind) ? READERS[kind](clean) : clean;
}

/** How a value stands in its field. @param {unknown} value @returns {string} */
export const textOf = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** An id out of a name: "Kita & Hort Süd" becomes "kita-hort-sued". @param {string} name @param {(text: string) => string} fold */
export function idOf(name, fold) {
  const letters = fold(name).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
  const id = letters.replace(/^[-0-9]+|-+$/g, "").slice(0, 60);
  return id.replace(/-+$/, "");
}
