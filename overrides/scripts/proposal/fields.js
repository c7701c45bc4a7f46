// The fields of the form: what stands in them as values of a record and the other way round, and what is wrong with them.

import { caseNamed } from "./known-cases.js";
import { hasInvisible, paragraph, textOf, valueOf } from "./typed.js";

const CONTROLS = "input, select, textarea";
let count = 0;

/** Tells whether nothing is said: an empty text, list or group. @param {unknown} value */
export const isEmpty = (value) =>
  value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);

/** What all fields share: a title, a place for what is wrong, ids that connect them. */
export class Field {
  /** @param {HTMLElement} node as overrides/pages/_proposal.md draws it */
  constructor(node) {
    this.node = node;
    this.name = node.dataset.field;
    this.kind = node.dataset.kind;
    this.title = node.dataset.title;
    count += 1;
    this.id = `feld-${count}`;
    this.problem = node.querySelector("[data-problem]");
    this.problem.id = `${this.id}-hinweis`;
    this.help = [...node.children].find((child) => "help" in child.dataset);
    if (this.help) this.help.id = `${this.id}-hilfe`;
    this.message = "";
  }

  /** What the help and the problem of the field describe. @returns {HTMLElement} */
  get described() {
    return this.node;
  }

  /** Where the focus goes when somebody is led to the field. @returns {HTMLElement | null} */
  get target() {
    return this.node.querySelector(`${CONTROLS}, button`);
  }

  /** The field at a step of a pointer. @param {string | number} _step @returns {Field | undefined} */
  child(_step) {
    return undefined;
  }

  /** What an entry of a pointer is called. @param {string | number} _step */
  nameOf(_step) {
    return "";
  }

  /** Says what is wrong with the field; nothing: all is well. @param {string} message */
  show(message) {
    if (message === this.message) return;
    this.message = message;
    this.problem.textContent = message;
    this.problem.hidden = !message;
    this.describe();
  }

  describe() {
    const ids = [this.help?.id, this.message && this.problem.id].filter(Boolean).join(" ");
    if (ids) this.described.setAttribute("aria-describedby", ids);
    else this.described.removeAttribute("aria-describedby");
  }
}

/** A field with one control. */
export class Single extends Field {
  #given = { text: "", value: /** @type {unknown} */ ("") };

  constructor(node) {
    super(node);
    this.control = node.querySelector("[data-control]");
    this.control.id = this.id;
    const label = node.querySelector("label");
    if (label) label.htmlFor = this.id;
    this.control.addEventListener("paste", withoutInvisible);
    this.describe();
  }

  get described() {
    return this.control;
  }

  get target() {
    return this.control;
  }

  read() {
    const { text, value } = this.#given;
    if (this.kind === "value" && value && value === text && this.control.value === text) return value; // nobody has changed it
    const read = valueOf(this.kind, this.control.value);
    return this.kind === "case" ? caseNamed(read) ?? read : read;
  }

  write(value) {
    const text = textOf(value);
    this.#given = { text, value };
    this.control.value = text;
    if (this.control.value === text || this.control.tagName !== "SELECT") return;
    this.control.append(new Option(`${text} (gibt es nicht)`, text)); // the checks will say so, too
    this.control.value = text;
  }

  /** Shows what was understood, such as 2019-05-31 for 31.5.2019. */
  tidy() {
    const understood = this.kind === "number" ? paragraph(this.control.value) : textOf(this.read());
    if (this.control.tagName !== "SELECT" && this.control.value !== understood) this.control.value = understood;
  }

  show(message) {
    super.show(message);
    if (message) this.control.setAttribute("aria-invalid", "true");
    else this.control.removeAttribute("aria-invalid");
  }
}

/** Pastes a text without the characters that nobody sees: of many thousands of them a browser would hang. */
function withoutInvisible(event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!hasInvisible(text)) return;
  event.preventDefault();
  const control = event.currentTarget;
  control.setRangeText(paragraph(text), control.selectionStart, control.selectionEnd, "end");
  control.dispatchEvent(new CustomEvent("lotse:told", { bubbles: true, detail: "Unsichtbare Zeichen sind beim Einfügen weggefallen." }));
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Several values of a vocabulary, in the order in which they were chosen: the first may be the most important. */
export class Choices extends Field {
  #chosen = [];

  constructor(node) {
    super(node);
    this.boxes = [...node.querySelectorAll("[type=checkbox]")];
    this.describe();
  }

  read() {
    const checked = this.boxes.filter((box) => box.checked).map(({ value }) => value);
    const kept = this.#chosen.filter((value) => checked.includes(value));
    this.#chosen = [...kept, ...checked.filter((value) => !kept.includes(value))];
    return this.#chosen;
  }

  write(value) {
    this.#chosen = Array.isArray(value) ? [...value] : [];
    for (const box of this.boxes) box.checked = this.#chosen.includes(box.value);
  }
}

/** Several fields that belong together. */
export class Group extends Field {
  /** @param {HTMLElement} node @param {(node: HTMLElement) => any} make makes the fields in it */
  constructor(node, make) {
    super(node);
    const inner = [...node.querySelectorAll("[data-field]")].filter((one) => one.parentElement.closest("[data-field]") === node);
    this.fields = inner.map(make);
    this.byName = new Map(this.fields.map((field) => [field.name, field]));
    this.describe();
  }

  child(step) {
    return this.byName.get(step);
  }

  read() {
    const values = this.fields.map((field) => [field.name, field.read()]);
    return Object.fromEntries(values.filter(([, value]) => !isEmpty(value)));
  }

  write(value) {
    for (const field of this.fields) field.write(value?.[field.name]);
  }
}

/**
 * Follows a pointer as far as there are fields; a source that is missing altogether is missing in its list of sources.
 * @param {Field} root
 * @param {(string | number)[]} pointer
 * @returns {{field: Field, names: string[]}} the last field on the way, and what one passes, such as ["Partner 2", "Rolle"]
 */
export function follow(root, pointer) {
  const names = [];
  let field = root;
  for (const step of pointer) {
    const next = field.child(step);
    if (!next) break;
    names.push(field.nameOf(step) || next.title);
    field = next;
  }
  if (field.name === "source") field = field.child("id") ?? field;
  return { field, names: names.filter(Boolean) };
}
