// The table of the comparison: its rows stand in the page, each chosen case becomes a column.

import { briefs } from "./compare-briefs.js";
import { element } from "../common/elements.js";
import { foldList, nameSingles, openFolds, reopen } from "./compare-folds.js";

/** @typedef {import("./compare-cases.js").ComparedCase} ComparedCase */

const table = document.querySelector("[data-comparison] table");
const rows = [...table.querySelectorAll("[data-row]")];
const answers = rows.filter((row) => "answer" in row.dataset);
const single = table.querySelector("[data-single]");
const noSharedAnswer = table.querySelector("[data-no-shared-answer]");

/**
 * Fills the table with the parts of the cases; what the reader has opened stays open.
 * @param {ComparedCase[]} cases
 * @param {(one: ComparedCase) => HTMLElement} removeButton makes what stands beside the name of a case
 */
export function fillTable(cases, removeButton) {
  table.parentElement.dataset.number = String(cases.length);
  const head = table.querySelector("thead tr");
  head.replaceChildren(head.firstElementChild, ...cases.map((one) => columnHead(one, removeButton(one))));
  for (const cell of table.querySelectorAll('[scope="rowgroup"], [data-no-shared-answer] td')) cell.colSpan = cases.length + 1;
  const opened = openFolds();
  for (const row of rows) fillRow(row, cases);
  arrangeAnswers();
  reopen(opened);
}

function columnHead(one, button) {
  const cell = element("th", { scope: "col", abbr: one.name }); // else the button would be read with every cell
  cell.append(element("a", { href: one.address, textContent: one.name }), button);
  return cell;
}

function fillRow(row, cases) {
  const brief = briefs[row.dataset.row];
  const parts = cases.map((one) => (brief ? brief(one) : one.part(row.dataset.row)));
  if ("shared" in row.dataset) markShared(parts);
  const texts = parts.map((part) => part && essence(part));
  row.dataset.saying = String(parts.filter(Boolean).length);
  row.dataset.state = stateOf(texts, "short" in row.dataset);
  const cells = row.dataset.state === "same" ? [sameCell(parts)] : parts.map((part, column) => cell(part, cases[column], row.dataset.silence));
  row.replaceChildren(row.firstElementChild, ...cells);
}

/** One cell for all cases, where they say the same. */
function sameCell(parts) {
  const made = element("td", { colSpan: parts.length, className: "comparison__same" });
  made.append(element("span", { textContent: parts.length === 2 ? "bei beiden gleich: " : "bei allen gleich: " }), parts[0]);
  for (const extra of made.querySelectorAll(".note, .comparison__shared")) extra.remove();
  return made;
}

/** What a short fact says, without notes and remarks, and whatever the order of its items. */
function essence(part) {
  const copy = part.cloneNode(true);
  for (const extra of copy.querySelectorAll(".note, small, .comparison__shared")) extra.remove();
  return copy.textContent.trim().split(/\s*,\s*/).sort().join(", ");
}

function stateOf(texts, isShort) {
  if (!texts.some(Boolean)) return "silent";
  return isShort && texts.every((text) => text === texts[0]) ? "same" : "different";
}

function cell(part, one, silence) {
  const made = element("td", {});
  made.dataset.case = one.id;
  const label = element("span", { className: "comparison__label", textContent: one.name });
  label.setAttribute("aria-hidden", "true"); // the head of the column says it
  for (const list of part?.querySelectorAll("ul, ol, .obstacles") ?? []) foldList(list);
  made.append(label, part ?? element("span", { className: "silence", textContent: silence }));
  return made;
}

/** Writes behind each topic how many of the chosen cases have it, where it is not one alone. */
function markShared(parts) {
  const topics = parts.flatMap((part) => [...(part?.querySelectorAll("a") ?? [])]);
  for (const topic of topics) {
    const number = topics.filter(({ textContent }) => textContent === topic.textContent).length;
    if (number === 1) continue;
    const words = number < parts.length ? `bei ${number} von ${parts.length}` : number === 2 ? "bei beiden" : "bei allen";
    topic.after(" ", element("span", { className: "comparison__shared", textContent: `(${words})` }));
  }
}

/** Questions that at least two cases answer stand first, those that one answers are folded, the others are left out. */
function arrangeAnswers() {
  for (const row of answers) {
    if (Number(row.dataset.saying) === 1) single.append(row);
    else noSharedAnswer.before(row);
  }
  noSharedAnswer.hidden = answers.some((row) => Number(row.dataset.saying) > 1);
  nameSingles();
}

/**
 * Shows all rows, or only those in which the cases differ.
 * @param {boolean} onlyDifferences
 * @returns {{same: string[], silent: string[]}} titles of the rows in which all cases say the same or nothing
 */
export function showRows(onlyDifferences) {
  const titles = { same: [], silent: [] };
  for (const row of rows) {
    const { state } = row.dataset;
    const isExtra = state === "silent" && ("answer" in row.dataset || "rare" in row.dataset);
    row.hidden = isExtra || (onlyDifferences && state !== "different");
    if (!isExtra && state !== "different") titles[state].push(row.querySelector("[data-title]").textContent);
  }
  for (const group of table.querySelectorAll("tbody[id]:not([data-single])")) {
    group.hidden = ![...group.querySelectorAll("tr:not(.comparison__group)")].some((row) => !row.hidden);
  }
  return titles;
}
