// The lists of a previewed case: statements, figures, partners and whatever else it has several of, each as on its page.

import { element } from "../common/elements.js";
import { own } from "../projects/values.js";
import { amount, date, fields, gap, rows, span, words, wordsOrGap } from "./preview-values.js";

/** @typedef {import("./preview-pieces.js").Pieces} Pieces @typedef {Record<string, unknown>[]} Rows */

export const FIRST_FIGURES = 6; // what the page shows without a fold

const strong = (...content) => element("strong", {}, ...content);
const line = (...content) => element("li", {}, ...content);
const list = (lines) => element("ul", { className: "statements" }, ...lines);
const timeline = (lines) => element("ol", { className: "timeline" }, ...lines);

/** @param {unknown} given @param {Pieces} pieces */
export function statements(given, pieces) {
  const lines = rows(given).map(({ text, source }) => line(pieces.text(text), " ", pieces.note(source)));
  return list(lines.length ? lines : [line(gap())]);
}

/** @param {Rows} given @param {Pieces} pieces */
export function figures(given, pieces) {
  return element("ul", { className: "figures" }, ...given.map(({ label, value, unit, year, note, source }) => {
    const time = words(year) && ` (${date(year)})`;
    const isUnit = words(label) && words(label) === words(unit);
    const name = isUnit ? "" : wordsOrGap(label, "Bezeichnung fehlt noch");
    const described = element("span", { className: "figures__label" }, name, time, " ", pieces.note(source));
    const counted = element("span", {}, wordsOrGap(unit, "Einheit fehlt noch"));
    const remark = words(note) ? [element("small", {}, pieces.text(note))] : [];
    return line(strong(amount(value, words(unit).includes("Euro") ? 4 : 5) || gap()), " ", counted, " ", described, ...remark);
  }));
}

/** @param {Rows} given @param {Pieces} pieces */
export function obstacles(given, pieces) {
  return element("dl", { className: "obstacles" }, ...given.map(({ text, source, response, pitfall }) => {
    const met = element("dt", {}, pieces.text(text), " ", pieces.note(source));
    const answer = words(response)
      ? pieces.text(response)
      : element("span", { className: "silence", textContent: "Die Quelle nennt keine Antwort darauf." });
    const made = element("dd", {}, answer);
    if (words(pitfall)) made.append(" ", typical(pitfall, pieces));
    return element("div", {}, met, " ", made);
  }));
}

function typical(pitfall, pieces) {
  const link = pieces.termLink("pitfalls", pitfall, "Stolperstein: ");
  if (link instanceof HTMLAnchorElement) link.className = "pitfall";
  return link;
}

/** @param {Rows} given @param {Pieces} pieces */
export function partners(given, pieces) {
  const lines = given.map(({ name, kind, role, since, until, source }) => {
    const time = span(since, until);
    const facts = [" (", pieces.title("partner-kinds", kind), time && `, ${time}`, ")"];
    return line(strong(wordsOrGap(name, "Name fehlt noch")), ...facts, ...(words(role) ? [": ", pieces.text(role)] : []), " ", pieces.note(source));
  });
  return list(lines.length ? lines : [line(gap())]);
}

/** @param {Rows} given @param {Pieces} pieces */
export function municipalities(given, pieces) {
  return list(given.map(({ name, size, population, year, note, source }) => {
    const exactly = words(population) && `, genau ${amount(population)}${words(year) && ` (${date(year)})`}`;
    const remark = words(note) ? [". ", pieces.text(note)] : [];
    return line(strong(wordsOrGap(name, "Name fehlt noch")), ": ", pieces.title("municipality-sizes", size), exactly, ...remark, " ", pieces.note(source));
  }));
}

/** @param {Rows} given @param {Pieces} pieces */
export function forms(given, pieces) {
  return timeline(given.map(({ form, since, until, note, source }) => {
    const time = span(since, until);
    const title = strong(time && `${time}: `, pieces.termLink("legal-forms", form));
    return line(title, element("br"), pieces.text(note), " ", pieces.note(source));
  }));
}

/** @param {Rows} given @param {Pieces} pieces */
export function milestones(given, pieces) {
  return timeline(given.map(({ date: start, until, text, source }) => {
    const time = strong(date(start) || gap("Datum fehlt noch"), words(until) && ` bis ${date(until)}`);
    return line(time, element("br"), pieces.text(text), " ", pieces.note(source));
  }));
}

/** @param {Rows} given @param {Pieces} pieces */
export const tools = (given, pieces) =>
  list(given.map(({ tool, note, source }) => line(pieces.termLink("tools", tool), ": ", pieces.text(note), " ", pieces.note(source))));

/** @param {string[]} ids of questions @param {Record<string, unknown>} given @param {Pieces} pieces */
export function answers(ids, given, pieces) {
  return element("dl", { className: "answers" }, ...ids.map((id) => {
    const { text, source } = fields(given[id]);
    const answer = element("dd", {}, pieces.text(text), " ", pieces.note(source));
    return element("div", {}, element("dt", {}, ...question(id, pieces)), " ", answer);
  }));
}

function question(id, pieces) {
  const known = own(pieces.questions, id);
  if (!known) return [gap(`„${id}“ ist unbekannt`)];
  const link = pieces.link(`checklisten/${known.checklist}/#${id}`, known.label);
  return [link, " ", element("span", { className: "question-text", textContent: known.question })];
}

/** @param {unknown[]} given @param {Pieces} pieces */
export function openPoints(given, pieces) {
  return element("ul", { className: "statements open-points" }, ...given.map((point) => line(pieces.text(point))));
}

/** @param {string} parent @param {Rows} related @param {Pieces} pieces */
export function relations(parent, related, pieces) {
  const up = parent ? [line(pieces.caseLink(parent), ": Dieser Fall gehört dazu.")] : [];
  return list([...up, ...related.map(({ case: id, reason }) => line(pieces.caseLink(id), ": ", pieces.text(reason)))]);
}

/** @param {Rows} given @param {Pieces} pieces */
export function links(given, pieces) {
  return list(given.map(({ title, url, note }) => {
    const address = element("span", { className: "address" }, wordsOrGap(url, "Adresse fehlt noch"));
    const remark = words(note) ? [element("br"), pieces.text(note)] : [];
    return line(pieces.webLink(url, wordsOrGap(title, "Titel fehlt noch")), " ", address, ...remark);
  }));
}
