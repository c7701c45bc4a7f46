// The preview: what the page of a case will look like, from a record that may be incomplete or wrong anywhere.
// It follows overrides/pages/case.md part by part; what only the collection knows, such as similar cases, is left out.

import { element } from "../common/elements.js";
import { own } from "../projects/values.js";
import { missing } from "./completeness.js";
import { keyFacts, moreFacts } from "./preview-facts.js";
import * as lists from "./preview-lists.js";
import { funding as payers } from "./preview-money.js";
import { PARTNERS, phaseMark, Pieces } from "./preview-pieces.js";
import { sources } from "./preview-sources.js";
import { fields, gap, items, rows, words, wordsOrGap } from "./preview-values.js";

const NEEDED = "goals"; // no case goes without them

/**
 * @param {object} record as in the YAML file
 * @param {import("./context.js").Context} context
 * @param {number} [level] of the heading that is the title of the case
 * @returns {HTMLElement} with ids of its own that begin with "vorschau-"
 */
export function preview(record, context, level = 2) {
  const given = fields(record);
  const pieces = new Pieces(given, context, level);
  const parts = [head, keyFacts, path, figures, conditions, origin, proceeding, phases, people, money, outcome, likewise, open, moreFacts, relations, links];
  const body = parts.flatMap((part) => part(given, pieces)); // in the order of reading, which gives the notes their numbers
  return element("article", { className: "md-typeset text" }, ...body, ...section(pieces, "Belege", ...sources(pieces)));
}

const section = (pieces, title, ...content) => [pieces.heading(1, title), ...content];

function head(record, pieces) {
  const parts = [
    pieces.heading(0, wordsOrGap(record.title, "Titel fehlt noch")),
    element("p", { className: "lead" }, wordsOrGap(record.summary, "Kurzfassung fehlt noch")),
  ];
  if (!record.notice) return parts;
  const { text, source } = fields(record.notice);
  const notice = element("p", { className: "notice" }, element("strong", { textContent: "Wichtig:" }), " ", pieces.text(text), " ", pieces.note(source));
  return [...parts, notice];
}

function figures({ figures: given }, pieces) {
  const all = rows(given);
  if (!all.length) return [];
  const more = all.slice(lists.FIRST_FIGURES);
  const shown = section(pieces, "Kennzahlen", lists.figures(all.slice(0, lists.FIRST_FIGURES), pieces));
  return more.length ? [...shown, fold(`${more.length} weitere Kennzahlen`, lists.figures(more, pieces))] : shown;
}

/** A fold stands open: whoever writes wants to see what is in it. */
const fold = (title, content) => element("details", { className: "fold", open: true }, element("summary", { textContent: title }), content);

/** A part that is left out when its list is empty. @param {1 | 2} depth of its heading */
const optional = (depth, field, title, list) => (record, pieces) =>
  items(record[field]).length ? [pieces.heading(depth, title), list(record[field], pieces)] : [];

/** Parts under a heading of their own, which is left out with them when all are empty. */
const group = (title, ...parts) => (record, pieces) => {
  const content = parts.flatMap((part) => part(record, pieces));
  return content.length ? section(pieces, title, ...content) : [];
};

const listed = (list) => (given, pieces) => list(rows(given), pieces);

const conditions = optional(1, "transfer_conditions", "Passt das zu Ihnen? Voraussetzungen", lists.statements);
const origin = group("Wie es dazu kam", optional(2, "occasion", "Anlass", lists.statements), goals);
const proceeding = group(
  "Wie sie vorgingen",
  optional(2, "approach", "Vorgehen", lists.statements),
  optional(2, "milestones", "Meilensteine", listed(lists.milestones)),
);
const people = group(
  "Wer mitmacht und wer entscheidet",
  partners,
  optional(2, "governance", "Steuerung", lists.statements),
  optional(2, "legal_forms", "Organisationsform im Lauf der Zeit", listed(lists.forms)),
);
const money = group("Geld und Personal", funding, (record, pieces) => (items(record.financing).length ? [lists.statements(record.financing, pieces)] : []));
const outcome = group(
  "Was daraus wurde",
  optional(2, "results", "Ergebnisse", lists.statements),
  optional(2, "obstacles", "Hürden und Lösungen", listed(lists.obstacles)),
  optional(2, "success_factors", "Erfolgsfaktoren", lists.statements),
);
const links = optional(1, "links", "Im Netz", listed(lists.links));

