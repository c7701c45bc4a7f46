// The pieces of which all parts of a preview are made: texts, names of ids, links, and notes numbered in the order of reading.

import { element } from "../common/elements.js";
import { EXTERNAL, recordNodes } from "../common/record-text.js";
import { own } from "../projects/values.js";
import { fields, gap, rows, words } from "./preview-values.js";

// Where terms have their place, as in scripts/lotse/addresses.py.
const PLACES = {
  laender: (id) => `laender/${id}/`,
  "legal-forms": (id) => `organisationsformen/${id}/`,
  pitfalls: (id) => `stolpersteine/#${id}`,
  tools: (id) => `werkzeuge/#${id}`,
  topics: (id) => `themen/${id}/`,
};
const MARK = "vorschau-"; // begins every id of a preview: the page around it has ids of its own

/** The id of the heading above the partners. */
export const PARTNERS = `${MARK}partner`;

/** The id of the heading above what happened in a phase. @param {string} phase */
export const phaseMark = (phase) => `${MARK}phase-${phase}`;

/** The id of the place in the text, or at the foot, of a note. @param {"stelle" | "beleg"} kind @param {number} number */
const idOf = (kind, number) => `${MARK}${kind}-${number}`;

export class Pieces {
  #level;
  #numbers = new Map(); // source and place -> number of the note

  /**
   * @param {object} record
   * @param {import("./context.js").Context} context
   * @param {number} level of the heading that is the title
   */
  constructor(record, { base, schema, terms, questions, cases }, level) {
    this.base = new URL(base, document.baseURI);
    this.schema = schema;
    this.questions = questions;
    this.cases = cases;
    this.terms = { ...terms, sources: { ...terms.sources, ...Object.fromEntries(rows(record.sources).map((one) => [words(one.id), one])) } };
    this.#level = level;
  }

  /** @param {0 | 1 | 2} depth below the title @param {string | Node} content */
  heading = (depth, content) => element(`h${Math.min(this.#level + depth, 6)}`, {}, content);

  /** A text of the record with its Markdown, or a gap. @param {unknown} value @param {string} [missing] */
  text = (value, missing) => (words(value) ? recordNodes(words(value), this.base) : gap(missing));

  /** A link within this website. @param {string} address from its root @param {string | Node} content */
  link = (address, content) => element("a", { href: new URL(address, this.base).href }, content);

  /** A link out of this website; only its words where the address is none of the web. @param {unknown} url @param {string | Node} content */
  webLink = (url, content) => (EXTERNAL.test(words(url)) ? element("a", { href: words(url) }, content) : content);

  /** What an id stands for. @param {string} vocabulary @param {unknown} id @returns {Record<string, unknown> | undefined} */
  term = (vocabulary, id) => own(this.terms[vocabulary], words(id));

  /** The title of a term, or a gap. @param {string} vocabulary @param {unknown} id */
  title = (vocabulary, id) => words(this.term(vocabulary, id)?.title) || unknown(id);

  /** The title of a term as a link to its page. @param {string} vocabulary @param {unknown} id @param {string} [before] words before the title */
  termLink(vocabulary, id, before = "") {
    const title = this.title(vocabulary, id);
    return typeof title === "string" ? this.link(PLACES[vocabulary](words(id)), before + title) : title;
  }

  /** The name of a case as a link to its page. @param {unknown} id */
  caseLink(id) {
    const name = own(this.cases, words(id));
    return name ? this.link(`faelle/${words(id)}/`, name) : unknown(id);
  }

  /** The number that leads to a source at the foot. @param {unknown} value */
  note(value) {
    const { id, place } = fields(value);
    if (!words(id) && !words(place)) return gap("Quelle fehlt noch");
    const key = JSON.stringify([words(id), words(place)]);
    const isFirst = !this.#numbers.has(key);
    if (isFirst) this.#numbers.set(key, this.#numbers.size + 1);
    const number = this.#numbers.get(key);
    const note = element("a", { className: "note", href: `#${idOf("beleg", number)}`, ariaLabel: `Beleg ${number}`, textContent: number });
    if (isFirst) note.id = idOf("stelle", number);
    return note;
  }

  /** All notes so far. @returns {{id: string, place: string, anchor: string, back: HTMLAnchorElement}[]} */
  get notes() {
    return [...this.#numbers].map(([key, number]) => {
      const [id, place] = JSON.parse(key);
      const ariaLabel = `Zurück zur Stelle von Beleg ${number}`;
      const back = element("a", { className: "back", href: `#${idOf("stelle", number)}`, ariaLabel, textContent: "↩" });
      return { id, place, anchor: idOf("beleg", number), back };
    });
  }
}

/** A gap that names an id which nothing is known about. @param {unknown} id */
const unknown = (id) => gap(words(id) ? `„${words(id)}“ ist unbekannt` : undefined);

/** Nodes with a text between each two. @param {(Node | string)[]} nodes @param {string} [between] */
export const joined = (nodes, between = ", ") => nodes.flatMap((node, index) => (index ? [between, node] : [node]));
