// The dialog for a new project or to change one: name, phase, and one field for each partner, so that nobody has to be guessed.

import { ask, dialogOf } from "../common/dialogs.js";
import { change, create, LIMITS, project, Refused } from "../projects/projects.js";
import { own } from "../projects/values.js";

/** @typedef {import("../projects/projects.js").Project} Project */

const dialog = dialogOf("project");
const form = dialog.querySelector("form");
const place = dialog.querySelector("[data-partners]");
const problem = dialog.querySelector("[data-project-problem]");
const addButton = dialog.querySelector("[data-add-partner]");
const template = dialog.querySelector("[data-partner-row]").content;
const TOO_MANY = `Ein Vorhaben kann höchstens ${LIMITS.partners} Partner haben.`;

const rows = () => [...place.children];
const inputOf = (row) => row.querySelector("input");
const part = (row, name) => row.querySelector(`[data-${name}]`);

/**
 * Asks for a new project, or for changes of one, and keeps them. What is refused stays in the dialog until it is mended.
 * @param {{project?: Project, phase?: string}} [given] the project to change; or the phase that a new one is likely to be in
 * @returns {Promise<Project | undefined>} as it is kept; undefined when nothing was
 */
export async function editProject({ project: before, phase = "" } = {}) {
  /** @type {Project | undefined} */
  let kept;
  fill(before, phase);
  form.onsubmit = (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault(); // the dialog stays open until everything is kept
    kept = keep(before);
    if (kept) dialog.close("save");
  };
  await ask("project");
  return kept;
}

function fill(before, phase) {
  dialog.querySelector("h2").textContent = before ? "Vorhaben ändern" : "Neues Vorhaben";
  form.elements.name.value = before?.name ?? "";
  form.elements.phase.value = before?.phase ?? phase;
  problem.textContent = "";
  const partners = before?.partners.length ? before.partners : [{ id: "", name: "" }];
  place.replaceChildren(...partners.map((partner) => makeRow(partner, before)));
  showNumbers();
}

/** @returns {Project | undefined} what was kept; compared with `before`, as another tab may have changed the project meanwhile */
function keep(before) {
  const partners = rows().map((row) => ({ id: row.dataset.partner || undefined, name: inputOf(row).value }));
  const wanted = {
    name: form.elements.name.value,
    phase: form.elements.phase.value,
    partners: partners.filter(({ id, name }) => id || name.trim()),
  };
  try {
    return before ? change(before.id, wanted, before) : create(wanted);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    complain(error.message);
    return undefined;
  }
}

function complain(message) {
  problem.textContent = message;
  problem.scrollIntoView({ block: "nearest" });
}

/** The field of a partner; one without id is new. */
function makeRow({ id, name }, before) {
  const row = document.importNode(template, true).firstElementChild;
  const input = inputOf(row);
  row.dataset.partner = id;
  input.value = name;
  input.required = Boolean(id); // an emptied field could mean a new name to come, or that the partner leaves
  input.addEventListener("keydown", (event) => goOn(event, row));
  part(row, "remove").addEventListener("click", () => askToRemove(row, before));
  part(row, "keep").addEventListener("click", () => {
    part(row, "doubt").hidden = true;
    input.focus();
  });
  part(row, "sure").addEventListener("click", () => remove(row));
  return row;
}

function showNumbers() {
  rows().forEach((row, index) => {
    for (const words of row.querySelectorAll("[data-number]")) words.textContent = `Partner ${index + 1}`;
  });
}

/** Enter leads to the next field, and beyond the last one to a new one; in an empty last field it ends the list and saves. */
function goOn(event, row) {
  const next = row.nextElementSibling;
  if (event.key !== "Enter" || event.isComposing || (!next && !event.target.value.trim())) return;
  event.preventDefault();
  if (next) inputOf(next).focus();
  else add();
}

function add() {
  if (rows().length >= LIMITS.partners) return complain(TOO_MANY);
  const row = makeRow({ id: "", name: "" });
  place.append(row);
  showNumbers();
  return inputOf(row).focus();
}

/** Removes a partner at once, or asks first if anything was written down about it. */
function askToRemove(row, before) {
  const { entries, partners } = (before && project(before.id)) ?? { entries: {}, partners: [] };
  const id = row.dataset.partner;
  const number = Object.values(entries).filter((entry) => own(entry.partners, id)).length;
  if (!number) return remove(row);
  const name = partners.find((partner) => partner.id === id)?.name ?? inputOf(row).value;
  part(row, "doubt").hidden = false;
  part(row, "question").textContent =
    `${name} hat zu ${number === 1 ? "1 Frage" : `${number} Fragen`} einen Stand. Er wird aufbewahrt und ist wieder da, wenn Sie den Partner mit demselben Namen wieder aufnehmen.`;
  return part(row, "keep").focus();
}

function remove(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  problem.textContent = "";
  showNumbers();
  (next ? inputOf(next) : addButton).focus();
}

addButton.addEventListener("click", add);
