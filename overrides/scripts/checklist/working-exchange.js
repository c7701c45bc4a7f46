// Projects as files and links: saving, reading, and the preview of what reading would change.

import { ask, dialogOf } from "../common/dialogs.js";
import { element, listOf } from "../common/elements.js";
import { differences, fromFile, merged, nameOfFile, replaced, toFile } from "../projects/exchange.js";
import { project, projects, remove, restore } from "../projects/projects.js";
import { questions } from "./questions.js";
import { saveFile } from "../common/saving.js";
import { fromLink } from "../projects/sharing.js";

/** @typedef {import("../projects/projects.js").Project} Project */

/** What can be done with a project that was read: value -> words, and how the kept project comes about. */
const WAYS = {
  merge: ["zusammenführen: Gefülltes bleibt, das Neuere gilt, Notizen bleiben beide", merged],
  replace: ["ersetzen durch das Eingelesene", replaced],
  add: ["neu anlegen", (_, theirs) => theirs],
  skip: ["nicht übernehmen"],
};
const NEW = ["add", "skip"];
const KNOWN = ["merge", "replace", "skip"];
const KNOWN_FROM_LINK = ["merge", "skip"]; // a link holds entries of some questions only: to replace would lose the others

let page;

/**
 * @param {{section: HTMLElement, activeProject: () => Project | undefined, activate: (id: string) => void,
 *   say: (text: string) => void, offerUndo: (undo: () => void) => void}} given
 */
export function mountExchange(given) {
  page = given;
  const part = (name) => page.section.querySelector(`[data-${name}]`);
  part("save-file").addEventListener("click", () => save([page.activeProject()]));
  part("save-all").addEventListener("click", () => save(projects()));
  part("read-file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = ""; // so that the same file can be chosen again
    if (file) await take(fromFile(await file.text()));
  });
  window.addEventListener("hashchange", readLink);
  readLink();
}

function save(wanted) {
  const name = nameOfFile(wanted);
  saveFile(toFile(wanted), name);
  page.say(`Gespeichert im Ordner für Downloads: ${name}`);
}

/** Takes what a link brings along, and takes it out of the address, lest it be read again. */
async function readLink() {
  const read = await fromLink(location.hash);
  if (!read.project && !read.problems.length) return;
  history.replaceState(null, "", location.pathname + location.search);
  await take({ projects: read.project ? [read.project] : [], problems: read.problems }, KNOWN_FROM_LINK);
}

/** Shows what was read, and keeps what the reader wants of it. @param {{projects: Project[], problems: string[]}} read */
async function take({ projects: found, problems }, known = KNOWN) {
  if (!found.length) return page.say(problems.join(" "));
  const preview = dialogOf("import").querySelector("[data-preview]");
  preview.replaceChildren(...(problems.length ? [problemBox(problems)] : []), ...found.map((theirs, number) => previewOf(theirs, number, known)));
  if ((await ask("import")) !== "save") return page.say("Nichts wurde übernommen.");
  const wanted = found.map((theirs, number) => [theirs, preview.querySelector(`[name="read-${number}"]:checked`).value]);
  return keep(wanted.filter(([, way]) => way !== "skip"));
}

/** Keeps the wanted projects, and offers to undo all of it. @param {[Project, string][]} wanted */
function keep(wanted) {
  if (!wanted.length) return page.say("Nichts wurde übernommen.");
  const before = [];
  try {
    for (const [theirs, way] of wanted) {
      const old = project(theirs.id);
      before.push([restore(WAYS[way][1](old, theirs)).id, old]); // the id is a new one where a damaged text lies under the old
    }
  } catch (error) {
    undo(before);
    return page.say(error.message);
  }
  page.activate(before[0][0]);
  page.say(wanted.length === 1 ? `„${wanted[0][0].name}“ ist übernommen.` : `${wanted.length} Vorhaben sind übernommen.`);
  return page.offerUndo(() => undo(before));
}

function undo(before) {
  for (const [id, old] of before) {
    if (old) restore(old);
    else remove(id);
  }
}

const problemBox = (problems) => element("div", { className: "notice" }, element("p", { textContent: "Nicht alles ließ sich lesen:" }), listOf(problems));

/** Labels of questions and titles of phases, as the page has them. */
const words = () => ({
  questions: Object.fromEntries(questions.map(({ id, label }) => [id, label])),
  phases: Object.fromEntries([...document.getElementById("project-phase").options].map(({ value, text }) => [value, text])),
});

/** One project that was read: what it would change, and what to do with it. */
function previewOf(theirs, number, known) {
  const mine = project(theirs.id);
  const found = mine ? differences(mine, theirs, words()) : [];
  return element("section", {},
    element("h3", { textContent: theirs.name }),
    element("p", { textContent: mine ? knownWords(found.length) : newWords(theirs) }),
    ...(found.length ? [differenceTable(found)] : []),
    choiceOf(mine ? known : NEW, number, theirs.name),
  );
}

const knownWords = (number) => `Dieses Vorhaben gibt es hier schon. ${number ? `Unterschiede: ${number}.` : "Es ist gleich."}`;

function newWords({ entries }) {
  const number = Object.keys(entries).length;
  return `Neu in diesem Browser, mit ${number === 1 ? "1 Eintrag" : `${number} Einträgen`}.`;
}

function choiceOf(ways, number, name) {
  const choices = ways.map((value, place) =>
    element("label", {}, element("input", { type: "radio", name: `read-${number}`, value, checked: place === 0 }), element("span", { textContent: WAYS[value][0] })),
  );
  return element("fieldset", { className: "choices" }, element("legend", { textContent: `„${name}“` }), ...choices);
}

function differenceTable(found) {
  const columns = [["mine", "Hier"], ["theirs", "Eingelesen"], ["result", "Nach dem Zusammenführen"]];
  const head = element("tr", {}, ...["Was", ...columns.map(([, title]) => title)].map((textContent) => element("th", { scope: "col", textContent })));
  const rows = found.map((difference) =>
    element("tr", {}, element("th", { scope: "row", textContent: `${difference.what}: ${difference.field}` }), ...columns.map(([key, title]) => {
      const cell = element("td", { textContent: difference[key] || "–" });
      cell.dataset.title = title;
      return cell;
    })),
  );
  return element("table", { className: "differences" }, element("thead", {}, head), element("tbody", {}, ...rows));
}
