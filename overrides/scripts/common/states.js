// What stands where there is nothing to show: what is the matter, and what to do next.

import { element, quietButton } from "./elements.js";

/**
 * Fills a place with a sentence or two and the ways on, and shows it.
 * @param {HTMLElement} place
 * @param {{title: string, text?: string, ways?: {words: string, act: () => void}[]}} state
 */
export function showState(place, { title, text = "", ways = [] }) {
  place.replaceChildren(element("p", { className: "state__title", textContent: title }));
  if (text) place.append(element("p", { textContent: text }));
  if (ways.length) place.append(element("ul", {}, ...ways.map(({ words, act }) => element("li", {}, quietButton(words, act)))));
  place.hidden = false;
}

/**
 * Says that something could not be loaded, with a way to try once more.
 * @param {HTMLElement} place
 * @param {string} title
 * @param {() => void} again
 */
export function showFailure(place, title, again) {
  showState(place, { title, text: "Prüfen Sie die Verbindung.", ways: [{ words: "Noch einmal versuchen", act: again }] });
}

/**
 * Says in `status` that something is under way, unless it is done at once.
 * @param {HTMLElement} status
 * @param {string} words
 * @returns {() => void} to be called when it is done
 */
export function showWaiting(status, words) {
  const timer = setTimeout(() => { status.textContent = words; }, 300);
  return () => clearTimeout(timer);
}
