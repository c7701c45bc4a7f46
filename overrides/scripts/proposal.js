// "Fall vorschlagen": a form that writes the record of a case, checks it as one types, and keeps it as a draft.

import { fetchedJson } from "./common/fetched.js";
import { ForReaders, messageOf } from "./common/for-readers.js";
import { isId } from "./projects/values.js";
import { problems } from "./proposal/checks.js";
import { COUNTED, missing } from "./proposal/completeness.js";
import { loadContext } from "./proposal/context.js";
import { keepNow, mountDesk, onDesk } from "./proposal/desk.js";
import { begin, mountDraftBar, open, openCase, openLatest, save, say, showDrafts } from "./proposal/draft-bar.js";
import { checkAll, forget, showFindings, touch } from "./proposal/findings.js";
import { beginHandingIn, fileName, mountHandingIn, showHandingIn, suggestFile } from "./proposal/handing-in.js";
import { mountKnownCases } from "./proposal/known-cases.js";
import { mountPlaceMap } from "./proposal/place-map.js";
import { preview } from "./proposal/preview.js";
import { finished, prefilled, withEmptyLists } from "./proposal/record.js";
import { mountSources, offer, remember } from "./proposal/sources.js";
import { isLast, mountSteps } from "./proposal/steps.js";
import { fieldOf, make } from "./proposal/tree.js";

const SCHEMA = new URL("../schemas/case.schema.json", import.meta.url);
const WAIT = { keep: 250, check: 400, preview: 900 }; // milliseconds after the last key
const WIDE = matchMedia("(min-width: 75em)");
const LEVEL = 3; // of the title of the case in the preview

const page = document.querySelector("[data-proposal]");
const form = page.querySelector("form");
const part = (name) => page.querySelector(`[data-${name}]`);
const toggle = part("preview-toggle");
const timers = {};
let root;
let context;

/** Does something once nobody has typed for a moment. */
function later(name, act) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(act, WAIT[name]);
}

function typed() {
  later("keep", keepNow);
  later("check", check);
  if (!part("preview").hidden) later("preview", showPreview);
}

/** Checks the record, and shows all that depends on it but the preview. */
function check() {
  const raw = root.read();
  suggestFile(raw);
  const base = onDesk().base;
  const found = problems(withEmptyLists(raw, context.schema), { ...context.checks, id: base || fileName() });
  showFindings(root, found);
  part("completeness").textContent = `${COUNTED.length - missing(finished(raw, context.schema)).length} von ${COUNTED.length} Abschnitten ausgefüllt.`;
  if (isLast()) showHandingIn(finished(raw, context.schema));
}

function showPreview() {
  const scrolled = part("preview").scrollTop;
  part("preview-place").replaceChildren(preview(finished(root.read(), context.schema), context, LEVEL));
  part("preview").scrollTop = scrolled;
}

/** Shows in the preview beside the form what somebody is about to write. @param {HTMLElement} control */
function followInPreview(control) {
  const field = control.closest("[data-part] > [data-field]");
  const headings = [...part("preview-place").querySelectorAll(`h${LEVEL + 1}`)];
  const heading = headings.find(({ textContent }) => textContent.startsWith(field?.dataset.title));
  if (!heading || !WIDE.matches) return;
  part("preview").scrollTop += heading.getBoundingClientRect().top - part("preview").getBoundingClientRect().top;
}

function togglePreview(isShown) {
  page.classList.toggle("proposal--with-preview", isShown);
  part("preview").hidden = !isShown;
  toggle.setAttribute("aria-expanded", isShown);
  toggle.textContent = isShown ? "Vorschau schließen" : "Vorschau zeigen";
  if (isShown) showPreview();
}

/** Fills the form with a draft. @param {import("./proposal/drafts.js").Draft} draft */
function fill(draft) {
  forget();
  if (isLast()) checkAll();
  offer(draft.record.sources ?? []);
  root.write(draft.record);
  remember();
  beginHandingIn(draft);
  check();
  if (!part("preview").hidden) showPreview();
}

/** What the draft holds: the record, and the name of its file. */
const read = () => ({ record: root.read(), file: fileName() });

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
  form.addEventListener("focusin", ({ target }) => followInPreview(target));
  form.addEventListener("lotse:told", ({ detail }) => say(detail));
  toggle.addEventListener("click", () => {
    togglePreview(part("preview").hidden);
    if (!part("preview").hidden && !WIDE.matches) part("preview").focus();
  });
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

/** Opens what the address asked for; else the latest draft, if there is one. @param {URLSearchParams} query */
async function openFirst(query) {
  const wanted = query.get("fall");
  const record = prefilled(query, context.schema);
  if (Object.keys(record).length) return begin({ record });
  if (wanted && Object.hasOwn(context.cases, wanted)) return openCase(wanted);
  if (isId(query.get("entwurf")) && open(query.get("entwurf"))) return undefined;
  openLatest();
  return wanted ? say("Diesen Fall gibt es nicht.") : undefined;
}

async function start() {
  const [known, schema] = await Promise.all([loadContext(), fetchedJson(SCHEMA)]);
  context = { ...known, schema, checks: checksFrom({ ...known, schema }) };
  root = make(part("root"));
  mountSources(root, form);
  mountKnownCases(context.cases);
  mountHandingIn(context, typed);
  mountDraftBar(schema);
  mountDesk({ read, fill, listed: showDrafts, save });
  mountForm();
  mountPlaceMap(form, fieldOf);
  const query = new URLSearchParams(location.search);
  page.hidden = false;
  begin();
  mountSteps(() => {
    if (isLast()) checkAll();
    check();
  });
  togglePreview(WIDE.matches);
  await openFirst(query);
}

start().catch((error) => {
  page.replaceChildren(Object.assign(document.createElement("p"), { className: "notice", textContent: messageOf(error) }));
  page.hidden = false;
  if (!(error instanceof ForReaders)) throw error;
});
