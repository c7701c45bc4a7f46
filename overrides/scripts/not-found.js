// The page for addresses that lead nowhere: guesses from the address which case was meant, and what to search for.

import { address, loadCatalogue } from "./cases/catalogue.js";
import { fold } from "./common/filters.js";
import { distance } from "./finding/words.js";
import { ROOT } from "./common/place.js";

const MOST_EDITS = 3;
const SHORTEST = 3; // a shorter piece of an address stands in too many ids

/** The last piece of the address as its author may have meant it, such as "knf" of /faelle/knf.html. */
function lastPiece() {
  const pieces = location.pathname.split("/").filter(Boolean);
  let piece = pieces.at(-1) ?? "";
  try {
    piece = decodeURIComponent(piece);
  } catch {
    // It stays as it is.
  }
  return fold(piece).replace(/\.[a-z]+$/, "").slice(0, 60);
}

/** How far an id is from what was asked for; an id that holds it, or begins as it does, is near. */
function farness(id, wanted) {
  if (wanted.length >= SHORTEST && (id.includes(wanted) || wanted.includes(id))) return 1;
  return distance(id, wanted, MOST_EDITS);
}

/** Leads to the case whose address is most like the one that was asked for, if any is. */
async function guessCase(wanted) {
  const { cases } = await loadCatalogue();
  const [nearest] = cases.map((one) => ({ one, far: farness(one.id, wanted) })).sort((one, other) => one.far - other.far);
  if (!nearest || nearest.far > Math.min(MOST_EDITS, wanted.length / 2)) return;
  const guess = document.querySelector("[data-guess]");
  Object.assign(guess.querySelector("a"), { href: address(nearest.one.id), textContent: nearest.one.name });
  guess.hidden = false;
}

const wanted = lastPiece();
document.querySelector("[data-lost]").value = wanted === "404" ? "" : wanted.replaceAll(/[^\p{L}\d]+/gu, " ").trim();
if (location.href.startsWith(new URL("faelle/", ROOT).href)) guessCase(wanted).catch(() => {}); // without a guess the page helps all the same
