// Pointers: the way from a record to one of its values, as a list of field names and places in lists.

/** @typedef {(string | number)[]} Pointer */

/** Stands for any entry of a list or any field. */
export const EACH = Symbol("each");

/** Characters of a text that rules read: the schema says where one is far too long, and nobody shall wait for more. */
export const LONGEST_TEXT = 1500;

/** @param {unknown} value */
export const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys of a group of fields, places of a list, nothing of anything else. @returns {(string | number)[]} */
function steps(value) {
  if (Array.isArray(value)) return [...value.keys()];
  return isGroup(value) ? Object.keys(value) : [];
}

/**
 * Finds what stands on a path; what is missing is passed over, so that rules can look at records that are not yet right.
 * @param {unknown} record
 * @param {(string | symbol)[]} path field names, EACH
 * @returns {{pointer: Pointer, value: any}[]}
 */
export function find(record, ...path) {
  let found = [{ pointer: [], value: record }];
  for (const wanted of path) {
    found = found.flatMap(({ pointer, value }) =>
      steps(value)
        .filter((step) => wanted === EACH || step === wanted)
        .map((step) => ({ pointer: [...pointer, step], value: value[step] })),
    );
  }
  return found;
}

/**
 * Finds every text of a record.
 * @param {unknown} value
 * @param {Pointer} [pointer]
 * @returns {Generator<{pointer: Pointer, text: string}>}
 */
export function* texts(value, pointer = []) {
  if (typeof value === "string") yield { pointer, text: value };
  else for (const step of steps(value)) yield* texts(value[step], [...pointer, step]);
}
