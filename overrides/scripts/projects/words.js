// Entries in words: days, states and what an entry holds.

import { STATUSES } from "./shape.js";
import { own } from "./values.js";

const TITLES = Object.fromEntries(STATUSES);

/** @param {string} [status] an id @returns {string} its title, such as "entfällt"; empty if there is none */
export const stateTitle = (status) => own(TITLES, status) ?? "";

/** @param {string} due such as 2026-12-31 @returns {string} such as 31.12.2026 */
export const dayOf = (due) => due.split("-").reverse().join(".");

/** Where each partner stands, such as "Lindau: ja". @param {import("./projects.js").Project} project @returns {string[]} */
export function partnerStates({ partners }, project) {
  return project.partners.filter(({ id }) => own(partners, id)).map(({ id, name }) => `${name}: ${stateTitle(own(partners, id))}`);
}

/** All that an entry says, in one line. */
export function entryWords(entry, project) {
  const { status, note, who, due } = entry;
  const parts = [`Stand: ${stateTitle(status ?? "offen")}`, note && `Notiz: ${note}`, who && `Zuständig: ${who}`, due && `bis ${dayOf(due)}`, ...partnerStates(entry, project)];
  return parts.filter(Boolean).join("; ");
}
