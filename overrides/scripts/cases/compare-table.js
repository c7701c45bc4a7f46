// The table of the comparison: its rows stand in the page, each chosen case becomes a column.

import { foldList, followWidth, nameSingles, openFolds, reopen } from "./compare-folds.js";

/** @typedef {import("./compare-cases.js").ComparedCase} ComparedCase */

const table = document.querySelector("[data-comparison] table");
const rows = [...table.querySelectorAll("[data-row]")];
const answers = rows.filter((row) => "answer" in row.dataset);
const single = table.querySelector("[data-single]");
const noSharedAnswer = table.querySelector("[data-no-shared-answer]");

/**
 * Fills the table with the parts of the cases; what the reader has opened stays open.
 * @param {ComparedCase[]} cases
 */
export function fillTable(cases) {
  table.parentElement.dataset.number = String(cases.length);
  const head = table.querySelector("thead tr");
  head.replaceChildren(head.firstElementChild, ...cases.map(columnHead));
  for (const cell of table.querySelectorAll('[scope="rowgroup"], [data-no-shared-answer] td')) cell.colSpan = cases.length + 1;
  const opened = openFolds();
  for (const row of rows) fillRow(row, cases);
  arrangeAnswers();
  reopen(opened);
  followWidth();
}

function columnHead(one) {
  const cell = element("th", { scope: "col" });
  cell.append(element("a", { href: one.address, textContent: one.name }));
  return cell;
}

function fillRow(row, cases) {
  const parts = cases.map((one) => one.part(row.dataset.row));
  if ("shared" in row.dataset) markShared(parts);
  const texts = parts.map((part) => part && essence(part));
  row.dataset.saying = String(parts.filter(Boolean).length);
  row.dataset.state = stateOf(texts, "short" in row.dataset);
  row.querySelector(".comparison__same")?.remove();
  if (row.dataset.state === "same") row.firstElementChild.append(element("span", { className: "comparison__same", textContent: "gleich" }));
  row.replaceChildren(row.firstElementChild, ...parts.map((part, column) => cell(part, cases[column], row.dataset.silence)));
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
    document.querySelector(`[data-comparison-groups] a[href="#${group.id}"]`).parentElement.hidden = group.hidden;
  }
  return titles;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
