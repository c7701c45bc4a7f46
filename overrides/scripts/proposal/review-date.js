// Whoever corrects a case is asked whether the day on which it was last compared with its sources still holds.

import { showNotice } from "./notices.js";
import { signOf } from "./published.js";

/**
 * @param {Record<string, any>} record
 * @param {import("./drafts.js").Draft} draft the correction
 * @param {any} schema the published one of cases
 * @param {(day: string) => void} setDay
 */
export function showReviewDate(record, { base, basis }, schema, setDay) {
  const day = new Date().toLocaleDateString("sv-SE"); // as in a record: 2026-11-21
  const isOld = base && basis && record.reviewed_on < day && signOf(record, schema) !== basis;
  if (!isOld) return showNotice("old-review");
  const written = new Date(`${record.reviewed_on}T12:00`).toLocaleDateString("de-DE", { day: "numeric", month: "long", year: "numeric" });
  const words = `Sie haben Angaben geändert. Unter „Geprüft am“ steht noch der ${written}. Haben Sie den Fall heute mit seinen Quellen verglichen?`;
  return showNotice("old-review", [words], [["Heute geprüft", () => setDay(day)]]);
}
