// How cases answered a question: fetched from the page of its checklist when somebody wants to read it.

import { once, quotedPage } from "../common/fetched.js";

const FAILED = "Die Beispiele ließen sich nicht laden. Versuchen Sie es noch einmal.";
const pageOf = once((list) => quotedPage(new URL(`../../checklisten/${list}/`, import.meta.url)));

/** @typedef {import("./questions.js").Question} Question */

/**
 * Puts the examples of a question in their place, once; fails if they cannot be fetched.
 * @param {Question} question
 * @param {string} [topic] only examples of this topic are shown
 */
export async function loadExamples(question, topic) {
  const details = question.element.querySelector("[data-answers]");
  if (!details) return;
  if (!details.querySelector("[data-answer]")) {
    const quoted = await pageOf(question.list);
    const found = quoted?.page.querySelector(`[data-question-id="${question.id}"] [data-answers] ul`);
    if (!found) throw new Error(FAILED);
    if (!details.querySelector("[data-answer]")) details.querySelector("p").replaceWith(document.importNode(found, true));
  }
  showOnly(details, topic);
}

function showOnly(details, topic) {
  for (const answer of details.querySelectorAll("li")) {
    answer.hidden = Boolean(topic) && !answer.dataset.thema?.split(" ").includes(topic);
  }
}

/**
 * Loads examples whenever a reader opens them.
 * @param {Question[]} questions
 * @param {() => string | undefined} topic the topic that is chosen
 */
export function mountExamples(questions, topic) {
  for (const question of questions) {
    const details = question.element.querySelector("[data-answers]");
    details?.addEventListener("toggle", async () => {
      if (!details.open) return;
      try {
        await loadExamples(question, topic());
      } catch {
        const link = details.querySelector("p a");
        if (link && !details.querySelector("[role=alert]")) {
          link.parentElement.after(Object.assign(document.createElement("p"), { role: "alert", textContent: FAILED }));
        }
      }
    });
  }
}

/**
 * The examples of a question that are shown now, as plain texts; `loadExamples` must have been awaited.
 * @param {Question} question
 * @returns {{name: string, text: string, source: string}[]}
 */
export function examplesShown(question) {
  return [...question.element.querySelectorAll("[data-answer]:not([hidden])")].map((answer) => ({
    name: answer.querySelector("a").textContent,
    text: answer.querySelector("span").textContent,
    source: answer.querySelector("cite").textContent,
  }));
}
