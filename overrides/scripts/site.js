// What every page can do beyond reading: menu on small screens, colour scheme, printing, explanations of terms.

import { mountBasket } from "./cases/basket.js";
import { sharedAddress } from "./common/place.js";

const SCHEME = "lotse-scheme";

/** Lets the button open and close the menu on small screens; without scripts the menu is always open. */
function mountMenu() {
  const button = document.querySelector("[data-menu]");
  if (!button) return;
  button.hidden = false;
  const set = (open) => button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  button.closest("header").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    set(false);
    button.focus();
  });
}

/** Remembers the choice between light, dark and the scheme of the system. */
function mountSchemeChoice() {
  const select = document.querySelector("[data-scheme-choice] select");
  if (!select) return;
  select.closest("[data-scheme-choice]").hidden = false;
  select.value = document.documentElement.dataset.scheme ?? "";
  select.addEventListener("change", () => {
    if (select.value) document.documentElement.dataset.scheme = select.value;
    else delete document.documentElement.dataset.scheme;
    try {
      if (select.value) localStorage.setItem(SCHEME, select.value);
      else localStorage.removeItem(SCHEME);
    } catch {
      // Storage is blocked: the choice holds for this page only.
    }
  });
}

/** Opens the list of contents where it stands beside the text, and marks there what is being read; on small screens it stays closed. */
function mountContents() {
  const details = document.querySelector("[data-open-when-wide]");
  if (!details) return;
  details.open = matchMedia("(min-width: 60em)").matches;
  const links = [...details.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(readable(link.hash.slice(1))));
  const mark = () => {
    const current = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, index) => (index === current ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current")));
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
  for (const heading of headings) if (heading) observer.observe(heading);
}

/** Lets buttons print all, or the part they name (core questions, profile); paper gets the address with all filters and what is folded. */
function mountPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      document.documentElement.dataset.printScope = button.dataset.print;
      window.print();
    });
  }
  const writeAddress = () => {
    const address = sharedAddress();
    if (!address) return;
    for (const place of document.querySelectorAll("[data-page-address]")) place.textContent = address;
  };
  writeAddress();
  let opened = [];
  window.addEventListener("beforeprint", () => {
    writeAddress();
    opened = [...document.querySelectorAll("details[data-paper]:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    delete document.documentElement.dataset.printScope;
  });
  document.addEventListener("lotse:filtered", writeAddress);
}

/** Puts the address of the page at the end of mails that pass it on. */
function mountForwarding() {
  const link = document.querySelector("[data-forward]");
  const address = sharedAddress();
  if (link && address) link.href = link.href.replace(/(%0A%0A)[^&]*$/, `$1${encodeURIComponent(address)}`);
}

/** Opens what is folded around the place that the address leads to. */
function mountTarget() {
  const reveal = () => {
    const target = document.getElementById(readable(location.hash.slice(1)));
    if (!target?.closest("details:not([open])")) return;
    for (let folded = target; (folded = folded.closest("details:not([open])")); ) folded.open = true;
    target.scrollIntoView();
  };
  reveal();
  window.addEventListener("hashchange", reveal);
}

/** Decodes the fragment of an address; one that cannot be decoded stays as it is. */
function readable(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/**
 * Shows the explanation of a term beside it, on hover, on focus and at the first touch; Escape hides it.
 * Without scripts it stands in the title.
 */
function mountExplanations() {
  const terms = document.querySelectorAll("a.explained");
  if (!terms.length) return;
  const bubble = Object.assign(document.createElement("span"), { id: "explanation", className: "explanation", hidden: true });
  bubble.setAttribute("role", "tooltip");
  document.querySelector("main").append(bubble);
  let shown = null;
  let firstTouch = null;

  const hide = () => {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    bubble.hidden = true;
  };
  const show = (term) => {
    if (shown === term) return;
    hide();
    shown = term;
    bubble.textContent = term.dataset.explanation;
    bubble.hidden = false;
    const box = term.getBoundingClientRect();
    const below = box.bottom + bubble.offsetHeight <= innerHeight || box.top < bubble.offsetHeight;
    const ground = bubble.offsetParent.getBoundingClientRect();
    bubble.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bubble.offsetWidth - 8)) - ground.left}px`;
    bubble.style.top = `${(below ? box.bottom : box.top - bubble.offsetHeight) - ground.top}px`;
    term.setAttribute("aria-describedby", bubble.id);
  };
  /** Goes back to the explanation of the focused term, or to none. */
  const leave = (event) => {
    if (event.relatedTarget === bubble || event.relatedTarget === shown) return;
    const focused = document.activeElement;
    if (focused.matches("a.explained")) show(focused);
    else hide();
  };

  for (const term of terms) {
    term.dataset.explanation = term.title;
    term.removeAttribute("title");
    term.addEventListener("pointerdown", (event) => {
      firstTouch = event.pointerType === "touch" && shown !== term ? term : null;
    });
    term.addEventListener("click", (event) => {
      if (firstTouch !== term) return; // the first touch explains, the second follows the link
      firstTouch = null;
      event.preventDefault();
      show(term);
    });
    term.addEventListener("mouseenter", () => show(term));
    term.addEventListener("mouseleave", leave);
    term.addEventListener("focus", () => show(term));
    term.addEventListener("blur", hide);
  }
  bubble.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("resize", hide); // else it would hang where the term was
}

mountMenu();
mountSchemeChoice();
mountContents();
mountPrinting();
mountForwarding();
mountTarget();
mountExplanations();
mountBasket();
