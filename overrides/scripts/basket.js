// The basket: up to four cases that a reader wants to compare, kept in this browser, shown at the lower edge of every page.

const KEY = "lotse-vergleich";
const MOST = 4;
const ID = /^[a-z0-9-]{1,100}$/;

/** @typedef {{id: string, name: string}} Chosen */

/** @type {Chosen[]} */
let basket = [];
/** @type {HTMLElement | undefined} the bar, made when the first case is chosen */
let bar;

/** Reads what is kept; what is damaged counts as nothing, and where storage is blocked the page's own basket stays. */
function read() {
  let kept;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    return;
  }
  basket = [];
  for (const item of parsed(kept)) {
    if (isChosen(item) && !has(item.id) && basket.length < MOST) basket.push({ id: item.id, name: item.name });
  }
}

/** Tells whether something read from storage is a case with its name. */
function isChosen(item) {
  const texts = typeof item?.id === "string" && typeof item.name === "string";
  return texts && ID.test(item.id) && item.name.trim() !== "" && item.name.length <= 200;
}

/** @param {string | null} text */
function parsed(text) {
  try {
    const value = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function keep() {
  try {
    if (basket.length) localStorage.setItem(KEY, JSON.stringify(basket));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked or full: the basket holds for this page only.
  }
}

const has = (id) => basket.some((chosen) => chosen.id === id);
const compareAddress = () => new URL(`../vergleich/?faelle=${basket.map(({ id }) => id).join(",")}`, import.meta.url).href;

/** How many cases are chosen, and what is still missing. */
function summary() {
  if (!basket.length) return "Die Auswahl ist leer.";
  return `${basket.length} von höchstens ${MOST} Fällen gewählt.${basket.length === 1 ? " Wählen Sie noch einen dazu." : ""}`;
}

/** @param {Chosen} chosen */
function toggle(chosen) {
  if (has(chosen.id)) basket = basket.filter(({ id }) => id !== chosen.id);
  else if (basket.length < MOST) basket.push(chosen);
  else {
    show(`Mehr als ${MOST} Fälle passen nicht nebeneinander. Nehmen Sie zuerst einen heraus.`, true);
    return;
  }
  keep();
  show(summary(), true);
}

/** Tells each button whether its case is chosen. */
function syncButtons() {
  for (const button of document.querySelectorAll("[data-compare]")) {
    const name = element("span", { className: "visually-hidden", textContent: button.dataset.name });
    button.setAttribute("aria-pressed", String(has(button.dataset.compare)));
    button.replaceChildren(has(button.dataset.compare) ? "Im Vergleich " : "Vergleichen ", name);
  }
}

/** Shows the basket in the buttons and in the bar; `announced` for what the reader did here and now. */
function show(message, announced) {
  syncButtons();
  if (!bar && !basket.length) return;
  bar ??= makeBar();
  bar.classList.toggle("basket--empty", !basket.length);
  bar.querySelector("ul").replaceChildren(...basket.map(nameItem));
  bar.querySelector("a").hidden = basket.length < 2;
  bar.querySelector("a").href = compareAddress();
  const write = () => (bar.querySelector("[aria-live]").textContent = message);
  if (announced) setTimeout(write); // screen readers announce only what changes in a place they already know
  else write();
}

/** @param {Chosen} chosen */
function nameItem(chosen) {
  const button = element("button", { type: "button", className: "basket__name", title: chosen.name });
  button.append(element("span", { textContent: chosen.name }), " ×");
  button.setAttribute("aria-label", `${chosen.name} aus der Auswahl nehmen`);
  button.addEventListener("click", () => {
    const place = basket.findIndex(({ id }) => id === chosen.id);
    toggle(chosen);
    const left = bar.querySelectorAll(".basket__name");
    if (left.length) left[Math.min(place, left.length - 1)].focus();
    else focusHeading();
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function makeBar() {
  const made = element("aside", { className: "basket" });
  made.setAttribute("aria-label", "Auswahl zum Vergleichen");
  const inner = element("div", { className: "basket__inner" });
  // Not role="status": that belongs to the results of the page.
  const message = element("p", { className: "basket__message" });
  message.setAttribute("aria-live", "polite");
  const compare = element("a", { className: "button", textContent: "Vergleichen" });
  const empty = element("button", { type: "button", className: "button button--quiet", textContent: "Leeren" });
  empty.setAttribute("aria-label", "Auswahl leeren");
  empty.addEventListener("click", () => {
    basket = [];
    keep();
    show(summary(), true);
    focusHeading();
  });
  inner.append(message, element("ul", { className: "basket__names" }), compare, empty);
  made.append(inner);
  document.body.append(made);
  new ResizeObserver(keepFocusInSight).observe(made);
  return made;
}

/** Keeps the bar from lying over what has the focus, whatever its height. */
function keepFocusInSight() {
  const covers = getComputedStyle(bar).position === "sticky";
  document.documentElement.style.scrollPaddingBottom = covers ? `${bar.offsetHeight + 8}px` : "";
}

/** Gives the focus a place when the bar that had it is gone. */
function focusHeading() {
  const heading = document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);

/** Starts the basket: buttons with data-compare put cases in and out, and other tabs of this browser follow. */
export function mountBasket() {
  const refresh = () => {
    read();
    show(summary(), false);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-compare]");
    if (button) toggle({ id: button.dataset.compare, name: button.dataset.name });
  });
  document.addEventListener("lotse:cards", syncButtons);
  window.addEventListener("storage", ({ key }) => (key === KEY || key === null) && refresh());
  window.addEventListener("pageshow", (event) => event.persisted && refresh()); // back to a page that was put to sleep
  refresh();
}
