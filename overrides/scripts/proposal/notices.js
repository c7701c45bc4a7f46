// What the page tells: a line about what came of something, and notices that stay in sight until somebody has decided.

import { element, quietButton } from "../common/elements.js";

/**
 * Shows a notice at its place, or hides it.
 * @param {string} name of the place
 * @param {(string | Node)[]} [words] paragraphs or nodes; none: hides it
 * @param {[string, () => void][]} [ways] what one can do: words of a button, and what it does
 */
export function showNotice(name, words = [], ways = []) {
  const place = document.querySelector(`[data-${name}]`);
  place.hidden = !words.length;
  const texts = words.map((one) => (typeof one === "string" ? element("p", { textContent: one }) : one));
  const buttons = element("p", { className: "actions" }, ...ways.flatMap(([label, act]) => [quietButton(label, act), " "]));
  place.replaceChildren(...texts, ...(ways.length ? [buttons] : []));
}

/** Says what came of something. @param {string} words */
export function say(words) {
  document.querySelector("[data-message]").textContent = words;
}
