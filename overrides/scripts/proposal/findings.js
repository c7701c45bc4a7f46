// What the checks find: at each field that somebody has been at, counted for each step, and all together in a list.

import { element } from "../common/elements.js";
import { follow } from "./fields.js";
import { showPartOf, showStates } from "./steps.js";

const MISSING = "Diese Angabe fehlt noch.";
const MOST = 100; // findings that the list shows
const list = document.querySelector("[data-findings]");
const count = document.querySelector("[data-findings-count]");
const summary = document.querySelector("[data-check-summary]");
const stillPossible = document.querySelector("[data-still-possible]");

/** Fields that somebody has been at. @type {WeakSet<Element>} */
let touched = new WeakSet();
let isChecked = false;
/** Fields that show something. @type {Set<any>} */
let showing = new Set();

/** @typedef {{field: any, names: string[], message: string, missing: boolean}} Finding */

/** Begins anew, for another draft. */
export function forget() {
  touched = new WeakSet();
  isChecked = false;
}

/** From now on everything is shown, wherever it is. */
export function checkAll() {
  isChecked = true;
}

/** Somebody has been at a field, and so at all groups it belongs to. @param {Element} node */
export function touch(node) {
  for (let field = node.closest("[data-field]"); field; field = field.parentElement.closest("[data-field]")) touched.add(field);
}

/**
 * Shows what the checks found.
 * @param {any} root the group of all fields
 * @param {{pointer: (string | number)[], message: string, missing?: boolean}[]} problems
 * @param {Finding[]} [others] what is wrong beside the record
 */
export function showFindings(root, problems, others = []) {
  const inRecord = problems.map(({ pointer, message, missing = false }) => ({
    ...follow(root, pointer), message: missing ? MISSING : message, missing,
  }));
  const findings = [...inRecord.sort(inOrder), ...others];
  showAtFields(findings);
  showAtSteps(findings);
  showList(findings);
}

function inOrder({ field: one }, { field: other }) {
  if (one === other) return 0;
  return one.node.compareDocumentPosition(other.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function showAtFields(findings) {
  /** @type {Map<any, string>} */
  const messages = new Map();
  for (const { field, message } of findings) {
    if (!isChecked && !touched.has(field.node)) continue;
    if (!messages.has(field)) messages.set(field, message); // one at a time is enough
  }
  for (const field of showing) if (!messages.has(field)) field.show("");
  for (const [field, message] of messages) field.show(message);
  showing = new Set(messages.keys());
}

/** "3 Hinweise, davon 1 Pflichtangabe" */
export function amount(all, missing) {
  if (!all) return "";
  const needed = missing === 1 ? "1 Pflichtangabe" : `${missing} Pflichtangaben`;
  if (missing === all) return `${needed} ${missing === 1 ? "fehlt" : "fehlen"}`;
  return `${all === 1 ? "1 Hinweis" : `${all} Hinweise`}${missing ? `, davon ${needed}` : ""}`;
}

const amountOf = (findings) => amount(findings.length, findings.filter(({ missing }) => missing).length);

function showAtSteps(findings) {
  const byStep = Map.groupBy(findings, ({ field }) => field.node.closest("[data-part]")?.id ?? "");
  showStates((id) => amountOf(byStep.get(id) ?? []));
  count.textContent = findings.length ? `${amountOf(findings)}.` : "Keine Hinweise.";
}

/** All findings, each as a way to its field. */
function showList(findings) {
  summary.textContent = findings.length
    ? `${amountOf(findings)}. Jeder Eintrag führt zu seinem Feld:`
    : "Alles ist ausgefüllt, was sich prüfen lässt.";
  stillPossible.hidden = !findings.length;
  if (list.closest("[hidden]")) return list.replaceChildren(); // nobody sees it, and it is long
  const lines = findings.slice(0, MOST).map(({ field, names, message }) => {
    const link = element("a", { href: `#${field.id}`, textContent: names.join(", ") || "Fall" });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      lead(field);
    });
    return element("li", {}, link, `: ${message}`);
  });
  const more = findings.length - lines.length;
  if (more > 0) lines.push(element("li", { textContent: `und ${more} weitere` }));
  return list.replaceChildren(...lines);
}

/** Leads to a field: shows its part, and puts the focus there. */
function lead(field) {
  touch(field.node);
  showPartOf(field.node);
  const target = field.target ?? field.node;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}
