// What the notes of a previewed case refer to, at its foot: each place, and each source.

import { element } from "../common/elements.js";
import { fields, gap, words, wordsOrGap } from "./preview-values.js";

/** @param {import("./preview-pieces.js").Pieces} pieces whose notes all stand in the text by now @returns {HTMLElement[]} */
export function sources(pieces) {
  const { notes } = pieces;
  const places = notes.map(({ id, place, anchor, back }) =>
    element("li", { id: anchor }, name(id, pieces), ": ", wordsOrGap(place, "Stelle fehlt noch"), " ", back));
  const described = [...new Set(notes.map(({ id }) => id))].flatMap((id) => [
    element("dt", {}, name(id, pieces)),
    element("dd", {}, ...description(fields(pieces.term("sources", id)), pieces)),
  ]);
  return [element("ol", { className: "sources" }, ...places), element("dl", { className: "source-list" }, ...described)];
}

/** The short title of a source; its title where somebody has not yet thought of a short one. */
function name(id, pieces) {
  if (!id) return gap("Quelle fehlt noch");
  return words(pieces.term("sources", id)?.short_title) || pieces.title("sources", id);
}

function description({ title, publisher, year, evidence, note, url }, pieces) {
  return [
    wordsOrGap(title, "Titel fehlt noch"), ". ",
    wordsOrGap(publisher, "Herausgeber fehlt noch"), ", ",
    wordsOrGap(year, "Jahr fehlt noch"), ". ",
    "Art des Belegs: ", pieces.title("evidence", evidence), ".",
    ...(words(note) ? [" ", pieces.text(note)] : []),
    ...(words(url) ? [" ", pieces.webLink(url, words(url))] : []),
  ];
}
