// The bar of drafts: which there are, a new one, a published case to correct, deleting, and drafts as files.

import { ask, dialogOf } from "../common/dialogs.js";
import { listOf } from "../common/elements.js";
import { saveFile } from "../common/saving.js";
import { undoOffers } from "../common/undo.js";
import { isKept, keep, keepNow, lay, onDesk } from "./desk.js";
import { fromFile, nameOfFile, toFile } from "./draft-file.js";
import { bringBack, drafts, drop, nameOf, newDraft } from "./drafts.js";
import { caseMeant } from "./known-cases.js";
import { say, showNotice } from "./notices.js";
import { begin, knownBase, open, openCase, openLatest } from "./opening.js";

const part = (name) => document.querySelector(`[data-${name}]`);
const choice = document.getElementById("draft-choice");
const knownCase = document.getElementById("known-case");
const offerUndo = undoOffers(part("undo-place"), say);
let schema;

/** @param {any} given the published schema of cases */
export function mountDraftBar(given) {
  schema = given;
  choice.addEventListener("change", () => change(() => open(choice.value)));
  part("new-draft").addEventListener("click", () => change(() => begin()));
  part("delete-draft").addEventListener("click", remove);
  part("save-file").addEventListener("click", save);
  part("read-file").addEventListener("change", readFile);
  part("open-case").addEventListener("click", openNamed);
  knownCase.addEventListener("keydown", (event) => event.key === "Enter" && openNamed());
}

/** Goes on to another draft, after the one on the desk was kept. */
function change(go) {
  keepNow();
  return go();
}

/** Shows which drafts there are. */
export function showDrafts() {
  const now = onDesk();
  const all = drafts();
  const options = all.map(({ id, record, base, changed }) => new Option(wordsFor(record, base, changed), id));
  if (!isKept() || !all.some(({ id }) => id === now.id)) options.unshift(new Option(now.base ? wordsFor(now.record, now.base) : "Neuer Fall", now.id));
  choice.replaceChildren(...options);
  choice.value = now.id;
}

function wordsFor(record, base, changed) {
  const day = changed && new Date(changed).toLocaleDateString("de-DE", { day: "numeric", month: "numeric", year: "numeric" });
  return [nameOf(record), base && "Berichtigung", day && `geändert ${day}`].filter(Boolean).join(", ");
}

/** Deletes the draft on the desk, and offers to bring it back. */
function remove() {
  keepNow();
  const { id, record } = onDesk();
  const name = nameOf(record);
  const text = drop(id);
  if (!openLatest()) begin();
  if (!text) return say("Der Entwurf ist gelöscht.");
  say(`„${name}“ ist gelöscht.`);
  offerUndo(`Löschen von „${name}“ rückgängig`, () => {
    keepNow();
    bringBack(id, text);
    open(id);
    choice.focus();
  });
  return part("undo-place").lastElementChild.focus();
}

/** Saves the draft on the desk as a file. */
export function save() {
  keepNow();
  const name = nameOfFile(onDesk());
  saveFile(toFile(onDesk()), name);
  say(`Gesichert im Ordner für Downloads: ${name}`);
}

async function readFile({ target }) {
  const [file] = target.files;
  if (!file) return;
  const text = await file.text();
  target.value = ""; // so that the same file can be chosen again
  const { draft, problems } = fromFile(text, file.name, schema);
  if (!draft) return say(problems.join(" "));
  const dialog = dialogOf("read");
  dialog.querySelector("[data-question]").textContent = `Die Datei enthält „${nameOf(draft.record)}“. Ihre übrigen Entwürfe bleiben, wie sie sind.`;
  dialog.querySelector("[data-read-problems]").replaceChildren(...(problems.length ? ["Nicht alles ließ sich lesen:", listOf(problems)] : []));
  if ((await ask("read")) !== "save") return say("Nichts wurde eingelesen.");
  keepNow();
  showNotice("unread");
  lay(newDraft({ ...draft, base: knownBase(draft), changed: new Date().toISOString() }));
  keep();
  return say(`„${nameOf(draft.record)}“ ist eingelesen.`);
}

function openNamed() {
  const id = caseMeant(knownCase.value);
  if (!id) return say("Diesen Fall gibt es nicht. Wählen Sie einen der Vorschläge.");
  knownCase.value = "";
  return change(() => openCase(id));
}
