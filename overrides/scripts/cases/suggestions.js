// A field that finds a case by its name: suggests at most ten of all cases, which are loaded when the field is first used.

import { loadCatalogue } from "./catalogue.js";
import { fold } from "../common/filters.js";

const MOST = 10;

/**
 * Suggests names while the reader types, and hands over the chosen case.
 * @param {HTMLFormElement} form with a field "name" that has a datalist
 * @param {{accept: (chosen: {id: string, name: string}) => void, refuse: (message: string) => void}} answers
 */
export function mountSuggestions(form, { accept, refuse }) {
  const field = form.elements.name;

  const suggest = async () => {
    const words = field.value;
    const names = await namedCases().catch(() => []);
    if (words !== field.value) return;
    const options = names.filter(fits(words)).slice(0, MOST).map(({ label }) => Object.assign(document.createElement("option"), { value: label }));
    field.list.replaceChildren(...options);
  };

  const submit = async () => {
    const words = field.value.trim();
    if (!words) return refuse("Schreiben Sie den Namen eines Falls in das Feld.");
    const names = await namedCases().catch(() => null);
    if (!names) return refuse("Die Namen der Fälle ließen sich nicht laden. Prüfen Sie die Verbindung, und versuchen Sie es erneut.");
    const hits = names.filter(fits(words));
    const hit = hits.find(({ folded }) => folded === fold(words)) ?? (hits.length === 1 ? hits[0] : null);
    if (!hit) return refuse(hits.length ? `${hits.length} Fälle passen zu „${words}“. Wählen Sie einen Vorschlag.` : `Kein Fall heißt „${words}“.`);
    field.value = "";
    return accept({ id: hit.id, name: hit.name });
  };

  field.addEventListener("focus", suggest);
  field.addEventListener("input", suggest);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

const fits = (words) => {
  const wanted = fold(words.trim());
  return ({ folded }) => folded.includes(wanted);
};

/** @returns {Promise<{id: string, name: string, label: string, folded: string}[]>} cases of the same name with their region */
async function namedCases() {
  const { cases } = await loadCatalogue();
  const uses = new Map();
  for (const { name } of cases) uses.set(name, (uses.get(name) ?? 0) + 1);
  return cases.map(({ id, name, region }) => {
    const label = uses.get(name) > 1 ? `${name} (${region})` : name;
    return { id, name, label, folded: fold(label) };
  });
}
