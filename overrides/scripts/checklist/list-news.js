// What is new, changed or gone in a checklist since a project last looked at it; no entry is lost over it.

import { element, listOf, quietButton } from "../common/elements.js";
import { changesOf, entriesBeyond } from "../projects/changes.js";
import { setSeen } from "../projects/projects.js";
import { entryWords } from "../projects/words.js";
import { questions } from "./questions.js";
import { redraw } from "./redraw.js";

/** @typedef {import("../projects/projects.js").Project} Project @typedef {import("../checklists.js").Tailored} Tailored */

const asked = new Set(questions.map(({ id }) => id));

/** @param {Tailored} tailored @returns {import("../projects/shape.js").Seen} what the list holds now */
const contentsOf = ({ list, all }) => ({
  version: list.version,
  questions: Object.fromEntries(all.map(({ id, label, text }) => [id, { label, text }])),
});

/**
 * Shows the news of a list to a project until they are acknowledged, and what the project says about questions that no list asks.
 * @param {HTMLElement} place
 * @param {Project} project
 * @param {Tailored} tailored
 */
export function showNews(place, project, tailored) {
  const seen = project.lists[tailored.list.id];
  const news = changesOf(seen, tailored.all, project.entries);
  const isNews = news.added.length || news.changed.length || (news.gone.length && seen.version !== tailored.list.version);
  const kept = entriesBeyond(project, asked).map(({ label, text, entry }) => `${label}: ${[text, entryWords(entry, project)].filter(Boolean).join(" ")}`);
  redraw(place, [project.id, tailored.list.id, isNews && news, kept], () => [
    ...(isNews ? [newsBox(project, tailored, news)] : []),
    ...(kept.length ? [keptEntries(kept)] : []),
  ]);
}

/**
 * Remembers what a list holds, as soon as a project says something about it; not at once, as that is a change, which makes the
 * page show the list, and this is called while it does.
 * @param {Project} project
 * @param {Tailored} tailored
 */
export function rememberList(project, tailored) {
  const isUsed = tailored.all.some(({ id }) => Object.hasOwn(project.entries, id));
  if (!isUsed || project.lists[tailored.list.id]) return;
  queueMicrotask(() => setSeen(project.id, tailored.list.id, contentsOf(tailored)));
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

/** What the project says about questions that are no longer asked. @param {string[]} lines */
const keptEntries = (lines) =>
  element("details", { className: "fold" }, element("summary", { textContent: `Einträge zu Fragen, die in keiner Liste mehr stehen (${lines.length})` }), listOf(lines));
