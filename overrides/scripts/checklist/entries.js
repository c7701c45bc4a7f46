// The entries of the active project: controls at each question on the screen, and the filled cells on paper.

import { dayOf, partnerStates } from "../projects/words.js";
import { setEntry } from "../projects/projects.js";

/** @typedef {import("../projects/projects.js").Project} Project @typedef {import("./questions.js").Question} Question */

const template = document.querySelector("[data-entry-template]").content;
const partnerTemplate = document.querySelector("[data-partner-template]").content;
const OPEN = "offen";

/** @type {() => Project | undefined} */
let activeProject;

/** @param {() => Project | undefined} active the project that entries belong to */
export function mountEntries(active) {
  activeProject = active;
}

/**
 * Shows the entries of a project at these questions, or takes the controls away when there is no project.
 * @param {Question[]} questions
 * @param {Project | undefined} project
 */
export function showEntries(questions, project) {
  for (const question of questions) {
    const controls = question.element.querySelector(".entry");
    if (!project) controls?.remove();
    else fill(controls ?? addControls(question), project, question);
    fillCells(question.element, project, question.id);
  }
}

function addControls(question) {
  const controls = document.importNode(template, true).firstElementChild;
  for (const place of controls.querySelectorAll("[data-of]")) place.textContent = `: ${question.label}`;
  for (const radio of controls.querySelectorAll("[type=radio]")) radio.name = `stand-${question.id}`;
  controls.addEventListener("input", ({ target }) => write(question, target));
  question.element.querySelector(".question__ask").after(controls);
  return controls;
}

/** Keeps what a control now says, or says beside it why not. */
function write(question, control) {
  const problem = question.element.querySelector("[data-problem]");
  problem.textContent = "";
  try {
    setEntry(activeProject().id, question.id, changeBy(control));
  } catch (error) {
    problem.textContent = error.message;
  }
}

function changeBy({ type, value, dataset }) {
  if (type === "radio") return { status: value };
  return dataset.partner ? { partners: { [dataset.partner]: value } } : { [dataset.field]: value };
}

function fill(controls, project, question) {
  const entry = project.entries[question.id] ?? {};
  for (const radio of controls.querySelectorAll("[type=radio]")) radio.checked = radio.value === (entry.status ?? OPEN);
  for (const control of controls.querySelectorAll("[data-field]")) {
    const value = entry[control.dataset.field] ?? "";
    if (control.value !== value) control.value = value; // assigning moves the cursor
  }
  controls.querySelector("[data-summary]").textContent = summary(entry, project);
  fillPartners(controls.querySelector(".entry__partners"), project, question, entry);
}

/** What the folded part holds, so that nobody has to open it to see. */
function summary({ note, who, due, partners = {} }, project) {
  const stated = project.partners.filter(({ id }) => partners[id] && partners[id] !== OPEN).length;
  const said = [note && "mit Notiz", who, due && `bis ${dayOf(due)}`, stated && `Stand von ${stated} der ${project.partners.length} Partner`].filter(Boolean);
  if (said.length) return said.join(" · ");
  return project.partners.length ? "Notiz, Zuständige, Frist, Stand je Partner" : "Notiz, Zuständige, Frist";
}

function fillPartners(place, project, question, entry) {
  place.hidden = project.partners.length === 0;
  const shown = [...place.querySelectorAll("select")].map(({ dataset }) => dataset.partner).join();
  if (shown !== project.partners.map(({ id }) => id).join()) {
    place.replaceChildren(place.querySelector("legend"), ...project.partners.map(({ id }) => partnerControl(id)));
  }
  for (const select of place.querySelectorAll("select")) {
    const { name } = project.partners.find(({ id }) => id === select.dataset.partner);
    select.previousElementSibling.textContent = name;
    const value = entry.partners?.[select.dataset.partner] ?? OPEN;
    if (select.value !== value) select.value = value;
  }
}

function partnerControl(id) {
  const control = document.importNode(partnerTemplate, true).firstElementChild;
  control.querySelector("select").dataset.partner = id;
  return control;
}

/** What stands in the cells of the printed row. */
function fillCells(row, project, id) {
  const entry = project?.entries[id] ?? {};
  for (const box of row.querySelectorAll("[data-box]")) box.classList.toggle("box--checked", box.dataset.box === entry.status);
  const texts = { note: noteOf(entry, project), who: entry.who ?? "", due: entry.due ? dayOf(entry.due) : "" };
  for (const cell of row.querySelectorAll("[data-cell]")) cell.textContent = texts[cell.dataset.cell];
}

/** The note, with where each partner stands. */
const noteOf = (entry, project) => [entry.note, ...(project ? partnerStates(entry, project) : [])].filter(Boolean).join("\n");
