// What the reader wants to take along, and how it gets onto printed paper.

import { element } from "../common/elements.js";
import { activeProject } from "./active-project.js";
import { examplesShown, loadExamples } from "./examples.js";

/** @typedef {import("../checklists.js").Tailored} Tailored */

const root = document.documentElement;
const annex = document.querySelector("[data-annex]");
const codePlace = document.querySelector("[data-paper-code]");
const isWanted = (option) => document.querySelector(`[data-option="${option}"]`).checked;

/** @returns {import("./paper.js").Options} */
export const wanted = () => ({ help: isWanted("help"), examples: isWanted("examples"), entries: isWanted("entries") && Boolean(activeProject()) });

/** Prepares the paper before every print, however it was asked for. @param {() => Tailored} tailored */
export function mountPaperOptions(tailored) {
  window.addEventListener("beforeprint", () => {
    root.toggleAttribute("data-print-entries", wanted().entries);
    root.toggleAttribute("data-print-tight", !isWanted("room"));
    for (const place of document.querySelectorAll("[data-paper-project]")) {
      place.textContent = wanted().entries ? projectWords(activeProject()) : "";
    }
    fillAnnex(tailored(), wanted());
    codePlace.hidden = !isWanted("code") || !codePlace.hasChildNodes();
  });
}

/**
 * Makes ready what has to be fetched before it can be printed: the code that leads back, and the examples.
 * @param {Tailored} tailored
 * @returns {Promise<void>} fails with a sentence for the reader; then the paper lacks what could not be had
 */
export async function preparePaper({ shown, chosen, address }) {
  codePlace.replaceChildren();
  const code = isWanted("code") && address ? showCode(address) : undefined;
  const examples = isWanted("examples") ? shown.map((question) => loadExamples(question, chosen.thema)) : [];
  const results = await Promise.allSettled([code, ...examples]);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

async function showCode(address) {
  const { qrCode } = await import("../exports/qr-code.js");
  codePlace.replaceChildren(qrCode(address));
}

const projectWords = ({ name, partners }) => [name, ...(partners.length ? [`mit ${partners.map((partner) => partner.name).join(", ")}`] : [])].join(" ");

/** Puts reasons, hints and examples of the shown questions after the rows, in their order and under their numbers. */
function fillAnnex({ shown, chosen }, { help, examples }) {
  annex.hidden = !help && !examples;
  if (annex.hidden) return annex.replaceChildren();
  const title = [help && "Hinweise", examples && "Beispiele"].filter(Boolean).join(" und ");
  const parts = shown.map((question) => annexPart(question, help, examples ? examplesShown(question, chosen.thema) : []));
  return annex.replaceChildren(element("h2", { textContent: title }), ...parts.filter(Boolean));
}

/** What helps with one question, or nothing where there is nothing to say. */
function annexPart({ element: row, label, text }, help, examples) {
  if (!help && !examples.length) return undefined;
  const copies = help ? [".question__why", ".hints", ".question__tools"].map((part) => row.querySelector(part)?.cloneNode(true)) : [];
  const number = row.querySelector(".question__label").dataset.number;
  return element("section", { className: "annex__part" },
    element("h3", { textContent: `${number}${label}` }),
    element("p", { className: "annex__question", textContent: text }),
    ...copies.filter(Boolean),
    ...(examples.length ? [exampleList(examples)] : []),
  );
}

const exampleList = (examples) => element("ul", {}, ...examples.map(({ name, text, source }) =>
  element("li", {}, element("strong", { textContent: `${name}: ` }), text, " ", element("cite", { textContent: source })),
));
