// Taking a list along: paper, Word, Excel, CSV and calendar. Everything is made here in the browser, when it is asked for.

import { messageOf } from "../common/for-readers.js";
import { sharedAddress } from "../common/place.js";
import { fileName, saveFile } from "../common/saving.js";
import { activeProject } from "./active-project.js";
import { makePaper } from "./paper.js";
import { preparePaper, wanted } from "./paper-options.js";

/** Name of an export -> how its module is loaded, and the ending of its file. */
const EXPORTS = {
  word: { load: () => import("../exports/word.js"), ending: "docx" },
  excel: { load: () => import("../exports/excel.js"), ending: "xlsx" },
  csv: { load: () => import("../exports/csv.js"), ending: "csv" },
  calendar: { load: () => import("../exports/calendar.js"), ending: "ics" },
};

const section = document.querySelector("[data-take-along]");
const message = document.querySelector("[data-export-message]");

/** Says that something is on its way, and what came of it. */
async function reporting(step, meanwhile = "Einen Moment …") {
  message.textContent = meanwhile;
  try {
    message.textContent = (await step()) ?? "";
  } catch (error) {
    message.textContent = messageOf(error);
  }
}

/** @param {() => import("../checklists.js").Tailored} tailored */
export function mountTakeAlong(tailored) {
  let preparing = 0;
  const count = (step) => section.toggleAttribute("data-preparing", Boolean(preparing += step));
  const prepare = async () => { // after every change: nobody wants to hear of it, unless it fails
    count(1);
    await reporting(() => preparePaper(tailored()), "");
    count(-1);
  };
  const code = section.querySelector("[data-option=code]").closest("label");
  for (const part of [code, section.querySelector("[data-share]")]) part.hidden = !sharedAddress();
  for (const option of section.querySelectorAll("[data-option]")) option.addEventListener("change", prepare);
  document.addEventListener("lotse:filtered", prepare);
  window.addEventListener("pageshow", prepare); // a browser may have brought back what was chosen before
  section.querySelector("[data-print-prepared]").addEventListener("click", async () => {
    await prepare();
    window.print();
  });
  for (const button of section.querySelectorAll("[data-export]")) {
    button.addEventListener("click", () => reporting(() => exported(button.dataset.export, tailored())));
  }
  section.querySelector("[data-share]").addEventListener("click", () => reporting(async () => {
    const { share } = await import("./share.js");
    share(tailored());
    return "";
  }));
}

async function exported(name, tailored) {
  const project = activeProject();
  const paper = await makePaper(tailored, project, name === "calendar" ? { ...wanted(), entries: true } : wanted());
  const { load, ending } = EXPORTS[name];
  const blob = await (await load())[name](paper);
  const file = `${fileName([paper.project?.name ?? "", paper.title].join(" "))}.${ending}`;
  saveFile(blob, file);
  return `Gespeichert im Ordner für Downloads: ${file}`;
}
