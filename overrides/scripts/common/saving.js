// Saving: hands a file to the reader, made here and sent nowhere.

import { fold } from "./filters.js";

/**
 * @param {Blob | string} content
 * @param {string} name of the file
 */
export function saveFile(content, name) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A text as part of a file name: "Wohnen & Bauen" becomes "wohnen-bauen". @param {string} text */
export function fileName(text) {
  return fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "checkliste";
}
