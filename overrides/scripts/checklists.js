// The tailored checklist: shows what fits the form, core questions of the phase first, and says what it left out and why.

import { mountEntries, showEntries } from "./checklist/entries.js";
import { mountExamples } from "./checklist/examples.js";
import { announce, connect, describe } from "./common/filters.js";
import { mountPrinting } from "./checklist/paper-options.js";
import { examplesOf, lists, questions } from "./checklist/questions.js";
import { mountTakeAlong } from "./checklist/take-along.js";
import { reason, withConsequences } from "./checklist/tailoring.js";
import { activeProject, mountWorking, showProgress } from "./checklist/working.js";

/**
 * The list as it is shown.
 * @typedef {{list: import("./checklist/questions.js").List, all: Question[], shown: Question[], chosen: Record<string, string>,
 *   selection: string[], leftOut: string[], phase: string}} Tailored
 * @typedef {import("./checklist/questions.js").Question} Question
 */

const form = document.querySelector('[data-filters="question"]');
const leftOutPlace = document.querySelector("[data-left-out]");
const title = document.querySelector("h1");
const originalTitle = title.textContent;
const coreFirst = document.querySelector("[data-core-first]");
const areas = [...document.querySelectorAll("[data-area]")];

/** @type {Tailored} */
let tailored;

const listOf = (chosen) => lists.find(({ id }) => id === chosen.liste) ?? lists[0];

/** Where the active project stands with a question. */
const stateOf = (question) => activeProject()?.entries[question.id]?.status ?? "offen";

/** @returns {string | undefined} why a question is left out, by the form or by where the project stands */
function whyNot(question, chosen) {
  const why = reason(question, chosen);
  if (why || !chosen.stand || stateOf(question) === chosen.stand) return why;
  return form.elements.stand.dataset.reason;
}

/** Moves the core questions of the chosen phase to the top, and everything else back to where it belongs. */
function arrange(shown, phase) {
  const top = coreFirst.querySelector("ol");
  for (const question of questions) question.home.append(question.element);
  if (phase) for (const question of shown) if (question.core.has(phase)) top.append(question.element);
  for (const section of [coreFirst, ...areas]) {
    section.hidden = !section.querySelector("[data-question-id]:not([hidden])");
  }
}

/** One line for each reason, with the questions that it leaves out. */
function linesOf(missing) {
  const labels = new Map();
  for (const { question, why } of missing) labels.set(why, [...(labels.get(why) ?? []), question.label]);
  return [...labels].map(([why, names]) => `${why}: ${names.join(", ")}`);
}

/** Names what is left out and why, on the screen and on paper. */
function showLeftOut(lines, number, total) {
  leftOutPlace.hidden = number === 0;
  leftOutPlace.querySelector("h2").textContent = `Weggelassen: ${number} von ${total} Fragen`;
  leftOutPlace.querySelector("ul").replaceChildren(...lines.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
}

/** Shows how many examples there are on the chosen topic. */
function countExamples(shown, topic) {
  for (const question of shown) {
    const details = question.element.querySelector("[data-answers]");
    if (!details) continue;
    const number = examplesOf(question, topic);
    details.hidden = number === 0;
    details.open = false;
    details.querySelector("summary").textContent = `So haben es andere gelöst (${number})`;
  }
}

/** Names the list above it and in the head of the paper. */
function showTitle() {
  const parts = [form.elements.liste, form.elements.phase].filter((select) => select.value);
  title.textContent = parts.length
    ? `Checkliste: ${parts.map((select) => select.selectedOptions[0].dataset.title).join(", ")}`
    : originalTitle;
  document.querySelector("[data-paper-list]").textContent = `Kooperationslotse, ${tailored.list.title} · Fassung vom ${tailored.list.versionText}`;
}

function tailor(chosenInForm, drop) {
  const chosen = withConsequences(form, chosenInForm);
  const list = listOf(chosen);
  const all = questions.filter((question) => question.list === list.id);
  const reasons = new Map(all.map((question) => [question, whyNot(question, chosen)]));
  for (const question of questions) question.element.hidden = !reasons.has(question) || Boolean(reasons.get(question));
  const shown = all.filter((question) => !reasons.get(question));
  const missing = all.filter((question) => reasons.get(question)).map((question) => ({ question, why: reasons.get(question) }));
  tailored = {
    list, all, shown, chosen,
    selection: describe(form, chosenInForm).map(([, words]) => words),
    leftOut: linesOf(missing),
    phase: chosen.phase ? form.elements.phase.selectedOptions[0].dataset.title : "",
  };
  countExamples(shown, chosen.thema);
  arrange(shown, chosen.phase);
  showLeftOut(tailored.leftOut, missing.length, all.length);
  showTitle();
  show();
  announceNumber(chosenInForm, drop);
}

function announceNumber(chosen, drop) {
  const { all, shown } = tailored;
  const withExamples = shown.filter((question) => examplesOf(question, chosen.thema));
  announce(form, chosen, drop, {
    number: shown.length < all.length ? `${shown.length} von ${all.length} Fragen` : `${all.length} Fragen`,
    notes: chosen.thema ? [`${withExamples.length} mit Beispielen dazu`] : [],
    hits: shown.length,
    hitsWithout: (name) => {
      const rest = withConsequences(form, { ...chosen, [name]: "" });
      return questions.filter((question) => question.list === listOf(rest).id && !whyNot(question, rest)).length;
    },
  });
}

/** Shows what the active project says about the list. */
function show() {
  showEntries(tailored.shown, activeProject());
  showProgress(tailored);
}

mountEntries(activeProject);
mountWorking({ form, tailored: () => tailored, show });
mountExamples(questions, () => tailored.chosen.thema);
const retailor = connect(form, tailor);
document.addEventListener("lotse:project", retailor);
mountPrinting(() => tailored);
mountTakeAlong(() => tailored);
if ([...form.querySelectorAll("[data-more] [name]")].some(({ type, checked, value }) => (type === "checkbox" ? checked : value))) {
  form.querySelector("[data-more]").open = true;
}
