// The panel of filters: folded on small screens, with how many are in force and what each choice would leave.

/** Lets the button open and close the filters on small screens; on wide ones they are always open. @param {HTMLFormElement} form */
export function mountFold(form) {
  const button = form.querySelector("[data-fold]");
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  });
}

/** Shows in the button how many filters are in force. @param {HTMLFormElement} form @param {number} number */
export function showActive(form, number) {
  form.querySelector("[data-active]").textContent = number ? ` (${number})` : "";
}

/**
 * Writes behind each value how many cases it would leave; values without a case cannot be chosen.
 * @param {HTMLFormElement} form
 * @param {string[]} filters
 * @param {Record<string, Record<string, number>>} counts
 */
export function showCounts(form, filters, counts) {
  for (const name of filters) {
    for (const option of form.elements[name].options) {
      if (!option.value) continue;
      const hits = counts[name][option.value] ?? 0;
      option.textContent = `${option.dataset.title} (${hits})`;
      option.disabled = hits === 0 && !option.selected;
    }
  }
}
