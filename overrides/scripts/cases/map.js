// The map of the Länder page for other pages: its markers show only the cases that are handed over, a list beside it names them.

import { element } from "../common/elements.js";
import { ROOT } from "../common/place.js";

/**
 * @typedef {{id: string, name: string, url: string, cells: number[]}} Hit a case and the numbers of its markers
 */

const PAGE = new URL("laender/", ROOT);
const NAMED = 3; // cases that the name of a marker tells
const MOST = 50; // cases that the list of a marker shows, and places that the list beside the map shows

/** The hits of each marker with several of them. @type {WeakMap<Element, Hit[]>} */
const hitsOf = new WeakMap();

/**
 * Fetches the map. Its Länder lead nowhere here, since that would drop the filters.
 * @returns {Promise<HTMLElement>}
 * @throws {Error} when the page with the map cannot be fetched
 */
export async function loadMap() {
  const answer = await fetch(PAGE);
  if (!answer.ok) throw new Error(`${PAGE}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const map = document.adoptNode(page.querySelector("[data-map]"));
  for (const link of map.querySelectorAll("a[href]:not([href^='#'])")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), PAGE).href);
  }
  for (const land of map.querySelectorAll(".map__land")) {
    land.removeAttribute("href");
    land.removeAttribute("aria-label");
    land.setAttribute("aria-hidden", "true");
  }
  map.append(element("div", { className: "map__beside" }));
  map.addEventListener("click", (event) => {
    const marker = event.target.closest("[data-cell]");
    if (!hitsOf.has(marker) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openList(map, marker);
  });
  return map;
}

/**
 * Shows the markers of `hits` and nothing else.
 * @param {HTMLElement} map as `loadMap` gives it
 * @param {Hit[]} hits
 */
export function showOnMap(map, hits) {
  /** @type {Map<string, Hit[]>} */
  const byCell = new Map();
  for (const hit of hits) {
    for (const cell of hit.cells) {
      const there = byCell.get(String(cell));
      if (there) there.push(hit);
      else byCell.set(String(cell), [hit]);
    }
  }
  map.querySelector("svg").setAttribute("aria-label", `Karte von Deutschland mit ${hits.length} ${hits.length === 1 ? "Fall" : "Fällen"}`);
  const markers = [...map.querySelectorAll("[data-cell]")];
  for (const marker of markers) label(marker, byCell.get(marker.dataset.cell) ?? []);
  const places = markers.filter(({ dataset }) => byCell.has(dataset.cell)).map(({ dataset }) => [dataset.place, byCell.get(dataset.cell)]);
  map.querySelector(".map__beside").replaceChildren(...(places.length ? placeList(places) : []));
}

/** The places on the map from north to south, each with its first cases. @param {[string, Hit[]][]} places */
function placeList(places) {
  const list = element("ul", { className: "map__places" });
  for (const [place, hits] of places.slice(0, MOST)) {
    const links = hits.slice(0, NAMED).map(({ name, url }) => element("a", { href: url, textContent: name }));
    const others = hits.length - links.length;
    list.append(element("li", {}, element("span", { textContent: place }), ...links, ...(others > 0 ? [`und ${others} mehr`] : [])));
  }
  const rest = places.length - MOST;
  return [element("h2", { textContent: "Von Norden nach Süden" }), list, ...(rest > 0 ? [element("p", { textContent: `und ${rest} weitere Orte` })] : [])];
}

/** Gives a marker the number, the name and the link that fit its hits; without hits it is hidden. */
function label(marker, hits) {
  marker.toggleAttribute("hidden", hits.length === 0);
  hitsOf.delete(marker);
  if (!hits.length) return;
  const number = marker.querySelector("text");
  const several = hits.length > 1;
  const summary = several ? `${hits.length} Fälle bei ${marker.dataset.place}` : hits[0].name;
  number.textContent = several ? hits.length : "";
  marker.nextElementSibling.textContent = summary; // shown while the marker is pointed at
  if (several) {
    hitsOf.set(marker, hits);
    marker.setAttribute("href", "#faelle-am-ort");
    marker.setAttribute("aria-label", `${summary}: ${someNames(hits)}`);
  } else {
    marker.setAttribute("href", hits[0].url);
    marker.setAttribute("aria-label", summary);
  }
}

/** Names the first hits and counts the others, such as "A, B, C und 1 weiterer". */
function someNames(hits) {
  const others = hits.length - NAMED;
  const names = hits.slice(0, NAMED).map(({ name }) => name).join(", ");
  return others > 0 ? `${names} und ${others} ${others === 1 ? "weiterer" : "weitere"}` : names;
}

/** Lists the hits of a marker beside the map and moves the focus there; closing moves it back. */
function openList(map, marker) {
  map.querySelector("[data-map-list]")?.remove();
  const hits = hitsOf.get(marker);
  const section = element("section", { id: "faelle-am-ort", className: "map__cases" });
  section.dataset.mapList = "";
  const heading = element("h2", { textContent: `${hits.length} Fälle bei ${marker.dataset.place}`, tabIndex: -1 });
  const list = element("ul");
  list.append(...hits.slice(0, MOST).map(item));
  const close = element("button", { type: "button", className: "button button--quiet", textContent: "Liste schließen" });
  const shut = () => {
    section.remove();
    marker.focus();
  };
  close.addEventListener("click", shut);
  section.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  section.append(heading, list);
  if (hits.length > MOST) section.append(element("p", { textContent: `und ${hits.length - MOST} weitere. Setzen Sie einen Filter, um weniger zu sehen.` }));
  section.append(close);
  map.querySelector(".map__beside").prepend(section);
  heading.focus();
}

/** @param {Hit} hit */
function item(hit) {
  const line = element("li");
  line.append(element("a", { href: hit.url, textContent: hit.name }));
  return line;
}

