// The table of an Excel sheet: its first line is the pattern for as many lines as are wanted; columns can be added.

import { writeCell } from "./excel-book.js";
import { lacks } from "./office-file.js";

const LINE = 13; // points
const LEAST = 30; // points of a row, so that it can be hit and written in
const HIGHEST = 409; // points that a row can have
const ROUND = 1.1; // words seldom fill a line

/**
 * @typedef {{values: Record<string, string | number>, added?: string[]}} Line values by titles of columns, and those of the added columns
 * @typedef {{like: string, titles: string[], width: number}} Added columns at the end, with look and drop-down of the column
 *   `like`, and their width in characters
 */

/** 26 -> Z, 27 -> AA. */
const letters = (number) => (number > 26 ? letters(Math.floor((number - 1) / 26)) : "") + String.fromCharCode(65 + ((number - 1) % 26));
/** AA -> 27. */
export const columnNumber = (column) => [...column].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
/** A7 -> A. */
export const columnOf = (cell) => cell.getAttribute("r").replace(/\d+/, "");
/** Number of a row. */
export const lineOf = (row) => Number(row.getAttribute("r"));

/**
 * Fills the table with the given titles.
 * @param {import("./excel-book.js").Sheet} sheet
 * @param {string[]} titles
 * @param {Line[]} lines
 * @param {Added} [added]
 * @throws {Error} where the sheet has no such table
 */
export function fillTable(sheet, titles, lines, added = { like: "", titles: [], width: 0 }) {
  const { head, pattern, columns } = findTable(sheet, titles);
  const like = columns.get(added.like);
  const before = lineOf(head.parentElement.lastElementChild);
  const places = addColumns(head, pattern, like, added.titles);
  if (places.length) dress(sheet.part, like, places, added.width);
  const widths = widthsOf(sheet.part);
  fit(head, new Map(places.map((place, which) => [place, added.titles[which]])), widths);
  while (head.nextElementSibling) head.nextElementSibling.remove();
  head.after(...lines.map((line, index) => {
    const values = new Map(titles.map((title) => [columns.get(title), line.values[title]]));
    places.forEach((place, which) => values.set(place, line.added[which]));
    return filledRow(pattern.cloneNode(true), lineOf(head) + 1 + index, values, widths);
  }));
  sheet.stretch(before, lineOf(head) + lines.length, places.at(-1));
}

/** The row of titles, the first one below, and the column of each title. */
function findTable(sheet, titles) {
  const byTitle = (row) => new Map([...row.children].map((cell) => [sheet.text(cell), columnOf(cell)]));
  const head = [...sheet.part.querySelectorAll("sheetData > row")].find((row) => byTitle(row).has(titles[0]));
  const pattern = head?.nextElementSibling;
  if (!pattern) throw lacks(titles[0]);
  const columns = byTitle(head);
  const inPattern = new Set([...pattern.children].map(columnOf));
  for (const title of titles) if (!inPattern.has(columns.get(title))) throw lacks(title);
  return { head, pattern, columns };
}

/** Adds columns to the head and to the pattern. @returns {string[]} their letters */
function addColumns(head, pattern, like, titles) {
  const end = columnNumber(columnOf(head.lastElementChild));
  return titles.map((title, index) => {
    const place = letters(end + 1 + index);
    for (const row of [head, pattern]) {
      const cell = [...row.children].find((one) => columnOf(one) === like).cloneNode();
      cell.setAttribute("r", `${place}${lineOf(row)}`);
      row.append(cell);
      writeCell(cell, row === head ? title : "");
    }
    return place;
  });
}

function filledRow(row, number, values, widths) {
  row.setAttribute("r", String(number));
  row.removeAttribute("ht");
  fit(row, values, widths);
  for (const cell of row.children) {
    const place = columnOf(cell);
    cell.setAttribute("r", `${place}${number}`);
    writeCell(cell, values.get(place) ?? "");
  }
  return row;
}

/** Makes a row high enough for its texts, as far as can be told from their lengths; Excel measures them when they change. */
function fit(row, values, widths) {
  const needed = [...values].map(([place, value]) => heightOf(value, widths(columnNumber(place))));
  row.setAttribute("ht", String(Math.max(Number(row.getAttribute("ht")), LEAST, ...needed)));
  row.removeAttribute("customHeight");
  row.removeAttribute("spans");
}

/** About how many points a text takes in a column that is so many characters wide; no row can have more than some. */
export function heightOf(text, width) {
  const lines = String(text ?? "").split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * ROUND) / width)), 0);
  return Math.min(HIGHEST, LINE * lines);
}

/** @returns {(column: number) => number} how many characters are next to each other in a column */
export function widthsOf(part) {
  const widths = [...part.querySelectorAll("cols > col")].map((col) => ["min", "max", "width"].map((name) => Number(col.getAttribute(name))));
  return (column) => widths.find(([min, max]) => min <= column && column <= max)?.[2] || Infinity;
}

/** Gives added columns their width and the drop-down of the column that they are like. */
function dress(part, like, places, width) {
  const [start, end] = [places[0], places.at(-1)];
  const widths = part.querySelector("cols");
  const added = part.createElementNS(widths.namespaceURI, "col");
  for (const [name, value] of Object.entries({ min: columnNumber(start), max: columnNumber(end), width, customWidth: 1 })) {
    added.setAttribute(name, String(value));
  }
  widths.append(added);
  for (const rule of part.querySelectorAll("dataValidation")) {
    const own = rule.getAttribute("sqref").match(new RegExp(`\\b${like}(\\d+):${like}(\\d+)`));
    if (own) rule.setAttribute("sqref", `${rule.getAttribute("sqref")} ${start}${own[1]}:${end}${own[2]}`);
  }
}
