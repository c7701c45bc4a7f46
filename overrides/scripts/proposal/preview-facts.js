// The facts at the head of a previewed case: when, where, in which form, on what.

import { element } from "../common/elements.js";
import { COUNTED, missing } from "./completeness.js";
import { joined, PARTNERS } from "./preview-pieces.js";
import { date, fields, gap, items, rows, span, words, wordsOrGap } from "./preview-values.js";

const FIRST_PARTNERS = 6; // what the head names

/** What is asked first. @param {object} record @param {import("./preview-pieces.js").Pieces} pieces @returns {HTMLElement[]} */
export function keyFacts(record, pieces) {
  return list("key", [
    ["Wer", ...partners(rows(record.partners))],
    ["Wo", wordsOrGap(record.region), " (", ...terms("laender", record.laender, pieces), ")"],
    ["Zeitraum", ...period(fields(record.period), pieces)],
    ["Stand", pieces.title("statuses", record.status), ", nach Angaben von ", date(record.as_of) || gap()],
    ["Organisationsform", ...latestForm(rows(record.legal_forms).at(-1), pieces)],
    ["Themen", ...terms("topics", record.topics, pieces)],
  ]);
}

/** What tells how far to trust the record. @param {object} record @param {import("./preview-pieces.js").Pieces} pieces @returns {HTMLElement[]} */
export function moreFacts(record, pieces) {
  return list("quiet", [
    ["Mit den Quellen verglichen am", date(record.reviewed_on) || gap()],
    ["Vollständigkeit", `${COUNTED.length - missing(record).length} von ${COUNTED.length} Abschnitten`],
    ["Räumliche Ebene", pieces.title("spatial-levels", record.spatial_level)],
    ...(items(record.aliases).length ? [["Auch genannt", items(record.aliases).map(words).join(", ")]] : []),
    ...(words(record.parent) ? [["Gehört zu", pieces.caseLink(record.parent)]] : []),
  ]);
}

const list = (kind, facts) => [element("dl", { className: `facts facts--${kind}` }, ...facts.map(fact))];

const fact = ([term, ...content]) => element("div", {}, element("dt", { textContent: term }), " ", element("dd", {}, ...content));

function partners(given) {
  if (!given.length) return [gap()];
  const names = joined(given.slice(0, FIRST_PARTNERS).map(({ name }) => wordsOrGap(name, "Name fehlt noch")), "; ");
  const more = given.length - FIRST_PARTNERS;
  return more > 0 ? [...names, " und ", element("a", { href: `#${PARTNERS}`, textContent: `${more} weitere` })] : names;
}

function period({ start, end, note, source }, pieces) {
  const parts = [span(start, end) || "nicht genannt", " ", pieces.note(source)];
  return words(note) ? [...parts, element("small", {}, pieces.text(note))] : parts;
}

function latestForm(form, pieces) {
  if (!form) return ["nicht genannt"];
  const time = words(form.since) && ` (${span(form.since, form.until)})`;
  return [pieces.termLink("legal-forms", form.form), time];
}

function terms(vocabulary, ids, pieces) {
  return items(ids).length ? joined(items(ids).map((id) => pieces.termLink(vocabulary, id))) : [gap()];
}
