// The project that the reader works with now: one in each tab, remembered for the next time.

import { project } from "../projects/projects.js";

const KEY = "lotse-vorhaben-aktiv";

/** @type {string} its id; empty when the reader works with none */
let active = remembered();
const listeners = [];

/** @returns {import("../projects/projects.js").Project | undefined} */
export const activeProject = () => (active ? project(active) : undefined);

/** Makes a project the active one, or none. @param {string} id */
export function activate(id) {
  active = id;
  try {
    sessionStorage.setItem(KEY, id);
    if (id) localStorage.setItem(KEY, id);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: the choice holds for this page only.
  }
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever another project becomes the active one. @param {() => void} listener */
export function watchActive(listener) {
  listeners.push(listener);
}

/** What this tab worked with last, or else any tab. */
function remembered() {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
