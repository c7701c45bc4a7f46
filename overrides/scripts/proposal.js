// "Fall vorschlagen": a form that writes the record of a case, checks it as one types, and keeps it as a draft.

import { ForReaders, messageOf } from "./common/for-readers.js";
import { isId } from "./projects/values.js";
import { problems } from "./proposal/checks.js";
import { COUNTED, missing } from "./proposal/completeness.js";
import { loadContext } from "./proposal/context.js";
import { keepNow, mountDesk, onDesk } from "./proposal/desk.js";
import { mountDraftBar, save, showDrafts } from "./proposal/draft-bar.js";
import { checkAll, forget, showFindings, touch } from "./proposal/findings.js";
import { beginHandingIn, fileName, findingsOfFile, mountHandingIn, showHandingIn, suggestFile } from "./proposal/handing-in.js";
import { mountKnownCases } from "./proposal/known-cases.js";
import { resumeSource, unfinishedSource } from "./proposal/new-source.js";
import { say } from "./proposal/notices.js";
import { begin, lookAtPublished, mountOpening, open, openCase, openLatest } from "./proposal/opening.js";
import { loadOutlines, mountPlaceMap } from "./proposal/place-map.js";
import { drawPreview, followInPreview, isOpen, mountPreview } from "./proposal/preview-pane.js";
import { finished, prefilled, withEmptyLists } from "./proposal/record.js";
import { showReviewDate } from "./proposal/review-date.js";
import { mountSources, offer, remember, toldOf } from "./proposal/sources.js";
import { isLast, mountSteps, step } from "./proposal/steps.js";
import { fieldOf, make } from "./proposal/tree.js";

const WAIT = { keep: 250, check: 400, preview: 900 }; // milliseconds after the last key

const page = document.querySelector("[data-proposal]");
const form = page.querySelector("form");
const part = (name) => page.querySelector(`[data-${name}]`);
const timers = {};
let root;
let context;
/** Where in the form somebody was last. @type {HTMLElement | undefined} */
let lastPlace;

/** Does something once nobody has typed for a moment. */
function later(name, act) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(act, WAIT[name]);
}

function typed() {
  later("keep", keepNow);
  later("check", check);
  if (isOpen()) later("preview", drawPreview);
}

/** Checks the record, and shows all that depends on it but the preview. */
function check() {
  const raw = root.read();
  suggestFile(raw);
  const base = onDesk().base;
  const found = problems(withEmptyLists(raw, context.schema), { ...context.checks, id: base || fileName() });
  showFindings(root, found, findingsOfFile());
  part("completeness").textContent = `${COUNTED.length - missing(finished(raw, context.schema)).length} von ${COUNTED.length} Abschnitten ausgefüllt.`;
  if (isLast()) showLast(finished(raw, context.schema));
}

/** Shows what depends on the record in the part that hands it in. */
function showLast(record) {
  showHandingIn(record);
  showReviewDate(record, onDesk(), context.schema, (day) => {
    root.child("reviewed_on").write(day);
    keepNow();
    check();
    part("check-summary").focus();
    say("„Geprüft am“ steht jetzt auf heute.");
  });
}

/** Leads from a notice or the preview back to where somebody wrote, or to the part of the form that is shown. @param {string} [words] what happened */
function goOn(words = "") {
  const isThere = lastPlace?.isConnected && lastPlace.checkVisibility();
  (isThere ? lastPlace : form.querySelector("[data-part]:not([hidden]) h2")).focus();
  say(words);
}

/** Fills the form with a draft. @param {import("./proposal/drafts.js").Draft} draft */
function fill(draft) {
  forget();
  if (isLast()) checkAll();
  resumeSource(draft.unfinished);
  offer(draft.record.sources ?? []);
  root.write(draft.record);
  remember();
  beginHandingIn(draft);
  lookAtPublished();
  check();
  drawPreview();
}

/** What the draft holds: the record, the name of its file, and a source that is not yet taken over. */
const read = () => ({ record: root.read(), file: fileName(), unfinished: unfinishedSource() });

function mountForm() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", typed);
  form.addEventListener("change", ({ target }) => {
    fieldOf(target)?.tidy?.();
    typed();
  });
  form.addEventListener("focusout", ({ target }) => {
    touch(target);
    later("check", check);
  });
  form.addEventListener("focusin", ({ target }) => {
    lastPlace = target;
    followInPreview(target);
  });
  form.addEventListener("lotse:told", ({ target, detail }) => say([detail, toldOf(target)].filter(Boolean).join(" ")));
}

/** What the checks must know, made of what the form knows. */
function checksFrom({ schema, terms, cases }) {
  const sizes = Object.values(terms["municipality-sizes"]).filter(({ at_least: smallest }) => typeof smallest === "number");
  return {
    schema,
    sources: schema.$defs.sources.anyOf[0].enum ?? [],
    cases: Object.keys(cases),
    sizes: Object.fromEntries(sizes.map(({ id, at_least: smallest }) => [id, smallest])),
    pages: (address) => Object.hasOwn(cases, /^faelle\/([^/]+)\/$/.exec(address)?.[1] ?? "") || undefined,
  };
}

/** Says what the address has filled in. @param {Record<string, any>} record */
function prefilledWords({ topics, laender, legal_forms: forms, phases }) {
  const filled = [["Thema", "topics", topics?.[0]], ["Land", "laender", laender?.[0]], ["Organisationsform", "legal-forms", forms?.[0].form], ["Phase", "phases", Object.keys(phases ?? {})[0]]];
  const words = filled.filter(([, , id]) => id).map(([kind, vocabulary, id]) => `${kind} „${context.terms[vocabulary][id].title}“`);
  return `Schon eingetragen: ${words.join(", ")}.`;
}

/** Opens what the address asked for; else the latest draft, if there is one. @param {URLSearchParams} query */
async function openFirst(query) {
  const wanted = query.get("fall");
  const record = prefilled(query, context.schema);
  if (Object.keys(record).length) {
    begin({ record });
    return say(prefilledWords(record));
  }
  if (wanted && Object.hasOwn(context.cases, wanted)) return openCase(wanted);
  if (isId(query.get("entwurf")) && open(query.get("entwurf"))) return undefined;
  openLatest();
  return wanted ? say("Diesen Fall gibt es nicht.") : undefined;
}

/** From now on the checks know in which Land a point lies; without the map they say nothing of it. */
async function learnOutlines() {
  const outlines = await loadOutlines().catch(() => undefined);
  context.checks = { ...context.checks, outlines };
  check();
}

async function start() {
  const known = await loadContext();
  context = { ...known, checks: checksFrom(known) };
  root = make(part("root"));
  mountSources(root, form, typed);
  mountKnownCases(context.cases);
  mountHandingIn(context, typed);
  mountOpening(context.schema, goOn);
  mountDraftBar(context.schema);
  mountDesk({ read, fill, listed: showDrafts, save, step, open, goOn });
  mountForm();
  mountPlaceMap(form, fieldOf);
  const query = new URLSearchParams(location.search);
  page.hidden = false;
  begin();
  mountSteps(() => {
    if (isLast()) {
      checkAll();
      lookAtPublished();
    }
    check();
  });
  mountPreview(context, () => finished(root.read(), context.schema), goOn);
  await openFirst(query);
  await learnOutlines();
}

start().catch((error) => {
  page.replaceChildren(Object.assign(document.createElement("p"), { className: "notice", textContent: messageOf(error) }));
  page.hidden = false;
  if (!(error instanceof ForReaders)) throw error;
});
