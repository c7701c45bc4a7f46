// How cases answered a question: fetched when somebody wants to read it or to take it along.

import { element } from "../common/elements.js";
import { fetchedJson, once } from "../common/fetched.js";
import { messageOf } from "../common/for-readers.js";
import { ROOT } from "../common/place.js";
import { examplesOf, lists } from "./questions.js";

/**
 * @typedef {import("./questions.js").Question} Question
 * @typedef {{answers: HTMLLIElement[], topics: Record<string, number[]>}} Examples the answers that are shown of any topic,
 *   and by topic, or "" for all, which ones these are; scripts/lotse/pages/examples.py writes them
 */

/** Question id -> what has been loaded. @type {Map<string, Examples>} */
const loaded = new Map();

const load = once(async (id) => {
  const { answers, topics } = await fetchedJson(new URL(`checklisten/antworten/${id}.json`, ROOT));
  const page = new DOMParser().parseFromString(answers.join(""), "text/html");
  loaded.set(id, { answers: [...page.body.children], topics });
});

const foldOf = (question) => question.element.querySelector("[data-answers]");

/**
 * Fetches the examples of a question, once.
 * @param {Question} question
 * @returns {Promise<void>} fails with a sentence for the reader
 */
export async function loadExamples(question) {
  if (examplesOf(question)) await load(question.id);
}

/** The first answers from cases on a topic, or from any. @param {Question} question @param {string} [topic] */
function answersOn({ id }, topic) {
  const { answers, topics } = loaded.get(id) ?? { answers: [], topics: {} };
  return (topics[topic || ""] ?? []).map((place) => answers[place]);
}

/** What the first example of a topic consists of, or nothing; `loadExamples` must have been awaited. @param {Question} question @param {string} topic */
export function firstExample(question, topic) {
  const [answer] = answersOn(question, topic);
  return answer && [...document.importNode(answer, true).childNodes];
}

/**
 * The examples of a question as plain texts; `loadExamples` must have been awaited.
 * @param {Question} question
 * @param {string} [topic] only examples of this topic
 * @returns {{name: string, text: string, source: string}[]}
 */
export function examplesShown(question, topic) {
  return answersOn(question, topic).map((answer) => ({
    name: answer.querySelector("a").textContent,
    text: answer.querySelector("span").textContent,
    source: answer.querySelector("cite").textContent,
  }));
}

/**
 * Shows examples whenever a reader opens them.
 * @param {Question[]} questions
 * @param {() => string | undefined} topic the topic that is chosen
 */
export function mountExamples(questions, topic) {
  for (const question of questions) {
    const fold = foldOf(question);
    fold?.addEventListener("toggle", async () => {
      if (!fold.open) return;
      try {
        await loadExamples(question);
        showIn(fold, question, topic());
      } catch (error) {
        fold.querySelector("[role=alert]")?.remove();
        fold.append(element("p", { role: "alert", textContent: messageOf(error) }));
      }
    });
  }
}

function showIn(fold, question, topic) {
  const answers = answersOn(question, topic).map((answer) => document.importNode(answer, true));
  fold.replaceChildren(fold.querySelector("summary"), element("ul", {}, ...answers, ...further(question, topic, answers.length)));
}

/** Says how many more there are, and leads to where they are. */
function further(question, topic, shown) {
  const more = examplesOf(question, topic) - shown;
  if (more <= 0) return [];
  const [address, textContent] = overview(question, topic);
  return [element("li", {}, `und ${more} weitere: `, element("a", { href: new URL(address, ROOT).href, textContent }))];
}

/** The page that shows all cases to choose from: of the topic, or by the questions of the general list. */
function overview(question, topic) {
  if (topic) return [`faelle/?thema=${encodeURIComponent(topic)}`, "alle Fälle zum Thema"];
  return question.list === lists[0].id ? ["antworten/", "Fragen und Fälle"] : ["faelle/", "alle Fälle"];
}
