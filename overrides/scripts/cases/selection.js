// The selection: up to four cases that a reader wants to compare, kept in this browser and the same in all its tabs.

const KEY = "lotse-vergleich";
const ID = /^[a-z][a-z0-9-]{0,59}$/; // as in common.schema.json

/** So many cases fit side by side. */
export const MOST = 4;

/** @typedef {{id: string, name: string}} Chosen */

/** @type {Chosen[]} */
let cases = [];
const listeners = [];

/** Tells whether a text, from wherever, can be the id of a case. */
export const isId = (text) => ID.test(text);

/** @returns {Chosen[]} a list that stays as it is when the selection changes */
export const selected = () => cases;

/** @param {string} id */
export const isSelected = (id) => cases.some((chosen) => chosen.id === id);

/**
 * Takes a case out, or in if there is room.
 * @param {Chosen} chosen
 * @returns {boolean} whether there was room
 */
export function toggle(chosen) {
  if (isSelected(chosen.id)) select(cases.filter(({ id }) => id !== chosen.id));
  else if (cases.length < MOST) select([...cases, chosen]);
  else return false;
  return true;
}

/** Makes these cases the selection. @param {Chosen[]} chosen */
export function select(chosen) {
  cases = chosen.map(({ id, name }) => ({ id, name }));
  keep();
  tell();
}

/** Calls `listener` whenever the selection changes, here or in another tab. */
export function watchSelection(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener();
}

/** Reads what is kept; what is damaged counts as nothing, and where storage is blocked the page's own selection stays. */
function read() {
  let kept;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    return;
  }
  cases = [];
  for (const item of parsed(kept)) {
    if (isChosen(item) && !isSelected(item.id) && cases.length < MOST) cases.push({ id: item.id, name: item.name });
  }
}

/** Tells whether something read from storage is a case with its name. */
function isChosen(item) {
  const texts = typeof item?.id === "string" && typeof item.name === "string";
  return texts && isId(item.id) && item.name.trim() !== "" && item.name.length <= 200;
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
    if (cases.length) localStorage.setItem(KEY, JSON.stringify(cases));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked or full: the selection holds for this page only.
  }
}

function refresh() {
  read();
  tell();
}

read();
window.addEventListener("storage", ({ key }) => (key === KEY || key === null) && refresh());
window.addEventListener("pageshow", (event) => event.persisted && refresh()); // back to a page that was put to sleep
