// Describing a new source in a dialog, without leaving the place; what is not yet taken over is kept with the draft.

import { ask, dialogOf } from "../common/dialogs.js";
import { make } from "./tree.js";

const NEEDED = { title: "Titel", short_title: "Kurztitel", publisher: "Herausgeber", year: "Jahr", evidence: "Art des Belegs" };
const dialog = dialogOf("source");
const problem = dialog.querySelector("[data-source-problem]");

/** What somebody has written about a source that is not yet taken over. @type {Record<string, any>} */
let unfinished = {};

export const unfinishedSource = () => unfinished;

/** Goes on with what another draft holds. @param {Record<string, any>} given */
export function resumeSource(given) {
  unfinished = given;
}

/**
 * Asks for a new source.
 * @param {DocumentFragment} template of an entry of the list of sources
 * @param {() => void} changed called whenever something else is to be kept
 * @returns {Promise<Record<string, any> | undefined>} what was written, its id is still to be found; undefined: nothing to take over
 */
export async function askForSource(template, changed) {
  const fields = fieldsFrom(template);
  let isTold = false;
  problem.textContent = "";
  dialog.oninput = () => {
    unfinished = fields.read();
    changed();
  };
  dialog.querySelector("form").onsubmit = (event) => {
    if (event.submitter?.value === "cancel" || isEnough(fields, isTold)) return;
    event.preventDefault();
    isTold = true;
  };
  const answer = await ask("source");
  if (!answer) return undefined; // left with Escape: it goes on where it was left
  const given = answer === "save" ? unfinished : undefined;
  unfinished = {};
  changed();
  return given;
}

/** The fields of a source; its id comes from its short title. */
function fieldsFrom(template) {
  const node = document.importNode(template, true).firstElementChild.querySelector("[data-field]");
  node.querySelector('[data-field="id"]').hidden = true;
  dialog.querySelector("[data-new-source]").replaceChildren(node);
  const fields = make(node);
  fields.write(unfinished);
  return fields;
}

/** Shows what is missing. Without a short title nobody could tell the source from others; the rest can wait, once it was told. */
function isEnough(fields, isTold) {
  const missing = Object.keys(NEEDED).filter((name) => !fields.child(name).read());
  for (const name of Object.keys(NEEDED)) fields.child(name).show(missing.includes(name) ? "Diese Angabe fehlt noch." : "");
  if (!missing.length || (isTold && !missing.includes("short_title"))) return true;
  const later = missing.includes("short_title") ? "Geben Sie der Quelle mindestens einen Kurztitel." : "Sie können die Quelle auch so übernehmen und den Rest später ergänzen.";
  problem.textContent = `Es fehlt noch: ${missing.map((name) => NEEDED[name]).join(", ")}. ${later}`;
  fields.child(missing[0]).control.focus();
  return false;
}
