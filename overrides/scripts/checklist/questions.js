// The questions of the page, read once from its markup.

import { idSet } from "../common/filters.js";

const form = document.querySelector('[data-filters="question"]');

/** The conditions that a question may have, by the names of the form: such as "rolle". */
export const CONDITIONS = [...form.querySelectorAll("[data-condition]")].map(({ name }) => name);

/**
 * @typedef {{id: string, element: HTMLElement, home: HTMLElement, label: string, text: string, list: string, area: string,
 *   phases: Set<string>, core: Set<string>, conditions: Record<string, Set<string>>,
 *   examples: {number: number, topics: Record<string, number>}}} Question
 */

/** @type {Question[]} */
export const questions = [...document.querySelectorAll("[data-question-id]")].map((element) => {
  const section = element.closest("[data-area]");
  return {
    id: element.dataset.questionId,
    element,
    home: element.parentElement,
    label: element.querySelector(".question__label").textContent,
    text: element.querySelector(".question__text").textContent,
    list: section.dataset.area,
    area: section.querySelector("h2").textContent,
    phases: idSet(element.dataset.phase),
    core: idSet(element.dataset.core),
    conditions: Object.fromEntries(CONDITIONS.map((name) => [name, idSet(element.dataset[name])])),
    examples: readExamples(element.querySelector("[data-answers]")),
  };
});

/** How many cases answer a question, and how many of each topic. */
function readExamples(details) {
  if (!details) return { number: 0, topics: {} };
  const topics = details.dataset.topics.trim().split(" ").map((pair) => pair.split(":"));
  return { number: Number(details.dataset.answers), topics: Object.fromEntries(topics.map(([id, number]) => [id, Number(number)])) };
}

/** How many examples a question has, of a topic if one is chosen. @param {Question} question @param {string} [topic] */
export const examplesOf = ({ examples }, topic) => (topic ? examples.topics[topic] ?? 0 : examples.number);

/** @typedef {{id: string, title: string, version: string, versionText: string}} List a checklist as the form offers it */

/** @returns {List[]} the general list first */
export const lists = [...form.elements.liste.options].map(({ dataset }) => ({
  id: dataset.list,
  title: dataset.title,
  version: dataset.version,
  versionText: dataset.versionText,
}));
