// Overlapping steps: what began earlier must not overwrite what was asked for later, whether it succeeds or fails.

/**
 * Wraps `step` so that only its latest call may change the page.
 * @template {unknown[]} Given
 * @param {(isLatest: () => boolean, ...given: Given) => Promise<void>} step asks `isLatest` after every wait
 * @param {() => void} fail says what went wrong, if the latest call fails
 * @returns {(...given: Given) => Promise<void>}
 */
export function latestOnly(step, fail) {
  let latest = 0;
  return async (...given) => {
    const mine = (latest += 1);
    const isLatest = () => mine === latest;
    try {
      await step(isLatest, ...given);
    } catch {
      if (isLatest()) fail();
    }
  };
}
