// Exchange of projects as a file: writing it, and reading what claims to be one.

import { readProject } from "./shape.js";
import { STORED } from "./storage.js";
import { isRecord, newId, number } from "./values.js";
import { fileName } from "../common/saving.js";

export { differences, merged, replaced } from "./merging.js";

/** @typedef {import("./shape.js").Project} Project */

const FORMAT = "kooperationslotse-vorhaben";
const VERSION = 1;
const LONGEST = 20_000_000; // characters: more than any browser's storage holds
const MOST = 500; // projects

const PROBLEMS = {
  tooLong: "Die Datei ist zu groß für eine Datei mit Vorhaben.",
  foreign: "Das ist keine Datei mit Vorhaben. Wählen Sie eine Datei, die auf dieser Website gesichert wurde; ihr Name endet auf .json.",
  newer: "Die Datei stammt aus einer neueren Fassung dieser Website. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  empty: "In der Datei steht kein Vorhaben.",
  tooMany: `In der Datei stehen mehr als ${number(MOST)} Vorhaben. Die übrigen fehlen hier.`,
};

/** @param {Project[]} projects @returns {string} the text of the file */
export const toFile = (projects) =>
  JSON.stringify({ format: FORMAT, version: VERSION, saved: new Date().toISOString(), projects }, null, 2);

/** @param {Project[]} projects @returns {string} such as "vorhaben-kita-am-fluss-2026-11-21.json" */
export function nameOfFile(projects) {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return `vorhaben-${projects.length === 1 ? fileName(projects[0].name) : "alle"}-${day}.json`;
}

/**
 * Reads a file of ours, or a damaged project that was saved from storage as it lay there. Never throws.
 * @param {string} text
 * @returns {{projects: Project[], problems: string[]}} problems: what could not be read, in German
 */
export function fromFile(text) {
  if (text.length > LONGEST) return failed(PROBLEMS.tooLong);
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return failed(PROBLEMS.foreign);
  }
  if (!isRecord(value)) return failed(PROBLEMS.foreign);
  const { format, version, projects } = value;
  if (format === FORMAT ? version > VERSION : format > STORED) return failed(PROBLEMS.newer);
  if (format === STORED) return readAll([value]);
  return format === FORMAT && Array.isArray(projects) ? readAll(projects) : failed(PROBLEMS.foreign);
}

const failed = (problem) => ({ projects: [], problems: [problem] });

function readAll(values) {
  /** @type {Map<string, Project>} */
  const projects = new Map();
  const problems = [];
  for (const value of values.slice(0, MOST)) {
    const { project, dropped } = readProject(value);
    problems.push(...dropped.map((message) => (project ? `Vorhaben „${project.name}“: ${message}` : message)));
    if (!project) continue;
    const id = projects.has(project.id) ? newId("v") : project.id; // both are kept
    projects.set(id, { ...project, id });
  }
  if (values.length > MOST) problems.push(PROBLEMS.tooMany);
  if (!projects.size) problems.push(PROBLEMS.empty);
  return { projects: [...projects.values()], problems };
}
