// The common part of all filters: form, query string, count and the help when nothing fits.

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
    apply(chosen(), drop);
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
    control.focus();
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
  document.querySelector("[data-count]").textContent = [number, ...active.map(([, words]) => words), ...notes].join(" · ");
  showChips(document.querySelector("[data-chips]"), active, drop);
  const place = document.querySelector("[data-no-hits]");
  place.hidden = hits > 0;
  if (!hits) showNoHits(place, active.map(([name, words]) => ({ words, hits: hitsWithout(name), drop: () => drop(name) })));
}

/**
 * Shows each active filter as a button that removes it; the focus stays among them.
 * @param {HTMLElement | null} list
 * @param {[string, string][]} active
 * @param {(name: string) => void} drop
 */
function showChips(list, active, drop) {
  if (!list) return;
  list.hidden = active.length === 0;
  list.replaceChildren(...active.map(([name, words]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    const purpose = document.createElement("span");
    purpose.className = "visually-hidden";
    purpose.textContent = "Filter entfernen: ";
    button.append(purpose, words);
    button.addEventListener("click", () => drop(name));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

/**
 * @param {HTMLElement} place
 * @param {{words: string, hits: number, drop: () => void}[]} offers
 */
function showNoHits(place, offers) {
  const text = document.createElement("p");
  const useful = offers.filter(({ hits }) => hits > 0);
  text.textContent = useful.length
    ? "Kein Treffer mit dieser Auswahl. Lassen Sie eine Bedingung weg:"
    : "Kein Treffer mit dieser Auswahl. Löschen Sie alle Filter, oder versuchen Sie ein anderes Wort.";
  const list = document.createElement("ul");
  for (const { words, hits, drop } of useful) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = `ohne „${words}“ (${hits})`;
    button.addEventListener("click", drop);
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  place.replaceChildren(text, list);
}
