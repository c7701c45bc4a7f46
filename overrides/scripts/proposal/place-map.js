// Choosing a point on the map of Germany: a click fills latitude and longitude of an entry.

import { showOnMap, loadMap } from "../cases/map.js";
import { ask, dialogOf } from "../common/dialogs.js";
import { messageOf } from "../common/for-readers.js";
import { position } from "./laender.js";

const MARK = "http://www.w3.org/2000/svg";
const place = document.querySelector("[data-place-map]");
const message = document.querySelector("[data-place-message]");
const PROJECTION = place.dataset.projection.split(" ").map(Number); // see germany.py
const [EAST, WEST, NORTH, SOUTH] = PROJECTION;
const RADIANS = Math.PI / 180;

/** The outlines of the Länder on the map. @returns {Promise<import("./laender.js").Outlines>} @throws {Error} without the map */
export async function loadOutlines() {
  const map = await loadMap();
  const lands = [...map.querySelectorAll(".map__land")];
  return {
    paths: Object.fromEntries(lands.map((land) => [land.dataset.land, land.querySelector("path").getAttribute("d")])),
    projection: PROJECTION,
  };
}

/** The point at a place on the map, to about a kilometre. @param {{x: number, y: number}} place */
export function pointAt({ x, y }) {
  const lat = (2 * Math.atan(Math.exp(((y - SOUTH) / NORTH) * RADIANS)) - Math.PI / 2) / RADIANS;
  return { lat: Number(lat.toFixed(2)), lon: Number(((x - WEST) / EAST).toFixed(2)) };
}

/**
 * Lets the reader click on the map.
 * @param {{lat: unknown, lon: unknown}} before
 * @returns {Promise<{lat: number, lon: number} | undefined>} undefined: nothing was chosen
 */
export async function choosePoint(before) {
  message.textContent = "Die Karte wird geladen …";
  const answer = ask("place");
  const chosen = showMap(before);
  await answer;
  place.replaceChildren();
  return chosen.point;
}

function showMap({ lat, lon }) {
  /** @type {{point?: {lat: number, lon: number}}} */
  const chosen = {};
  loadMap().then((map) => {
    showOnMap(map, []);
    const picture = map.querySelector("svg");
    for (const name of picture.querySelectorAll(".map__name")) name.remove(); // it would count the cases of a Land
    picture.setAttribute("aria-label", "Karte von Deutschland zum Anklicken");
    if (typeof lat === "number" && typeof lon === "number") mark(picture, position(lat, lon, PROJECTION));
    picture.addEventListener("click", (event) => {
      chosen.point = pointAt(new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse()));
      dialogOf("place").close("chosen");
    });
    place.replaceChildren(picture);
    message.textContent = "";
  }, (error) => {
    message.textContent = `${messageOf(error)} Sie können Breite und Länge auch selbst eintragen.`;
  });
  return chosen;
}

function mark(picture, [x, y]) {
  const dot = document.createElementNS(MARK, "circle");
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: 9, class: "place-map__mark" })) dot.setAttribute(name, value);
  picture.append(dot);
}

/** @param {HTMLElement} form @param {(node: Element) => any} fieldOf the field that a node belongs to */
export function mountPlaceMap(form, fieldOf) {
  form.addEventListener("click", async ({ target }) => {
    if (!("choosePlace" in target.dataset)) return;
    const entry = fieldOf(target.closest("[data-entry]").querySelector("[data-field]"));
    const point = await choosePoint(entry.read());
    if (!point) return target.focus();
    for (const name of ["lat", "lon"]) entry.child(name).write(point[name]);
    entry.child("lat").control.dispatchEvent(new Event("input", { bubbles: true }));
    return entry.child("lat").control.focus();
  });
}
