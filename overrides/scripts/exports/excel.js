// A paper as an Excel file: the blank file of its list, filled. How it looks is designed there.

import { ROOT } from "../common/place.js";
import { STATUSES } from "../projects/shape.js";
import { openBook } from "./excel-book.js";
import { addNotes, writeNote } from "./excel-notes.js";
import { fillTable } from "./excel-table.js";
import { about, COLUMNS, foot, partners, rows } from "./rows.js";
import { setTitle } from "./office-file.js";

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HELP_COLUMNS = ["Kennung", "Kurzname", "Warum das wichtig ist", "Hinweise", "Werkzeuge"];
const DAY = 24 * 60 * 60 * 1000;
const FIRST_DAY = Date.UTC(1899, 11, 30); // from which Excel counts

const dayNumber = (day) => (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY;
const asList = (texts) => texts.map((text) => `– ${text}`).join("\n");

/**
 * @param {import("../checklist/paper.js").Paper} paper
 * @returns {Promise<Blob>}
 * @throws {import("../common/for-readers.js").ForReaders}
 */
export async function excel(paper) {
  const book = await openBook(new URL(`checklisten/${paper.listId}/${paper.listId}.xlsx`, ROOT));
  const sheet = book.sheet("Checkliste");
  sheet.write("A1", paper.title);
  book.writeNamed("Vorhaben", paper.project?.name ?? "");
  book.writeNamed("Phase", paper.phase);
  writeNote(sheet, book.placeOf("Angaben"), about(paper));
  const added = { like: "Stand", titles: partners(paper).map(({ name }) => name), width: 13 };
  fillTable(sheet, COLUMNS, rows(paper).map(questionLine), added);
  addNotes(sheet, book.placeOf("Angaben"), "Weggelassen:", paper.leftOut);
  fillHelp(book, paper);
  for (const one of [sheet, book.sheet("Hinweise")]) one.setFoot(foot(paper));
  setTitle(book.file, paper.title);
  return book.file.blob(TYPE);
}

/** @param {import("./rows.js").Row} row */
function questionLine(row) {
  const cells = [
    row.number, row.area, row.label, row.text, row.core ? "ja" : "", row.status || STATUSES[0][1], row.note, row.who,
    row.due && dayNumber(row.due), row.id,
  ];
  return { values: Object.fromEntries(COLUMNS.map((title, index) => [title, cells[index]])), added: row.partners };
}

/** One line a question, and one for each further example: a row can only be so high. */
function helpLines({ id, label, why, hints, tools, examples }) {
  const told = examples.map(({ name, text, source }) => `${name}: ${text} (${source})`);
  const help = [why, asList(hints), tools.join(", ")];
  return [told[0] ?? "", ...told.slice(1)].map((example, place) => {
    const cells = [id, label, ...(place ? ["", "", ""] : help)];
    return { values: Object.fromEntries(HELP_COLUMNS.map((title, index) => [title, cells[index]])), added: [example] };
  });
}

/** The second sheet: what helps to answer the questions of the paper; out of sight where nobody asked for it. */
function fillHelp(book, { areas, options }) {
  const lines = areas.flatMap(({ questions }) => questions).flatMap(helpLines);
  const added = options.examples ? { like: "Hinweise", titles: ["So haben es andere gelöst"], width: 80 } : undefined;
  fillTable(book.sheet("Hinweise"), HELP_COLUMNS, lines, added);
  if (!options.help && !options.examples) book.hide("Hinweise");
}
