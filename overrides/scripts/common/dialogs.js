// Dialogs: the page's own <dialog> elements, opened and answered.

/** @param {string} name @returns {HTMLDialogElement} */
export const dialogOf = (name) => document.querySelector(`[data-dialog="${name}"]`);

/**
 * Opens a dialog and waits for its answer.
 * @param {string} name
 * @returns {Promise<string>} the value of the button that closed it; empty when it was left with Escape
 */
export function ask(name) {
  const dialog = dialogOf(name);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}
