// "Wer ist in unserer Lage?": the cases that fit a described situation, the best first, each with its reasons.

import { loadCards, loadCatalogue } from "./cases/catalogue.js";
import { connect } from "./common/filters.js";
import { fitsAnywhere, fitsEverywhere, judge, sorted } from "./cases/fit.js";
import { latestOnly } from "./common/latest.js";
import { showFailure, showWaiting } from "./common/states.js";

const form = document.querySelector("[data-situation]");
const status = document.querySelector("[data-count]");
const ranking = document.querySelector("[data-ranking]");
const list = document.querySelector("[data-matches]");
const doubtful = document.querySelector("[data-doubtful]");
const further = document.querySelector("[data-further]");
const failed = document.querySelector("[data-failed]");
const suggestion = document.querySelector("[data-suggestion]");

const STEP = 10; // cases shown at first and with every "more"
const FAILED = "Die Fälle ließen sich nicht laden.";

const options = (name) => [...form.elements[name].options].filter(({ value }) => value);
const numbers = options("partnerzahl");
const scales = Object.fromEntries(["groesse", "partnerzahl"].map((name) => [name, options(name).map(({ value }) => value)]));

/** The choice that a number of partners belongs to; a record that names fewer than two leaves the number open. */
function numberOfPartners(partners) {
  return numbers.filter(({ dataset }) => partners >= Number(dataset.from)).slice(-1).map(({ value }) => value);
}

/** What a case has, by the names of the form; `titles` are the words for it, without what explains them. */
const valuesOf = (one) => ({ ...one, partnerzahl: numberOfPartners(one.partners) });
const title = (name, id) => options(name).find(({ value }) => value === id)?.text.split(",")[0] ?? id;
const titles = (name, ids) => ids.map((id) => title(name, id)).join(", ");
const several = (ids, one, many) => (ids.length === 1 ? one : many);

/** How each point reads when it fits, nearly fits, differs, or is not named. */
const WORDS = {
  fits: {
    thema: (one, wanted) => `Thema ${wanted}`,
    form: (one, wanted) => `Organisationsform ${wanted}`,
    phase: (one, wanted) => `Phase ${wanted} beschrieben`,
    groesse: (one, wanted) => `Größe: ${wanted}`,
    land: (one, wanted) => `Land ${wanted}`,
    partnerzahl: (one) => `${one.partners} Partner genannt`,
  },
  nearly: {
    groesse: (one, wanted) => `ähnliche Größe: ${titles("groesse", one.groesse)} statt ${wanted}`,
    partnerzahl: (one, wanted) => `Zahl der Partner: ${one.partners} statt ${wanted}`,
  },
  differs: {
    thema: (one) => `${several(one.thema, "anderes Thema", "andere Themen")}: ${titles("thema", one.thema)}`,
    form: (one, wanted) => `Organisationsform ${titles("form", one.form)} statt ${wanted}`,
    phase: (one, wanted) => `Phase ${wanted} nicht beschrieben`,
    groesse: (one, wanted) => `Größe: ${titles("groesse", one.groesse)} statt ${wanted}`,
    land: (one) => `${several(one.land, "anderes Land", "andere Länder")}: ${titles("land", one.land)}`,
    partnerzahl: (one, wanted) => `Zahl der Partner: ${one.partners} statt ${wanted}`,
  },
  unknown: {
    thema: () => "Thema",
    land: () => "Land",
    form: () => "Organisationsform",
    groesse: () => "Größe der Kommunen",
    phase: () => "Phase",
    partnerzahl: () => "Zahl der Partner",
  },
};
const HEADS = { fits: "Passt", nearly: "Passt zum Teil", differs: "Passt nicht", unknown: "Nicht genannt" };

/** The reasons for the place of a case, in words. */
function reasons({ one, fit }, chosen) {
  const place = document.createElement("dl");
  place.className = "reasons";
  for (const [kind, names] of Object.entries(sorted(fit))) {
    if (!names.length) continue;
    const head = document.createElement("dt");
    head.textContent = `${HEADS[kind]}:`;
    const text = document.createElement("dd");
    text.textContent = names.map((name) => WORDS[kind][name](one, title(name, chosen[name]))).join("; ");
    const group = document.createElement("div");
    group.className = `reasons__${kind}`;
    group.append(head, " ", text);
    place.append(group);
  }
  return place;
}

