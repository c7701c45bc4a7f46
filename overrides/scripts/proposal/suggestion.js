// A helpful sentence for somebody who wrote a word that is not known: as `suggestion` in scripts/lotse/problems.py.

const ENOUGH = 0.6; // how alike two words must be, from 0 to 1
const LONGEST = 60; // characters of a word that are looked at
const FEW = 20; // words that are all named

/**
 * @param {string} word
 * @param {string[]} known
 */
export function suggestion(word, known) {
  const close = closest([...word].slice(0, LONGEST).join("").toLowerCase(), known);
  if (close) return `Meinten Sie „${close}“?`;
  if (!known.length) return "Löschen Sie die Angabe.";
  if (known.length <= FEW) return `Erlaubt sind: ${known.join(", ")}.`;
  return `Erlaubt sind zum Beispiel: ${known.slice(0, 5).join(", ")} (insgesamt ${known.length}).`;
}

/** The known word that is most like `word`, as difflib.get_close_matches of Python finds it. */
function closest(word, known) {
  let [best, likeness] = ["", ENOUGH];
  for (const other of known) {
    const all = word.length + other.length;
    if (2 * Math.min(word.length, other.length) < likeness * all) continue; // of too different a length
    const found = (2 * common(other, word)) / all;
    if (found > likeness || (found === likeness && other > best)) [best, likeness] = [other, found];
  }
  return best;
}

/** How many letters two words share: of the longest piece that stands in both, and of what is left and right of it. */
function common(one, other) {
  const { start, place, length } = longestPiece(one, other);
  if (!length) return 0;
  const left = common(one.slice(0, start), other.slice(0, place));
  return left + length + common(one.slice(start + length), other.slice(place + length));
}

/** The longest piece that stands in both words; of several the first. */
function longestPiece(one, other) {
  let best = { start: 0, place: 0, length: 0 };
  let above = [];
  for (let i = 0; i < one.length; i += 1) {
    const row = [];
    for (let j = 0; j < other.length; j += 1) {
      row[j] = one[i] === other[j] ? (above[j - 1] ?? 0) + 1 : 0;
      if (row[j] > best.length) best = { start: i - row[j] + 1, place: j - row[j] + 1, length: row[j] };
    }
    above = row;
  }
  return best;
}
