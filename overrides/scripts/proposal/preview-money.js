// Who pays, in a previewed case: in lanes, as overrides/pages/_money.md shows it.

import { element } from "../common/elements.js";
import { amount, fields, gap, span, words, wordsOrGap } from "./preview-values.js";

/** @typedef {import("./preview-pieces.js").Pieces} Pieces @typedef {Record<string, unknown>[]} Rows */

const SVG = "http://www.w3.org/2000/svg";
const LANES = { local: "Die Partner selbst", higher: "Land, Bund und Programme" }; // as in scripts/lotse/pictures/money.py
const CAPTION = "Wer zahlt? Ein ausgefüllter Punkt heißt: Die Quelle nennt einen Betrag oder einen Anteil. Die Gruppen sind unser Urteil.";

/** @param {Rows} given @param {Pieces} pieces */
export function funding(given, pieces) {
  const lanes = Object.entries(LANES).flatMap(([group, title]) => {
    const entries = given.filter(({ payer }) => groupOf(payer, pieces) === group);
    return entries.length ? [lane(title, entries, pieces)] : [];
  });
  const caption = element("figcaption", { textContent: CAPTION });
  return element("figure", { className: "picture picture--money" }, element("div", { className: "money" }, ...lanes), caption);
}

/** A payer that nobody has chosen yet stands with the partners. */
const groupOf = (payer, pieces) => (pieces.term("payers", payer)?.group === "higher" ? "higher" : "local");

function lane(title, given, pieces) {
  const entries = given.map((one) => entry(one, pieces));
  const name = element("p", { className: "money__group", textContent: title });
  return element("div", { className: "money__lane" }, name, element("ul", {}, ...entries));
}

function entry({ payer, amount: given, share, since, until, note, source }, pieces) {
  const named = Boolean(given || words(share));
  const time = span(since, until);
  return element(
    "li",
    { className: named ? "money__entry money__entry--known" : "money__entry" },
    element("strong", { className: "money__payer" }, pieces.title("payers", payer)), " ",
    element("span", { className: "money__sum" }, ...sum(given, words(share))),
    ...(words(share) ? [" ", bar(words(share))] : []),
    ...(time ? [" ", element("span", { className: "money__time", textContent: time })] : []), " ",
    element("span", { className: "money__note" }, pieces.text(note), " ", pieces.note(source)),
  );
}

function sum(given, share) {
  const small = (...content) => element("small", {}, ...content);
  if (!given) return share ? [share, " ", small("Prozent")] : ["Betrag nicht genannt"];
  const { value, unit } = fields(given);
  const part = share ? [" ", small(`(${share} Prozent)`)] : [];
  return [amount(value, 4) || gap(), " ", small(wordsOrGap(unit, "Einheit fehlt noch")), ...part];
}

function bar(share) {
  const drawn = document.createElementNS(SVG, "svg");
  const attributes = { class: "money__bar", width: "100%", height: "12", "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, value);
  drawn.append(length("money__whole", "100"), length("money__share", share.replace(",", ".")));
  return drawn;
}

function length(name, percent) {
  const drawn = document.createElementNS(SVG, "rect");
  const attributes = { class: name, height: "12", width: `${Number(percent) || 0}%` };
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
  return drawn;
}
