// Ways to print: the core questions of the chosen phase on one sheet, or all that the list shows.

import { isCore } from "./tailoring.js";

const buttonFor = (scope) => document.querySelector(`[data-print="${scope}"]`);
const note = document.querySelector("[data-core-note]");

/** Offers what can be printed of this list; the sheet with core questions alone says so. @param {import("../checklists.js").Tailored} tailored */
export function showWaysToPrint({ all, shown, chosen, selection }) {
  const core = chosen.phase ? shown.filter((question) => isCore(question, chosen.phase)).length : 0;
  const [sheet, whole] = [buttonFor("core"), buttonFor("all")];
  sheet.hidden = core === 0;
  whole.hidden = shown.length === core;
  whole.textContent = shown.length === 1 ? "Frage drucken" : `Alle ${shown.length} Fragen drucken`;
  whole.classList.toggle("button--quiet", core > 0);
  note.textContent = `${[`${core} Kernfragen von ${all.length} Fragen`, ...selection].join(" · ")}. Die übrigen stehen unter der Adresse oben.`;
}
