// The text of a record: how scripts/lotse/writing/formatting.py writes it, to the letter. The rules are explained there.

const WIDTH = 110; // characters in a line
const HEAD = "# yaml-language-server: $schema=../schemas/case.schema.json";

const ID = /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/;
const START = /^[0-9A-Za-zÀ-ÖØ-öø-ſ„»(]/; // of a bare text; nothing that could be an indicator
const TROUBLE = /: | #|:$/; // in a bare text
const BRACKETS = /[\][{},:?]/; // more trouble, in a list in brackets
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;
const EVERY_CONTROL = new RegExp(CONTROL, "gu");
// What some reader of YAML 1.1 or 1.2 takes for nothing, yes or no, a number, a time or a date.
const OTHER = /^(|~|null|true|false|y|yes|n|no|on|off|[0-9][-+0-9.,:_a-fxotz ]*)$/i;
const WHOLE = /^(0|-?[1-9][0-9]{0,14})$/;
const DATE = /^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$/;
const WORDS = /[^ ]+(?: {2,}[^ ]+)*/g; // a folded text breaks at single spaces: of several it would lose one
const NAMED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** @typedef {Record<string, any>} Schema */
/** @typedef {[string | number, unknown, Schema]} Part step, value and schema of a part of a mapping or list */

/** Characters as Python counts them. @param {string} text */
const length = (text) => [...text].length;

/** @param {string} character */
const escaped = (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, "0")}`;

/** @param {string} text */
const quoted = (text) => `"${text.replace(/[\\"\n\r\t]/g, (found) => NAMED[found]).replace(EVERY_CONTROL, escaped)}"`;

/** @param {string} key */
const keyOf = (key) => (ID.test(key) && !OTHER.test(key) ? key : quoted(key));

/** Without an exponent, however small. @param {number} value */
const numberOf = (value) => (String(value).includes("e-") ? value.toFixed(20).replace(/0+$/, "") : String(value));

/** Whether `text` needs no quotes where nothing else stands on its line. @param {string} text @param {Schema} schema */
function bare(text, schema) {
  if (DATE.test(text) && schema.format === "calendar-date") return true;
  if (WHOLE.test(text) && ["string", "integer"].every((type) => [schema.type].flat().includes(type))) return true;
  return START.test(text) && ![OTHER, TROUBLE, CONTROL].some((pattern) => pattern.test(text));
}

/** A value on one line: in a list or mapping in brackets (`around`), or alone. @param {unknown} value @param {Schema} schema @param {"list" | "mapping"} [around] */
function scalar(value, schema, around) {
  if (value === null) return "";
  if (typeof value === "number") return numberOf(value);
  if (typeof value === "boolean") return String(value);
  const text = String(value).trim();
  const fits = { list: !BRACKETS.test(text), mapping: ID.test(text) }[around] ?? true;
  return fits && bare(text, schema) ? text : quoted(text);
}

/** Lines of at most WIDTH characters with `start` and `words`; further ones begin with `margin`. @param {string} start @param {string[]} words @param {string} margin */
function wrapped(start, words, margin) {
  const lines = [start];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (length(longer) <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(margin + word);
  }
  return lines;
}

/** Lines with a value that is no collection. @param {string} label @param {unknown} value @param {Schema} schema @param {string} margin */
function alone(label, value, schema, margin) {
  const line = `${label} ${scalar(value, schema)}`.trimEnd();
  if (typeof value !== "string") return [line];
  const text = value.trim();
  const [first, ...words] = text.match(WORDS) ?? [];
  // It fits, there is nothing to wrap, or it is nothing that a folded text can carry.
  if (length(line) <= WIDTH || words.length === 0 || CONTROL.test(text)) return [line];
  return [`${label} >-`, ...wrapped(margin + first, words, margin)];
}

/** Lines with a collection in brackets. @param {string} label @param {unknown} value @param {Part[]} parts @param {string} margin */
function bracketed(label, value, parts, margin) {
  if (!Array.isArray(value)) {
    const fields = parts.map(([key, part, schema]) => `${keyOf(String(key))}: ${scalar(part, schema, "mapping")}`);
    return [`${label} {${fields.join(", ")}}`];
  }
  const texts = parts.map(([, part, schema]) => scalar(part, schema, "list"));
  const [first = "]", ...words] = texts.map((text, index) => text + (index < texts.length - 1 ? "," : "]"));
  return wrapped(`${label} [${first}`, words, margin);
}

/**
 * The text of the file for a record.
 * @param {Record<string, unknown>} record as in the YAML file: no empty fields
 * @param {Schema} schema the published schema of cases
 */
export function recordText(record, schema) {
  /** What `$ref` leads to; the schema's own keywords win. @param {Schema} given @returns {Schema} */
  const resolved = ({ $ref, ...own }) => ($ref ? resolved({ ...schema.$defs[$ref.slice("#/$defs/".length)], ...own }) : own);

  /** The parts of a list, or of a mapping in the order of its schema. @param {object} value @param {Schema} shape @returns {Part[]} */
  function partsOf(value, shape) {
    if (Array.isArray(value)) return value.map((item, index) => [index, item, resolved(shape.items ?? {})]);
    const known = new Map(Object.entries(shape.properties ?? {}));
    const others = typeof shape.additionalProperties === "object" ? shape.additionalProperties : {};
    const names = new Set([...known.keys(), ...Object.keys(value)].filter((name) => Object.hasOwn(value, name)));
    return [...names].map((name) => [name, value[name], resolved(known.get(name) ?? others)]);
  }

  /** @param {object} value @param {Schema} shape @param {string} margin @returns {string[]} */
  const block = (value, shape, margin) => partsOf(value, shape).flatMap((part) => lines(part, margin));

  /** Lines with a field or an entry of a list. @param {Part} part @param {string} margin @returns {string[]} */
  function lines([step, value, shape], margin) {
    const label = margin + (typeof step === "number" ? "-" : `${keyOf(step)}:`);
    const inner = `${margin}  `;
    if (value === null || typeof value !== "object") return alone(label, value, shape, inner);
    const parts = partsOf(value, shape);
    const simple = parts.every(([, part]) => (part === null ? !Array.isArray(value) : typeof part !== "object"));
    if (parts.length === 0 || (shape["x-one-line"] && simple)) return bracketed(label, value, parts, inner);
    if (typeof step === "string") return [label, ...block(value, shape, inner)];
    const [first, ...rest] = block(value, shape, inner);
    return [`${margin}- ${first.trimStart()}`, ...rest];
  }

  return [HEAD, ...block(record, schema, ""), ""].join("\n");
}
