// Figures without a source, as `figures_have_sources` in scripts/lotse/reading/references.py finds them.

import { LONGEST_TEXT, isGroup } from "./pointers.js";

/** What readers do not see: code, addresses of links, attributes, tags. */
const UNREAD = /```[^]*?```|`[^`\n]*`|\]\([^)\n]*\)|\{[:#][^}\n]*\}|<[^>]*>|^[ ]*\[[^\]\n]*\]:[^\n]*/gm;
const FIGURE = /(?<![\p{L}\p{N}_])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{N}_])/gu; // not in names such as CO2
const THOUSANDS = /^[0-9]{1,3}(\.[0-9]{3})+$/;
const DATES = new Set(["as_of", "date", "since", "until", "start", "end", "year"]);
/** Names, places and descriptions of documents state nothing. */
const NO_FIGURES = new Set("sources id title short_name region aliases url source coordinates version reviewed_on".split(" "));

/**
 * A figure stands in an entry with a source, or repeats one that does: a summary may say „25 Wohnungen“ when a statement
 * with its source says so too.
 * @param {unknown} record
 * @returns {Generator<import("./checks.js").Problem>}
 */
export function* figuresHaveSources(record) {
  const all = [...figures(record, [], false)];
  const sourced = new Set(all.filter(({ hasSource }) => hasSource).map(({ figure }) => plain(figure)));
  for (const { pointer, figure, hasSource } of all) {
    if (hasSource || sourced.has(plain(figure))) continue;
    const message = `Die Zahl ${figure} hat keine Quelle. Nennen Sie sie in einer Aussage mit Quelle, oder lassen Sie sie weg.`;
    yield { pointer, message };
  }
}

/** Each figure in the texts of a record, and whether the entry that it stands in has a source. */
function* figures(value, pointer, hasSource) {
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) yield* figures(item, [...pointer, place], hasSource);
  } else if (isGroup(value)) {
    const sourced = hasSource || Object.hasOwn(value, "source");
    for (const [field, item] of Object.entries(value)) {
      const place = [...pointer, field];
      if (DATES.has(field)) yield { pointer: place, figure: String(item).slice(0, 4), hasSource: true }; // the year
      else if (!NO_FIGURES.has(field)) yield* figures(item, place, sourced);
    }
  } else if (typeof value === "string" || hasSource) {
    const seen = String(value).slice(0, LONGEST_TEXT).replace(UNREAD, " ");
    for (const [figure] of seen.matchAll(FIGURE)) yield { pointer, figure, hasSource };
  }
}

/** 300.000 is 300000. */
const plain = (figure) => (THOUSANDS.test(figure) ? figure.replaceAll(".", "") : figure);
