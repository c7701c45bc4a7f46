// Notes across the columns of an Excel sheet, above and below its table: what list this is, and what was left out of it.

import { columnNumber, columnOf, heightOf, lineOf, widthsOf } from "./excel-table.js";
import { lacks } from "./office-file.js";

/**
 * Writes a note, and makes its row as high as the text needs: programs never do that for merged cells.
 * @param {import("./excel-book.js").Sheet} sheet
 * @param {string} place address of the first of the cells that are merged for it
 * @param {string} text
 */
export function writeNote(sheet, place, text) {
  sheet.write(place, text);
  const row = sheet.cell(place).parentElement;
  row.setAttribute("ht", String(heightOf(text, widthOf(sheet, place))));
  row.setAttribute("customHeight", "1");
}

/**
 * Adds notes below the table, with an empty row between, so that sorting and filtering leave them alone.
 * @param {import("./excel-book.js").Sheet} sheet
 * @param {string} like place of the note that is their pattern
 * @param {string} title stands before the first
 * @param {string[]} texts
 */
export function addNotes(sheet, like, title, texts) {
  const pattern = sheet.cell(like).parentElement;
  const merged = mergedAt(sheet, like);
  const end = lineOf(pattern.parentElement.lastElementChild);
  texts.forEach((text, index) => {
    const number = end + 2 + index;
    const row = pattern.cloneNode(true);
    row.setAttribute("r", String(number));
    for (const cell of row.children) cell.setAttribute("r", `${columnOf(cell)}${number}`);
    pattern.parentElement.append(row);
    const range = merged.cloneNode();
    range.setAttribute("ref", merged.getAttribute("ref").replace(/\d+/g, number));
    merged.parentElement.append(range);
    sheet.write(row.firstElementChild.getAttribute("r"), index ? "" : title);
    writeNote(sheet, like.replace(/\d+/, number), text);
  });
  merged.parentElement.removeAttribute("count"); // not needed, and no longer true
  if (texts.length) sheet.printTo(end + 1 + texts.length);
}

/** The merged cells that begin at a place. */
function mergedAt(sheet, place) {
  const found = sheet.part.querySelector(`mergeCell[ref^="${place}:"]`);
  if (!found) throw lacks(place);
  return found;
}

/** How many characters are next to each other in the merged cells at a place. */
function widthOf(sheet, place) {
  const [first, last] = mergedAt(sheet, place).getAttribute("ref").match(/[A-Z]+/g).map(columnNumber);
  const widths = widthsOf(sheet.part);
  return Array.from({ length: last - first + 1 }, (_, index) => widths(first + index)).reduce((sum, width) => sum + width);
}
