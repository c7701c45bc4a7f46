// Showing only questions that stand somewhere with the active project: open, answered, due.

import { activeProject } from "./active-project.js";

const SOON = 7; // days
const select = document.getElementById("filter-stand");

/** Until when something is due soon, such as 2026-12-31. */
const soon = () => new Date(Date.now() + SOON * 86_400_000).toLocaleDateString("sv"); // Sweden writes days as ISO does

/** What can be asked for beside a state itself. */
const QUESTIONS = {
  unklar: ({ status = "offen" }) => ["offen", "teilweise", "nein"].includes(status),
  faellig: ({ status, due }) => Boolean(due) && status !== "ja" && status !== "entfaellt" && due <= soon(),
};

/** @returns {string | undefined} why a question is left out, if it is @param {{id: string}} question @param {string} [wanted] */
export function standReason({ id }, wanted) {
  const project = activeProject();
  if (!wanted || !project) return undefined;
  const entry = project.entries[id] ?? {};
  const fits = QUESTIONS[wanted] ? QUESTIONS[wanted](entry) : (entry.status ?? "offen") === wanted;
  return fits ? undefined : select.dataset.reason;
}

/** Lets the reader choose only while there is a project; without one nothing is chosen. */
export function followProject() {
  select.disabled = !activeProject();
  if (select.disabled) select.value = "";
}
