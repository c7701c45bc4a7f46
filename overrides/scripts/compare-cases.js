// The cases to be compared: their own pages, cut into the parts that are marked there with data-part.

import { address } from "./catalogue.js";
import { isId } from "./selection.js";

const loaded = new Map();

/**
 * A case that can be compared; `part` returns a copy of what its page says under a name, or null where it says nothing.
 * @typedef {{id: string, name: string, address: string, part: (name: string) => DocumentFragment | null}} ComparedCase
 */

/**
 * Fetches a case, once.
 * @param {string} id from the address, so it may be anything
 * @returns {Promise<ComparedCase | null>} null if there is no such case; fails if the page cannot be fetched
 */
export function loadCase(id) {
  if (!loaded.has(id)) {
    const answer = fetchCase(id);
    answer.catch(() => loaded.delete(id)); // a later try may succeed
    loaded.set(id, answer);
  }
  return loaded.get(id);
}

async function fetchCase(id) {
  if (!isId(id)) return null;
  const response = await fetch(address(id));
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${id}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const name = page.querySelector(`[data-compare="${id}"]`)?.dataset.name;
  if (!name) return null;
  settle(page, response.url, name);
  return { id, name, address: localAddress(response.url), part: (wanted) => part(page, wanted) };
}

/** Makes the page fit to be quoted elsewhere: links lead where they led, notes name their case, ids are gone. */
function settle(page, base, name) {
  for (const back of page.querySelectorAll(".back")) back.remove();
  for (const link of page.querySelectorAll("a[href]")) link.setAttribute("href", localAddress(new URL(link.getAttribute("href"), base)));
  for (const note of page.querySelectorAll(".note")) note.setAttribute("aria-label", `${note.getAttribute("aria-label")} zu ${name}`);
  for (const element of page.querySelectorAll("[id]")) element.removeAttribute("id");
}

/** Links within this website stay without its host, so that paper does not write them out. */
function localAddress(target) {
  const url = new URL(target);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
}

function part(page, name) {
  const found = document.createDocumentFragment();
  for (const place of page.querySelectorAll(`[data-part="${name}"]`)) {
    const copy = document.importNode(place, true);
    const list = [...found.children].find((element) => element.matches("ul")); // ":scope >" finds nothing in a fragment
    if (list) list.append(...copy.querySelectorAll(":scope > ul > li")); // a list that the page cuts in two
    else found.append(...copy.childNodes);
  }
  return found.hasChildNodes() ? found : null;
}
