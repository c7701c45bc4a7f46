// The common part of all filters: form, query string, count and the help when nothing fits.

import { element } from "./elements.js";
import { showState } from "./states.js";

/**
 * Folds case, umlauts and ß, so that "Gewerbeflaechen" finds "Gewerbeflächen".
 * @param {string} text
 */
export function fold(text) {
  return text.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss");
}

/** Tells whether one of several radio buttons has a value. @param {RadioNodeList | Element} group */
const isAmong = (group, value) => [...(group.length ? group : [group])].some((control) => control.value === value);

/** @param {string | undefined} ids ids separated by spaces */
export const idSet = (ids) => new Set((ids ?? "").split(" ").filter(Boolean));

/**
 * Keeps a form and the query string in step, and calls `apply` with the chosen values after every change.
 * `apply` also gets a function that drops the filter of a given name.
 * @param {HTMLFormElement} form
 * @param {(chosen: Record<string, string>, drop: (name: string) => void) => void} apply
 * @returns {() => void} applies the form again, when what it is applied to has changed
 */
export function connect(form, apply) {
  const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => String(value).trim()));

  const readUrl = () => {
    const query = new URLSearchParams(location.search);
    for (const control of form.elements) {
      if (!control.name) continue;
      const value = query.get(control.name) ?? "";
      for (const option of control.options ?? []) option.disabled = false; // FormData passes over disabled options
      if (control.type === "checkbox" || control.type === "radio") control.checked = value === control.value;
      else control.value = value;
      if (control.defaultChecked && !isAmong(form.elements[control.name], value)) control.checked = true;
      if (control.tagName === "SELECT" && control.selectedIndex < 0) control.value = "";
    }
    update();
  };

  const update = () => {
    const values = chosen();
    showChips(form, values, drop);
    apply(values, drop);
    document.dispatchEvent(new CustomEvent("lotse:filtered"));
  };

  const changed = (replace) => {
    const query = new URLSearchParams(chosen()).toString();
    const address = query ? `?${query}` : location.pathname;
    if (query !== location.search.slice(1)) history[replace ? "replaceState" : "pushState"](null, "", address);
    update();
  };

  const drop = (name) => {
    const control = form.elements[name];
    if (control.type === "checkbox") control.checked = false;
    else control.value = "";
    changed(false);
    (control.checkVisibility() ? control : form.querySelector("[data-fold]"))?.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(false);
  });
  for (const control of form.elements) {
    control.addEventListener("input", () => changed(control.type === "search")); // some stand outside the form
  }
  form.addEventListener("reset", () => {
    const kept = views(form).map((control) => [control, control.checked, control.value]);
    setTimeout(() => {
      for (const [control, checked, value] of kept) Object.assign(control, control.type === "radio" ? { checked } : { value });
      changed(false);
    });
  });
  window.addEventListener("popstate", readUrl);
  readUrl();
  return update;
}

/** The controls of a form that only change how things are shown. @param {HTMLFormElement} form */
const views = (form) => [...form.elements].filter((control) => "noFilter" in control.dataset);

/**
 * Names each chosen filter in words, such as "Thema: Wohnen"; what only changes the view is no filter.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} chosen
 * @returns {[string, string][]} name of the control and its words
 */
export function describe(form, chosen) {
  const others = new Set(views(form).map(({ name }) => name));
  return Object.entries(chosen).filter(([name]) => !others.has(name)).map(([name, value]) => {
    const control = form.elements[name];
    const label = document.querySelector(`label[for="${control.id}"]`).textContent;
    if (control.type === "checkbox") return [name, label];
    return [name, `${label}: ${control.selectedOptions?.[0]?.dataset.title ?? value}`];
  });
}

/**
 * Says how many items are shown and by which filters; when there are none, offers to drop a filter that is in the way.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} chosen
 * @param {(name: string) => void} drop
 * @param {{number: string, notes?: string[], hits: number, hitsWithout: (name: string) => number}} outcome
 */
export function announce(form, chosen, drop, { number, notes = [], hits, hitsWithout }) {
  const active = describe(form, chosen);
  const filters = element("span", { className: "result-count__filters" }, ...active.map(([, words]) => ` · ${words}`));
  document.querySelector("[data-count]").replaceChildren(number, filters, ...notes.map((note) => ` · ${note}`));
  const place = document.querySelector("[data-no-hits]");
  place.hidden = hits > 0;
  if (!hits) showNoHits(place, form, active.map(([name, words]) => ({ words, hits: hitsWithout(name), drop: () => drop(name) })));
}

/**
 * Shows each active filter as a button that removes it, before what fits is known: so nothing moves when that comes.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} chosen
 * @param {(name: string) => void} drop
 */
function showChips(form, chosen, drop) {
  const list = document.querySelector("[data-chips]");
  if (!list) return;
  const purpose = () => element("span", { className: "visually-hidden", textContent: "Filter entfernen: " });
  const chips = describe(form, chosen).map(([name, words]) => {
    const chip = element("button", { type: "button", className: "chip" }, purpose(), words);
    chip.addEventListener("click", () => drop(name));
    return element("li", {}, chip);
  });
  list.hidden = chips.length === 0;
  list.replaceChildren(...chips);
}

/**
 * @param {HTMLElement} place
 * @param {HTMLFormElement} form
 * @param {{words: string, hits: number, drop: () => void}[]} offers
 */
function showNoHits(place, form, offers) {
  const useful = offers.filter(({ hits }) => hits > 0);
  const fewer = useful.map(({ words, hits, drop }) => ({ words: `ohne „${words}“ (${hits})`, act: drop }));
  showState(place, {
    title: "Kein Treffer mit dieser Auswahl.",
    text: useful.length ? "Lassen Sie eine Bedingung weg:" : "Versuchen Sie ein anderes Wort, oder beginnen Sie von vorn.",
    ways: useful.length ? fewer : [{ words: "Alles zurücksetzen", act: () => form.reset() }],
  });
}
