// The paper: what stands on the tailored list, in one plain object for every export.

import { siteName } from "../common/site-name.js";
import { examplesShown, loadExamples } from "./examples.js";
import { leftOutLines } from "./list-view.js";
import { isCore } from "./tailoring.js";

/**
 * @typedef {import("../projects/projects.js").Project} Project @typedef {import("../projects/projects.js").Entry} Entry
 * @typedef {{id: string, number: number, label: string, text: string, area: string, core: boolean, why: string, hints: string[],
 *   tools: string[], examples: {name: string, text: string, source: string}[], entry: Entry | undefined}} PaperQuestion
 * @typedef {{help: boolean, examples: boolean, entries: boolean}} Options
 * @typedef {{site: string, title: string, list: string, listId: string, version: string, address: string, selection: string[],
 *   leftOut: string[], project: Project | undefined, phase: string,
 *   areas: {title: string, questions: PaperQuestion[]}[], options: Options}} Paper
 */

const CORE = "Kernfragen";
const texts = (element, selector) => [...element.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());

/**
 * Makes the paper of a list; fails if wanted examples cannot be fetched. What the page shows meanwhile does not matter.
 * @param {import("../checklists.js").Tailored} tailored
 * @param {Project | undefined} project
 * @param {Options} options
 * @returns {Promise<Paper>}
 */
export async function makePaper(tailored, project, options) {
  const { list, title, address, selection, leftOut, phase, chosen, shown } = tailored;
  if (options.examples) await Promise.all(shown.map((question) => loadExamples(question, chosen.thema)));
  const kept = options.entries ? project : undefined;
  return {
    title, address, selection, phase, options,
    site: siteName,
    list: list.title,
    listId: list.id,
    version: list.versionText,
    leftOut: leftOutLines(leftOut),
    project: kept,
    areas: byArea(tailored).map(([area, questions]) => ({
      title: area,
      questions: questions.map((question) => paperQuestion(question, tailored, kept, options)),
    })),
  };
}

/** The shown questions as the page groups them: core questions of the phase first, then by area. */
function byArea({ shown, chosen }) {
  const groups = new Map();
  for (const question of shown) {
    const title = chosen.phase && isCore(question, chosen.phase) ? CORE : question.area;
    groups.set(title, [...(groups.get(title) ?? []), question]);
  }
  return [...groups];
}

function paperQuestion(question, { fitting, chosen }, project, options) {
  const { id, label, text, area, element } = question;
  return {
    id, label, text, area,
    number: fitting.indexOf(question) + 1,
    core: isCore(question, chosen.phase),
    why: options.help ? element.querySelector(".question__why span").textContent : "",
    hints: options.help ? texts(element, ".hints li") : [],
    tools: options.help ? texts(element, ".question__tools a") : [],
    examples: options.examples ? examplesShown(question, chosen.thema) : [],
    entry: project?.entries[id],
  };
}
