// Taking a list along: paper, Word, Excel, CSV and calendar. Everything is made here in the browser, when it is asked for.

import { makePaper } from "./paper.js";
import { preparePaper, wanted } from "./paper-options.js";
import { fileName, saveFile } from "../common/saving.js";
import { activeProject } from "./working.js";

/** Name of an export -> its module, the function in it, and the ending of its file. */
const EXPORTS = {
  word: { load: () => import("../exports/word.js"), ending: "docx" },
  excel: { load: () => import("../exports/excel.js"), ending: "xlsx" },
  csv: { load: () => import("../exports/csv.js"), ending: "csv" },
  calendar: { load: () => import("../exports/calendar.js"), ending: "ics" },
};
const FAILED = "Das hat nicht geklappt. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.";

const section = document.querySelector("[data-take-along]");
const message = document.querySelector("[data-export-message]");

/** Says that something is on its way, and what came of it. */
async function reporting(step) {
  message.textContent = "Einen Moment …";
  try {
    message.textContent = await step();
  } catch (error) {
    message.textContent = error instanceof TypeError ? FAILED : error.message || FAILED; // TypeError: nothing could be fetched
  }
}

/** @param {() => import("../checklists.js").Tailored} tailored */
export function mountTakeAlong(tailored) {
  section.hidden = false;
  for (const option of section.querySelectorAll("[data-option]")) {
    option.addEventListener("change", () => reporting(async () => (await preparePaper(tailored()), "")));
  }
  document.addEventListener("lotse:filtered", () => preparePaper(tailored()).catch(() => {}));
  for (const button of section.querySelectorAll("[data-export]")) {
    button.addEventListener("click", () => reporting(() => exported(button.dataset.export, tailored())));
  }
  section.querySelector("[data-share]").addEventListener("click", async () => (await import("./share.js")).share(tailored()));
}

async function exported(name, tailored) {
  const paper = await makePaper(tailored, activeProject(), name === "calendar" ? { ...wanted(), entries: true } : wanted());
  const { load, ending } = EXPORTS[name];
  const blob = await (await load())[name](paper);
  const file = `${fileName([paper.project?.name ?? "", paper.title].join(" "))}.${ending}`;
  saveFile(blob, file);
  return `Gespeichert im Ordner für Downloads: ${file}`;
}
