// The page that compares cases: keeps the chosen cases and the address in step, and says what happened.

import { loadCase } from "./cases/compare-cases.js";
import { mountFolds } from "./cases/compare-folds.js";
import { fillTable, showRows } from "./cases/compare-table.js";
import { element } from "./common/elements.js";
import { latestOnly } from "./common/latest.js";
import { siteName } from "./common/site-name.js";
import { MOST, select, selected, watchSelection } from "./cases/selection.js";
import { mountSuggestions } from "./cases/suggestions.js";

const find = (name) => document.querySelector(`[data-${name}]`);
const only = document.querySelector("#only-differences");
const adding = find("add");

/** @type {import("./cases/compare-cases.js").ComparedCase[]} */
let shown = [];
/** Ids, asked for or selected, of which no case is known. */
const unknown = new Set();
let shownAddress;

/** Reads the address, where anything may stand: which ids are asked for, and what is to be said about them. */
function asked() {
  const ids = (new URLSearchParams(location.search).get("faelle") ?? "").split(",").map((id) => id.trim().toLowerCase()).filter(Boolean);
  const different = [...new Set(ids)];
  const troubles = [];
  if (different.length < ids.length) troubles.push("Ein Fall war doppelt genannt. Er steht nur einmal da.");
  if (different.length > MOST) troubles.push(`Mehr als ${MOST} Fälle passen nicht nebeneinander. Weggelassen: ${named(different.slice(MOST))}.`);
  return { ids: different.slice(0, MOST), troubles };
}

/** The ids that a new choice starts from: also those that are still loading, or failed to load, but none without a case. */
const keptIds = () => asked().ids.filter((id) => !unknown.has(id));

/** Quotes ids from the address, cut where they are endless. */
const named = (ids) => ids.slice(0, 5).map((id) => `„${id.length > 40 ? `${id.slice(0, 40)} …` : id}“`).join(", ") + (ids.length > 5 ? " und weitere" : "");

/** Loads what the address asks for and shows it. */
const readAddress = latestOnly(async (isLatest) => {
  shownAddress = location.search;
  const { ids, troubles } = asked();
  if (ids.length && !shown.length) say(["Der Vergleich wird geladen …"], []);
  const results = await Promise.allSettled(ids.map(loadCase));
  if (!isLatest()) return;
  const failed = ids.filter((_, number) => results[number].status === "rejected");
  const missing = ids.filter((_, number) => results[number].status === "fulfilled" && !results[number].value);
  if (failed.length) troubles.push(`Nicht geladen: ${named(failed)}. Prüfen Sie die Verbindung, und laden Sie die Seite neu.`);
  if (missing.length) troubles.push(`Diese Fälle gibt es hier nicht: ${named(missing)}.`);
  for (const id of missing) unknown.add(id);
  shown = results.map(({ value }) => value).filter(Boolean);
  only.checked = new URLSearchParams(location.search).get("nur") === "unterschiede";
  showChosen();
  fillTable(isComparison() ? shown : [], removeButton);
  showDifferences(troubles);
}, () => say(["Der Vergleich ließ sich nicht zeigen. Laden Sie die Seite neu."], []));

const isComparison = () => shown.length > 1;

/** Shows what belongs to the number of chosen cases: the table, or how to choose more of them. */
function showChosen() {
  for (const name of ["comparison", "unfold", "options"]) find(name).hidden = !isComparison();
  for (const name of ["empty", "chosen"]) find(name).hidden = isComparison();
  find("adding").hidden = false;
  find("adding").open = !isComparison();
  find("chosen").replaceChildren(...(isComparison() ? [] : shown).map(chosenItem));
  showTakeOver();
  const names = shown.map(({ name }) => name).join(" · ");
  document.title = `${isComparison() ? `Vergleich: ${names}` : "Fälle vergleichen"} – ${siteName}`;
}

/** Tells whether the page compares what the reader has selected, in whatever order. */
function isSelection() {
  const own = selected().map(({ id }) => id).filter((id) => !unknown.has(id));
  return own.sort().join() === keptIds().sort().join();
}

