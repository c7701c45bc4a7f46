// The rows of the overview: the most important of what a case says about results, obstacles, partners, money and stand.

import { element } from "../common/elements.js";

/** @typedef {import("./compare-cases.js").ComparedCase} ComparedCase */

const MOST_NAMED = 4; // partners or payers

/**
 * By row, what the overview shows of a case; null where its page says nothing.
 * @type {Record<string, (one: ComparedCase) => DocumentFragment | null>}
 */
export const briefs = {
  "brief-payers": (one) => payers(one.part("payers")) ?? first(one.part("money")),
  "brief-result": (one) => first(one.part("results")),
  "brief-obstacle": (one) => first(one.part("obstacles")),
  "brief-partners": (one) => names(one.part("partners")),
  "brief-stand": stand,
};

/** Takes all but the first entries out of a list, and says below it how many these are. */
function shorten(list, number) {
  const extra = [...list.children].slice(number);
  for (const entry of extra) entry.remove();
  if (extra.length) list.after(element("small", { textContent: `und ${extra.length} ${extra.length === 1 ? "weiterer Eintrag" : "weitere Einträge"}` }));
}

function first(part) {
  if (part) shorten(part.querySelector("ul, .obstacles"), 1);
  return part;
}

function names(part) {
  if (!part) return null;
  for (const partner of part.querySelectorAll("li")) partner.replaceChildren(partner.querySelector("strong").textContent);
  shorten(part.querySelector("ul"), MOST_NAMED);
  return part;
}

/** Who pays and how much, without what for; who pays several times without a sum stands there once. */
function payers(part) {
  if (!part) return null;
  const lines = new Map();
  for (const entry of part.querySelectorAll(".money__entry")) {
    const line = element("li", {}, entry.querySelector(".money__payer"), ": ", ...entry.querySelector(".money__sum").childNodes, " ");
    const said = line.textContent;
    line.append(...[...entry.querySelectorAll(".note")].slice(0, 1));
    if (!lines.has(said)) lines.set(said, line);
  }
  const list = element("ul", { className: "statements" }, ...lines.values());
  part.replaceChildren(list);
  shorten(list, MOST_NAMED);
  return part;
}

/** Such as "läuft (Angaben von 2020)". */
function stand(one) {
  const status = one.part("status");
  status?.append(` (Angaben von ${one.part("as-of").textContent})`);
  return status;
}
