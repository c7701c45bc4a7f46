// The tailored checklist: shows what fits the form, core questions of the phase first, and says what it left out and why.

import { mountFold, showActive } from "./common/filter-panel.js";
import { activeProject } from "./checklist/active-project.js";
import { showEntries } from "./checklist/entries.js";
import { mountExamples } from "./checklist/examples.js";
import { showExampleOnTop } from "./checklist/first-example.js";
import { rememberList, showNews } from "./checklist/list-news.js";
import { arrange, countExamples, number, showLeftOut } from "./checklist/list-view.js";
import { mountPaperOptions } from "./checklist/paper-options.js";
import { showAreaProgress, showProgress } from "./checklist/progress.js";
import { mountProjectBar } from "./checklist/project-bar.js";
import { examplesOf, lists, questions } from "./checklist/questions.js";
import { standReason } from "./checklist/stand.js";
import { mountTakeAlong } from "./checklist/take-along.js";
import { isCore, reason, showConsequences, withConsequences, withoutEffect } from "./checklist/tailoring.js";
import { showWaysToPrint } from "./checklist/ways-to-print.js";
import { announce, connect, describe } from "./common/filters.js";
import { sharedAddress } from "./common/place.js";
import { siteName } from "./common/site-name.js";

/**
 * The list as it is shown; `fitting` questions belong to it, `shown` are those of them that the reader wants to see now, both
 * in the order of the page.
 * @typedef {{list: import("./checklist/questions.js").List, all: Question[], fitting: Question[], shown: Question[],
 *   chosen: Record<string, string>, selection: string[], leftOut: [string, string[]][], phase: string, title: string,
 *   address: string}} Tailored
 * @typedef {import("./checklist/questions.js").Question} Question
 */

const form = document.querySelector('[data-filters="question"]');
const heading = document.querySelector("h1");
const project = document.querySelector("[data-project]");
const phaseChoice = document.querySelector("[data-phase-choice]");
const originalTitle = heading.textContent;

/** @type {Tailored} */
let tailored;

const listOf = (chosen) => lists.find(({ id }) => id === chosen.liste) ?? lists[0];
const chosenTitle = (select) => (select.value ? select.selectedOptions[0].dataset.title : "");

/** @returns {[Question[], Map<string, string[]>]} what fits, and the labels of what does not, by reason */
function sorted(all, whyNot) {
  const leftOut = new Map();
  const fitting = all.filter((question) => {
    const why = whyNot(question);
    if (why) leftOut.set(why, [...(leftOut.get(why) ?? []), question.label]);
    return !why;
  });
  return [fitting, leftOut];
}

/** Works out the list. @returns {Tailored} */
function tailor(chosenInForm) {
  const chosen = withConsequences(form, chosenInForm);
  const list = listOf(chosen);
  const all = questions.filter((question) => question.list === list.id);
  const [matching, leftOut] = sorted(all, (question) => reason(question, chosen));
  const core = matching.filter((question) => chosen.phase && isCore(question, chosen.phase));
  const fitting = [...core, ...matching.filter((question) => !core.includes(question))];
  const [shown, notWanted] = sorted(fitting, (question) => standReason(question, chosen.stand));
  const parts = [form.elements.liste, form.elements.phase].map(chosenTitle).filter(Boolean);
  return {
    list, all, fitting, shown, chosen,
    selection: describe(form, chosenInForm).map(([, words]) => words),
    leftOut: [...leftOut, ...notWanted],
    phase: chosenTitle(form.elements.phase),
    title: parts.length ? `Checkliste: ${parts.join(", ")}` : originalTitle,
    address: sharedAddress(),
  };
}

function apply(chosen, drop) {
  showConsequences(form, chosen);
  tailored = tailor(chosen);
  arrange(tailored);
  number(tailored);
  countExamples(tailored);
  showLeftOut(tailored);
  showWaysToPrint(tailored);
  showExampleOnTop(tailored);
  phaseChoice.hidden = tailored.selection.length > 0;
  heading.textContent = tailored.title;
  document.title = `${tailored.title} – ${siteName}`;
  document.querySelector("[data-paper-list]").textContent = `${siteName}, ${tailored.list.title} · Fassung vom ${tailored.list.versionText}`;
  show();
  announceNumber(chosen, drop);
}

function announceNumber(chosen, drop) {
  const { all, shown } = tailored;
  const withExamples = shown.filter((question) => examplesOf(question, chosen.thema));
  showActive(form, tailored.selection.length);
  announce(form, chosen, drop, {
    number: shown.length < all.length ? `${shown.length} von ${all.length} Fragen` : `${all.length} Fragen`,
    notes: [...examplesNote(withExamples, chosen), ...withoutEffect(form, tailored)],
    hits: shown.length,
    hitsWithout: (name) => {
      const rest = withConsequences(form, { ...chosen, [name]: "" });
      const fits = (question) => question.list === listOf(rest).id && !reason(question, rest) && !standReason(question, rest.stand);
      return questions.filter(fits).length;
    },
  });
}

/** Tells for how many questions there are examples on the topic; that all have some goes without saying. */
function examplesNote({ length }, { thema }) {
  return thema && length < tailored.shown.length ? [`${length} mit Beispielen dazu`] : [];
}

/** Shows what the active project says about the list, or about one question of it. @param {string} [questionId] */
function show(questionId) {
  const current = activeProject();
  showEntries(questionId ? tailored.shown.filter(({ id }) => id === questionId) : tailored.shown, current);
  showAreaProgress(current, tailored.fitting);
  if (!current) return;
  showProgress(project, current, tailored.fitting);
  rememberList(current, tailored);
  showNews(project.querySelector("[data-changes]"), activeProject(), tailored);
}

mountFold(form);
mountExamples(questions, () => tailored.chosen.thema);
let retailor = () => {}; // while the form is read for the first time, there is no list yet that could be made anew
mountProjectBar({ retailor: () => retailor(), show });
retailor = connect(form, apply);
mountPaperOptions(() => tailored);
mountTakeAlong(() => tailored);
if ([...form.querySelectorAll("[data-more] [name]")].some(({ type, checked, value }) => (type === "checkbox" ? checked : value))) {
  form.querySelector("[data-more]").open = true;
}
for (const waiting of document.querySelectorAll("[data-waiting]")) waiting.removeAttribute("data-waiting");
