// The values of a record as somebody left them while typing: missing, half filled in, of the wrong kind. Nothing here fails.

import { element } from "../common/elements.js";
import { isRecord, number } from "../projects/values.js";

const MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
const MOST = 1000;
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?$/;

/** The text of a value, without spaces around it; empty if it is none. @param {unknown} value @returns {string} */
export const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value).trim() : "");

/** The entries of a list, as many as the check allows. @param {unknown} value @returns {unknown[]} */
export const items = (value) => (Array.isArray(value) ? value.slice(0, MOST) : []);

/** The fields of a mapping. @param {unknown} value @returns {Record<string, unknown>} */
export const fields = (value) => (isRecord(value) ? value : {});

/** The entries of a list of mappings. @param {unknown} value */
export const rows = (value) => items(value).map(fields);

/** Something that is still to be filled in. @param {string} [textContent] */
export const gap = (textContent = "fehlt noch") => element("mark", { textContent });

/** The text of a value, or a gap. @param {unknown} value @param {string} [missing] */
export const wordsOrGap = (value, missing) => words(value) || gap(missing);

/** 2019 stays, 2019-05 becomes Mai 2019, 2019-05-31 becomes 31. Mai 2019; what is no date stays. @param {unknown} value */
export function date(value) {
  const [, year, month, day] = DATE.exec(words(value)) ?? [];
  if (!month) return words(value);
  return `${day ? `${Number(day)}. ` : ""}${MONTHS[month - 1]} ${year}`;
}

/** "2009 bis 2013", "seit 2009", "bis 2013", or nothing. @param {unknown} since @param {unknown} until */
export function span(since, until) {
  const [start, end] = [date(since), date(until)];
  if (start && end) return `${start} bis ${end}`;
  return start ? `seit ${start}` : end && `bis ${end}`;
}

/** A whole number with the points that Germans put into it (25.000); other text and numbers with fewer `digits` stay. @param {unknown} value */
export function amount(value, digits = 5) {
  const text = words(value);
  return /^[1-9][0-9]{0,14}$/.test(text) && text.length >= digits ? number(Number(text)) : text;
}
