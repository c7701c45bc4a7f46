// The published case that a draft corrects: what it says now, and whether it is another than when the draft began.

import { fetchedJson } from "../common/fetched.js";
import { ROOT } from "../common/place.js";
import { adopt, onDesk } from "./desk.js";
import { showNotice } from "./notices.js";
import { readRecord } from "./reading.js";
import { finished } from "./record.js";
import { recordText } from "./yaml.js";

const CASES = new URL("api/cases/", ROOT);
const WORDS = "Der Fall wurde inzwischen geändert: Auf der Website steht ein neuerer Stand als der, mit dem Sie begonnen haben. Ihre Berichtigung würde die Änderungen überschreiben.";

/** A short sign of a record: another record has, as good as certainly, another sign. @param {Record<string, any>} record */
export function signOf(record, schema) {
  const text = recordText(finished(record, schema), schema);
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193) >>> 0;
  return `${text.length}-${sum.toString(36)}`;
}

/**
 * @param {string} id
 * @param {any} schema the published one of cases
 * @returns {Promise<{record: Record<string, any>, basis: string}>} what is published, and its sign
 * @throws {import("../common/for-readers.js").ForReaders}
 */
export async function publishedCase(id, schema) {
  const { record } = readRecord((await fetchedJson(new URL(`${id}.json`, CASES))).record, schema);
  return { record, basis: signOf(record, schema) };
}

/**
 * Looks whether the case was changed since the draft on the desk began, and asks what is to be done then.
 * @param {any} schema
 * @param {(published: {record: Record<string, any>, basis: string}) => void} startAfresh begins with what is published
 * @param {() => void} goOn called when the draft stays
 */
export async function comparePublished(schema, startAfresh, goOn) {
  const { id, base, basis } = onDesk();
  if (!base || !basis) return showNotice("outdated");
  const now = await publishedCase(base, schema).catch(() => undefined); // without a connection there is nothing to say
  if (onDesk().id !== id || onDesk().basis !== basis) return undefined; // somebody has gone on meanwhile
  if (!now || now.basis === basis) return showNotice("outdated");
  return showNotice("outdated", [WORDS], [
    ["Neu mit dem veröffentlichten Stand beginnen", () => startAfresh(now)],
    ["Mit meinem Entwurf weiterarbeiten", () => {
      adopt({ basis: now.basis });
      showNotice("outdated");
      goOn();
    }],
  ]);
}
