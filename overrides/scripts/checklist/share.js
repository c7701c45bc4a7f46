// Sharing a list: a link to the same selection, with the entries if wanted, and the link as a QR code.

import { ask, dialogOf } from "../common/dialogs.js";
import { qrCode } from "../exports/qr-code.js";
import { link } from "../projects/sharing.js";
import { activeProject } from "./working.js";

const dialog = dialogOf("share");
const place = (name) => dialog.querySelector(`[data-${name}]`);

/** @type {import("../checklists.js").Tailored} */
let tailored;

/** Opens the dialog. @param {import("../checklists.js").Tailored} list */
export async function share(list) {
  tailored = list;
  place("with-entries").checked = false;
  place("share-message").textContent = "";
  await show();
  await ask("share");
}

/** Shows the link as it is chosen, and its code if a phone can read one so long. */
async function show() {
  const withEntries = place("with-entries").checked;
  place("warning").hidden = !withEntries;
  const address = location.href.split("#")[0];
  const made = withEntries
    ? await link(address, activeProject(), { questions: tailored.shown.map(({ id }) => id) })
    : { address, advice: "" };
  place("link").value = made.address;
  place("share-message").textContent = made.advice;
  try {
    place("code").replaceChildren(qrCode(made.address));
  } catch (error) {
    place("code").textContent = error.message;
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
