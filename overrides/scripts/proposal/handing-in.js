// Handing in: the finished text, to copy, to download, to open in the web editor of the archive, or to send by e-mail.

import { fold } from "../common/filters.js";
import { saveFile } from "../common/saving.js";
import { nameOf } from "./drafts.js";
import { idOf } from "./typed.js";
import { recordText } from "./yaml.js";

const LONGEST = 7500; // characters of an address that archives and browsers accept
/** Names that Windows keeps for devices: no file can be called so. As in scripts/lotse/reading/source.py. */
const DEVICE = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

const part = (name) => document.querySelector(`[data-${name}]`);
const field = part("file");
const problem = part("file-problem");
const text = part("text");
const message = part("handing-message");
const archive = part("archive");
const mail = part("mail");
const ways = [...document.querySelectorAll("[data-way]")];

/** @type {{schema: any, cases: Record<string, string>}} */
let context;
/** Whether the id follows the short name, since nobody has typed another. */
let isSuggested = true;
let isNameless = true;
let base = "";
/** What an id looks like, as the schema says it. @type {{pattern: RegExp, most: number}} */
let rule;

/**
 * @param {{schema: any, cases: Record<string, string>}} given
 * @param {() => void} changed called when the name of the file is another
 */
export function mountHandingIn(given, changed) {
  context = given;
  rule = { pattern: new RegExp(given.schema.$defs.id.pattern), most: given.schema.$defs.id.maxLength };
  field.addEventListener("input", () => {
    isSuggested = !field.value.trim();
    changed();
  });
  part("download").addEventListener("click", () => {
    saveFile(new Blob([text.value], { type: "application/yaml" }), `${fileId()}.yml`);
    message.textContent = `Die Datei ${fileId()}.yml liegt im Ordner für Downloads. Diese Seite kann sie nicht wieder einlesen. Sichern Sie auch den Entwurf, wenn Sie später weiterschreiben wollen.`;
  });
  part("copy").addEventListener("click", copy);
}

/** What the case is to be called: as typed, or the beginning of a name. */
const fileId = () => (isId(field.value) ? field.value : "fall");

const isId = (id) => rule.pattern.test(id) && id.length <= rule.most && !DEVICE.test(id);

/** @returns {string} the id of the case as it stands in its field */
export const fileName = () => field.value.trim();

/** Begins with another draft. @param {import("./drafts.js").Draft} draft */
export function beginHandingIn(draft) {
  base = draft.base;
  field.value = base || draft.file;
  field.readOnly = Boolean(base);
  isSuggested = !base && (!draft.file || draft.file === idOf(nameOf(draft.record), fold));
  message.textContent = "";
}

/** Suggests a name for the file as long as nobody has chosen one. @param {Record<string, any>} record */
export function suggestFile(record) {
  isNameless = !record.short_name && !record.title;
  if (isSuggested && !base) field.value = isNameless ? "" : idOf(nameOf(record), fold);
}

/** The field for the name of the file, as the list of all findings wants it. */
const nameField = { node: part("file-name"), id: field.id, target: field, show: showProblem };

/** What is wrong with the name of the file; as long as it follows a short name that is missing, there is nothing to say. */
export function findingsOfFile() {
  const message = isSuggested && isNameless ? "" : fault();
  return message ? [{ field: nameField, names: ["Kennung des Falls"], message, missing: false }] : [];
}

/** @returns {string} what is wrong with the name of the file */
function fault() {
  if (base) return "";
  if (!field.value) return "Geben Sie dem Fall eine Kennung.";
  if (DEVICE.test(field.value)) return `„${field.value}“ ist unter Windows kein möglicher Dateiname. Nehmen Sie eine andere Kennung.`;
  if (!isId(field.value)) {
    return `Nehmen Sie Kleinbuchstaben a–z, Ziffern und Bindestriche, am Anfang einen Buchstaben, höchstens ${rule.most} Zeichen.`;
  }
  const taken = Object.hasOwn(context.cases, field.value) && context.cases[field.value];
  return taken ? `So heißt schon der Fall „${taken}“. Nehmen Sie eine andere Kennung, oder öffnen Sie diesen Fall zum Berichtigen.` : "";
}

function showProblem(words) {
  problem.textContent = words;
  problem.hidden = !words;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Shows the text and the ways that fit it. @param {Record<string, any>} record without what is empty */
export function showHandingIn(record) {
  const written = recordText(record, context.schema);
  if (text.value !== written) text.value = written;
  if (archive) showArchive(written);
  if (mail) part("mail-link").href = mailTo(record);
}

function showArchive(written) {
  const { archive: url, newFile, edit } = archive.dataset;
  const address = url + filled(newFile, { file: `${fileId()}.yml`, text: written });
  const way = base ? "change" : address.length <= LONGEST && newFile.includes("{text}") ? "new" : "upload";
  for (const one of ways) one.hidden = one.dataset.way !== way;
  if (way === "new") part("prefilled").href = address;
  if (way === "change") part("edit-page").href = url + filled(edit, { file: `cases/${base}.yml` });
}

/** Puts values into a pattern such as /new/main/cases?filename={file}&value={text}. */
function filled(pattern, values) {
  return pattern.replace(/\{(file|text)\}/g, (_, name) => encodeURIComponent(values[name] ?? "").replaceAll("%2F", "/"));
}

function mailTo(record) {
  const name = nameOf(record);
  const subject = base ? `Berichtigung: ${name}` : `Neuer Fall: ${name}`;
  const body = `Guten Tag,\n\nim Anhang finden Sie die Datei ${fileId()}.yml mit ${base ? "einer Berichtigung" : "einem neuen Fall"}: ${name}.\n\nFreundliche Grüße\n`;
  return `mailto:${mail.dataset.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(text.value);
    message.textContent = "Der Text ist kopiert.";
  } catch {
    text.focus();
    text.select();
    message.textContent = "Der Browser erlaubt das Kopieren nicht. Der Text ist markiert: Kopieren Sie ihn mit Strg+C.";
  }
}
