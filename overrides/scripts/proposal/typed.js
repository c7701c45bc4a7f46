// What somebody types, and the values of a record that it means: forgiving with spaces, German dates and German numbers.

const FORBIDDEN =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
/** Pasted text is full of breaks; a text is one paragraph. It looks at spaces only from their first: there may be many. */
const BREAK = /(?<![ \t\u00a0])[ \t\u00a0]*[\n\r\u000b\u000c\u0085\u2028\u2029][\s\u0085]*/g;
const WHOLE = /^-?\d{1,15}$/;
const THOUSANDS = /^[1-9]\d{0,2}([. ]\d{3})+$/;
const DECIMAL = /^-?\d{1,15}([.,]\d{1,15})?$/;
const QUOTED = /^(?:"([^"„“]*)"|„([^"„“]*)[“"])$/; // as one writes words into a file
const DAY = /^(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4})$/;
const MONTH = /^(\d{1,2})[./] ?(\d{4})$/;
const IN_WORDS = /^(?:(\d{1,2})\. ?)?(\p{L}{3,9})\.? (\d{4})$/u;
const YEAR_FIRST = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;
const MONTHS = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]; // their names begin so

/** One paragraph without what nobody sees. @param {string} text */
export const paragraph = (text) => text.toWellFormed().replace(BREAK, " ").replaceAll("\t", " ").replace(FORBIDDEN, "").trim();

/** Tells whether a text holds what nobody sees; browsers can hang when they show much of it. @param {string} text */
export const hasInvisible = (text) => text.search(FORBIDDEN) >= 0 || text.search(/[\u0085\u2028\u2029]/) >= 0;

const two = (digits) => digits.padStart(2, "0");
const written = (year, month, day) => [year, two(month), ...(day ? [two(day)] : [])].join("-");

/** 007 and 40.000 are the numbers 7 and 40000. */
function whole(text) {
  const digits = THOUSANDS.test(text) ? text.replace(/[. ]/g, "") : text;
  return WHOLE.test(digits) ? Number(digits) + 0 : text; // and -0 is 0
}

/** 31.5.2019 becomes 2019-05-31, Mai 2019 and 5/2019 become 2019-05; everything else stays for the checks. */
function date(text) {
  const [, day, month, year] = DAY.exec(text) ?? [];
  if (year) return written(year, month, day);
  const [, itsMonth, itsYear] = MONTH.exec(text) ?? [];
  if (itsYear) return written(itsYear, itsMonth);
  const [, first, second, third] = YEAR_FIRST.exec(text) ?? [];
  if (first) return written(first, second, third);
  return dateInWords(text) ?? whole(text);
}

function dateInWords(text) {
  const [, day, name, year] = IN_WORDS.exec(text) ?? [];
  const month = name && MONTHS.indexOf(name.toLowerCase().replace("mae", "mä").slice(0, 3)) + 1;
  return month ? written(year, String(month), day) : undefined;
}

function number(text) {
  const digits = text.replaceAll(" ", "");
  return DECIMAL.test(digits) ? Number(digits.replace(",", ".")) : text;
}

/** A figure: words and decimals as they stand there, without the quotation marks that they need in a file. */
function value(text) {
  const [, straight, curly] = QUOTED.exec(text) ?? [];
  return whole((straight ?? curly ?? text).trim());
}

/** www.stadt.de is an address, too. */
const url = (text) => (/^www\.[^\s:]+$/i.test(text) ? `https://${text}` : text);

const READERS = { date, value, number, integer: whole, url };

/**
 * @param {string} kind of the field
 * @param {string} text
 * @returns {string | number} empty if nothing is there; what cannot be read as the kind wants it stays text
 */
export function valueOf(kind, text) {
  const clean = paragraph(text);
  return clean && Object.hasOwn(READERS, kind) ? READERS[kind](clean.replace(/[\u00a0\u2009\u202f]/g, " ")) : clean;
}

/** How a value stands in its field. @param {unknown} value @returns {string} */
export const textOf = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** An id out of a name: "Kita & Hort Süd" becomes "kita-hort-sued". @param {string} name @param {(text: string) => string} fold */
export function idOf(name, fold) {
  const letters = fold(name).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
  const id = letters.replace(/^[-0-9]+|-+$/g, "").slice(0, 60);
  return id.replace(/-+$/, "");
}
