// What is new, changed or gone in a checklist since the reader last looked at it, and what was written down for questions gone.

/**
 * @param {import("./shape.js").Seen | undefined} seen what the list held then; undefined: it was never looked at
 * @param {{id: string, label: string, text: string}[]} current what it holds now
 * @param {Record<string, import("./shape.js").Entry>} entries those of gone questions stay
 * @returns {{added: string[], changed: {id: string, before: {label: string, text: string}, now: {label: string, text: string}}[],
 *            gone: {id: string, label: string, text: string, entry?: import("./shape.js").Entry}[]}}
 */
export function changesOf(seen, current, entries) {
  if (!seen) return { added: [], changed: [], gone: [] };
  const before = new Map(Object.entries(seen.questions));
  const ids = new Set(current.map(({ id }) => id));
  const both = current.filter(({ id }) => before.has(id));
  return {
    added: current.map(({ id }) => id).filter((id) => !before.has(id)),
    changed: both
      .map(({ id, label, text }) => ({ id, before: before.get(id), now: { label, text } }))
      .filter((one) => one.before.label !== one.now.label || one.before.text !== one.now.text),
    gone: [...before].filter(([id]) => !ids.has(id)).map(([id, question]) => ({
      id,
      ...question,
      ...(Object.hasOwn(entries, id) && { entry: entries[id] }),
    })),
  };
}

/**
 * All that a project says about questions other than those given, whether or not it has ever looked at their list.
 * @param {import("./shape.js").Project} project
 * @param {Set<string>} ids
 * @returns {{id: string, label: string, text: string, entry: import("./shape.js").Entry}[]} label and text as a list had them when it
 *   was last looked at; else the id, and no text
 */
export function entriesBeyond(project, ids) {
  const seen = new Map(Object.values(project.lists).flatMap(({ questions }) => Object.entries(questions)));
  const others = Object.entries(project.entries).filter(([id]) => !ids.has(id));
  return others.map(([id, entry]) => ({ id, label: id, text: "", ...seen.get(id), entry }));
}
