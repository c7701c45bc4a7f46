// Record text: the little Markdown that the texts of records may use, as nodes; scripts/lotse/reading/markup.py does the same for pages.
// Every step looks at each character a fixed number of times at most, since the text may be anything.

import { element } from "./elements.js";

const TOKEN = /\\([\\`*_{}[\]()>#+.!-])|`+|\*+|_+|!?\[|\]\(\s*([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\s*\)|&(?:#\d+|#x[\da-f]+|[a-z\d]+);|[^\\`*_!&[\]]+|[^]/gi;
export const EXTERNAL = /^(?:https?:\/\/|mailto:)[^\s\\]+$/i;
export const INTERNAL = /^\/(?!\/)[A-Za-z0-9/._~?=&%+#-]*$/;
const WORD = /[\p{L}\p{N}_]/u;
const LONGEST_RUN = 3; // ***: more signs side by side are no emphasis
const DEEPEST = 8; // open emphasis at the same time: browsers do not bear any depth of elements

/**
 * A stretch of text, as it was written; perhaps a run of emphasis signs, a bracket, or what has become an element already.
 * @typedef {{text: string, run?: Run, opens?: boolean, closes?: boolean, address?: string, done?: Node}} Token
 * A run of emphasis signs; `length` is what was written, `left` what no partner was found for yet.
 * @typedef {{sign: string, length: number, left: number, opens: boolean, closes: boolean}} Run
 */

/**
 * @param {string} text
 * @param {string | URL} base address of the root of this website, to which /internal/ links lead
 * @returns {DocumentFragment} what is no allowed link and no emphasis stays as it was written
 */
export function recordNodes(text, base) {
  return filled(document.createDocumentFragment(), emphasised(linked(tokens(text), base)));
}

/** Appends one by one: there may be more children than a function takes arguments. */
function filled(parent, children) {
  for (const child of children) parent.append(child);
  return parent;
}

/** The address of a web page, of mail or of a page of this website; undefined for any other. @param {string} written @param {string | URL} base */
function safeAddress(written, base) {
  const address = withoutEntities(written);
  if (EXTERNAL.test(address)) return address;
  return INTERNAL.test(address) ? new URL(`.${address}`, base).href : undefined;
}

/** `&auml;` is an ä: the browser's own reader of HTML knows them all. It runs nothing, and sees no tag. @param {string} text */
export function withoutEntities(text) {
  if (!text.includes("&")) return text;
  return new DOMParser().parseFromString(text.replaceAll("<", "&lt;"), "text/html").body.textContent;
}

/** @param {string} text @returns {Token[]} */
function tokens(text) {
  const found = [];
  const codeEnd = codeEnds(text);
  TOKEN.lastIndex = 0;
  for (let match; (match = TOKEN.exec(text)); ) {
    const [whole, escaped, address] = match;
    const end = TOKEN.lastIndex;
    const close = whole[0] === "`" ? codeEnd(whole.length, end) : undefined;
    if (close !== undefined) {
      found.push({ text: whole, done: element("code", { textContent: text.slice(end, close).trim() }) });
      TOKEN.lastIndex = close + whole.length;
    } else if (escaped) found.push({ text: escaped });
    else if (whole[0] === "&" && whole.length > 1) found.push({ text: withoutEntities(whole) });
    else if ("*_".includes(whole[0])) found.push({ text: whole, run: runOf(whole, text[match.index - 1] ?? " ", text[end] ?? " ") });
    else found.push({ text: whole, opens: whole.endsWith("["), closes: whole[0] === "]", address });
  }
  return found;
}

/** Finds where code ends: at as many backticks as it began with. @param {string} text */
function codeEnds(text) {
  const places = new Map(); // number of backticks -> where so many stand, the last place first
  for (const { 0: { length }, index } of text.matchAll(/`+/g)) {
    if (!places.has(length)) places.set(length, []);
    places.get(length).push(index);
  }
  for (const found of places.values()) found.reverse();
  return (length, from) => {
    const found = places.get(length);
    while (found?.length && found.at(-1) < from) found.pop();
    return found?.at(-1);
  };
}

/** @returns {Run | undefined} what a run of signs between two characters can be the start or end of */
function runOf(signs, before, after) {
  const isInWord = signs[0] === "_"; // snake_case stays as it is
  const opens = /\S/.test(after) && !(isInWord && WORD.test(before));
  const closes = /\S/.test(before) && !(isInWord && WORD.test(after));
  const { length } = signs;
  return length <= LONGEST_RUN && (opens || closes) ? { sign: signs[0], length, left: length, opens, closes } : undefined;
}

/** Puts what stands in the brackets of an allowed link into one token. @param {Token[]} given @returns {Token[]} */
function linked(given, base) {
  const found = [];
  let brackets = []; // places of those that are still open
  for (const token of given) {
    if (token.opens) brackets.push(found.length);
    const start = token.closes ? brackets.pop() : undefined;
    const isImage = start !== undefined && found[start].text !== "[";
    const href = start !== undefined && !isImage && token.address && safeAddress(token.address, base);
    if (!href) {
      found.push(token);
      continue;
    }
    const [, ...label] = found.splice(start);
    found.push({ text: "", done: filled(element("a", { href }), emphasised(label)) });
    brackets = []; // a link holds no other
  }
  return found;
}

/** @param {Token[]} given @returns {(Node | string)[]} */
function emphasised(given) {
  const levels = [{ children: [] }]; // the text itself, then each run that is open, with what follows it
  for (const { text, done, run } of given) {
    if (run?.closes) close(levels, run);
    if (run?.opens && run.left) open(levels, run);
    else if (run) add(levels.at(-1).children, run.sign.repeat(run.left));
    else add(levels.at(-1).children, done ?? text);
  }
  flatten(levels, 0);
  return levels[0].children;
}

function open(levels, run) {
  levels.push({ run, children: [] });
  if (levels.length > DEEPEST) flatten(levels, 0, 1);
}

/** Pairs a run with the open ones, the innermost first, until nothing is left of it or of them. @param {Run} run */
function close(levels, run) {
  while (run.left) {
    const place = levels.findLastIndex(({ run: other }) => other?.sign === run.sign && isPair(other, run));
    if (place < 0) return;
    flatten(levels, place);
    const { run: opener, children } = levels[place];
    const size = opener.left === LONGEST_RUN && run.left === LONGEST_RUN ? 1 : Math.min(opener.left, run.left, 2);
    const made = filled(element(size === 2 ? "strong" : "em"), children);
    opener.left -= size;
    run.left -= size;
    if (opener.left) levels[place].children = [made];
    else {
      levels.pop();
      add(levels.at(-1).children, made);
    }
  }
}

/** The rule of three of CommonMark: `**a*b**` is strong as a whole. @param {Run} opener @param {Run} closer */
function isPair(opener, closer) {
  const isAmbiguous = (opener.opens && opener.closes) || (closer.opens && closer.closes);
  return !isAmbiguous || (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

/** Gives the runs above `place` up, all or as many as said: their signs are text. */
function flatten(levels, place, number = Infinity) {
  const target = levels[place].children;
  for (const { run, children } of levels.splice(place + 1, number)) {
    add(target, run.sign.repeat(run.left));
    for (const child of children) add(target, child);
  }
}

/** Stretches of text side by side become one. @param {(Node | string)[]} children @param {Node | string} child */
function add(children, child) {
  if (typeof child === "string" && typeof children.at(-1) === "string") children.push(children.pop() + child);
  else children.push(child);
}
