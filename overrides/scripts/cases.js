// Filters the list of cases. The cards carry their facets, so nothing has to be loaded.

import { announce, connect, fold, idSet } from "./filters.js";

const form = document.querySelector('[data-filters="case"]');
const FACETS = [...form.querySelectorAll("select")].map((select) => select.name);
const cards = [...document.querySelectorAll("[data-case-id]")].map((element) => ({
  element,
  facets: Object.fromEntries(FACETS.map((name) => [name, idSet(element.dataset[name])])),
  words: fold(`${element.textContent} ${element.dataset.words}`),
}));

/** Tells whether a card fits all chosen filters, leaving out the one called `except`. */
function fits(card, chosen, except) {
  const facetsFit = FACETS.every((name) => name === except || !chosen[name] || card.facets[name].has(chosen[name]));
  const query = except === "q" ? "" : (chosen.q ?? "");
  return facetsFit && fold(query).split(/\s+/).every((word) => card.words.includes(word));
}

/** Writes behind each value how many cases it would leave; values without a case cannot be chosen. */
function updateCounts(chosen) {
  for (const name of FACETS) {
    const candidates = cards.filter((card) => fits(card, chosen, name));
    for (const option of form.elements[name].options) {
      if (!option.value) continue;
      const hits = candidates.filter((card) => card.facets[name].has(option.value)).length;
      option.textContent = `${option.dataset.title} (${hits})`;
      option.disabled = hits === 0 && !option.selected;
    }
  }
}

connect(form, (chosen, drop) => {
  let hits = 0;
  for (const card of cards) {
    card.element.hidden = !fits(card, chosen);
    if (!card.element.hidden) hits += 1;
  }
  updateCounts(chosen);
  announce(form, chosen, drop, {
    number: Object.keys(chosen).length ? `${hits} von ${cards.length} Fällen` : `${cards.length} Fälle`,
    hits,
    hitsWithout: (name) => cards.filter((card) => fits(card, chosen, name)).length,
  });
});
