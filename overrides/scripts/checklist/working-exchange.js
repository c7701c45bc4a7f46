// Projects as files and links: saving, reading, and the preview of what reading would change.

import { ask, dialogOf } from "../common/dialogs.js";
import { saveFile } from "../common/saving.js";
import { fromFile, merged, nameOfFile, replaced, toFile } from "../projects/exchange.js";
import { project, projects, Refused, remove, restoreAll, watch } from "../projects/projects.js";
import { fromLink } from "../projects/sharing.js";
import { activate, activeProject } from "./active-project.js";
import { showPreview } from "./exchange-preview.js";

/** @typedef {import("../projects/projects.js").Project} Project */

/** What can be done with a project that was read, by how the preview calls it: what is kept then. */
const WAYS = {
  merge: merged,
  replace: replaced,
  add: (mine, theirs) => (mine ? merged(mine, theirs) : theirs), // another tab may have added it while the preview was open
};

const choice = document.getElementById("project-choice");
/** @type {Set<{kept: Project[], withdraw: () => void}>} what can be undone as long as nobody has worked on it */
const offers = new Set();
let turn = Promise.resolve();
let page;

/**
 * @param {{section: HTMLElement, say: (text: string) => void, offerUndo: (words: string, undo: () => void) => () => void}} given
 *   `offerUndo` gives a function that withdraws the offer
 */
export function mountExchange(given) {
  page = given;
  const part = (name) => page.section.querySelector(`[data-${name}]`);
  part("save-file").addEventListener("click", () => save([activeProject()]));
  part("save-all").addEventListener("click", () => save(projects()));
  part("read-file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = ""; // so that the same file can be chosen again
    if (file) take(fromFile(await file.text()));
  });
  watch(withdrawOffers);
  window.addEventListener("hashchange", readLink);
  readLink();
}

function save(wanted) {
  const name = nameOfFile(wanted);
  saveFile(toFile(wanted), name);
  page.say(`Gespeichert im Ordner für Downloads: ${name}`);
}

/** Takes what a link brings along, and takes it out of the address, lest it be read again. */
async function readLink() {
  const read = await fromLink(location.hash);
  if (!read.project && !read.problems.length) return;
  history.replaceState(null, "", location.pathname + location.search);
  take({ projects: read.project ? [read.project] : [], problems: read.problems }, { isPart: true });
}

/**
 * Takes what was read, after what was read before: the preview shows one thing at a time.
 * @param {{projects: Project[], problems: string[]}} read
 * @param {{isPart?: boolean}} [options] isPart: it holds entries of some questions only
 */
function take(read, { isPart = false } = {}) {
  turn = turn.then(() => preview(read, isPart));
}

/** Shows what was read, and keeps what the reader wants of it. */
async function preview({ projects: found, problems }, isPart) {
  if (!found.length) return page.say(problems.join(" "));
  const wayOf = showPreview(dialogOf("import").querySelector("[data-preview]"), { found, problems, isPart });
  const wanted = (await ask("import")) === "save" ? found.map((theirs, place) => [theirs, wayOf(place)]).filter(([, way]) => way in WAYS) : [];
  if (wanted.length) return keep(wanted);
  return page.say("Nichts wurde übernommen.");
}

/** Keeps the wanted projects, and offers to undo all of it. @param {[Project, string][]} wanted */
function keep(wanted) {
  const active = activeProject()?.id ?? "";
  const old = wanted.map(([theirs]) => project(theirs.id));
  let kept;
  try {
    kept = restoreAll(wanted.map(([theirs, way], place) => WAYS[way](old[place], theirs)));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return page.say(error.message);
  }
  activate(kept[0].id);
  const [what, verb] = kept.length === 1 ? [`„${kept[0].name}“`, "ist"] : [`${kept.length} Vorhaben`, "sind"];
  page.say(`${what} ${verb} übernommen.`);
  choice.focus({ preventScroll: true });
  choice.scrollIntoView();
  page.section.querySelector("[data-project-message]").scrollIntoView({ block: "nearest" });
  return offerUndo(`Einlesen von ${what} rückgängig`, kept, () => {
    restoreAll(old.filter(Boolean));
    kept.filter((_, place) => !old[place]).forEach(({ id }) => remove(id));
    activate(active);
    (choice.hidden ? page.section.querySelector("[data-new-project]") : choice).focus();
  });
}

/** Offers to undo for as long as nobody has worked on what is kept. @param {string} words @param {Project[]} kept @param {() => void} undo */
function offerUndo(words, kept, undo) {
  const offer = { kept, withdraw: page.offerUndo(words, () => {
    offers.delete(offer);
    undo();
  }) };
  offers.add(offer);
}

/** To undo would lose what was written since. */
function withdrawOffers() {
  for (const offer of offers) {
    if (!offer.kept.some(({ id, changed }) => project(id) && project(id).changed !== changed)) continue;
    offers.delete(offer);
    offer.withdraw();
  }
}
