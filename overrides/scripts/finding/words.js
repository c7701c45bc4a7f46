// German words as people type them: written without umlauts, misspelt, inflected, compounded.
// Compounds are split by the same rule as in scripts/lotse/search/words.py.

import { fold } from "../common/filters.js";

const LONGEST = 60; // letters of a word that somebody may mean
const SHORTEST = 3; // letters of a part, as in Bau, Rad and See
const SHORTEST_MODIFIER = 4; // letters of a part that is no noun, as in wohn(en)
const ADDED = ["", "s", "es", "n", "en", "er", "e"]; // between two parts: Wohnung|s|bau
const DROPPED = ["e", "en"]; // from the first part: Schul(e)|weg
const ENDINGS = ["", "s", "es", "n", "en", "er", "e", "ern", "se", "innen"]; // of the last part
const PARTICIPLE = /(en)d(e|en|em|er|es)?$/; // fehlende Wohnungen, steigende Mieten
const LATIN = /(a|um|us|is)$/; // Firma, Gremium: -en in the plural

/** Words that say nothing about what somebody looks for. */
const STOP = new Set(
  `ab aber alle als also am an andere anderen auch auf aus bei beim bekommen bin bis da dabei damit dann das dass dem
  den denn der des die dies diese diesen doch dort du durch ein eine einem einen einer eines er es etwas für fürs ganz
  gar gegen geht gemeinsam gemeinsame gemeinsamen gibt haben hat hier ich ihr ihre ihren im in ins ist ja jede jeder
  kann kein keine können machen macht man mehr mit müssen nach neue neuen nicht noch nur ob oder ohne passiert richtig
  richtige richtigen schon sehr sein seine sich sie sind so soll sollen sollte tun um und uns unser unsere unserem
  unseren unter viel vom von vor wann warum was weg wegen weil welche welchen welcher wenn wer werden wie wieder will
  wir wird wo wofür wollen worauf wozu zu zum zur zusammen zwei zwischen über`
    .split(/\s+/)
    .map(fold),
);

/** What this whole website is about: these words count only where there is no other. */
const COMMON = new Set(["interkommunal", "interkommunale", "interkommunalen", "kooperation", "kooperationen", "zusammenarbeit"]);

/**
 * Splits what somebody typed into those words that say something.
 * @param {string} query
 */
export function tokens(query) {
  const all = (query.match(/[\p{L}\d]+/gu) ?? []).map(fold);
  const telling = [...new Set(all.filter((word) => word.length > 1 && word.length <= LONGEST && !STOP.has(word)))];
  const special = telling.filter((word) => !COMMON.has(word));
  return special.length ? special : telling;
}

/** Form of a part -> word; the more frequent word wins. */
function forms(words, added, dropped) {
  const found = new Map();
  const set = (form, word) => form.length >= SHORTEST && !found.has(form) && found.set(form, word);
  for (const word of words) {
    for (const ending of added) set(word + ending, word);
    for (const ending of dropped) if (word.endsWith(ending)) set(word.slice(0, -ending.length), word);
    if (LATIN.test(word)) set(word.replace(LATIN, "en"), word);
  }
  return found;
}

/** Edits (letters put in, left out, changed, or swapped with their neighbour) between two words, at most `most` + 1. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** The words of our texts, the most frequent first, and groups of words that mean the same. */
export class Lexicon {
  /** @param {{words: string[], synonyms: string[][]}} data as in search/words.json */
  constructor({ words, synonyms }) {
    const isNoun = (word) => word[0] !== word[0].toLowerCase();
    const all = [...words, ...synonyms.flat().filter((word) => !word.includes(" "))];
    const first = all.filter((word) => word.length >= (isNoun(word) ? SHORTEST : SHORTEST_MODIFIER));
    const last = all.filter((word) => word.length >= SHORTEST && isNoun(word));
    this.written = new Map(all.map((word) => [fold(word), word]).reverse());
    this.first = forms(first.map(fold), ADDED, DROPPED);
    this.last = forms(last.map(fold), ENDINGS, []);
    this.inflected = forms(all.map(fold), ENDINGS, DROPPED);
    this.texts = words.map(fold).sort();
    this.split = new Map(); // word -> parts, for those that were asked for
    this.groups = new Map();
    for (const group of synonyms) for (const word of group) this.groups.set(fold(word).replace(/[^\p{L}\d]+/gu, " "), group);
    /** Expressions of several words that stand in a group. */
    this.expressions = [...this.groups.keys()].filter((word) => word.includes(" "));
  }