/** All cases that fit in one point at least, the best first, those with a notice last; equals keep the order of their names. */
function rank(cases, chosen) {
  const judged = cases.map((one, position) => ({ one, position, fit: judge(valuesOf(one), chosen, scales) }));
  const order = (one, other) => one.one.notice - other.one.notice || other.fit.score - one.fit.score || one.position - other.position;
  return judged.filter(({ fit }) => fitsAnywhere(fit)).sort(order);
}

/** How many cases fit, in words. */
function summary(ranked, total, chosen) {
  if (!ranked.length) return "Kein Fall passt zu Ihren Angaben.";
  const some = `${ranked.length} von ${total} Fällen ${ranked.length === 1 ? "passt" : "passen"}`;
  if (Object.keys(chosen).length === 1) return `${some}.`;
  const whole = ranked.filter(({ fit }) => fitsEverywhere(fit)).length;
  return `${some} in mindestens einem Punkt, ${whole || "keiner"} in allen.`;
}

/** Repeats the choices in words, since paper does not show the form. */
function describe(chosen) {
  const words = Object.keys(chosen).map((name) => {
    const control = form.elements[name];
    return `${control.labels[0].textContent}: ${control.selectedOptions[0].text}`;
  });
  document.querySelector("[data-described]").textContent = words.length ? `Ihre Angaben: ${words.join("; ")}` : "";
}

/** Says how many cases fit; where none deals with the chosen topic, says that first and asks for one. */
function announce(ranked, total, chosen) {
  const missing = chosen.thema && !ranked.some(({ one }) => one.thema.includes(chosen.thema));
  const topic = form.elements.thema.selectedOptions[0].text;
  const words = [missing && `Zum Thema „${topic}“ haben wir noch keinen Fall.`, (!missing || ranked.length > 0) && summary(ranked, total, chosen)];
  status.textContent = words.filter(Boolean).join(" ");
  suggestion.hidden = !missing;
  suggestion.querySelector("a").search = missing ? new URLSearchParams({ thema: chosen.thema }) : "";
}

/** Loads the cards from the place `start` of the ranking on, with their reasons; says which of them bear a notice. */
async function nextCards(ranked, start, chosen) {
  const next = ranked.slice(start, start + STEP);
  const cards = await loadCards(next.map(({ position }) => position));
  cards.forEach((card, index) => card.querySelector(".card__title").after(reasons(next[index], chosen)));
  return cards.map((card, index) => ({ card, notice: next[index].one.notice }));
}

const cardsOf = (found) => found.map(({ card }) => card);
const numberShown = () => ranking.querySelectorAll("[data-case-id]").length;

/** Adds cards to the list; those of cases with a notice stand under a heading of their own. */
function add(found, total) {
  list.append(...cardsOf(found.filter(({ notice }) => !notice)));
  doubtful.querySelector("ol").append(...cardsOf(found.filter(({ notice }) => notice)));
  doubtful.hidden = !doubtful.querySelector("li");
  further.hidden = numberShown() === total;
  document.dispatchEvent(new CustomEvent("lotse:cards"));
}

/** Lets the button show the next cases; the focus goes to the first of them. */
function mountFurther(ranked, chosen, isLatest) {
  further.disabled = false;
  further.onclick = async () => {
    further.disabled = true;
    try {
      const more = await nextCards(ranked, numberShown(), chosen);
      if (!isLatest()) return;
      add(more, ranked.length);
      more[0].card.querySelector("a").focus();
    } catch {
      if (isLatest()) status.textContent = FAILED;
    }
    further.disabled = false;
  };
}

const update = latestOnly(
  async (isLatest, chosen) => {
    describe(chosen);
    failed.hidden = true;
    if (!Object.keys(chosen).length) {
      status.textContent = "Wählen Sie mindestens eine Angabe.";
      for (const place of [ranking, suggestion]) place.hidden = true;
      return;
    }
    const done = showWaiting(status, "Fälle werden verglichen …");
    try {
      const { cases } = await loadCatalogue();
      const ranked = rank(cases, chosen);
      const first = await nextCards(ranked, 0, chosen);
      if (!isLatest()) return;
      for (const place of ranking.querySelectorAll("ol")) place.replaceChildren();
      add(first, ranked.length);
      ranking.hidden = ranked.length === 0;
      announce(ranked, cases.length, chosen);
      mountFurther(ranked, chosen, isLatest);
    } finally {
      done();
    }
  },
  () => {
    status.textContent = FAILED;
    showFailure(failed, "Gerade lässt sich nichts vergleichen.", again);
  },
);

const again = connect(form, (chosen) => update(chosen));
