// Printing a tailored list: what the reader wants on paper beside the rows.

import { element } from "../common/elements.js";
import { examplesShown, loadExamples } from "./examples.js";
import { activeProject } from "./working.js";

const root = document.documentElement;
const annex = document.querySelector("[data-annex]");
const codePlace = document.querySelector("[data-paper-code]");

const isWanted = (option) => document.querySelector(`[data-option="${option}"]`).checked;

/** What the reader wants to take along. @returns {import("./paper.js").Options} */
export const wanted = () => ({ help: isWanted("help"), examples: isWanted("examples"), entries: isWanted("entries") && Boolean(activeProject()) });

/** Prepares the paper before every print, however it was asked for. @param {() => import("../checklists.js").Tailored} tailored */
export function mountPrinting(tailored) {
  window.addEventListener("beforeprint", () => {
    root.toggleAttribute("data-print-entries", wanted().entries);
    root.toggleAttribute("data-print-tight", !isWanted("room"));
    for (const place of document.querySelectorAll("[data-paper-project]")) {
      place.textContent = wanted().entries ? projectWords(activeProject()) : "";
    }
    fillAnnex(tailored().shown, wanted());
    codePlace.hidden = !isWanted("code");
  });
}

/** Makes ready what has to be fetched before it can be printed; fails if it cannot be fetched. */
export async function preparePaper({ shown, chosen }) {
  if (isWanted("examples")) await Promise.all(shown.map((question) => loadExamples(question, chosen.thema)));
  if (!isWanted("code")) return;
  const { qrCode } = await import("../exports/qr-code.js");
  codePlace.replaceChildren(qrCode(location.href.split("#")[0]));
}

const projectWords = ({ name, partners }) => [name, ...(partners.length ? [`mit ${partners.map((partner) => partner.name).join(", ")}`] : [])].join(" ");

/** Puts reasons, hints and examples of the shown questions after the rows. */
function fillAnnex(shown, { help, examples }) {
  annex.hidden = !help && !examples;
  if (annex.hidden) return annex.replaceChildren();
  const title = [help && "Hinweise", examples && "Beispiele"].filter(Boolean).join(" und ");
  return annex.replaceChildren(element("h2", { textContent: title }), ...shown.map((question) => annexPart(question, help, examples)));
}

function annexPart(question, help, examples) {
  const copy = (selector) => question.element.querySelector(selector)?.cloneNode(true);
  const helpParts = help ? [".question__why", ".hints", ".question__tools"].map(copy).filter(Boolean) : [];
  return element("section", { className: "annex__part" },
    element("h3", { textContent: question.label }),
    element("p", { className: "annex__question", textContent: question.text }),
    ...helpParts,
    ...(examples ? [exampleList(question)] : []),
  );
}

function exampleList(question) {
  return element("ul", { className: "annex__examples" }, ...examplesShown(question).map(({ name, text, source }) => {
    return element("li", {}, element("strong", { textContent: `${name}: ` }), text, " ", element("cite", { textContent: source }));
  }));
}