  /** Tells whether a word, in whatever form, is one of ours or of a group. @param {string} word folded */
  knows(word) {
    return this.inflected.has(word) || this.inflected.has(this.base(word));
  }

  /** Tells whether a word of our texts begins so; where none does, a search would only find what looks similar. */
  inTexts(word) {
    const place = (start) => {
      let [low, high] = [0, this.texts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.texts[middle] < start) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return word.split(/[^\p{L}\d]+/u).every((part) => /\d/.test(part) || (this.texts[place(part)] ?? "").startsWith(part));
  }

  /** The word without its ending, where that is a word of ours. @param {string} word folded */
  base(word) {
    for (const ending of [...ENDINGS].reverse()) {
      const stem = word.slice(0, word.length - ending.length);
      if (!word.endsWith(ending) || stem.length < SHORTEST) continue;
      if (this.written.has(stem)) return stem;
      const plain = stem.replace(/([aou])e/g, "$1"); // Städte, Räder
      if (ending && this.written.has(plain)) return plain;
    }
    return this.verb(word) ?? this.inflected.get(word) ?? word;
  }

  /** The verb of ours that a word such as "fehlende" comes from: it is no compound with "Ende". @param {string} word folded */
  verb(word) {
    const infinitive = word.replace(PARTICIPLE, "$1");
    return infinitive !== word && this.written.has(infinitive) && !this.isNoun(infinitive) ? infinitive : undefined;
  }

  /** The parts of a compound; none if it is no compound. @param {string} word folded */
  parts(word) {
    if (!this.split.has(word)) this.split.set(word, this.verb(word) ? [] : this.findParts(word));
    return this.split.get(word);
  }

  /** @param {string} word folded @returns {string[]} the split with the longest last part */
  findParts(word) {
    for (let start = SHORTEST; start <= word.length - SHORTEST; start += 1) {
      const last = this.last.get(word.slice(start));
      if (!last) continue;
      const before = word.slice(0, start);
      if (this.first.has(before)) return [this.first.get(before), last];
      const deeper = this.parts(before);
      if (deeper.length) return [...deeper, last];
    }
    return [];
  }

  /**
   * What is known of a compound with an unknown or misspelt part: Personal of Personalausfall, Wohnung and Not of Wonungsnot.
   * @param {string} word folded
   */
  fragments(word) {
    for (let end = word.length - SHORTEST; end >= SHORTEST_MODIFIER; end -= 1) {
      const known = this.first.get(word.slice(0, end));
      if (known) return [known, ...this.corrections(word.slice(end)).slice(0, 1)];
    }
    for (let start = SHORTEST; start <= word.length - SHORTEST; start += 1) {
      const known = this.last.get(word.slice(start));
      const [mended] = known ? this.corrections(word.slice(0, start).replace(/s$/, "")) : [];
      if (mended) return [mended, known];
      if (known && known.length > SHORTEST_MODIFIER) return [known];
    }
    return [];
  }

  /** Words of ours that a misspelt word may stand for, the likeliest first. @param {string} word folded */
  corrections(word) {
    if (word.length < 4) return [];
    const most = word.length < 11 ? 1 : 2;
    const near = [];
    for (const known of this.written.keys()) {
      if (word.length < 8 && word[0] !== known[0]) continue; // too many short words rhyme
      const edits = distance(word, known, most);
      if (edits <= most) near.push([edits + (word[0] === known[0] ? 0 : 0.5), known]);
    }
    return near.sort(([one], [other]) => one - other).slice(0, 2).map(([, known]) => known);
  }

  /** Other words for a word. @param {string} word folded */
  synonyms(word) {
    const base = this.base(word);
    const group = this.groups.get(word) ?? this.groups.get(base) ?? [];
    return group.map(fold).filter((other) => other !== word && other !== base);
  }

  /** Tells whether a word is a noun, or one that we do not know. @param {string} word folded */
  isNoun(word) {
    const written = this.written.get(word) ?? this.written.get(this.base(word)) ?? "?";
    return written[0] === written[0].toUpperCase();
  }

  /** A word or an expression as it is written. @param {string} words folded */
  spelling(words) {
    const one = (word) => this.written.get(word) ?? this.written.get(this.inflected.get(word)) ?? word;
    return words.replace(/[\p{L}\d]+/gu, one);
  }
}
