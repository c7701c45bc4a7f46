// The basket: buttons that choose cases for comparison, and the bar at the lower edge that shows what is chosen.

import { element } from "../common/elements.js";
import { ROOT } from "../common/place.js";
import { isSelected, MOST, select, selected, toggle, watchSelection } from "./selection.js";

const FULL = [`Höchstens ${MOST} Fälle.`, "Mehr passen nicht nebeneinander. Nehmen Sie zuerst einen heraus."];

/** @type {HTMLElement} */
let bar;
/** @type {HTMLElement} stands in the page from the start: screen readers announce only what changes in a place they know */
let live;
/** @type {HTMLElement | undefined} the button with data-compare that was pressed last */
let pressed;

const compareAddress = () => new URL(`vergleich/?faelle=${selected().map(({ id }) => id).join(",")}`, ROOT).href;

/** How many cases are chosen, and what is to be done next; narrow screens show the first part alone. */
function summary() {
  const number = selected().length;
  if (!number) return ["Die Auswahl ist leer.", ""];
  if (number === 1) return ["1 Fall gewählt.", "Wählen Sie noch einen dazu."];
  return [`${number} Fälle gewählt.`, ""];
}

/** Shows a text of two parts in the bar. */
function write([text, more]) {
  const hint = element("span", { className: "basket__hint", textContent: more });
  bar.querySelector("p").replaceChildren(element("strong", { textContent: text }), " ", hint);
}

/** Tells each button whether its case is chosen; the way to the comparison stands beside those that are. */
function syncButtons() {
  for (const button of document.querySelectorAll("[data-compare]")) {
    if (!button.firstElementChild) button.append(" ", element("span", { className: "visually-hidden", textContent: button.dataset.name }));
    const isPressed = isSelected(button.dataset.compare);
    button.setAttribute("aria-pressed", String(isPressed));
    let link = button.nextElementSibling?.matches(".to-comparison") ? button.nextElementSibling : null;
    if (!isPressed || selected().length < 2) {
      link?.remove();
      continue;
    }
    if (!link) button.after((link = element("a", { className: "to-comparison" })));
    Object.assign(link, { href: compareAddress(), textContent: `Zum Vergleich (${selected().length})` });
  }
}

/** Shows the selection in the buttons and in the bar. */
function show() {
  syncButtons();
  const focused = bar.contains(document.activeElement) ? document.activeElement : null;
  const place = [...bar.querySelectorAll(".basket__name")].indexOf(focused);
  bar.hidden = !selected().length;
  write(summary());
  bar.querySelector("ul").replaceChildren(...selected().map(nameItem));
  bar.querySelector("a").hidden = selected().length < 2;
  bar.querySelector("a").href = compareAddress();
  keepFocusInSight();
  if (focused) keepFocus(focused, place);
}

/** Gives the focus back to what had it in the bar, or to what now stands in its place. */
function keepFocus(focused, place) {
  const names = [...bar.querySelectorAll(".basket__name")];
  if (bar.hidden) leave();
  else if (place >= 0) (names.find(({ dataset }) => dataset.id === focused.dataset.id) ?? names[Math.min(place, names.length - 1)]).focus();
  else if (focused.hidden) bar.querySelector("button.button").focus();
}

/** Gives the focus a place when the bar that had it is gone. */
function leave() {
  const heading = document.querySelector("h1");
  const goal = pressed?.checkVisibility() ? pressed : heading;
  if (goal === heading) heading.tabIndex = -1;
  goal.focus({ preventScroll: goal === heading });
}

/** @param {import("./selection.js").Chosen} chosen */
function nameItem(chosen) {
  const button = element("button", { type: "button", className: "basket__name", title: chosen.name });
  button.dataset.id = chosen.id;
  button.append(element("span", { textContent: chosen.name }), " ×");
  button.setAttribute("aria-label", `${chosen.name} aus der Auswahl nehmen`);
  button.addEventListener("click", () => choose(chosen));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

/** Takes a case in or out for the reader, and says what came of it. */
function choose(chosen) {
  const message = toggle(chosen) ? summary() : FULL;
  write(message);
  live.textContent = message.join(" ").trim();
}

function makeBar() {
  const made = element("aside", { className: "basket", hidden: true });
  made.setAttribute("aria-label", "Auswahl zum Vergleichen");
  const inner = element("div", { className: "basket__inner" });
  const compare = element("a", { className: "button", textContent: "Vergleichen" });
  const empty = element("button", { type: "button", className: "button button--quiet", textContent: "Leeren" });
  empty.setAttribute("aria-label", "Auswahl leeren");
  empty.addEventListener("click", () => {
    select([]);
    live.textContent = summary()[0];
  });
  inner.append(element("p", { className: "basket__message" }), element("ul", { className: "basket__names" }), compare, empty);
  made.append(inner);
  new ResizeObserver(keepFocusInSight).observe(made);
  return made;
}

/** Keeps the bar from lying over what has the focus, whatever its height. */
function keepFocusInSight() {
  const covers = !bar.hidden && getComputedStyle(bar).position === "sticky";
  document.documentElement.style.scrollPaddingBottom = covers ? `${bar.offsetHeight + 8}px` : "";
}

/** Starts the basket; the page that compares has its own way to show what is chosen. */
export function mountBasket() {
  if (document.querySelector("[data-comparison]")) return;
  // Not role="status": that belongs to the results of the page.
  live = element("p", { className: "visually-hidden" });
  live.setAttribute("aria-live", "polite");
  bar = makeBar();
  document.body.append(bar, live);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-compare]");
    if (!button) return;
    pressed = button;
    choose({ id: button.dataset.compare, name: button.dataset.name });
    button.scrollIntoView({ block: "nearest" }); // the bar may have come to lie over it
  });
  document.addEventListener("lotse:cards", syncButtons);
  watchSelection(show);
  show();
}
