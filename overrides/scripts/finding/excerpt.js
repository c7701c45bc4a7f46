// The passage of a hit that shows best why it was found, with the words marked.

import { fold } from "../common/filters.js";

const LENGTH = 32; // words of a passage
const BEFORE = 8; // of them before the first marked word
const ENDING = /(e|en|n|s|er|es|ern)$/;

/** The part of a word that stays when it is inflected. */
const stem = (word) => (word.length > 4 ? word.replace(ENDING, "") : word);

/**
 * A part of a document: its anchor and heading (none at the top), and where its words begin and end.
 * @typedef {{anchor: string, title: string, start: number, end: number}} Section
 */

/** The parts of a document that may be shown. @returns {Section[]} */
function sectionsOf({ anchors, meta }, words, keywords) {
  const last = anchors.find(({ id }) => id === keywords)?.location ?? words.length;
  const inner = anchors.filter(({ location }) => location > 0 && location < last);
  const top = { id: "", text: "", location: 0, skip: meta.title.split(/\s+/).length };
  return [top, ...inner].map(({ id, text, location, skip }, index) => ({
    anchor: id,
    title: text,
    start: location + (skip ?? text.split(/\s+/).length),
    end: inner[index]?.location ?? last,
  }));
}

/**
 * @param {{content: string, anchors: {id: string, text: string, location: number}[], meta: {title: string}}} document
 *   as Pagefind keeps it
 * @param {string[]} words folded words that were searched for, the most important first
 * @param {string} keywords anchor of what is indexed, but not to be shown
 * @returns {{anchor: string, title: string, pieces: {text: string, marked: boolean}[]}} the passage, and what leads to it
 */
export function excerpt(document, words, keywords) {
  const written = document.content.split(/\s+/);
  const stems = words.map(stem);
  const found = written.map((text) => {
    const word = fold(text).replace(/^[^\p{L}\d]+/u, "");
    return stems.findIndex((one) => word.startsWith(one) || (one.length > 4 && word.includes(one)));
  });
  const sections = sectionsOf(document, written, keywords);
  const { section, start } = best(found, sections);
  const end = Math.min(start + LENGTH, section.end);
  const pieces = written.slice(start, end).map((text, index) => ({ text, marked: found[start + index] >= 0 }));
  if (start > section.start) pieces.unshift({ text: "…", marked: false });
  if (end < section.end) pieces.push({ text: "…", marked: false });
  return { anchor: section.anchor, title: section.title, pieces };
}

/** Where the passage begins that holds most of the different words, the earliest of several. */
function best(found, sections) {
  let most = 0;
  let chosen = { section: sections[0], start: sections[0].start };
  for (const section of sections) {
    for (let index = section.start; index < section.end; index += 1) {
      if (found[index] < 0) continue;
      const start = Math.max(section.start, Math.min(index - BEFORE, section.end - LENGTH));
      const different = new Set(found.slice(start, Math.min(start + LENGTH, section.end)).filter((which) => which >= 0));
      const worth = [...different].reduce((sum, which) => sum + 1 / (1 + which), 0);
      if (worth > most) [most, chosen] = [worth, { section, start }];
    }
  }
  return chosen;
}
