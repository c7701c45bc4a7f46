// What is new, changed or gone in a checklist since a project last looked at it; no entry is lost over it.

import { changesOf } from "../projects/changes.js";
import { element, listOf, quietButton } from "../common/elements.js";
import { entryWords } from "../projects/words.js";
import { setSeen } from "../projects/projects.js";

/** @typedef {import("../projects/projects.js").Project} Project @typedef {import("../checklists.js").Tailored} Tailored */

/** @param {Tailored} tailored @returns {import("../projects/shape.js").Seen} what the list holds now */
const contentsOf = ({ list, all }) => ({
  version: list.version,
  questions: Object.fromEntries(all.map(({ id, label, text }) => [id, { label, text }])),
});

/** Shows the news of a list to a project until they are acknowledged. @param {HTMLElement} place @param {Project} project @param {Tailored} tailored */
export function showNews(place, project, tailored) {
  const seen = project.lists[tailored.list.id];
  const { added, changed, gone } = changesOf(seen, tailored.all, project.entries);
  const isNews = added.length || changed.length || (gone.length && seen.version !== tailored.list.version);
  const kept = gone.filter(({ entry }) => entry);
  place.replaceChildren(
    ...(isNews ? [newsBox(project, tailored, { added, changed, gone })] : []),
    ...(kept.length ? [keptEntries(project, kept)] : []),
  );
}

/** Remembers what a list holds, as soon as a project says something about it. @param {Project} project @param {Tailored} tailored */
export function rememberList(project, tailored) {
  const isUsed = tailored.all.some(({ id }) => id in project.entries);
  if (isUsed && !project.lists[tailored.list.id]) setSeen(project.id, tailored.list.id, contentsOf(tailored));
}

function newsBox(project, tailored, { added, changed, gone }) {
  const byId = new Map(tailored.all.map((question) => [question.id, question]));
  const words = ({ label, text }) => `${label}: ${text}`;
  const acknowledge = () => {
    const now = contentsOf(tailored);
    const kept = gone.filter(({ entry }) => entry).map(({ id, label, text }) => [id, { label, text }]);
    setSeen(project.id, tailored.list.id, { ...now, questions: { ...now.questions, ...Object.fromEntries(kept) } });
  };
  return element("div", { className: "notice" },
    element("p", { textContent: `Die Liste „${tailored.list.title}“ hat sich geändert, seit Sie zuletzt damit gearbeitet haben. Ihre Einträge bleiben.` }),
    ...group("Neu", added.map((id) => words(byId.get(id)))),
    ...group("Geändert", changed.map(({ before, now }) => `bisher „${words(before)}“, jetzt „${words(now)}“`)),
    ...group("Nicht mehr in der Liste", gone.map(words)),
    quietButton("Verstanden", acknowledge),
  );
}

const group = (title, lines) => (lines.length ? [element("p", { textContent: `${title}:` }), listOf(lines)] : []);

/** What the project says about questions that are no longer asked. */
function keptEntries(project, kept) {
  return element("details", { className: "fold" },
    element("summary", { textContent: `Einträge zu Fragen, die nicht mehr in der Liste stehen (${kept.length})` }),
    listOf(kept.map(({ label, text, entry }) => `${label}: ${text} ${entryWords(entry, project)}`)),
  );
}
