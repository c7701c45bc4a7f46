// Sharing a list: a link to the same selection, with the entries if wanted, and the link as a QR code.

import { ask, dialogOf } from "../common/dialogs.js";
import { messageOf } from "../common/for-readers.js";
import { latestOnly } from "../common/latest.js";
import { qrCode } from "../exports/qr-code.js";
import { link } from "../projects/sharing.js";
import { activeProject } from "./active-project.js";

const dialog = dialogOf("share");
const place = (name) => dialog.querySelector(`[data-${name}]`);

/** @type {import("../checklists.js").Tailored} */
let tailored;

/** Opens the dialog. @param {import("../checklists.js").Tailored} list */
export async function share(list) {
  tailored = list;
  place("with-entries").checked = false;
  await show();
  await ask("share");
}

/** Shows the link as it is chosen, and its code if a phone can read one so long. Until then there is nothing to copy. */
const show = latestOnly(async (isLatest) => {
  const withEntries = place("with-entries").checked;
  place("warning").hidden = !withEntries;
  put("", "");
  const made = withEntries ? await link(tailored.address, activeProject(), { questions: tailored.shown.map(({ id }) => id) }) : { address: tailored.address, advice: "" };
  if (isLatest()) put(made.address, made.advice, codeOf(made.address));
}, () => put("", "Der Link ließ sich nicht machen. Geben Sie die Datei weiter."));

function put(address, message, code = "") {
  place("link").value = address;
  place("copy").disabled = !address;
  place("share-message").textContent = message;
  place("code").replaceChildren(code);
}

/** The code, or why there is none. */
function codeOf(address) {
  try {
    return qrCode(address);
  } catch (error) {
    return messageOf(error);
  }
}

place("with-entries").addEventListener("change", show);
place("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(place("link").value);
    place("share-message").textContent = "Der Link ist kopiert.";
  } catch {
    place("link").select();
    place("share-message").textContent = "Der Browser erlaubt das Kopieren nicht. Der Link ist markiert: Kopieren Sie ihn mit Strg+C.";
  }
});
