// Working with a list: which project is active, how far it is, and how it is made, changed, deleted and kept.

import { ask, dialogOf } from "../common/dialogs.js";
import { rememberList, showNews } from "./list-news.js";
import { change, create, project, projects, remove, restore, watch } from "../projects/projects.js";
import { mountExchange } from "./working-exchange.js";
import { showTroubles } from "./troubles.js";

const ACTIVE = "lotse-vorhaben-aktiv";
const section = document.querySelector("[data-project]");
const part = (name) => section.querySelector(`[data-${name}]`);
const choice = document.getElementById("project-choice");
const stand = document.getElementById("filter-stand");

/** @type {string} id of the active project, or empty */
let active = remembered();
/** @type {HTMLFormElement} */
let form;
/** @type {() => import("../checklists.js").Tailored} */
let tailored;

/** @returns {import("../projects/projects.js").Project | undefined} */
export const activeProject = () => (active ? project(active) : undefined);

/** The project that this tab worked with last, or else any tab. */
function remembered() {
  try {
    return sessionStorage.getItem(ACTIVE) ?? localStorage.getItem(ACTIVE) ?? "";
  } catch {
    return "";
  }
}

function remember() {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (active) storage.setItem(ACTIVE, active);
      else storage.removeItem(ACTIVE);
    }
  } catch {
    // Storage is blocked: the choice holds for this page only.
  }
}

/**
 * @param {{form: HTMLFormElement, tailored: () => import("../checklists.js").Tailored, show: () => void}} page
 *   `show` shows the entries and the progress anew
 */
export function mountWorking(page) {
  ({ form, tailored } = page);
  section.hidden = false;
  showProject();
  choice.addEventListener("change", () => activate(choice.value));
  part("new-project").addEventListener("click", () => edit());
  part("edit-project").addEventListener("click", () => edit(activeProject()));
  part("delete-project").addEventListener("click", deleteProject);
  watch(() => {
    showProject();
    page.show();
  });
  mountExchange({ section, activeProject, activate, say, offerUndo });
}

/** Makes a project the active one; its phase is the list's phase unless another is chosen. @param {string} id */
export function activate(id) {
  active = id;
  remember();
  showProject();
  const phase = form.elements.phase;
  const wanted = activeProject()?.phase;
  if (wanted && !phase.value) phase.value = wanted;
  phase.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Says what came of something. @param {string} text */
function say(text) {
  part("project-message").textContent = text;
}

/** Offers to undo the last step. @param {() => void} undo */
function offerUndo(undo) {
  const place = part("undo-place");
  place.hidden = false;
  part("undo").onclick = () => {
    place.hidden = true;
    undo();
    say("Der letzte Schritt ist rückgängig gemacht.");
    choice.focus();
  };
}

function showProject() {
  const current = activeProject();
  const none = new Option("ohne Vorhaben (nur lesen und drucken)", "");
  choice.replaceChildren(none, ...projects().map(({ id, name }) => new Option(name, id)));
  choice.value = current?.id ?? "";
  stand.disabled = !current;
  part("with-project").hidden = !current;
  part("without-project").hidden = Boolean(current);
  part("save-all").hidden = projects().length < 2;
  for (const element of document.querySelectorAll("[data-needs-project]")) element.hidden = !current;
  part("project-facts").textContent = current ? factsOf(current) : "";
  showTroubles(part("troubles"));
}

/** The phase and the partners of a project, in words. */
function factsOf({ phase, partners }) {
  const title = phase && form.elements.phase.querySelector(`option[value="${CSS.escape(phase)}"]`)?.dataset.title;
  return [title && `Phase: ${title}`, partners.length && `Partner: ${partners.map(({ name }) => name).join(", ")}`].filter(Boolean).join(" · ");
}

/** Shows how far the active project is with the list, in all and in each part of it. @param {import("../checklists.js").Tailored} list */
export function showProgress(list) {
  const current = activeProject();
  if (current) {
    const states = statesOf(current, list.shown.map(({ id }) => id));
    part("progress").max = Math.max(states.length, 1);
    part("progress").value = states.filter((state) => state !== "offen").length;
    part("progress-text").textContent = progressWords(states);
    rememberList(current, list);
    showNews(part("changes"), activeProject(), list);
  }
  for (const area of document.querySelectorAll("[data-area], [data-core-first]")) showAreaProgress(area, current);
}

const statesOf = ({ entries }, ids) => ids.map((id) => entries[id]?.status ?? "offen");

function showAreaProgress(area, current) {
  area.querySelector(".area-progress")?.remove();
  const ids = [...area.querySelectorAll("[data-question-id]:not([hidden])")].map(({ dataset }) => dataset.questionId);
  if (!current || !ids.length) return;
  area.querySelector("h2").after(Object.assign(document.createElement("p"), {
    className: "area-progress screen-only",
    textContent: progressWords(statesOf(current, ids)),
  }));
}

/** Such as "3 von 9 beantwortet: 2 ja, 1 nein". */
function progressWords(states) {
  const answered = states.filter((state) => state !== "offen");
  const parts = [...stand.options].filter(({ value }) => value).map(({ value, dataset }) => [dataset.title, answered.filter((state) => state === value).length]);
  const counted = parts.filter(([, number]) => number).map(([title, number]) => `${number} ${title}`);
  return `${answered.length} von ${states.length} beantwortet${counted.length ? `: ${counted.join(", ")}` : ""}`;
}

/** Asks for name, phase and partners of a new or a given project. */
async function edit(current) {
  const dialog = dialogOf("project");
  const { name, phase, partners } = dialog.querySelector("form").elements;
  name.value = current?.name ?? "";
  phase.value = current?.phase ?? form.elements.phase.value;
  partners.value = (current?.partners ?? []).map((partner) => partner.name).join("\n");
  dialog.querySelector("h2").textContent = current ? "Vorhaben ändern" : "Neues Vorhaben";
  if ((await ask("project")) !== "save") return;
  const wanted = { name: name.value.trim(), phase: phase.value, partners: namedPartners(partners.value, current) };
  try {
    if (current) change(current.id, wanted);
    else activate(create(wanted).id);
  } catch (error) {
    say(error.message);
  }
}

/**
 * One partner a line. Who is named as before stays the same partner; so does, among as many lines, one with a corrected name.
 */
function namedPartners(text, current) {
  const names = [...new Set(text.split("\n").map((line) => line.trim()).filter(Boolean))];
  const old = current?.partners ?? [];
  return names.map((name, line) => {
    const known = old.find((partner) => partner.name === name);
    const corrected = names.length === old.length && !names.includes(old[line].name) ? old[line] : undefined;
    return { id: (known ?? corrected)?.id, name };
  });
}

async function deleteProject() {
  const current = activeProject();
  dialogOf("delete").querySelector("[data-question]").textContent =
    `„${current.name}“ und alle Einträge dazu verschwinden aus diesem Browser. Solange Sie diese Seite nicht verlassen, können Sie das rückgängig machen.`;
  if ((await ask("delete")) !== "delete") return;
  const removed = remove(current.id);
  activate("");
  say(`„${current.name}“ ist gelöscht.`);
  offerUndo(() => {
    restore(removed);
    activate(removed.id);
  });
}
