// The preview: what the page of a case will look like, from a record that may be incomplete or wrong anywhere.
// It follows overrides/pages/case.md part by part; what only the collection knows, such as similar cases, is left out.

import { element } from "../common/elements.js";
import { own } from "../projects/values.js";
import { missing } from "./completeness.js";
import { facts } from "./preview-facts.js";
import * as lists from "./preview-lists.js";
import { OPEN, phaseMark, Pieces } from "./preview-pieces.js";
import { sources } from "./preview-sources.js";
import { fields, gap, items, rows, words, wordsOrGap } from "./preview-values.js";

// Heading and field of each section that holds statements only.
const SECTIONS = [
  ["Passt das zu Ihnen? Voraussetzungen", "transfer_conditions"],
  ["Anlass", "occasion"],
  ["Ziele", "goals"],
  ["Vorgehen", "approach"],
  ["Steuerung: Wer entscheidet, wer arbeitet?", "governance"],
  ["Geld und Personal", "financing"],
  ["Ergebnisse", "results"],
  ["Erfolgsfaktoren", "success_factors"],
];
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
  const parts = [head, facts, path, figures, statementSections, obstacles, partners, forms, milestones, phases, tools, answers, open, relations, links];
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

const statementSections = (record, pieces) =>
  SECTIONS.filter(([, field]) => items(record[field]).length || field === NEEDED).flatMap(([title, field]) =>
    section(pieces, title, lists.statements(record[field], pieces)));

/** A section that is left out when its list is empty. */
const optional = (field, title, list) => (record, pieces) =>
  items(record[field]).length ? section(pieces, title, list(rows(record[field]), pieces)) : [];

const obstacles = optional("obstacles", "Hürden und Lösungen", lists.obstacles);
const forms = optional("legal_forms", "Organisationsform im Lauf der Zeit", lists.forms);
const milestones = optional("milestones", "Meilensteine", lists.milestones);
const tools = optional("tools", "Werkzeuge", lists.tools);
const links = optional("links", "Im Netz", lists.links);

function partners(record, pieces) {
  const parts = section(pieces, "Partner", lists.partners(rows(record.partners), pieces));
  if (!items(record.municipalities).length) return parts;
  const sizes = element("p", { textContent: "So groß sind die Kommunen:" });
  return [...parts, sizes, lists.municipalities(rows(record.municipalities), pieces)];
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
  return section(pieces, "Antworten auf Fragen der Checklisten", fold(`${ids.length} Antworten zeigen`, lists.answers(ids, record.answers, pieces)));
}

function open(record, pieces) {
  const empty = new Set(missing(record));
  empty.delete(NEEDED);
  const fieldTitles = Object.entries(pieces.schema.properties).filter(([field]) => empty.has(field)).map(([, { title }]) => title);
  const phaseTitles = phasesOf(pieces).filter(({ id }) => !statementsOf(record, id).length).map(({ title }) => title);
  const silent = [...fieldTitles, ...phaseTitles].join("; ");
  const silence = silent ? [element("p", { className: "silence", textContent: `Dazu sagt die Quelle nichts: ${silent}.` })] : [];
  const [title, ...content] = section(pieces, "Was die Quelle offenlässt", ...silence, ...openPoints(record, silence, pieces));
  return [Object.assign(title, { id: OPEN }), ...content];
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
