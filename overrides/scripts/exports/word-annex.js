// What follows the tables of a Word file: hints and examples for each question, and what the filters left out.

import { paragraph } from "./word-parts.js";

/**
 * @param {Document} document
 * @param {(name: string) => string} style name of a style -> its id
 * @param {import("../checklist/paper.js").Paper} paper
 * @returns {Element[]} paragraphs on a new page; none, where neither hints nor examples are wanted
 */
export function annex(document, style, { areas, options }) {
  const title = [options.help && "Hinweise", options.examples && "Beispiele"].filter(Boolean).join(" und ");
  if (!title) return [];
  const questions = areas.flatMap(({ questions: listed }) => listed);
  const helped = questions.flatMap((question, index) => {
    const number = question.number ?? index + 1;
    const help = questionHelp(document, style, question, options);
    return help.length ? [paragraph(document, style("heading 2"), `${number}. ${question.label}`), ...help] : [];
  });
  return helped.length ? [paragraph(document, style("heading 1"), title, "pageBreakBefore"), ...helped] : [];
}

function questionHelp(document, style, { why, hints, tools, examples }, options) {
  const [normal, bullet] = [style("Normal"), style("List Bullet")];
  const lead = (title, text) => paragraph(document, normal, [{ text: title, isBold: true }, { text: ` ${text}`, isBold: false }], "keepNext");
  const items = (texts) => texts.map((text) => paragraph(document, bullet, text));
  return [
    ...(options.help && why ? [lead("Warum?", why)] : []),
    ...(options.help ? items(hints) : []),
    ...(options.help && tools.length ? items([`Werkzeuge: ${tools.join(", ")}`]) : []),
    ...(options.examples && examples.length ? [lead("So haben es andere gelöst:", "")] : []),
    ...(options.examples ? items(examples.map(({ name, text, source }) => `${name}: ${text} (${source})`)) : []),
  ];
}

/** What is not on the paper, and why. @returns {Element[]} */
export function leftOut(document, style, paper) {
  if (!paper.leftOut.length) return [];
  return [
    paragraph(document, style("heading 1"), "Weggelassen"),
    ...paper.leftOut.map((line) => paragraph(document, style("Angaben"), line)),
  ];
}
