// The bar of projects: which one is active, what it is about, how it is made, changed and deleted.

import { ask, dialogOf } from "../common/dialogs.js";
import { project, projects, remove, restore, watch } from "../projects/projects.js";
import { activate, activeProject, watchActive } from "./active-project.js";
import { mountExchange } from "./working-exchange.js";
import { editProject } from "./project-dialog.js";
import { followProject } from "./stand.js";
import { showTroubles } from "./troubles.js";
import { undoOffers } from "../common/undo.js";

const section = document.querySelector("[data-project]");
const part = (name) => section.querySelector(`[data-${name}]`);
const choice = document.getElementById("project-choice");
const phaseFilter = document.getElementById("filter-phase");
const offerUndo = undoOffers(part("undo-place"), say);

/**
 * @param {{retailor: () => void, show: (questionId?: string) => void}} page `retailor` makes the list anew,
 *   `show` shows the entries anew, or those of one question
 */
export function mountProjectBar({ retailor, show }) {
  showBar();
  choice.addEventListener("change", () => activate(choice.value));
  part("new-project").addEventListener("click", makeProject);
  part("edit-project").addEventListener("click", () => editProject({ project: activeProject() }));
  part("delete-project").addEventListener("click", deleteProject);
  part("take-phase").addEventListener("click", () => choosePhase(activeProject().phase));
  section.addEventListener("click", () => say(""), { capture: true }); // what was said belongs to the step before
  watchActive(() => {
    showBar();
    const { phase } = activeProject() ?? {};
    if (phase && !phaseFilter.value) choosePhase(phase);
    else retailor();
  });
  document.addEventListener("lotse:filtered", showFacts);
  watch(({ here, questionId }) => {
    if (here && questionId) return show(questionId);
    showBar();
    return retailor();
  });
  mountExchange({ section, say, offerUndo });
}

/** Says what came of something. @param {string} text */
function say(text) {
  part("project-message").textContent = text;
}

function choosePhase(phase) {
  phaseFilter.value = phase;
  phaseFilter.dispatchEvent(new Event("input", { bubbles: true }));
}

function showBar() {
  const current = activeProject();
  const all = projects();
  choice.replaceChildren(new Option("ohne Vorhaben (nur lesen und drucken)", ""), ...all.map(({ id, name }) => new Option(name, id)));
  choice.value = current?.id ?? "";
  choice.hidden = all.length === 0;
  part("with-project").hidden = !current;
  part("without-project").hidden = Boolean(current);
  part("save-all").hidden = all.length < (current ? 2 : 1);
  for (const element of document.querySelectorAll("[data-needs-project]")) element.hidden = !current;
  followProject();
  showFacts();
  showTroubles(part("troubles"));
}

/** The phase and the partners of the active project, and the way to the list of its phase. */
function showFacts() {
  const { phase = "", partners = [] } = activeProject() ?? {};
  const title = phase && phaseFilter.querySelector(`option[value="${CSS.escape(phase)}"]`)?.dataset.title;
  const facts = [title && `Phase: ${title}`, partners.length && `Partner: ${partners.map(({ name }) => name).join(", ")}`];
  part("project-facts").textContent = facts.filter(Boolean).join(" · ");
  const button = part("take-phase");
  button.hidden = !title || phase === phaseFilter.value;
  button.textContent = `Fragen der Phase ${title} zeigen`;
}

async function makeProject() {
  const made = await editProject({ phase: phaseFilter.value });
  if (!made) return;
  activate(made.id);
  say(`„${made.name}“ ist angelegt. Tragen Sie unten bei jeder Frage den Stand ein.`);
}

async function deleteProject() {
  const current = activeProject();
  dialogOf("delete").querySelector("[data-question]").textContent =
    `„${current.name}“ und alle Einträge dazu verschwinden aus diesem Browser. Solange Sie diese Seite nicht verlassen, können Sie das rückgängig machen.`;
  if ((await ask("delete")) !== "delete") return;
  const removed = remove(current.id);
  activate("");
  say(`„${current.name}“ ist gelöscht.`);
  offerUndo(`Löschen von „${current.name}“ rückgängig`, () => {
    activate(project(removed.id)?.id ?? restore(removed).id);
    choice.focus();
  });
  part("undo-place").lastElementChild.focus();
}
