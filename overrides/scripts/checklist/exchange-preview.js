// The preview of projects that were read from a file or link: what they would change here, and what to do with each.

import { element, listOf } from "../common/elements.js";
import { differences } from "../projects/exchange.js";
import { project } from "../projects/projects.js";
import { questions } from "./questions.js";

/** @typedef {import("../projects/projects.js").Project} Project */

/** What can be done with a project, and how it reads. */
const WAYS = {
  merge: "zusammenführen (bei Unterschieden gilt der neuere Stand; beide Notizen bleiben)",
  replace: "ersetzen durch das Eingelesene",
  add: "neu anlegen",
  skip: "nicht übernehmen",
};
const NEW = ["add", "skip"];
const KNOWN = ["merge", "replace", "skip"];
const KNOWN_IN_PART = ["merge", "skip"]; // to replace would lose the entries that are not among those read

/**
 * Shows the preview.
 * @param {HTMLElement} place
 * @param {{found: Project[], problems: string[], isPart: boolean}} read isPart: it holds entries of some questions only
 * @returns {(number: number) => keyof WAYS} tells what is chosen for which of them
 */
export function showPreview(place, { found, problems, isPart }) {
  const known = isPart ? KNOWN_IN_PART : KNOWN;
  place.replaceChildren(...(problems.length ? [problemBox(problems)] : []), ...found.map((theirs, number) => previewOf(theirs, number, known)));
  return (number) => place.querySelector(`[name="read-${number}"]:checked`).value;
}

const problemBox = (problems) => element("div", { className: "notice" }, element("p", { textContent: "Nicht alles ließ sich lesen:" }), listOf(problems));

/** Labels of questions and titles of phases, as the page has them. */
const words = () => ({
  questions: Object.fromEntries(questions.map(({ id, label }) => [id, label])),
  phases: Object.fromEntries([...document.getElementById("project-phase").options].map(({ value, text }) => [value, text])),
});

/** One project that was read: what it would change, and what to do with it. */
function previewOf(theirs, number, known) {
  const mine = project(theirs.id);
  const found = mine ? differences(mine, theirs, words()) : [];
  return element("section", {},
    element("h3", { textContent: theirs.name }),
    element("p", { textContent: mine ? knownWords(found.length) : newWords(theirs) }),
    ...(found.length ? [differenceTable(found)] : []),
    choiceOf(mine ? known : NEW, number, theirs.name),
  );
}

const knownWords = (number) => `Dieses Vorhaben gibt es hier schon. ${number ? `Unterschiede: ${number}.` : "Es ist gleich."}`;

function newWords({ entries }) {
  const number = Object.keys(entries).length;
  return `Neu in diesem Browser, mit ${number === 1 ? "1 Eintrag" : `${number} Einträgen`}.`;
}

function choiceOf(ways, number, name) {
  const choices = ways.map((value, place) =>
    element("label", {}, element("input", { type: "radio", name: `read-${number}`, value, checked: place === 0 }), element("span", { textContent: WAYS[value] })),
  );
  return element("fieldset", { className: "choices" }, element("legend", { textContent: `„${name}“` }), ...choices);
}

function differenceTable(found) {
  const columns = [["mine", "Hier"], ["theirs", "Eingelesen"], ["result", "Nach dem Zusammenführen"]];
  const head = element("tr", {}, ...["Was", ...columns.map(([, title]) => title)].map((textContent) => element("th", { scope: "col", textContent })));
  const rows = found.map((difference) =>
    element("tr", {}, element("th", { scope: "row", textContent: `${difference.what}: ${difference.field}` }), ...columns.map(([key, title]) => {
      const cell = element("td", { textContent: difference[key] || "–" });
      cell.dataset.title = title;
      return cell;
    })),
  );
  return element("table", { className: "differences" }, element("thead", {}, head), element("tbody", {}, ...rows));
}
