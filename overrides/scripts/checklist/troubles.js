// What readers should know about the storage of their browser, and what they can do about it.

import { element, quietButton } from "../common/elements.js";
import { saveFile } from "../common/saving.js";
import { nameOfFile, toFile } from "../projects/exchange.js";
import { discard, project, projects, remove, saveAgain, troubles, unsaved } from "../projects/projects.js";
import { redraw } from "./redraw.js";

/** Shows all troubles. @param {HTMLElement} place */
export function showTroubles(place) {
  const all = troubles();
  redraw(place, all, () => all.map(box));
}

function box(trouble) {
  const shown = element("div", { className: "notice", role: "alert" }, element("p", { textContent: trouble.text }));
  shown.append(element("p", { className: "actions" }, ...buttons(trouble)));
  return shown;
}

function buttons({ kind, id, raw, key }) {
  const saveAll = () => saveFile(toFile(projects()), nameOfFile(projects()));
  const save = () => saveFile(toFile([project(id)]), nameOfFile([project(id)]));
  if (kind === "gone") return [quietButton("Noch einmal speichern", () => saveAgain(id)), quietButton("Als Datei sichern", save), quietButton("Auch hier löschen", () => remove(id))];
  if (kind === "clash") return [quietButton("Als Datei sichern", save)];
  if (key) {
    return [
      quietButton("Beschädigten Text als Datei sichern", () => saveFile(raw, `${key.replace(":", "-")}.json`)),
      ...(kind === "damaged" ? [quietButton("Beschädigten Text löschen", () => discard(key))] : []),
    ];
  }
  return projects().length ? [quietButton("Alle Vorhaben als Datei sichern", saveAll)] : [];
}

/** Asks before a page is closed that holds something which could not be kept. */
window.addEventListener("beforeunload", (event) => {
  if (projects().length && unsaved()) event.preventDefault();
});
