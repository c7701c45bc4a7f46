// The entries of the active project: controls at each question on the screen, and the filled cells on paper.

import { Refused, setEntry } from "../projects/projects.js";
import { cleanText, own } from "../projects/values.js";
import { dayOf, partnerStates } from "../projects/words.js";
import { activeProject } from "./active-project.js";

/** @typedef {import("../projects/projects.js").Project} Project @typedef {import("./questions.js").Question} Question */

const template = document.querySelector("[data-entry-template]").content;
const partnerTemplate = document.querySelector("[data-partner-template]").content;
const OPEN = "offen";

/**
 * By the controls of a question: what was refused in which of its fields, and why. A refused text stays in its field until it
 * is accepted.
 * @type {WeakMap<Element, Map<string, string>>}
 */
const refused = new WeakMap();

/** Asks before a page is closed that shows a refused text. */
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll(".entry")].some((controls) => refused.get(controls).size)) event.preventDefault();
});

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
  for (const place of controls.querySelectorAll("[data-of]")) place.textContent = `${question.label}: `;
  for (const radio of controls.querySelectorAll("[type=radio]")) radio.name = `stand-${question.id}`;
  controls.addEventListener("input", ({ target }) => write(controls, question, target));
  question.element.querySelector(".question__ask").after(controls);
  return controls;
}

/** Keeps what a control now says, or says below why not. */
function write(controls, question, control) {
  const problems = refused.get(controls);
  try {
    setEntry(activeProject().id, question.id, changeBy(control));
    problems.delete(fieldOf(control));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.set(fieldOf(control), error.message);
  }
  showProblems(controls);
}

const fieldOf = ({ dataset }) => dataset.partner ?? dataset.field ?? "status";

function changeBy({ type, value, dataset }) {
  if (type === "radio") return { status: value };
  return dataset.partner ? { partners: { [dataset.partner]: value } } : { [dataset.field]: value };
}

/** Says why texts were refused; only if that is new, as it is read aloud. */
function showProblems(controls) {
  const place = controls.querySelector("[data-problem]");
  const words = [...refused.get(controls).values()].join(" ");
  if (place.textContent !== words) place.textContent = words;
}

function fill(controls, project, question) {
  if (controls.dataset.project !== project.id) {
    controls.dataset.project = project.id;
    refused.set(controls, new Map());
    showProblems(controls);
  }
  const entry = own(project.entries, question.id) ?? {};
  fillPartners(controls.querySelector(".entry__partners"), project);
  for (const control of controls.querySelectorAll("input, textarea, select")) fillControl(controls, control, entry);
  controls.querySelector("[data-summary]").textContent = summary(entry, project);
}

function fillControl(controls, control, { status = OPEN, partners, ...texts }) {
  const { dataset, type } = control;
  if (refused.get(controls).has(fieldOf(control))) return;
  if (type === "radio") control.checked = control.value === status;
  else if (dataset.partner) put(control, own(partners, dataset.partner) ?? OPEN);
  else if (!isBeingWritten(control, texts[dataset.field])) put(control, texts[dataset.field] ?? "");
}

function put(control, value) {
  if (control.value !== value) control.value = value; // assigning moves the cursor
}

/** Tells whether somebody writes this very text; what nobody sees, such as a space too many, is taken out only in the store. */
function isBeingWritten(control, kept = "") {
  const text = cleanText(control.value, control.type === "textarea");
  return control === document.activeElement && (text.trim() ? text : "") === kept;
}

/** What the folded part holds, so that nobody has to open it to see. */
function summary({ note, who, due, partners }, project) {
  const stated = project.partners.map(({ id }) => own(partners, id)).filter((status) => status && status !== OPEN).length;
  const said = [note && "mit Notiz", who, due && `bis ${dayOf(due)}`, stated && `Stand von ${stated} der ${project.partners.length} Partner`].filter(Boolean);
  if (said.length) return said.join(" · ");
  return project.partners.length ? "Notiz, Zuständige, Frist, Stand je Partner" : "Notiz, Zuständige, Frist";
}

/** Shows a control for each partner; those that stay keep the focus. */
function fillPartners(place, { partners }) {
  place.hidden = partners.length === 0;
  const shown = new Map([...place.querySelectorAll("label")].map((label) => [label.querySelector("select").dataset.partner, label]));
  if ([...shown.keys()].join() !== partners.map(({ id }) => id).join()) {
    const focused = place.contains(document.activeElement) && document.activeElement;
    place.replaceChildren(place.querySelector("legend"), ...partners.map(({ id }) => shown.get(id) ?? partnerControl(id)));
    if (focused) (focused.isConnected ? focused : place.closest("details").querySelector("summary")).focus();
  }
  place.querySelectorAll("label > span").forEach((name, number) => {
    name.textContent = partners[number].name;
  });
}

function partnerControl(id) {
  const control = document.importNode(partnerTemplate, true).firstElementChild;
  control.querySelector("select").dataset.partner = id;
  return control;
}

/** What stands in the cells of the printed row. */
function fillCells(row, project, id) {
  const entry = own(project?.entries, id) ?? {};
  for (const box of row.querySelectorAll("[data-box]")) box.classList.toggle("box--checked", box.dataset.box === entry.status);
  const texts = { note: noteOf(entry, project), who: entry.who ?? "", due: entry.due ? dayOf(entry.due) : "" };
  for (const cell of row.querySelectorAll("[data-cell]")) cell.textContent = texts[cell.dataset.cell];
}

/** The note, with where each partner stands. */
const noteOf = (entry, project) => [entry.note, ...(project ? partnerStates(entry, project) : [])].filter(Boolean).join("\n");
