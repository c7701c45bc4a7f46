// How well a case fits the situation that a reader describes, point by point.

/** How much each point counts, in the order of the reasons. The topic outweighs all others, so that its cases come first. */
export const WEIGHTS = { thema: 16, form: 4, phase: 4, groesse: 3, land: 2, partnerzahl: 1 };

const FITS = 1;
const NEARLY = 0.5;
const UNKNOWN = 0;
const DIFFERS = -1;

/**
 * A verdict for each chosen point: 1 fits, 0.5 is the neighbouring size or number, 0 is not known, -1 does not fit.
 * @typedef {{name: string, verdict: number}} Point
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
  return { points, score: points.reduce((sum, { name, verdict }) => sum + WEIGHTS[name] * verdict, 0) };
}

/** Without a scale nothing is near. */
function verdict(values, wanted, scale = []) {
  if (!values.length) return UNKNOWN;
  if (values.includes(wanted)) return FITS;
  const place = scale.indexOf(wanted);
  if (place < 0) return DIFFERS;
  return values.some((value) => Math.abs(scale.indexOf(value) - place) === 1) ? NEARLY : DIFFERS;
}

/**
 * Sorts the points of a case by what they say.
 * @param {Fit} fit
 * @returns {{fits: string[], nearly: string[], differs: string[], unknown: string[]}} names of points
 */
export function sorted({ points }) {
  const having = (wanted) => points.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  return { fits: having(FITS), nearly: having(NEARLY), differs: having(DIFFERS), unknown: having(UNKNOWN) };
}
