// Tailors a checklist: by phase, topic, core questions and examples; core questions of the phase come first.

import { announce, connect, idSet } from "./filters.js";

const form = document.querySelector('[data-filters="question"]');
const leftOut = document.querySelector("[data-left-out]");
const title = document.querySelector("h1");
const originalTitle = title.textContent;
const coreFirst = document.querySelector("[data-core-first]");
const areas = [...document.querySelectorAll("[data-area]")];
const general = form.elements.liste.options[0].dataset.list;

const allQuestions = [...document.querySelectorAll("[data-question-id]")].map((element) => ({
  element,
  home: element.parentElement,
  label: element.dataset.label,
  list: element.closest("[data-area]").dataset.area,
  phases: idSet(element.dataset.phase),
  core: idSet(element.dataset.core),
  topics: idSet(element.dataset.thema),
  answers: [...element.querySelectorAll("[data-answer]")].map((answer) => ({ answer, topics: idSet(answer.dataset.thema) })),
  details: element.querySelector("[data-answers]"),
}));

const isCore = (question, phase) => (phase ? question.core.has(phase) : question.core.size > 0);
const answersFor = (question, topic) => question.answers.filter(({ topics }) => !topic || topics.has(topic));

/** Why a question is left out, in the order in which the reasons are named. */
const REASONS = [
  ["gehört zu einer anderen Phase", (question, { phase }) => phase && !question.phases.has(phase)],
  ["gilt nur für andere Themen", (question, { thema }) => thema && question.topics.size > 0 && !question.topics.has(thema)],
  ["keine Kernfrage", (question, { kern, phase }) => kern && !isCore(question, phase)],
  ["kein Beispiel vorhanden", (question, { beispiel, thema }) => beispiel && !answersFor(question, thema).length],
];

/** @returns {string | undefined} why the question is left out, if it is */
const reason = (question, chosen) => REASONS.find(([, leavesOut]) => leavesOut(question, chosen))?.[0];

/** Shows only examples from cases on the chosen topic. */
function showAnswers(question, topic) {
  if (!question.details) return;
  const shown = new Set(answersFor(question, topic).map(({ answer }) => answer));
  for (const { answer } of question.answers) answer.hidden = !shown.has(answer);
  question.details.hidden = shown.size === 0;
  question.details.querySelector("summary").textContent = `So haben es andere gelöst (${shown.size})`;
}

/** Moves the core questions of the chosen phase to the top, and everything else back to where it belongs. */
function arrange(questions, phase) {
  const top = coreFirst.querySelector("ol");
  for (const question of allQuestions) question.home.append(question.element);
  if (phase) for (const question of questions) if (question.core.has(phase)) top.append(question.element);
  for (const section of [coreFirst, ...areas]) {
    section.hidden = !section.querySelector("[data-question-id]:not([hidden])");
  }
}

/** Names what is left out and why, on the screen and on paper. */
function showLeftOut(missing, total) {
  leftOut.hidden = missing.length === 0;
  leftOut.querySelector("h2").textContent = `Weggelassen: ${missing.length} von ${total} Fragen`;
  const labels = new Map();
  for (const { label, why } of missing) labels.set(why, [...(labels.get(why) ?? []), label]);
  leftOut.querySelector("ul").replaceChildren(...[...labels].map(([why, names]) => {
    const item = document.createElement("li");
    item.textContent = `${why}: ${names.join(", ")}`;
    return item;
  }));
}

connect(form, (chosen, drop) => {
  const list = chosen.liste ?? general;
  const questions = allQuestions.filter((question) => question.list === list);
  const missing = [];
  for (const question of allQuestions) question.element.hidden = true;
  for (const question of questions) {
    const why = reason(question, chosen);
    question.element.hidden = Boolean(why);
    if (why) missing.push({ label: question.label, why });
    showAnswers(question, chosen.thema);
  }
  arrange(questions, chosen.phase);
  showLeftOut(missing, questions.length);
  const parts = [form.elements.liste, form.elements.phase].filter((select) => select.value);
  title.textContent = parts.length
    ? `Checkliste: ${parts.map((select) => select.selectedOptions[0].dataset.title).join(", ")}`
    : originalTitle;
  const hits = questions.length - missing.length;
  const withExamples = questions.filter((question) => !question.element.hidden && answersFor(question, chosen.thema).length);
  announce(form, chosen, drop, {
    number: missing.length ? `${hits} von ${questions.length} Fragen` : `${questions.length} Fragen`,
    notes: chosen.thema ? [`${withExamples.length} mit Beispielen dazu`] : [],
    hits,
    hitsWithout: (name) => {
      const rest = { ...chosen, [name]: "" };
      const asked = name === "liste" ? allQuestions.filter((question) => question.list === general) : questions;
      return asked.filter((question) => !reason(question, rest)).length;
    },
  });
});
