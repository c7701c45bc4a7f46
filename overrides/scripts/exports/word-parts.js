// Parts of a Word document: controls to be filled, boxes to be ticked, paragraphs, styles.

import { clean } from "./rows.js";
import { lacks } from "./office-file.js";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";

const all = (root, name, namespace = W) => [...root.getElementsByTagNameNS(namespace, name)];
const first = (root, name, namespace) => all(root, name, namespace)[0];
const value = (element, namespace = W) => element.getAttributeNS(namespace, "val");

/** @returns {Element} a new element of the language of Word, with attributes of that language */
function make(document, name, attributes = {}, children = []) {
  const made = document.createElementNS(W, `w:${name}`);
  for (const [key, text] of Object.entries(attributes)) made.setAttributeNS(W, `w:${key}`, text);
  made.append(...children);
  return made;
}

/** The content controls within an element by their tags. @returns {(tag: string) => Element} throws where there is none */
export function controls(root) {
  const found = new Map(all(root, "tag").map((tag) => [value(tag), tag.closest("sdt")]).reverse()); // the first of each counts
  return (tag) => {
    if (!found.has(tag)) throw lacks(tag);
    return found.get(tag);
  };
}

/** Text as the inside of a run: a line break is an element of its own. */
function pieces(document, text) {
  return clean(text).split("\n").flatMap((line, index) => {
    const piece = make(document, "t");
    piece.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    piece.textContent = line;
    return index ? [make(document, "br"), piece] : [piece];
  });
}

/** Writes a text where an element, such as a heading, has its first; the look stays. */
export function write(element, text) {
  const [run, ...others] = all(element, "r");
  if (!run) throw lacks("Text");
  for (const other of others) other.remove();
  const look = first(run, "rPr");
  run.replaceChildren(...(look ? [look] : []), ...pieces(element.ownerDocument, text));
}

/** Writes a text into a control. Nothing to write leaves the room to write that the control has. */
export function fill(control, text) {
  if (!text) return;
  write(first(control, "sdtContent"), text);
}

/** Ticks the box of a control, for programs that know such boxes and for those that only show the sign. */
export function tick(control) {
  const checked = first(control, "checked", W14);
  const look = first(control, "checkedState", W14);
  if (!checked || !look) throw lacks(value(first(control, "tag")));
  checked.setAttributeNS(W14, "w14:val", "1");
  fill(control, String.fromCodePoint(parseInt(value(look, W14), 16)));
}

/** Lets a row of a table stand on the same page as the next one, or not. */
export function keepWithNext(row, isKept) {
  for (const look of all(row, "pPr")) {
    for (const mark of all(look, "keepNext")) mark.remove();
    if (isKept) first(look, "pStyle").after(make(row.ownerDocument, "keepNext"));
  }
}

/** Makes a row of the one cell that holds a control, across the whole table. @param {Element} row of a table @param {string} tag */
export function wideRow(row, tag) {
  const cells = all(row, "tc");
  const kept = controls(row)(tag).closest("tc");
  const width = cells.reduce((sum, cell) => sum + Number(first(cell, "tcW").getAttributeNS(W, "w")), 0);
  for (const cell of cells) if (cell !== kept) cell.remove();
  first(kept, "tcW").setAttributeNS(W, "w:w", String(width));
  first(kept, "tcW").after(make(row.ownerDocument, "gridSpan", { val: String(cells.length) }));
  for (const height of all(row, "trHeight")) height.remove();
  return row;
}

/** Gives each control a number of its own: copies have the same, which the format forbids. */
export function numberControls(root) {
  const numbers = all(root, "sdtPr").flatMap((properties) => [...properties.children].filter(({ localName }) => localName === "id"));
  numbers.forEach((number, index) => number.setAttributeNS(W, "w:val", String(index + 1)));
}

/** The ids of the styles of a document by their English names. @param {Document} part "word/styles.xml" */
export function styles(part) {
  const ids = new Map(all(part, "style").map((style) => [value(first(style, "name")).toLowerCase(), style.getAttributeNS(W, "styleId")]));
  return (name) => {
    if (!ids.has(name.toLowerCase())) throw lacks(name);
    return ids.get(name.toLowerCase());
  };
}

/**
 * @param {Document} document
 * @param {string} style id of a style
 * @param {string | {text: string, isBold: boolean}[]} content
 * @param {"keepNext" | "pageBreakBefore"} [place] whether it stays with what follows, or stands on a new page
 * @returns {Element} a paragraph
 */
export function paragraph(document, style, content, place) {
  const inside = typeof content === "string" ? [{ text: content, isBold: false }] : content;
  const bold = () => make(document, "rPr", {}, [make(document, "b")]);
  const runs = inside.map(({ text, isBold }) => make(document, "r", {}, [...(isBold ? [bold()] : []), ...pieces(document, text)]));
  const look = [make(document, "pStyle", { val: style }), ...(place ? [make(document, place)] : [])];
  return make(document, "p", {}, [make(document, "pPr", {}, look), ...runs]);
}
