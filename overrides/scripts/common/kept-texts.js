// Texts that this browser keeps for us: one key of its storage for each, and what can go wrong with reading and writing.

/** Tells whether the browser lets this website keep nothing. */
export function isBlocked() {
  try {
    return !localStorage;
  } catch {
    return true;
  }
}

/**
 * The texts under keys that begin with `prefix`.
 * @param {string} prefix
 */
export function keptTexts(prefix) {
  const keyOf = (id) => prefix + id;

  /** @returns {string | undefined} the id of the text that lies under a key, if it is one of ours */
  const idOf = (key) => (key?.startsWith(prefix) ? key.slice(prefix.length) : undefined);

  /** @returns {string[]} the ids of all texts, damaged ones too */
  function ids() {
    try {
      const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? "");
      return keys.map(idOf).filter((id) => id !== undefined);
    } catch {
      return [];
    }
  }

  /** @returns {string | null | undefined} null: nothing lies there; undefined: storage is blocked */
  function fetchText(id) {
    try {
      return localStorage.getItem(keyOf(id));
    } catch {
      return undefined;
    }
  }

  /** @returns {"saved" | "full" | "blocked"} what became of it */
  function keepText(id, text) {
    try {
      localStorage.setItem(keyOf(id), text);
      return "saved";
    } catch (error) {
      return error?.name === "QuotaExceededError" ? "full" : "blocked";
    }
  }

  function dropText(id) {
    try {
      localStorage.removeItem(keyOf(id));
    } catch {
      // Storage is blocked: there is nothing that we could delete.
    }
  }

  return { keyOf, idOf, ids, fetchText, keepText, dropText };
}
