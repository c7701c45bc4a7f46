// The steps of the form: one part is shown at a time; the address says which, so that the way back works.

const parts = [...document.querySelectorAll("[data-part]")];
const links = [...document.querySelectorAll("[data-step]")];
const fold = document.querySelector("[data-steps]");
const NARROW = matchMedia("(max-width: 36em)");
const LAST = "einreichen";

let shown = "";

/** @returns {string} the id of the part that is shown */
export const step = () => shown;

/** Whether the part that checks and hands in is shown. */
export const isLast = () => shown === LAST;

/**
 * @param {() => void} changed called when another part is shown
 */
export function mountSteps(changed) {
  const follow = () => {
    const wanted = partOf(location.hash);
    if (wanted || !shown) show(wanted?.id ?? parts[0].id);
    else return;
    if (wanted) wanted.querySelector("h2").focus();
    changed();
  };
  window.addEventListener("hashchange", follow);
  NARROW.addEventListener("change", foldIfNarrow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link?.hash !== location.hash || !partOf(link.hash)) return;
    event.preventDefault(); // the address stays, so nothing would be noticed, and the browser would take the focus away
    follow();
  });
  follow();
}

const partOf = (hash) => parts.find(({ id }) => id === hash.slice(1));

/** Shows a part, if there is one of that name and it is not the first. @param {string} id @returns {boolean} whether it is shown now */
export function showStep(id) {
  if (!parts.slice(1).some((part) => part.id === id)) return false;
  show(id);
  history.replaceState(null, "", `#${id}`);
  return true;
}

/** Shows the part that a node stands in. @param {Element} node */
export function showPartOf(node) {
  const id = node.closest("[data-part]").id;
  if (id === shown) return;
  show(id);
  history.replaceState(null, "", `#${id}`);
}

function show(id) {
  shown = id;
  for (const part of parts) part.hidden = part.id !== id;
  for (const link of links) {
    if (link.dataset.step === id) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  const place = links.findIndex((link) => link.dataset.step === id);
  fold.querySelector("summary").textContent = `Schritt ${place + 1} von ${links.length}: ${links[place].firstElementChild.textContent}`;
  foldIfNarrow();
}

/** On a narrow screen the list of steps would push the fields out of sight. */
function foldIfNarrow() {
  fold.open = !NARROW.matches;
}

/** Says at each step what is still open there. @param {(id: string) => string} words */
export function showStates(words) {
  for (const link of links) {
    const text = words(link.dataset.step);
    const place = link.querySelector("[data-state]");
    if (place.textContent !== text) place.textContent = text;
  }
}
