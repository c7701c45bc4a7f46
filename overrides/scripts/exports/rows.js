// What the exports share: a paper as rows of a table, and texts that every format can hold.

import { ForReaders } from "../common/for-readers.js";
import { stateTitle } from "../projects/words.js";
import { cleanText, isDay, own } from "../projects/values.js";

export const COLUMNS = ["Nr.", "Bereich", "Kurzname", "Frage", "Kernfrage", "Stand", "Notiz", "Zuständig", "Frist", "Kennung"];

/**
 * @typedef {{number: number, area: string, label: string, text: string, core: boolean, status: string, note: string,
 *             who: string, due: string, id: string, partners: string[]}} Row
 *   status and partners: titles of statuses ("" where there is none); due: 2026-12-31
 */

/** The text as every format can hold it: XML, and so Word and Excel, knows no control characters. */
export const clean = (text) => cleanText(String(text ?? ""), true);

/** The partners whose statuses have a place on the paper. @param {import("../checklist/paper.js").Paper} paper */
export const partners = (paper) => (paper.project?.partners ?? []).map(({ id, name }) => ({ id, name: clean(name) }));

/**
 * @param {import("../checklist/paper.js").Paper} paper
 * @returns {Row[]} one row a question; without entries where the paper has none
 * @throws {ForReaders} where there is no question
 */
export function rows(paper) {
  const ids = partners(paper).map(({ id }) => id);
  const questions = paper.areas.flatMap((area) => area.questions.map((question) => ({ area: area.title, question })));
  if (!questions.length) throw new ForReaders("Auf dieser Liste steht keine Frage. Wählen Sie weniger Filter.");
  return questions.map(({ area, question }, index) => ({
    number: question.number ?? index + 1,
    area: clean(question.area ?? area),
    label: clean(question.label),
    text: clean(question.text),
    core: question.core,
    id: clean(question.id),
    ...entryTexts(paper, question.entry ?? {}, ids),
  }));
}

function entryTexts(paper, entry, ids) {
  if (!paper.options.entries) return { status: "", note: "", who: "", due: "", partners: ids.map(() => "") };
  return {
    status: stateTitle(entry.status ?? "offen"),
    note: clean(entry.note),
    who: clean(entry.who),
    due: isDay(entry.due) ? entry.due : "",
    partners: ids.map((id) => stateTitle(own(entry.partners, id))),
  };
}

/** What list this is, in one line. @param {import("../checklist/paper.js").Paper} paper */
export const about = ({ site, list, version, selection, address }) =>
  [`${site}, ${list}`, edition(version), ...selection, address].filter(Boolean).join(" · ");

const edition = (version) => `Fassung vom ${version}`;

/** What stands at the foot of each sheet. @param {import("../checklist/paper.js").Paper} paper */
export const foot = ({ title, version }) => `${clean(title).replaceAll("\n", " ")} · ${edition(version)}`;
