// How well a case fits the situation that a reader describes, point by point.

/** How much each point counts, in the order of the reasons. The topic outweighs all others, so that its cases come first. */
export const WEIGHTS = { thema: 16, form: 4, phase: 4, groesse: 3, land: 2, partnerzahl: 1 };

/** What a verdict is worth. A near miss is worth no more than silence: who names nothing may fit. */
const WORTH = { fits: 1, nearly: 0, unknown: 0, differs: -1 };

/** How much it counts that a case deals with the chosen topic alone; shared by all topics of the case. */
const FOCUS = 3;

/**
 * A verdict for each chosen point; "nearly" is the neighbouring size or number, "unknown" what the case is silent on.
 * @typedef {"fits" | "nearly" | "unknown" | "differs"} Verdict
 * @typedef {{name: string, verdict: Verdict}} Point
 * @typedef {{points: Point[], score: number}} Fit
 */

/**
 * @param {Record<string, string[]>} values what the case has, by the names of WEIGHTS; nothing where it is silent
 * @param {Record<string, string>} chosen
 * @param {Record<string, string[]>} scales the values of the points whose values have an order, from small to large
 * @returns {Fit}
 */
export function judge(values, chosen, scales) {
  const names = Object.keys(WEIGHTS).filter((name) => chosen[name]);
  const points = names.map((name) => ({ name, verdict: verdict(values[name], chosen[name], scales[name]) }));
  const worth = points.reduce((sum, { name, verdict }) => sum + WEIGHTS[name] * WORTH[verdict], 0);
  return { points, score: worth + focus(values.thema ?? [], chosen.thema) };
}

/** A case with one topic is more about it than a case with eight. */
const focus = (topics, wanted) => (topics.includes(wanted) ? FOCUS / topics.length : 0);

/** Tells whether a case fits in one point at least, be it nearly. @param {Fit} fit */
export const fitsAnywhere = ({ points }) => points.some(({ verdict }) => verdict === "fits" || verdict === "nearly");

/** Tells whether a case fits in every point. @param {Fit} fit */
export const fitsEverywhere = ({ points }) => points.every(({ verdict }) => verdict === "fits");

/** Without a scale nothing is near. @returns {Verdict} */
function verdict(values, wanted, scale = []) {
  if (!values.length) return "unknown";
  if (values.includes(wanted)) return "fits";
  const place = scale.indexOf(wanted);
  if (place < 0) return "differs";
  return values.some((value) => Math.abs(scale.indexOf(value) - place) === 1) ? "nearly" : "differs";
}

/**
 * Sorts the points of a case by what they say.
 * @param {Fit} fit
 * @returns {{fits: string[], nearly: string[], differs: string[], unknown: string[]}} names of points
 */
export function sorted({ points }) {
  const having = (wanted) => points.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  return { fits: having("fits"), nearly: having("nearly"), differs: having("differs"), unknown: having("unknown") };
}
