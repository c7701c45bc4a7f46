// The tailored list on the page: which questions stand where, under which number, with how many examples.

import { listOf } from "../common/elements.js";
import { examplesOf, questions } from "./questions.js";

/** @typedef {import("../checklists.js").Tailored} Tailored */

const coreFirst = document.querySelector("[data-core-first]");
const areas = [...document.querySelectorAll("[data-area]")];
const leftOutPlace = document.querySelector("[data-left-out]");

/** Shows the questions of the list in its order: core questions of the phase at the top, everything else where it belongs. @param {Tailored} tailored */
export function arrange({ shown, chosen }) {
  const top = coreFirst.querySelector("ol");
  const visible = new Set(shown);
  const atTop = new Set(chosen.phase ? shown.filter((question) => question.core.has(chosen.phase)) : []);
  const focused = document.activeElement;
  for (const question of questions) question.element.hidden = !visible.has(question);
  put(top, [...atTop]);
  for (const home of new Set(questions.map((question) => question.home))) {
    put(home, questions.filter((question) => question.home === home && !atTop.has(question)));
  }
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  for (const section of [coreFirst, ...areas]) section.hidden = !section.querySelector("[data-question-id]:not([hidden])");
}

/** Lets a list hold these questions in this order; what stands right already is not touched, so that it keeps the focus. */
function put(place, wanted) {
  const elements = wanted.map(({ element }) => element);
  const current = [...place.querySelectorAll(":scope > [data-question-id]")];
  if (elements.length === current.length && elements.every((element, position) => element === current[position])) return;
  place.append(...elements);
}

/** Gives each question its number in the list; a state that the reader does not want to see now does not change it. @param {Tailored} tailored */
export function number({ fitting }) {
  fitting.forEach(({ element }, place) => {
    element.querySelector(".question__label").dataset.number = `${place + 1}. `;
  });
}

/** Shows how many examples there are on the chosen topic. @param {Tailored} tailored */
export function countExamples({ shown, chosen }) {
  for (const question of shown) {
    const details = question.element.querySelector("[data-answers]");
    if (!details) continue;
    const found = examplesOf(question, chosen.thema);
    details.hidden = found === 0;
    details.open = false;
    details.querySelector("[data-number]").textContent = found;
  }
}

/** Names what is left out and why, on the screen and on paper; paper with core questions alone names the number. @param {Tailored} tailored */
export function showLeftOut({ leftOut, all, shown, chosen }) {
  const missing = all.length - shown.length;
  leftOutPlace.hidden = missing === 0;
  leftOutPlace.toggleAttribute("data-short", Boolean(chosen.kern));
  leftOutPlace.querySelector("h2").textContent = `Weggelassen: ${missing} von ${all.length} Fragen`;
  leftOutPlace.querySelector("ul").replaceWith(listOf(leftOutLines(leftOut)));
}

/** One line for each reason. @param {[string, string[]][]} leftOut */
export const leftOutLines = (leftOut) => leftOut.map(([why, labels]) => `${why} (${labels.length}): ${labels.join(", ")}`);
