// Entries that repeat, such as partners: adding, removing, moving.

import { element, quietButton } from "../common/elements.js";
import { Field } from "./fields.js";
import { isOnlySource } from "./record.js";

const FIRST = "input, select, textarea";

/** Tells what happened, for the status line and for whoever keeps the draft. @param {Element} node @param {string} words */
function tell(node, words) {
  node.dispatchEvent(new CustomEvent("lotse:told", { bubbles: true, detail: words }));
  node.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @typedef {{node: HTMLElement, field: any, key?: string, title: string, number?: number}} Entry */

/** A list of entries. */
export class List extends Field {
  /** @type {Entry[]} */
  entries = [];

  /** @param {HTMLElement} node @param {(node: HTMLElement) => any} make makes the fields of an entry */
  constructor(node, make) {
    super(node);
    this.make = make;
    this.place = node.querySelector("[data-entries]");
    this.template = node.querySelector("[data-entry-template]").content;
    this.adder = node.querySelector("[data-add]");
    this.adder.addEventListener("click", () => this.addByHand());
    this.describe();
  }

  get target() {
    return this.entries[0]?.node.querySelector(FIRST) ?? this.adder;
  }

  /** What the list is called where its title alone says too little. @param {string} title */
  callIt(title) {
    this.title = title;
    this.adder.setAttribute("aria-label", `${this.adder.textContent}: ${title}`);
  }

  child(step) {
    return this.entries[step]?.field;
  }

  nameOf(step) {
    return `${this.entries[step]?.title} ${step + 1}`;
  }

  read() {
    return this.entries.map(({ field }) => field.read());
  }

  write(value) {
    this.clear();
    if (Array.isArray(value)) for (const one of value) this.insert(this.entries.length).field.write(one);
    this.number();
  }

  clear() {
    this.place.replaceChildren();
    this.entries = [];
  }

  /** Makes an empty entry. @param {number} index @returns {Entry} */
  insert(index) {
    const node = document.importNode(this.template, true).firstElementChild;
    const field = this.make(node.querySelector("[data-field]"));
    const entry = { node, field, title: node.dataset.title };
    if (field.control) {
      const legend = this.legendOf(entry);
      legend.id = `${field.id}-titel`;
      field.control.setAttribute("aria-labelledby", legend.id);
    }
    this.onClick(entry, "remove", () => this.remove(entry));
    this.onClick(entry, "up", () => this.move(entry, -1));
    this.onClick(entry, "down", () => this.move(entry, 1));
    node.addEventListener("focusout", ({ relatedTarget }) => node.contains(relatedTarget) || this.sayLeftOut(entry));
    this.placeAt(entry, index);
    return entry;
  }

  /** Says of an entry of which somebody left all but the source empty what becomes of it. */
  sayLeftOut(entry) {
    entry.node.querySelector(":scope > .entry-box__left-out")?.remove();
    if (!isOnlySource(entry.field.read())) return;
    const words = "Außer der Quelle steht hier noch nichts. So wird der Eintrag nicht mit eingereicht.";
    const hint = element("p", { className: "entry-box__left-out hint", textContent: words });
    entry.node.querySelector(":scope > .entry-box__buttons").before(hint);
  }

  placeAt(entry, index) {
    this.place.insertBefore(entry.node, this.entries[index]?.node ?? null);
    this.entries.splice(index, 0, entry);
  }

  onClick(entry, name, act) {
    this.part(entry, name)?.addEventListener("click", act);
  }

  /** A button of the entry itself, not of entries within it. */
  part(entry, name) {
    return entry.node.querySelector(`:scope > .entry-box__buttons [data-${name}]`);
  }

  legendOf(entry) {
    return entry.node.querySelector("[data-entry-title]");
  }

  /** Numbers the entries, and names their buttons. */
  number() {
    this.entries.forEach((entry, index) => {
      this.legendOf(entry).textContent = this.titleOf(entry, index);
      for (const name of ["up", "down", "remove"]) {
        const button = this.part(entry, name);
        button?.setAttribute("aria-label", `${button.textContent}: ${this.nameOf(entry.key ?? index)}`);
      }
      this.limit(entry, "up", index === 0);
      this.limit(entry, "down", index === this.entries.length - 1);
    });
  }

  /** A single entry has no buttons to move it; the first cannot go up, the last cannot go down. */
  limit(entry, name, isAtEnd) {
    const button = this.part(entry, name);
    if (!button) return;
    button.disabled = isAtEnd;
    button.hidden = this.entries.length < 2;
  }

  titleOf(entry, index) {
    return `${entry.title} ${index + 1} von ${this.entries.length}`;
  }

  addByHand() {
    const entry = this.insert(this.entries.length);
    this.number();
    this.begin(entry);
  }

  /** Leads to a new entry, after others had the chance to fill in what it may begin with. */
  begin(entry) {
    entry.node.dispatchEvent(new CustomEvent("lotse:entry", { bubbles: true }));
    entry.node.querySelector(FIRST).focus();
    tell(this.node, `${this.legendOf(entry).textContent} ist hinzugefügt.`);
  }

  remove(entry) {
    const index = this.entries.indexOf(entry);
    const name = this.nameOf(entry.key ?? index);
    const back = quietButton("Rückgängig", () => {
      offer.remove();
      this.placeAt(entry, Math.min(index, this.entries.length));
      this.number();
      entry.node.querySelector(FIRST).focus();
      tell(this.node, `${name} ist wieder da.`);
    });
    const offer = element("p", { className: "entries__undo" }, element("span", { textContent: `${name} ist entfernt.` }), " ", back);
    this.place.querySelector(":scope > .entries__undo")?.remove(); // one step back for each list
    entry.node.replaceWith(offer);
    this.entries.splice(index, 1);
    this.number();
    back.focus();
    tell(this.node, `${name} ist entfernt. Sie können das rückgängig machen.`);
  }

  move(entry, step) {
    const index = this.entries.indexOf(entry) + step;
    this.entries.splice(index - step, 1);
    this.placeAt(entry, index);
    this.number();
    const button = this.part(entry, step < 0 ? "up" : "down");
    (button.disabled ? this.part(entry, step < 0 ? "down" : "up") : button).focus();
    tell(this.node, `Jetzt an Stelle ${index + 1} von ${this.entries.length}.`);
  }
}
