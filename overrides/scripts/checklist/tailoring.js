// Which questions a choice leaves out, and why.

import { CONDITIONS, examplesOf } from "./questions.js";

/** @typedef {import("./questions.js").Question} Question @typedef {Record<string, string>} Chosen */

/** @param {Question} question @param {string} [phase] */
export const isCore = (question, phase) => (phase ? question.core.has(phase) : question.core.size > 0);

/** The reason that a field of the form gives for what it leaves out. */
const reasonOf = (name) => document.getElementById(`filter-${name}`).dataset.reason;

/** Tells whether a question depends on something else than what is chosen. */
const excludes = (question, name, value) => Boolean(value) && question.conditions[name].size > 0 && !question.conditions[name].has(value);

/** Each reason in the order in which it is named, and when it leaves a question out. */
const REASONS = [
  [reasonOf("phase"), (question, { phase }) => phase && !question.phases.has(phase)],
  ...CONDITIONS.map((name) => [reasonOf(name), (question, chosen) => excludes(question, name, chosen[name])]),
  ["keine Kernfrage", (question, { kern, phase }) => kern && !isCore(question, phase)],
  ["kein Beispiel vorhanden", (question, { beispiel, thema }) => beispiel && !examplesOf(question, thema)],
];

/** @returns {string | undefined} why the question is left out, if it is */
export const reason = (question, chosen) => REASONS.find(([, leavesOut]) => leavesOut(question, chosen))?.[0];

/**
 * What the form says, and what follows from it: an organisation form belongs to a level of commitment, which then cannot be
 * chosen otherwise.
 * @param {HTMLFormElement} form @param {Chosen} chosen
 * @returns {Chosen}
 */
export function withConsequences(form, chosen) {
  const { form: forms } = form.elements;
  const implied = [...forms.options].find(({ value }) => value === chosen.form)?.dataset.bindung;
  return implied ? { ...chosen, bindung: implied } : chosen;
}

/** Shows the level of commitment that follows from the form. @param {HTMLFormElement} form */
export function showConsequences(form, chosen) {
  const { bindung } = form.elements;
  const implied = withConsequences(form, { form: chosen.form }).bindung;
  if (implied) bindung.value = implied;
  else if (bindung.disabled) bindung.value = "";
  bindung.disabled = Boolean(implied);
}

/**
 * Which choices leave out no question, so that nobody takes the list for broken.
 * @param {HTMLFormElement} form @param {import("../checklists.js").Tailored} tailored
 * @returns {string[]} such as "bei „Zweckverband“ fällt keine Frage weg"; what a topic does instead, is said with it
 */
export function withoutEffect(form, { all, chosen }) {
  const names = CONDITIONS.filter((name) => chosen[name] && !form.elements[name].disabled);
  const idle = names.filter((name) => {
    const together = name === "form" ? ["form", "bindung"] : [name];
    return !all.some((question) => together.some((one) => excludes(question, one, chosen[one])));
  });
  return idle.map((name) => {
    const { title } = form.elements[name].selectedOptions[0].dataset;
    return name === "thema" ? `Thema ${title}: keine Frage fällt weg, die Beispiele sind dazu ausgewählt` : `bei „${title}“ fällt keine Frage weg`;
  });
}
