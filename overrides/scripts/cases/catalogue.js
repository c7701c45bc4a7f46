// The catalogue of all cases: loaded once, when a page first needs it; filtered and counted in one pass.

import { fetchedJson, once } from "../common/fetched.js";
import { ROOT } from "../common/place.js";

/**
 * A case as the catalogue lists it; beside these fields it has the ids of each filter, such as `thema: ["wohnen"]`.
 * @typedef {{id: string, name: string, region: string, start: string, as_of: string, partners: number, notice: boolean, cells: number[]}} Case
 * @typedef {{portion: number, filters: string[], cases: Case[]}} Catalogue
 */

const FOLDER = new URL("faelle/", ROOT);

/** Fetches a file of the folder of all cases, once. */
const load = once((name) => fetchedJson(new URL(name, FOLDER)));

/** @returns {Promise<Catalogue>} */
export const loadCatalogue = () => load("catalogue.json");

/** @param {string} id */
export const address = (id) => new URL(`${id}/`, FOLDER).href;

/**
 * Fetches the cards of the cases at the given positions of the catalogue.
 * @param {number[]} positions
 * @returns {Promise<HTMLElement[]>}
 */
export async function loadCards(positions) {
  const { portion } = await loadCatalogue();
  const numbers = [...new Set(positions.map((position) => Math.floor(position / portion)))];
  const portions = new Map(await Promise.all(numbers.map(async (number) => [number, await load(`cards/${number}.json`)])));
  return positions.map((position) => {
    const html = portions.get(Math.floor(position / portion))[position % portion];
    return document.adoptNode(new DOMParser().parseFromString(html, "text/html").body.firstElementChild);
  });
}

/**
 * Finds the cases that fit all chosen values, and counts what each other choice would leave.
 * @param {Case[]} cases
 * @param {string[]} filters
 * @param {Record<string, string>} chosen
 * @returns {{hits: Case[], counts: Record<string, Record<string, number>>, without: Record<string, number>}}
 *   `counts`: filter -> value -> hits under all other filters; `without`: filter -> hits if it were dropped
 */
export function tally(cases, filters, chosen) {
  const active = filters.filter((name) => chosen[name]);
  const hits = [];
  const counts = Object.fromEntries(filters.map((name) => [name, {}]));
  const almost = Object.fromEntries(filters.map((name) => [name, 0]));
  for (const one of cases) {
    const missed = active.filter((name) => !one[name].includes(chosen[name]));
    if (missed.length > 1) continue;
    if (missed.length) almost[missed[0]] += 1;
    else hits.push(one);
    for (const name of missed.length ? missed : filters) {
      for (const value of one[name]) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
  }
  const without = Object.fromEntries(filters.map((name) => [name, hits.length + almost[name]]));
  return { hits, counts, without };
}
