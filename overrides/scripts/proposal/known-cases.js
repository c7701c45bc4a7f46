// Fields that name a published case: suggestions while one types, and which case is meant.

import { fold } from "../common/filters.js";
import { own } from "../projects/values.js";

const MOST = 10; // suggestions
const LIST = "known-cases";
const options = document.getElementById(LIST);

/** @type {{id: string, name: string, words: string}[]} */
let cases = [];

/** @param {Record<string, string>} named id -> short name of every case */
export function mountKnownCases(named) {
  cases = Object.entries(named).map(([id, name]) => ({ id, name, words: fold(`${id} ${name}`) }));
  for (const kind of ["focusin", "input"]) {
    document.addEventListener(kind, ({ target }) => target.getAttribute?.("list") === LIST && suggest(target.value));
  }
}

function suggest(typed) {
  const wanted = fold(typed).split(/\s+/);
  const hits = cases.filter(({ words }) => wanted.every((word) => words.includes(word))).slice(0, MOST);
  options.replaceChildren(...hits.map(({ id, name }) => new Option(name, id)));
}

/** @param {string} typed an id or a name @returns {string | undefined} the id of the case that is meant */
export function caseMeant(typed) {
  const wanted = fold(typed.trim());
  return cases.find(({ id, name }) => id === wanted || fold(name) === wanted)?.id;
}

/** @param {string} id @returns {string | undefined} the short name of a published case */
export const nameOfCase = (id) => own(Object.fromEntries(cases.map((one) => [one.id, one.name])), id);
