// A paper as a table that German Excel opens by double click: byte order mark, semicolons.

import { dayOf } from "../projects/words.js";
import { COLUMNS, partners, rows } from "./rows.js";

// Excel would run such a cell as a formula (OWASP, CSV injection).
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

const quoted = (cell) => `"${String(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;

/** @param {import("./rows.js").Row} row */
const cells = (row) => [
  row.number, row.area, row.label, row.text, row.core ? "ja" : "", row.status, row.note, row.who,
  row.due && dayOf(row.due), row.id, ...row.partners,
];

/** @param {import("../checklist/paper.js").Paper} paper @returns {Promise<Blob>} */
export async function csv(paper) {
  const table = [[...COLUMNS, ...partners(paper).map(({ name }) => name)], ...rows(paper).map(cells)];
  const text = table.map((line) => `${line.map(quoted).join(";")}\r\n`).join("");
  return new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" });
}
