// The preview beside the form, or on narrow screens in its place: opening, closing, and following what somebody writes.

import { preview } from "./preview.js";

const WIDE = matchMedia("(min-width: 75em)");
const LEVEL = 3; // of the title of the case in the preview
const page = document.querySelector("[data-proposal]");
const pane = page.querySelector("[data-preview]");
const place = page.querySelector("[data-preview-place]");
const toggle = page.querySelector("[data-preview-toggle]");

let context;
let read;

/**
 * @param {import("./context.js").Context} given
 * @param {() => Record<string, any>} finished gives the record as it would be handed in
 * @param {() => void} goBack leads back to the form
 */
export function mountPreview(given, finished, goBack) {
  context = given;
  read = finished;
  toggle.addEventListener("click", () => {
    show(pane.hidden);
    if (isOpen() && !WIDE.matches) pane.focus();
  });
  for (const back of pane.querySelectorAll("[data-close-preview]")) {
    back.addEventListener("click", () => {
      show(false);
      goBack();
    });
  }
  WIDE.addEventListener("change", ({ matches }) => show(matches)); // on a narrow screen it would take the place of the form
  show(WIDE.matches);
}

export const isOpen = () => !pane.hidden;

/** Draws the preview anew, if somebody sees it. */
export function drawPreview() {
  if (!isOpen()) return;
  const scrolled = pane.scrollTop;
  place.replaceChildren(preview(read(), context, LEVEL));
  pane.scrollTop = scrolled;
}

function show(isShown) {
  page.classList.toggle("proposal--with-preview", isShown);
  pane.hidden = !isShown;
  toggle.setAttribute("aria-expanded", isShown);
  toggle.textContent = isShown ? "Vorschau schließen" : "Vorschau zeigen";
  drawPreview();
}

/** Shows in the preview beside the form what somebody is about to write. @param {HTMLElement} control */
export function followInPreview(control) {
  const field = control.closest("[data-part] > [data-field]");
  const headings = [...place.querySelectorAll(`h${LEVEL + 1}, h${LEVEL + 2}`)];
  const heading = headings.find(({ textContent }) => textContent.startsWith(field?.dataset.title));
  if (!heading || !WIDE.matches) return;
  pane.scrollTop += heading.getBoundingClientRect().top - pane.getBoundingClientRect().top;
}
