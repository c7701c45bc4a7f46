// The facts at the head of a previewed case: when, where, in which form, on what.

import { element } from "../common/elements.js";
import { COUNTED, missing } from "./completeness.js";
import { joined, OPEN } from "./preview-pieces.js";
import { date, fields, gap, items, rows, span, words, wordsOrGap } from "./preview-values.js";

/** @param {object} record @param {import("./preview-pieces.js").Pieces} pieces @returns {HTMLElement[]} */
export function facts(record, pieces) {
  const known = [
    ["Zeitraum", ...period(fields(record.period), pieces)],
    ["Stand", pieces.title("statuses", record.status), ", nach Angaben von ", date(record.as_of) || gap()],
    ["Region", wordsOrGap(record.region)],
    [items(record.laender).length > 1 ? "Länder" : "Land", ...terms("laender", record.laender, pieces)],
    ["Räumliche Ebene", pieces.title("spatial-levels", record.spatial_level)],
    ["Organisationsform", ...latestForm(rows(record.legal_forms).at(-1), pieces)],
    ["Themen", ...terms("topics", record.topics, pieces)],
    ...(items(record.aliases).length ? [["Auch genannt", items(record.aliases).map(words).join(", ")]] : []),
    ...(words(record.parent) ? [["Gehört zu", pieces.caseLink(record.parent)]] : []),
    ["Mit den Quellen verglichen am", date(record.reviewed_on) || gap()],
    ["Vollständigkeit", ...completeness(missing(record).length)],
  ];
  return [element("dl", { className: "facts" }, ...known.map(fact))];
}

const fact = ([term, ...content]) => element("div", {}, element("dt", { textContent: term }), " ", element("dd", {}, ...content));

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

function completeness(open) {
  const filled = `${COUNTED.length - open} von ${COUNTED.length} Abschnitten`;
  return open ? [filled, " (", element("a", { href: `#${OPEN}`, textContent: "was fehlt" }), ")"] : [filled];
}
