// The paper: what stands on the tailored list, in one plain object for every export.

import { examplesShown, loadExamples } from "./examples.js";
import { isCore } from "./tailoring.js";

/**
 * @typedef {import("../projects/projects.js").Project} Project @typedef {import("../projects/projects.js").Entry} Entry
 * @typedef {{id: string, label: string, text: string, core: boolean, why: string, hints: string[], tools: string[],
 *   examples: {name: string, text: string, source: string}[], entry: Entry | undefined}} PaperQuestion
 * @typedef {{help: boolean, examples: boolean, entries: boolean}} Options
 * @typedef {{title: string, list: string, listId: string, version: string, address: string, selection: string[], leftOut: string[],
 *   project: Project | undefined, phase: string, areas: {title: string, questions: PaperQuestion[]}[], options: Options}} Paper
 */

const texts = (element, selector) => [...element.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());

/**
 * Makes the paper of the list as it is shown; fails if wanted examples cannot be fetched.
 * @param {import("../checklists.js").Tailored} tailored
 * @param {Project | undefined} project
 * @param {Options} options
 * @returns {Promise<Paper>}
 */
export async function makePaper(tailored, project, options) {
  if (options.examples) await Promise.all(tailored.shown.map((question) => loadExamples(question, tailored.chosen.thema)));
  const kept = options.entries ? project : undefined;
  return {
    title: document.querySelector("h1").textContent,
    list: tailored.list.title,
    listId: tailored.list.id,
    version: tailored.list.versionText,
    address: location.href.split("#")[0],
    selection: tailored.selection,
    leftOut: tailored.leftOut,
    project: kept,
    phase: tailored.phase,
    areas: byArea(tailored).map(([title, questions]) => ({
      title,
      questions: questions.map((question) => paperQuestion(question, tailored.chosen.phase, kept, options)),
    })),
    options,
  };
}

/** The shown questions as the page groups them: core questions of the phase first, then by area. */
function byArea({ shown, chosen }) {
  const groups = new Map();
  for (const question of shown) {
    const title = chosen.phase && isCore(question, chosen.phase) ? "Kernfragen" : question.area;
    groups.set(title, [...(groups.get(title) ?? []), question]);
  }
  const core = groups.get("Kernfragen");
  groups.delete("Kernfragen");
  return [...(core ? [["Kernfragen", core]] : []), ...groups];
}

function paperQuestion(question, phase, project, options) {
  const { id, label, text, element } = question;
  return {
    id,
    label,
    text,
    core: isCore(question, phase),
    why: options.help ? element.querySelector(".question__why span").textContent : "",
    hints: options.help ? texts(element, ".hints li") : [],
    tools: options.help ? texts(element, ".question__tools a") : [],
    examples: options.examples ? examplesShown(question) : [],
    entry: project?.entries[id],
  };
}
