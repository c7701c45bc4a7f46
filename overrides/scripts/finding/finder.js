// The full-text search: turns what somebody typed into words that the index knows, and ranks what they find.

import { fold } from "../common/filters.js";
import { IS_COPY, ROOT } from "../common/place.js";
import { Lexicon, tokens } from "./words.js";

const WEIGHTS = { itself: 1, base: 0.9, correction: 0.8, synonym: 0.7, part: 0.5, noNoun: 0.7 };
const CASE = "Fall";
const FIRST = 5; // places that most people look at
const MOST_ALIKE = 3; // of them
const CASES = 1.3; // people look for cases first
const LEAST = 0.05; // of the best score: what fits worse is no hit

/**
 * @typedef {{word: string, weight: number}} Alternative
 * @typedef {{word: string, weight: number, alternatives: Alternative[], parts: Concept[]}} Concept what one typed word may stand for
 * @typedef {{id: string, kind: string, position: number, score: number}} Hit
 */

/** Anchor of what is indexed, but never shown; as in scripts/lotse/search/search.py. */
export const KEYWORDS = "stichworte";

let prepared;
const results = new Map(); // word -> promise of document -> score
const documents = new Map(); // document -> a result of Pagefind for it, which can load it as long as we hold it

async function fetchJson(name) {
  const response = await fetch(new URL(name, ROOT));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/** Loads what every search needs, once. */
function prepare() {
  prepared ??= Promise.all([
    import("../../pagefind/pagefind.js"),
    fetchJson("search/words.json"),
    fetchJson("search/documents.json"),
  ]).then(async ([pagefind, words, kinds]) => {
    await pagefind.options({ basePath: new URL("pagefind/", ROOT).href, noWorker: IS_COPY });
    const places = new Map();
    for (const { kind, documents: ids } of kinds) ids.forEach((id, position) => places.set(id, { kind, position }));
    return { pagefind, lexicon: new Lexicon(words), places, kinds };
  });
  prepared.catch(() => { prepared = undefined; }); // a later try may succeed
  return prepared;
}

/** What the words of `query` may stand for; an expression of several words counts as one. @returns {Concept[]} */
function conceptsOf(query, lexicon) {
  let rest = ` ${fold(query).replace(/[^\p{L}\d]+/gu, " ")} `;
  const expressions = lexicon.expressions.filter((expression) => rest.includes(` ${expression} `));
  for (const expression of expressions) rest = rest.replace(` ${expression} `, " ");
  return [...expressions, ...tokens(rest)].map((word) => concept(word, lexicon));
}

/** @returns {Concept} */
function concept(word, lexicon, withParts = true) {
  let parts = withParts ? lexicon.parts(word) : [];
  const alternatives = [{ word, weight: WEIGHTS.itself }];
  const base = lexicon.base(word);
  if (base !== word) alternatives.push({ word: base, weight: WEIGHTS.base });
  if (!lexicon.knows(word) && !parts.length && !lexicon.inTexts(word)) {
    const corrections = lexicon.corrections(word);
    alternatives.push(...corrections.map((other) => ({ word: other, weight: WEIGHTS.correction })));
    const fragments = corrections.length ? [] : lexicon.fragments(word);
    alternatives.push(...fragments.map((other) => ({ word: other, weight: WEIGHTS.part })));
    if (withParts && corrections.length) parts = lexicon.parts(corrections[0]);
  }
  for (const { word: meant, weight } of [...alternatives]) {
    for (const other of lexicon.synonyms(meant)) alternatives.push({ word: other, weight: weight * WEIGHTS.synonym });
  }
  return {
    word,
    weight: lexicon.isNoun(word) ? 1 : WEIGHTS.noNoun,
    alternatives: alternatives.filter((one) => lexicon.inTexts(one.word)),
    parts: parts.map((part) => concept(part, lexicon, false)),
  };
}

/** @returns {Promise<Map<string, number>>} document -> score */
function lookUp(word, { pagefind, lexicon }) {
  if (!results.has(word)) {
    const wanted = lexicon.spelling(word);
    const answer = pagefind.search(word.includes(" ") ? `"${wanted}"` : wanted).then(({ results: found }) => {
      for (const result of found) documents.set(result.id, result);
      return new Map(found.map(({ id, score }) => [id, score]));
    });
    answer.catch(() => results.delete(word)); // a later try may succeed
    results.set(word, answer);
  }
  return results.get(word);
}

/** @returns {Promise<Map<string, number>>} document -> how well it fits the concept */
async function scores({ alternatives, parts }, tools) {
  const best = new Map();
  const keep = (id, score) => score > (best.get(id) ?? 0) && best.set(id, score);
  const looked = await Promise.all(alternatives.map(({ word }) => lookUp(word, tools)));
  looked.forEach((map, index) => {
    for (const [id, score] of map) keep(id, score * alternatives[index].weight);
  });
  if (parts.length) {
    const found = await Promise.all(parts.map((part) => scores(part, tools)));
    for (const id of new Set(found.flatMap((map) => [...map.keys()]))) {
      const each = found.map((map) => map.get(id) ?? 0);
      const complete = each.filter(Boolean).length / each.length;
      keep(id, each.reduce((sum, score) => sum + score, 0) * WEIGHTS.part * complete ** 2);
    }
  }
  return best;
}

/**
 * Finds what fits the words of `query` best; who fits more of them comes first.
 * @param {string} query
 * @returns {Promise<{hits: Hit[], kinds: {kind: string, title: string}[], words: string[], missing: string[], others: string[]}>}
 *   the hits, best first; all kinds of hits; the folded words that were searched for; those of the query that no text
 *   has; and what was searched for beside them, as our texts write it
 */
export async function find(query) {
  const tools = await prepare();
  const concepts = conceptsOf(query, tools.lexicon);
  const found = await Promise.all(concepts.map((one) => scores(one, tools)));
  const telling = found.map((map, index) => rarity(map.size, tools.places.size) * concepts[index].weight);
  const hits = [];
  for (const id of new Set(found.flatMap((map) => [...map.keys()]))) {
    const each = found.map((map, index) => (map.get(id) ?? 0) * telling[index]);
    const fitting = sum(telling.filter((_, index) => each[index])) / sum(telling);
    const place = tools.places.get(id);
    if (!place) continue; // an index that is newer than our list of documents
    hits.push({ id, ...place, score: sum(each) * fitting ** 2 * (place.kind === CASE ? CASES : 1) });
  }
  hits.sort((one, other) => other.score - one.score || one.position - other.position);
  const words = [...new Set(concepts.flatMap(allWords))];
  const typed = concepts.map(({ word }) => word);
  const worth = (hits[0]?.score ?? 0) * LEAST;
  return {
    hits: mixed(hits.filter(({ score }) => score >= worth)),
    kinds: tools.kinds,
    words,
    missing: typed.filter((word) => !tools.lexicon.inTexts(word)).map((word) => asTyped(word, query)),
    others: words.filter((word) => !typed.some((one) => one.startsWith(word))).map((word) => tools.lexicon.spelling(word)),
  };
}

/** A folded word as it stands in the query. */
const asTyped = (word, query) => query.match(/[\p{L}\d]+/gu).find((one) => fold(one) === word) ?? word;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** How much a word tells that occurs in `number` of `all` documents: 1 for one document, little for nearly all. */
const rarity = (number, all) => 0.1 + 0.9 * (1 - Math.log(Math.max(number, 1)) / Math.log(all));

/** Lets neither cases nor all else fill the first five places alone, as long as there is both. @param {Hit[]} hits */
function mixed(hits) {
  const first = [];
  const rest = [...hits];
  while (first.length < FIRST && rest.length) {
    const cases = first.filter(({ kind }) => kind === CASE).length;
    const wanted = ({ kind }) => (kind === CASE ? cases : first.length - cases) < MOST_ALIKE;
    first.push(...rest.splice(Math.max(rest.findIndex(wanted), 0), 1));
  }
  return [...first, ...rest];
}

/** @param {Concept} one */
function allWords({ alternatives, parts }) {
  return [...alternatives.map(({ word }) => word), ...parts.flatMap(allWords)];
}

/**
 * Finds cases: position in the catalogue -> rank, the best first.
 * @param {string} query
 * @returns {Promise<Map<number, number>>}
 */
export async function findCases(query) {
  const { hits } = await find(query);
  return new Map(hits.filter(({ kind }) => kind === CASE).map(({ position }, rank) => [position, rank]));
}

/** Loads what the index knows of a hit, as Pagefind keeps it. @param {Hit} hit */
export const loadText = ({ id }) => documents.get(id).data();
