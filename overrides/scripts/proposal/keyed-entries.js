// Entries of which each stands under a key of its own, such as what happened in each phase.

import { List } from "./entries.js";

/** They stand in the order in which the keys are offered. */
export class KeyedList extends List {
  constructor(node, make) {
    super(node, make);
    this.choice = node.querySelector("[data-key]");
    this.keys = [...this.choice.options].map(({ value }) => value);
  }

  get target() {
    return this.entries[0] ? super.target : this.choice;
  }

  child(step) {
    return this.entries.find(({ key }) => key === step)?.field;
  }

  nameOf(step) {
    return this.entries.find(({ key }) => key === step)?.title ?? "";
  }

  read() {
    return Object.fromEntries(this.entries.map(({ key, field }) => [key, field.read()]));
  }

  write(value) {
    this.clear();
    for (const [key, one] of Object.entries(value ?? {})) this.insertKey(key).field.write(one);
    this.number();
  }

  insertKey(key) {
    this.place.querySelector(":scope > .entries__undo")?.remove(); // it might bring back an entry under the same key
    const place = this.keys.indexOf(key);
    const index = this.entries.findIndex((entry) => this.keys.indexOf(entry.key) > place);
    const entry = this.insert(index < 0 ? this.entries.length : index);
    entry.key = key;
    entry.title = this.choice.options[place]?.text ?? key;
    entry.field.callIt?.(entry.title);
    return entry;
  }

  titleOf(entry) {
    return entry.title;
  }

  number() {
    super.number();
    const used = new Set(this.entries.map(({ key }) => key));
    for (const option of this.choice.options) option.disabled = used.has(option.value);
  }

  addByHand() {
    const key = this.choice.value;
    if (!key) {
      this.choice.focus();
      return;
    }
    const entry = this.insertKey(key);
    this.choice.value = "";
    this.number();
    if (entry.field instanceof List) entry.field.addByHand();
    else this.begin(entry);
  }
}
