// Edits of a project, field by field, so that they can be repeated on a version that another tab has changed meanwhile.

/**
 * New values by path, such as "name", "partners/pxy" or "entries/nutzen-ziel/note"; undefined takes the field away.
 * The path "" replaces the whole project.
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
    else if (field) put(result, [field, ...steps], value);
  }
  return result;
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

/**
 * @param {import("./shape.js").Project} project
 * @param {{id?: string, name: string}[]} wanted all partners that it shall have; new ones have no id
 * @param {() => string} makeId gives an id for a new one
 * @returns {Edits} what makes them its partners; a former partner who comes back by name gets its old id
 */
export function partnerEdits(project, wanted, makeId) {
  const free = new Map(project.former.map(({ id, name }) => [name, id]));
  const named = wanted.map(({ id, name }) => [id || free.get(name.trim()) || makeId(), name]);
  const kept = new Set(named.map(([id]) => id));
  const changed = named.filter(([id, name]) => project.partners.find((one) => one.id === id)?.name !== name);
  const gone = project.partners.filter(({ id }) => !kept.has(id));
  return new Map([...changed, ...gone.map(({ id }) => [id, undefined])].map(([id, name]) => [`partners/${id}`, name]));
}
