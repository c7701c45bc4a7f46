// The search page: the best hits of all kinds first, then the others by kind; with a kind chosen, all hits of that kind.

import { excerpt } from "./finding/excerpt.js";
import { KEYWORDS, find, loadText } from "./finding/finder.js";
import { latestOnly } from "./common/latest.js";
import { ROOT } from "./common/place.js";
import { showFailure, showWaiting } from "./common/states.js";

const BEST = 5;
const OF_EACH_KIND = 3;
const PAGE = 10;
const MOST_WORDS = 6; // that are named as searched for as well

const form = document.querySelector("#search-form");
const input = document.querySelector("#search-q");
const status = document.querySelector("#search-status");
const choices = document.querySelector("#search-kinds");
const place = document.querySelector("#search-results");
const elsewhere = document.querySelector("#search-elsewhere");
const failed = document.querySelector("#search-failed");
const title = document.title;

/** @typedef {import("./finding/finder.js").Hit} Hit */

/** @returns {{q: string, art: string}} what the address asks for; `art` may be anything */
function asked() {
  const query = new URLSearchParams(location.search);
  return { q: (query.get("q") ?? "").trim(), art: query.get("art") ?? "" };
}

/** Writes what is asked for into the address and shows it. */
function go({ q, art }) {
  const query = new URLSearchParams({ ...(q && { q }), ...(art && { art }) }).toString();
  history.pushState(null, "", query ? `?${query}` : location.pathname);
  return update();
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, pressed) {
  const made = element("button", text, "button button--quiet");
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

async function resultItem(hit, words) {
  const text = await loadText(hit);
  const { anchor, title: part, pieces } = excerpt(text, words, KEYWORDS);
  const { address, title } = text.meta;
  const item = element("li");
  const link = element("a", title);
  link.href = new URL(`${address}${anchor && !address.includes("#") ? `#${anchor}` : ""}`, ROOT).href;
  item.dataset.result = link.href;
  const heading = element("h3");
  heading.append(link);
  const passage = element("p");
  for (const { text: word, marked } of pieces) passage.append(marked ? element("mark", word) : word, " ");
  item.append(element("p", part ? `${hit.kind} · ${part}` : hit.kind, "results__kind"), heading, passage);
  return item;
}

const items = (hits, words) => Promise.all(hits.map((hit) => resultItem(hit, words)));

/** A list of hits under a heading. */
async function group(title, hits, words) {
  const section = element("section");
  const list = element("ol", "", "results");
  list.append(...(await items(hits, words)));
  section.append(element("h2", title), list);
  return section;
}

/** All hits of one kind, ten at a time. */
async function oneKind({ title }, hits, words) {
  const section = await group(title, hits.slice(0, PAGE), words);
  const list = section.querySelector("ol");
  const more = button("Weitere Treffer zeigen", async () => {
    const shown = list.children.length;
    more.disabled = true;
    list.append(...(await items(hits.slice(shown, shown + PAGE), words)));
    more.disabled = false;
    more.hidden = list.children.length === hits.length;
    list.children[shown].querySelector("a").focus();
  });
  if (hits.length > PAGE) section.append(more);
  return [section];
}

/** The best hits of all kinds, then the others by kind. */
function allKinds(kinds, hits, words) {
  const sections = [group("Beste Treffer", hits.slice(0, BEST), words)];
  for (const { kind, title } of kinds) {
    const others = hits.slice(BEST).filter((hit) => hit.kind === kind);
    if (others.length) sections.push(others.length > OF_EACH_KIND ? shortened(kind, title, others, words) : group(`Weitere Treffer: ${title}`, others, words));
  }
  return Promise.all(sections);
}

/** The first hits of a kind, and a button that shows all of them. */
async function shortened(kind, title, hits, words) {
  const section = await group(`Weitere Treffer: ${title}`, hits.slice(0, OF_EACH_KIND), words);
  section.append(button(`${title}: alle ${hits.length} weiteren zeigen`, () => choose(kind)));
  return section;
}

/** Shows how many hits there are of each kind; kinds without hits are left out, but for the chosen one. */
function showKinds(kinds, hits, art) {
  const numbered = [{ kind: "", title: "Alle", number: hits.length }];
  for (const { kind, title } of kinds) {
    const number = hits.filter((hit) => hit.kind === kind).length;
    if (number || kind === art) numbered.push({ kind, title, number });
  }
  choices.hidden = hits.length === 0;
  choices.replaceChildren(choices.firstElementChild, ...numbered.map(({ kind, title, number }) => {
    const choice = Object.assign(document.createElement("input"), { type: "radio", name: "art", value: kind, checked: kind === art });
    const label = document.createElement("label");
    label.append(choice, element("span", `${title} (${number})`));
    return label;
  }));
}

/** Says what was found; which words no text has, and which other words were searched for, stands behind it. */
function showSummary({ q, chosen, hits, kind, missing, others }) {
  const number = chosen === 1 ? "1 Treffer" : `${chosen || "Kein"} Treffer`;
  const notes = [];
  if (!chosen && hits) notes.push(`Insgesamt sind es ${hits}: Wählen Sie „Alle“.`);
  if (!hits) notes.push("Versuchen Sie ein anderes oder kürzeres Wort.");
  if (hits && missing.length) notes.push(`In keinem Text steht: ${missing.join(", ")}.`);
  if (hits && others.length) notes.push(`Gesucht auch nach: ${others.slice(0, MOST_WORDS).join(", ")}.`);
  const found = `${number} für „${q}“${kind ? ` in: ${kind.title}` : ""}.`;
  status.replaceChildren(found, " ", element("span", notes.join(" "), "result-count__notes"));
}

function clear() {
  for (const part of [choices, elsewhere, failed]) part.hidden = true;
  place.replaceChildren();
}

const update = latestOnly(
  async (isLatest) => {
    const { q, art } = asked();
    input.value = q;
    document.title = q ? `${q} – ${title}` : title;
    failed.hidden = true;
    if (!q) {
      status.textContent = "";
      return clear();
    }
    const done = showWaiting(status, "Suche läuft …");
    try {
      const { hits, kinds, words, missing, others } = await find(q);
      const kind = kinds.find((one) => one.kind === art);
      const chosen = kind ? hits.filter((hit) => hit.kind === art) : hits;
      const sections = chosen.length ? await (kind ? oneKind(kind, chosen, words) : allKinds(kinds, chosen, words)) : [];
      if (!isLatest()) return undefined;
      showKinds(kinds, hits, kind ? art : "");
      place.replaceChildren(...sections);
      showSummary({ q, chosen: chosen.length, hits: hits.length, kind, missing, others });
      elsewhere.hidden = hits.length > 0;
    } finally {
      done();
    }
    return undefined;
  },
  () => {
    clear();
    status.textContent = "Die Suche ließ sich nicht laden.";
    showFailure(failed, "Gerade lässt sich nicht suchen.", update);
  },
);

/** Narrows the hits to a kind; the focus goes to its choice. */
async function choose(art) {
  await go({ ...asked(), art });
  choices.querySelector(":checked")?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const q = input.value.trim();
  go({ q, art: q === asked().q ? asked().art : "" });
});
choices.addEventListener("change", ({ target }) => choose(target.value));
window.addEventListener("popstate", update);
update();
