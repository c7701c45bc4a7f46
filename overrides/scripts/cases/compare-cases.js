// The cases to be compared: their own pages, cut into the parts that are marked there with data-part.

import { address } from "./catalogue.js";
import { once, quotedPage } from "../common/fetched.js";
import { isId } from "./selection.js";

/**
 * A case that can be compared; `part` returns a copy of what its page says under a name, or null where it says nothing.
 * @typedef {{id: string, name: string, address: string, part: (name: string) => DocumentFragment | null}} ComparedCase
 */

/**
 * Fetches a case, once; its id comes from the address, so it may be anything.
 * @type {(id: string) => Promise<ComparedCase | null>} null if there is no such case; fails if the page cannot be fetched
 */
export const loadCase = once(async (id) => {
  const quoted = isId(id) ? await quotedPage(address(id)) : null;
  const name = quoted?.page.querySelector(`[data-compare="${id}"]`)?.dataset.name;
  if (!name) return null;
  for (const note of quoted.page.querySelectorAll(".note")) note.setAttribute("aria-label", `${note.getAttribute("aria-label")} zu ${name}`);
  return { id, name, address: quoted.address, part: (wanted) => part(quoted.page, wanted) };
});

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
