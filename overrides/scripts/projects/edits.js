// Edits of a project, field by field, so that they can be repeated on a version that another tab has changed meanwhile.

import { sameName } from "./values.js";

/**
 * New values by path, such as "name", "partners/pxy" or "entries/nutzen-ziel/note"; undefined takes the field away.
 * The path "" replaces the whole project; "order" holds the ids of the partners in the order that they shall have.
 * @typedef {Map<string, unknown>} Edits
 */

/** Adds later edits to earlier ones. @param {Edits} earlier @param {Edits} later */
export function addEdits(earlier, later) {
  if (later.has("")) earlier.clear();
  for (const [path, value] of later) {
    earlier.delete(path); // the later edit also comes later in the order
    earlier.set(path, value);
  }
}

/**
 * @param {import("./shape.js").Project} project stays as it is
 * @param {Edits} edits
 * @returns {object} the edited project, to be read by `readProject`, which takes out what has become empty
 */
export function edited(project, edits) {
  const result = structuredClone(edits.get("") ?? project);
  for (const [path, value] of edits) {
    const [field, ...steps] = path.split("/");
    if (field === "partners") putPartner(result, steps[0], value);
    else if (field === "order") result.partners = sorted(result.partners, value);
    else if (field) put(result, [field, ...steps], value);
  }
  return result;
}

/**
 * @param {import("./shape.js").Project} before
 * @param {import("./shape.js").Project} after
 * @param {import("./shape.js").Project} now
 * @returns {Edits} what was done between two versions and is not in a third, which knows nothing of it; the order of partners
 *   is not compared
 */
export function missingEdits(before, after, now) {
  const [old, wanted, here] = [before, after, now].map(fieldsOf);
  const paths = [...new Set([...old.keys(), ...wanted.keys()])];
  const missing = paths.filter((path) => wanted.get(path) !== old.get(path) && here.get(path) === old.get(path));
  return new Map(missing.map((path) => [path, wanted.has(path) ? JSON.parse(wanted.get(path)) : undefined]));
}

/** All fields of a project by path, each as JSON. */
function fieldsOf({ name, phase, partners, entries, lists }) {
  const fields = [["name", name], ["phase", phase], ...partners.map((partner) => [`partners/${partner.id}`, partner.name])];
  for (const [id, seen] of Object.entries(lists)) fields.push([`lists/${id}`, seen]);
  for (const [id, { partners: states = {}, ...entry }] of Object.entries(entries)) {
    for (const [field, value] of Object.entries(entry)) fields.push([`entries/${id}/${field}`, value]);
    for (const [partner, state] of Object.entries(states)) fields.push([`entries/${id}/partners/${partner}`, state]);
  }
  return new Map(fields.map(([path, value]) => [path, JSON.stringify(value)]));
}

function put(result, steps, value) {
  const last = steps.at(-1);
  let place = result;
  for (const step of steps.slice(0, -1)) {
    if (!Object.hasOwn(place, step)) place[step] = {};
    place = place[step];
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
}

/** Adds or renames a partner, or moves it to the former ones, from where it can come back with everything under its id. */
function putPartner(result, id, name) {
  const partner = result.partners.find((one) => one.id === id);
  if (partner && name !== undefined) partner.name = name;
  else if (partner) {
    result.partners = result.partners.filter((one) => one !== partner);
    result.former.push(partner);
  } else if (name !== undefined) {
    result.former = result.former.filter((one) => one.id !== id);
    result.partners.push({ id, name });
  }
}

/** Puts partners in order; those that another tab has added meanwhile come last. */
function sorted(partners, ids) {
  const placeOf = ({ id }) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return partners.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * @param {import("./shape.js").Project} before the version that the reader had before their eyes: only what differs from it is edited
 * @param {import("./shape.js").Project} now the newest one; whoever is left out of `wanted`, and its former partners, come back by name
 * @param {{id?: string, name: string}[]} wanted all partners that it shall have, in order; new ones have no id
 * @param {() => string} makeId gives an id for a new one
 * @returns {Edits} what makes them its partners; empty if they are
 */
export function partnerEdits(before, now, wanted, makeId) {
  const taken = new Set(wanted.map(({ id }) => id));
  const free = [...now.partners, ...now.former].filter(({ id }) => !taken.has(id));
  const idOf = ({ id, name }) => id ?? free.find((one) => sameName(one.name, name))?.id ?? makeId();
  const after = new Map(wanted.map((partner) => [idOf(partner), partner.name]));
  const old = new Map(before.partners.map(({ id, name }) => [id, name]));
  const changed = [...after].filter(([id, name]) => old.get(id) !== name);
  const gone = [...old.keys()].filter((id) => !after.has(id));
  const edits = new Map([...changed, ...gone.map((id) => [id, undefined])].map(([id, name]) => [`partners/${id}`, name]));
  const [order, unsorted] = [[...after.keys()], [...new Set([...old.keys(), ...after.keys()])].filter((id) => after.has(id))];
  return order.join() === unsorted.join() ? edits : edits.set("order", order);
}
