// The search page: the best hits of all kinds first, then the others by kind; with a kind chosen, all hits of that kind.

import { excerpt } from "./excerpt.js";
import { KEYWORDS, find, loadText } from "./finder.js";

/** Kind of a hit -> how a group of such hits is called, in the order of the page. */
const KINDS = {
  Fall: "Fälle",
  Leitfaden: "Leitfaden",
  Frage: "Fragen der Checklisten",
  Werkzeug: "Werkzeuge",
  Stolperstein: "Stolpersteine und Auswege",
  Glossar: "Glossar",
  Übersicht: "Themen, Phasen, Formen, Länder",
  Seite: "Weitere Seiten",
};
const BEST = 5;
const OF_EACH_KIND = 3;
const PAGE = 10;

const form = document.querySelector("#search-form");
const input = document.querySelector("#search-q");
const status = document.querySelector("#search-status");
const kinds = document.querySelector("#search-kinds");
const place = document.querySelector("#search-results");
const elsewhere = document.querySelector("#search-elsewhere");

let latest = 0;

/** @returns {{q: string, art: string}} what the address asks for */
function asked() {
  const query = new URLSearchParams(location.search);
  return { q: (query.get("q") ?? "").trim(), art: Object.hasOwn(KINDS, query.get("art")) ? query.get("art") : "" };
}

function addressOf({ q, art }) {
  const query = new URLSearchParams({ ...(q && { q }), ...(art && { art }) }).toString();
  return query ? `?${query}` : location.pathname;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function resultItem(hit, words) {
  const text = await loadText(hit);
  const { anchor, title: part, pieces } = excerpt(text, words, KEYWORDS);
  const { address, title } = text.meta;
  const item = element("li");
  const link = element("a", title);
  link.href = new URL(`../${address}${anchor && !address.includes("#") ? `#${anchor}` : ""}`, import.meta.url).href;
  item.dataset.result = link.href;
  const heading = element("h3");
  heading.append(link);
  const passage = element("p");
  for (const { text: word, marked } of pieces) passage.append(marked ? element("mark", word) : word, " ");
  item.append(element("p", part ? `${hit.kind} · ${part}` : hit.kind, "results__kind"), heading, passage);
  return item;
}

/** A list of hits under a heading, with a button that shows more of them, or all of their kind. */
async function group(title, hits, words, { number, more }) {
  const section = element("section");
  const list = element("ol", "", "results");
  list.append(...(await Promise.all(hits.slice(0, number).map((hit) => resultItem(hit, words)))));
  section.append(element("h2", title), list);
  if (hits.length > number) {
    const button = element("button", more(hits.length), "button button--quiet");
    button.type = "button";
    section.append(button);
  }
  return section;
}

/** All hits of one kind, ten at a time. */
async function oneKind(kind, hits, words) {
  const section = await group(KINDS[kind], hits, words, { number: PAGE, more: () => "Weitere Treffer zeigen" });
  const list = section.querySelector("ol");
  section.querySelector("button")?.addEventListener("click", async ({ currentTarget: button }) => {
    const shown = list.children.length;
    button.disabled = true;
    list.append(...(await Promise.all(hits.slice(shown, shown + PAGE).map((hit) => resultItem(hit, words)))));
    button.disabled = false;
    button.hidden = list.children.length === hits.length;
    list.children[shown].querySelector("a").focus();
  });
  return [section];
}

/** The best hits of all kinds, then the others by kind. */
async function allKinds(hits, words) {
  const others = Object.groupBy(hits.slice(BEST), ({ kind }) => kind);
  const sections = [group("Beste Treffer", hits.slice(0, BEST), words, { number: BEST })];
  for (const kind of Object.keys(KINDS).filter((kind) => others[kind])) {
    const more = (number) => `Alle ${number} weiteren zeigen: ${KINDS[kind]}`;
    const section = group(`Weitere Treffer: ${KINDS[kind]}`, others[kind], words, { number: OF_EACH_KIND, more });
    section.then((made) => made.querySelector("button")?.addEventListener("click", () => choose(kind)));
    sections.push(section);
  }
  return Promise.all(sections);
}

/** Shows how many hits there are of each kind; kinds without hits cannot be chosen. */
function showKinds(hits, art) {
  kinds.hidden = hits.length === 0;
  const numbers = Object.groupBy(hits, ({ kind }) => kind);
  for (const choice of kinds.querySelectorAll("input")) {
    const number = choice.value ? (numbers[choice.value]?.length ?? 0) : hits.length;
    choice.checked = choice.value === art;
    choice.disabled = number === 0;
    choice.nextElementSibling.textContent = `${KINDS[choice.value] ?? "Alle"} (${number})`;
  }
}

/** "auch nach: …": what was searched for beside the words that were typed. */
function also(words, query) {
  const typed = query.toLowerCase();
  const others = words.filter((word) => !typed.includes(word.toLowerCase()));
  return others.length ? ` Gesucht auch nach: ${others.slice(0, 6).join(", ")}.` : "";
}

async function search() {
  const { q, art } = asked();
  const turn = (latest += 1);
  input.value = q;
  elsewhere.hidden = true;
  if (!q) {
    status.textContent = "";
    kinds.hidden = true;
    place.replaceChildren();
    return;
  }
  status.textContent = "Suche läuft …";
  const { hits, words, spelt } = await find(q);
  const chosen = art ? hits.filter(({ kind }) => kind === art) : hits;
  const sections = chosen.length ? await (art ? oneKind(art, chosen, words) : allKinds(chosen, words)) : [];
  if (turn !== latest) return;
  showKinds(hits, art);
  place.replaceChildren(...sections);
  const number = chosen.length === 1 ? "1 Treffer" : `${chosen.length} Treffer`;
  status.textContent = chosen.length
    ? `${number} für „${q}“.${also(spelt, q)}`
    : `Kein Treffer für „${q}“. Versuchen Sie ein anderes oder kürzeres Wort.`;
  elsewhere.hidden = chosen.length > 0;
}

function update() {
  search().catch(() => {
    status.textContent = "Die Suche ließ sich nicht laden. Versuchen Sie es erneut, oder nutzen Sie die Listen im Menü.";
  });
}

function choose(art) {
  history.pushState(null, "", addressOf({ ...asked(), art }));
  update();
  kinds.querySelector(":checked")?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", addressOf({ ...asked(), q: input.value.trim() }));
  update();
});
kinds.addEventListener("change", ({ target }) => choose(target.value));
window.addEventListener("popstate", () => asked().q === input.value.trim() && !place.children.length ? null : update());
update();
