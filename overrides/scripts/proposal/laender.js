// In which Land a point lies: scripts/lotse/germany.py in short, with the outlines that the page of the Länder draws.

const STEPS = 2; // of a drawn line in a unit of the map
const NEAR = 15; // kilometres from a Land at which a point still counts as being on its border
const COAST = 1; // kilometres by which the map may be simpler than the country
const KILOMETRES = 111.32; // in a degree of the equator
const ALL = 16;
const ISLANDS = { "schleswig-holstein": [54.182, 7.889], hamburg: [53.92, 8.5] }; // which the map leaves out or gives away
const RADIANS = Math.PI / 180;

/** @typedef {{paths: Record<string, string>, projection: number[]}} Outlines the line around each Land, and how the map shows the earth */

/** Where on the map a point lies. @param {number} lat @param {number} lon @param {number[]} projection @returns {[number, number]} */
export function position(lat, lon, [east, west, north, south]) {
  const stretched = Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS;
  return [lon * east + west, stretched * north + south];
}

/** The Länder as one asks for them; undefined: the outlines do not show all. @type {WeakMap<Outlines, Germany | undefined>} */
const known = new WeakMap();

/** @param {Outlines} [outlines] */
export function germanyOf(outlines) {
  if (outlines && !known.has(outlines)) known.set(outlines, Object.keys(outlines.paths).length === ALL ? new Germany(outlines) : undefined);
  return outlines && known.get(outlines);
}

class Germany {
  /** @param {Outlines} outlines */
  constructor({ paths, projection }) {
    this.projection = projection;
    /** @type {Map<string, number[][]>} Land -> its edges: x and y of both ends */
    this.edges = new Map(Object.entries(paths).map(([id, path]) => [id, edges(path)]));
    for (const [id, [lat, lon]] of Object.entries(ISLANDS)) {
      const place = position(lat, lon, projection);
      this.edges.get(id).push([...place, ...place]);
    }
  }

  /** Tells whether a point lies in a Land or near to it. */
  isNear(id, lat, lon) {
    return this.distance(id, lat, lon) <= NEAR;
  }

  /** The Land in which a point lies, or off the drawn coast or border the next one; undefined for a point abroad. */
  landAt(lat, lon) {
    const place = position(lat, lon, this.projection);
    const within = [...this.edges.keys()].find((id) => holds(this.edges.get(id), place));
    if (within) return within;
    const far = [...this.edges.keys()].map((id) => ({ id, away: this.distance(id, lat, lon) }));
    const nearest = far.reduce((one, other) => (other.away < one.away ? other : one));
    return nearest.away <= COAST ? nearest.id : undefined;
  }

  /** Kilometres from a point to a Land; 0 within, endless to a Land that the map does not have. */
  distance(id, lat, lon) {
    if (!(lat > 47 && lat < 55.2 && lon > 5.7 && lon < 15.2)) return Infinity;
    const lines = this.edges.get(id) ?? [];
    const place = position(lat, lon, this.projection);
    if (holds(lines, place)) return 0;
    const gap = lines.reduce((least, line) => Math.min(least, gapTo(line, place)), Infinity);
    return (gap * KILOMETRES * Math.cos(lat * RADIANS)) / this.projection[0];
  }
}

/** The edges of a path: an absolute start in whole steps, and relative steps from there. */
function edges(path) {
  return path.split("M").slice(1).flatMap((line) => {
    const [startX, startY, ...moves] = line.match(/-?\d+/g).map((number) => Number(number) / STEPS);
    const corners = [[startX, startY]];
    for (let i = 0; i < moves.length; i += 2) corners.push([corners.at(-1)[0] + moves[i], corners.at(-1)[1] + moves[i + 1]]);
    return corners.map((corner, place) => [...corner, ...corners[(place + 1) % corners.length]]);
  });
}

/** The even-odd rule. */
function holds(lines, [x, y]) {
  const crossed = lines.filter(([x1, y1, x2, y2]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1);
  return crossed.length % 2 === 1;
}

function gapTo([x1, y1, x2, y2], [x, y]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length)) : 0;
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
