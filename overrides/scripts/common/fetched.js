// What scripts fetch from this website: each thing once, and parts of other pages to be quoted.

/**
 * Fetches a page and makes it fit to be quoted elsewhere: links lead where they led, ids are gone.
 * @param {string | URL} address
 * @returns {Promise<{page: Document, address: string} | null>} null if there is no such page; fails if it cannot be fetched
 */
export async function quotedPage(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const back of page.querySelectorAll(".back")) back.remove();
  for (const link of page.querySelectorAll("a[href]")) {
    link.setAttribute("href", localAddress(new URL(link.getAttribute("href"), response.url)));
  }
  for (const element of page.querySelectorAll("[id]")) element.removeAttribute("id");
  return { page, address: localAddress(response.url) };
}

/** Links within this website stay without its host, so that paper does not write them out. */
function localAddress(target) {
  const url = new URL(target);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
}

/**
 * Remembers what `load` gave for each key; what failed may be tried again.
 * @template T
 * @param {(key: string) => Promise<T>} load
 * @returns {(key: string) => Promise<T>}
 */
export function once(load) {
  const loaded = new Map();
  return (key) => {
    if (!loaded.has(key)) {
      const answer = load(key);
      answer.catch(() => loaded.delete(key));
      loaded.set(key, answer);
    }
    return loaded.get(key);
  };
}