/** Offers to make the cases of a shared address the reader's own selection. */
function showTakeOver() {
  find("take-over").hidden = !shown.length || isSelection();
  const number = selected().length;
  find("replaced").textContent = number ? `Ersetzt Ihre bisherige Auswahl (${number === 1 ? "1 Fall" : `${number} Fälle`}).` : "";
}

function takeOver() {
  select(shown);
  showDifferences(["Diese Fälle sind jetzt Ihre Auswahl."]);
  find("options").querySelector("summary").focus();
}

function chosenItem(one) {
  const item = element("li");
  item.append(element("a", { href: one.address, textContent: one.name }), removeButton(one));
  return item;
}

/** A button that takes a case out of the comparison; the focus goes to the one that comes after it. */
function removeButton(one) {
  const button = element("button", { type: "button", className: "comparison__remove screen-only", textContent: "×" });
  button.setAttribute("aria-label", `${one.name} entfernen`);
  button.addEventListener("click", async () => {
    const place = shown.indexOf(one);
    await change(keptIds().filter((id) => id !== one.id));
    const buttons = document.querySelectorAll(".comparison__remove");
    (buttons[Math.min(place, buttons.length - 1)] ?? adding.elements.name).focus();
  });
  return button;
}

/** The address of a comparison of these cases. */
function addressOf(ids) {
  const query = [ids.length && `faelle=${ids.join(",")}`, only.checked && "nur=unterschiede"].filter(Boolean).join("&");
  return query ? `?${query}` : location.pathname;
}

/**
 * Writes a new choice into the address and shows it; where the page compares the reader's own selection, that follows.
 * @param {string[]} ids
 * @param {{id: string, name: string}} [added] the case that is new among them
 */
function change(ids, added) {
  const isOwn = isSelection();
  history.pushState(null, "", addressOf(ids));
  if (isOwn) select([...selected(), ...(added ? [added] : [])].filter(({ id }) => ids.includes(id)));
  return readAddress();
}

/** Shows all rows or only differences, and says what is compared and what is hidden. */
function showDifferences(troubles) {
  const names = shown.map(({ name }) => name);
  if (!isComparison()) {
    say([names.length ? `Gewählt: ${names[0]}. Wählen Sie mindestens einen Fall dazu.` : "Noch kein Fall gewählt."], troubles);
    return;
  }
  const { same, silent } = showRows(only.checked);
  const lines = [`${names.length} Fälle im Vergleich`];
  if (only.checked) {
    const hidden = [same.length && `bei allen gleich: ${same.join(", ")}`, silent.length && `bei keinem Angaben: ${silent.join(", ")}`];
    lines.push(hidden.some(Boolean) ? `Ausgeblendet – ${hidden.filter(Boolean).join("; ")}` : "Nichts ausgeblendet: Die Fälle unterscheiden sich in jeder Zeile.");
  }
  say(lines, troubles);
  document.dispatchEvent(new CustomEvent("lotse:filtered"));
}

/** @param {string[]} lines @param {string[]} troubles */
function say(lines, troubles) {
  const paragraphs = [...troubles.map((text) => [text, "notice"]), ...lines.map((text) => [text, "comparison-outcome__line"])];
  find("outcome").replaceChildren(...paragraphs.map(([textContent, className]) => Object.assign(document.createElement("p"), { textContent, className })));
}

/** Without cases in the address, the reader's own selection is compared. */
function startWithSelection() {
  only.checked = new URLSearchParams(location.search).get("nur") === "unterschiede";
  if (!asked().ids.length && selected().length) history.replaceState(null, "", addressOf(selected().map(({ id }) => id)));
}

only.addEventListener("change", () => change(keptIds()));
find("take-over").querySelector("button").addEventListener("click", takeOver);
mountFolds();
mountSuggestions(adding, {
  refuse: (text) => showDifferences([text]),
  accept: (added) => {
    const ids = keptIds();
    if (ids.includes(added.id)) return showDifferences(["Dieser Fall steht schon da."]);
    if (ids.length === MOST) return showDifferences([`Mehr als ${MOST} Fälle passen nicht nebeneinander. Entfernen Sie zuerst einen.`]);
    return change([...ids, added.id], added);
  },
});
watchSelection(showTakeOver);
window.addEventListener("popstate", () => location.search !== shownAddress && readAddress()); // not for links within the page
startWithSelection();
readAddress();
