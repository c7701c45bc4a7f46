// The little Markdown that record texts may use, checked as scripts/lotse/reading/markup.py does: one paragraph with
// *emphasis*, `words` and links; no HTML, no pictures.

import { EXTERNAL, INTERNAL, withoutEntities } from "../common/record-text.js";

const HTML = /<[A-Za-z/!?]/;
const BLOCK = /\n\s*\n|^\s*(#{1,6} |> |[-*+] |```|\[[^\]]*\]:)/m;
/** An escaped character, `words`, or one character: what brackets mean something, and which are only shown. */
const UNIT = /\\[\\`*_{}[\]()>#+.!-]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|[^]/gu;
const SHOWN = 80; // characters of an address that a message repeats

/**
 * @param {string} text
 * @param {(address: string) => boolean | undefined} pageExists knows addresses such as `faelle/knf/`; undefined: cannot say
 * @returns {Generator<string>} a message for each thing that is not allowed
 */
export function* textFaults(text, pageExists) {
  if (BLOCK.test(text)) {
    yield "Ein Text ist ein Absatz ohne Listen und Überschriften. Teilen Sie ihn in mehrere Aussagen.";
  }
  if (HTML.test(text)) {
    yield "HTML ist nicht erlaubt. Schreiben Sie einfachen Text; Verweise als [Text](https://…).";
  } else if (text.includes("](")) {
    for (const paragraph of text.split(/\n\s*\n/)) yield* bracketFaults(paragraph.match(UNIT) ?? [], pageExists);
  }
}

/** Faults of links and pictures: `[text](target)` and `![text](target)`. */
function* bracketFaults(units, pageExists) {
  const partners = closingBrackets(units);
  let end = 0; // of the last link: there is none inside of another
  for (const [start, closing] of partners) {
    const isPicture = units[start - 1] === "!";
    if (start < end && !isPicture) continue;
    const target = units[closing + 1] === "(" ? targetAt(units, closing + 2) : null;
    if (!target) continue;
    if (isPicture) yield "Erlaubt sind nur *Betonung*, `Wörter` und Verweise. Bilder gehören nicht hierher.";
    else {
      end = target.end;
      yield* targetFaults(target.address, pageExists);
    }
  }
}

/** Place of an opening bracket -> place of the one that closes it, in the order of the text. */
function closingBrackets(units) {
  const [open, partners] = [[], []];
  for (const [place, unit] of units.entries()) {
    if (unit === "[") open.push(place);
    else if (unit === "]" && open.length) partners.push([open.pop(), place]);
  }
  return partners.sort(([one], [other]) => one - other);
}

/** The address up to the bracket that closes it, without a title in quotation marks; null if none closes it. */
function targetAt(units, start) {
  let depth = 1;
  for (let place = start; place < units.length; place += 1) {
    const unit = units[place];
    if (unit === '"' || unit === "'") {
      const end = endOfTitle(units, place);
      if (end) return { address: shown(units.slice(start, place)), end };
    }
    if (unit === "(") depth += 1;
    if (unit === ")") depth -= 1;
    if (!depth) return { address: shown(units.slice(start, place)), end: place + 1 };
  }
  return null;
}

/** Behind the bracket after the same quotation mark; 0 if there is none. */
function endOfTitle(units, start) {
  let last = "";
  for (let place = start + 1; place < units.length; place += 1) {
    if (units[place] === ")" && last === units[start]) return place + 1;
    if (units[place] !== " ") last = units[place];
  }
  return 0;
}

/** What units stand for, without backslashes. */
function shown(units) {
  return units.map((unit) => (unit.length > 1 && unit[0] === "\\" ? unit[1] : unit)).join("").trim();
}

function* targetFaults(written, pageExists) {
  const target = withoutEntities(written);
  if (EXTERNAL.test(target)) return;
  if (!INTERNAL.test(target)) {
    const start = [...target].slice(0, SHOWN).join("");
    yield `Der Verweis auf „${start}“ ist nicht erlaubt. Er muss mit https://, http://, mailto: oder / beginnen.`;
  } else if (pageExists(target.split(/[?#]/, 1)[0].replace(/^\/+/, "")) === false) {
    yield `Die Seite „${target}“ gibt es auf dieser Website nicht.`;
  }
}
