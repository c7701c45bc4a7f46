// How far a project is with a list: in all, and in each part of the page.

import { element } from "../common/elements.js";
import { STATUSES } from "../projects/shape.js";

/** @typedef {import("../projects/projects.js").Project} Project @typedef {import("./questions.js").Question} Question */

const OPEN = STATUSES[0][0];
const statesOf = ({ entries }, questions) => questions.map(({ id }) => entries[id]?.status ?? OPEN);

/**
 * @param {HTMLElement} place with the bar and its words
 * @param {Project} project
 * @param {Question[]} questions that the list holds, whether they are shown now or not
 */
export function showProgress(place, project, questions) {
  const states = statesOf(project, questions);
  const bar = place.querySelector("progress");
  bar.max = Math.max(states.length, 1);
  bar.value = states.filter((state) => state !== OPEN).length;
  place.querySelector("[data-progress-text]").textContent = words(states);
}

/** Shows below the heading of each part how far it is. @param {Project | undefined} project @param {Question[]} questions */
export function showAreaProgress(project, questions) {
  for (const area of document.querySelectorAll("[data-area], [data-core-first]")) {
    const inside = questions.filter((question) => area.contains(question.element));
    const shown = area.querySelector(".area-progress");
    if (!project || !inside.length) shown?.remove();
    else {
      const place = shown ?? element("p", { className: "area-progress screen-only" });
      if (!shown) area.querySelector("h2").after(place);
      place.textContent = words(statesOf(project, inside));
    }
  }
}

/** Such as "3 von 9 bearbeitet: 2 ja, 1 nein". */
function words(states) {
  const done = states.filter((state) => state !== OPEN);
  const counted = STATUSES.slice(1).map(([id, title]) => [done.filter((state) => state === id).length, title]).filter(([number]) => number);
  return `${done.length} von ${states.length} bearbeitet${counted.length ? `: ${counted.map((pair) => pair.join(" ")).join(", ")}` : ""}`;
}
