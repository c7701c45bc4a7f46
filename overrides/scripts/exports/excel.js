// A paper as an Excel file: the blank file of its list, filled. How it looks is designed there.

import { STATUSES } from "../projects/shape.js";
import { openBook } from "./excel-book.js";
import { fillTable } from "./excel-table.js";
import { about, COLUMNS, partners, rows } from "./rows.js";
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
 * @throws {Error} with a sentence for the reader
 */
export async function excel(paper) {
  const book = await openBook(new URL(`../../checklisten/${paper.listId}/${paper.listId}.xlsx`, import.meta.url));
  const sheet = book.sheet("Checkliste");
  sheet.write("A1", paper.title);
  book.writeNamed("Vorhaben", paper.project?.name ?? "");
  book.writeNamed("Phase", paper.phase);
  book.writeNamed("Angaben", [about(paper), ...paper.leftOut.map((line) => `weggelassen: ${line}`)].join(" · "));
  const added = { like: "Stand", titles: partners(paper).map(({ name }) => name), width: 13 };
  fillTable(sheet, COLUMNS, rows(paper).map(questionLine), added);
  fillHelp(book, paper);
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

/** The second sheet: what helps to answer the questions of the paper; out of sight where nobody asked for it. */
function fillHelp(book, { areas, options }) {
  const lines = areas.flatMap(({ questions }) => questions).map(({ id, label, why, hints, tools, examples }) => {
    const cells = [id, label, why, asList(hints), tools.join(", ")];
    const told = examples.map(({ name, text, source }) => `${name}: ${text} (${source})`);
    return { values: Object.fromEntries(HELP_COLUMNS.map((title, index) => [title, cells[index]])), added: [asList(told)] };
  });
  const added = options.examples ? { like: "Hinweise", titles: ["So haben es andere gelöst"], width: 110 } : undefined;
  fillTable(book.sheet("Hinweise"), HELP_COLUMNS, lines, added);
  if (!options.help && !options.examples) book.hide("Hinweise");
}
