// Fields that name a published case: suggestions while one types, and which case is meant.

import { fold } from "../common/filters.js";

const MOST = 10; // suggestions
const LIST = "known-cases";
const options = document.getElementById(LIST);

/** @type {{id: string, name: string, words: string}[]} */
let cases = [];
/** @type {Map<string, string>} id -> name */
let names = new Map();

/** @param {Record<string, string>} named id -> short name of every case */
export function mountKnownCases(named) {
  names = new Map(Object.entries(named));
  cases = Object.entries(named).map(([id, name]) => ({ id, name, words: fold(`${id} ${name}`) }));
  for (const kind of ["focusin", "input"]) {
    document.addEventListener(kind, ({ target }) => target.getAttribute?.("list") === LIST && suggest(target.value));
  }
}

function suggest(typed) {
  options.replaceChildren(...hits(typed).slice(0, MOST).map(({ id, name }) => new Option(name, id)));
}

function hits(typed) {
  const wanted = fold(typed.trim()).split(/\s+/);
  return cases.filter(({ words }) => wanted.every((word) => words.includes(word)));
}

/** @param {string} typed an id or a name @returns {string | undefined} the id of the case that is named */
export function caseNamed(typed) {
  const wanted = fold(typed.trim());
  return cases.find(({ id, name }) => id === wanted || fold(name) === wanted)?.id;
}

/** @param {string} typed also a part of a name, if no other case has it @returns {string | undefined} the id of the case that is meant */
export function caseMeant(typed) {
  const [first, second] = typed.trim() ? hits(typed) : [];
  return caseNamed(typed) ?? (second ? undefined : first?.id);
}

/** @param {string} id @returns {string | undefined} the short name of a published case */
export const nameOfCase = (id) => names.get(id);