function goals(record, pieces) {
  return [pieces.heading(2, "Ziele"), lists.statements(record[NEEDED], pieces)];
}

function funding(record, pieces) {
  return items(record.funding).length ? [payers(rows(record.funding), pieces)] : [];
}

function partners(record, pieces) {
  const parts = [Object.assign(pieces.heading(2, "Partner"), { id: PARTNERS }), lists.partners(rows(record.partners), pieces)];
  if (!items(record.municipalities).length) return parts;
  const sizes = element("p", { textContent: "So groß sind die Kommunen:" });
  return [...parts, sizes, lists.municipalities(rows(record.municipalities), pieces)];
}

/** The heading stands even where nothing follows: the page has a way to the checklists there. */
function likewise(record, pieces) {
  const tools = optional(2, "tools", "Werkzeuge", listed(lists.tools));
  return section(pieces, "Wenn Sie Ähnliches vorhaben", ...tools(record, pieces), ...answers(record, pieces));
}

/** What happened in a phase. */
const statementsOf = (record, id) => items(own(fields(record.phases), id));

/** All phases in their order. */
const phasesOf = ({ terms }) => Object.values(terms.phases ?? {});

/** Of which phases the case tells, as a path: see overrides/pages/_phases.md. */
function path(record, pieces) {
  const stations = phasesOf(pieces).map(({ id, title }) =>
    statementsOf(record, id).length
      ? element("li", { className: "phase-path__here" }, element("a", { href: `#${phaseMark(id)}`, textContent: title }))
      : element("li", {}, element("span", { textContent: `${title}: keine Angaben` })));
  const ariaLabel = "Phasen, von denen die Quelle erzählt";
  return [element("ol", { className: "phase-path phase-path--short", ariaLabel }, ...stations)];
}

function phases(record, pieces) {
  const hint = element("p", { className: "hint", textContent: "Die Zuordnung zu den Phasen ist unser Urteil." });
  const shown = phasesOf(pieces)
    .filter(({ id }) => statementsOf(record, id).length)
    .flatMap(({ id, title }) => [Object.assign(pieces.heading(2, title), { id: phaseMark(id) }), lists.statements(statementsOf(record, id), pieces)]);
  return section(pieces, "Was in welcher Phase geschah", hint, ...(shown.length ? shown : [element("p", {}, gap())]));
}

function answers(record, pieces) {
  const ids = items(Object.keys(fields(record.answers)).sort());
  if (!ids.length) return [];
  return [pieces.heading(2, "Antworten auf Fragen der Checklisten"), fold(`${ids.length} Antworten zeigen`, lists.answers(ids, record.answers, pieces))];
}

function open(record, pieces) {
  const empty = new Set(missing(record));
  empty.delete(NEEDED);
  const fieldTitles = Object.entries(pieces.schema.properties).filter(([field]) => empty.has(field)).map(([, { title }]) => title);
  const phaseTitles = phasesOf(pieces).filter(({ id }) => !statementsOf(record, id).length).map(({ title }) => title);
  const silent = [...fieldTitles, ...phaseTitles].join("; ");
  const silence = silent ? [element("p", { className: "silence", textContent: `Dazu sagt die Quelle nichts: ${silent}.` })] : [];
  return section(pieces, "Was die Quelle offenlässt", ...silence, ...openPoints(record, silence, pieces));
}

function openPoints({ open_points: points }, silence, pieces) {
  if (items(points).length) return [lists.openPoints(points, pieces)];
  if (!Array.isArray(points)) return [element("p", {}, gap())];
  return silence.length ? [] : [element("p", { textContent: "Beim Prüfen ist uns nichts aufgefallen." })];
}

function relations({ parent, related }, pieces) {
  if (!words(parent) && !items(related).length) return [];
  return section(pieces, "Verwandte Fälle", lists.relations(words(parent), rows(related), pieces));
}
