// The first example: with a topic, each core question of the phase shows at once how one case on this topic answered it.

import { element } from "../common/elements.js";
import { firstExample, loadExamples } from "./examples.js";
import { isCore } from "./tailoring.js";

/** @typedef {import("../checklists.js").Tailored} Tailored @typedef {import("./questions.js").Question} Question */

let latest;

/** Shows them as soon as they are there, unless another list has been chosen meanwhile. @param {Tailored} tailored */
export function showExampleOnTop(tailored) {
  latest = tailored;
  for (const old of document.querySelectorAll("[data-first-example]")) old.remove();
  const { shown, chosen } = tailored;
  if (!chosen.thema || !chosen.phase) return;
  for (const question of shown) if (isCore(question, chosen.phase)) show(question, tailored);
}

/** @param {Question} question @param {Tailored} tailored */
async function show(question, tailored) {
  try {
    await loadExamples(question);
  } catch {
    return; // the fold with all examples is there, and says what is wrong when it is opened
  }
  const answer = latest === tailored && firstExample(question, tailored.chosen.thema);
  if (!answer) return;
  const example = element("p", { className: "question__example" }, element("strong", { textContent: "Beispiel: " }), ...answer);
  example.dataset.firstExample = "";
  question.element.querySelector(".question__why").after(example);
}
