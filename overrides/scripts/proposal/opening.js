// Opening: a new case, a draft of this browser, or a published case to correct, and what is said about it.

import { ask, dialogOf } from "../common/dialogs.js";
import { listOf } from "../common/elements.js";
import { messageOf } from "../common/for-readers.js";
import { saveFile } from "../common/saving.js";
import { keepNow, lay, onDesk } from "./desk.js";
import { nameOfFile } from "./draft-file.js";
import { drafts, nameOf, newDraft, storedDraft } from "./drafts.js";
import { nameOfCase } from "./known-cases.js";
import { say, showNotice } from "./notices.js";
import { comparePublished, publishedCase } from "./published.js";
import { readRecord } from "./reading.js";
import { showStep } from "./steps.js";

let schema;
let goOn;

/** @param {any} given the published schema of cases @param {(words: string) => void} back says something and leads back to where one wrote */
export function mountOpening(given, back) {
  schema = given;
  goOn = back;
}

/** Begins a new case. @param {Partial<import("./drafts.js").Draft>} [given] */
export function begin(given = {}) {
  showNotice("unread");
  lay(newDraft(given));
  say(given.base ? `Der Fall „${nameOf(given.record)}“ ist geöffnet. Ihre Berichtigung wird ein Entwurf.` : "");
}

/**
 * Opens a draft of this browser. One that cannot be read whole stays as it is: what is changed becomes another draft.
 * @param {string} id
 * @returns {boolean} whether it is there
 */
export function open(id) {
  const { draft, text } = storedDraft(id);
  if (!draft) return false;
  const { record, dropped } = readRecord(draft.record, schema);
  const now = { ...draft, record, base: knownBase(draft) };
  showNotice("unread");
  if (dropped.length) layCopy(now, text, dropped);
  else lay(now, text);
  const isElsewhere = !location.hash && showStep(draft.step);
  say([
    `Ihr Entwurf „${nameOf(record)}“ ist geöffnet.`,
    isElsewhere ? "Sie sind wieder dort, wo Sie zuletzt geschrieben haben." : "",
    draft.base && !now.base ? "Den Fall, den er berichtigt, gibt es hier nicht mehr: Er wird ein neuer Fall." : "",
    Object.keys(draft.unfinished).length ? "Eine Quelle ist noch nicht übernommen: „Neue Quelle …“ zeigt, was Sie geschrieben haben." : "",
  ].filter(Boolean).join(" "));
  return true;
}

/** Lays a copy of a draft on the desk, and says what is not in it. */
function layCopy(draft, text, dropped) {
  lay(newDraft(draft));
  const words = `Nicht alles aus dem Entwurf „${nameOf(draft.record)}“ passt in dieses Formular. Er bleibt, wie er ist. Was Sie hier ändern, wird ein neuer Entwurf ohne diese Angaben:`;
  showNotice("unread", [words, listOf(dropped)], [
    ["Alten Entwurf als Datei sichern", () => saveFile(text, nameOfFile(draft))],
    ["Verstanden", () => {
      showNotice("unread");
      goOn("");
    }],
  ]);
}

/** Looks whether the case that is corrected here was changed since. */
export const lookAtPublished = () =>
  comparePublished(schema, ({ record, basis }) => {
    keepNow();
    const { base } = onDesk();
    begin({ record, base, file: base, basis });
    goOn("Das ist der veröffentlichte Stand. Ihr Entwurf bleibt in der Liste der Entwürfe.");
  }, () => goOn("Sie arbeiten mit Ihrem Entwurf weiter. Vergleichen Sie ihn mit der Seite des Falls."));

/** The published case that a draft corrects, as long as it is published. */
export const knownBase = ({ base }) => (nameOfCase(base) === undefined ? "" : base);

/** Opens the draft that was changed last. @returns {boolean} whether there is one */
export const openLatest = () => drafts().some(({ id }) => open(id));

/** Opens a published case to correct it. @param {string} id @returns {Promise<void>} */
export async function openCase(id) {
  const mine = drafts().find(({ base }) => base === id);
  const wanted = mine ? await which(mine) : "published";
  if (wanted === "draft") return void open(mine.id);
  if (wanted !== "published") return undefined;
  try {
    const { record, basis } = await publishedCase(id, schema);
    return begin({ record, base: id, file: id, basis });
  } catch (error) {
    return say(messageOf(error));
  }
}

/** Asks whether to go on with a draft of a case or with what is published. */
function which(mine) {
  const day = new Date(mine.changed).toLocaleDateString("de-DE", { day: "numeric", month: "long", year: "numeric" });
  dialogOf("which").querySelector("[data-question]").textContent =
    `Zu „${nameOf(mine.record)}“ haben Sie schon einen Entwurf vom ${day}. Er bleibt in jedem Fall erhalten.`;
  return ask("which");
}
