// What scripts fetch from this website: each thing once, and parts of other pages to be quoted.

import { ForReaders } from "./for-readers.js";

const FAILED = "Das ließ sich nicht laden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.";

/**
 * @param {string | URL} address
 * @param {number[]} [allowed] answers of a server beside success that are no failure, such as 404
 * @returns {Promise<Response>}
 * @throws {ForReaders}
 */
async function answerOf(address, allowed = []) {
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok && !allowed.includes(answer?.status)) throw new ForReaders(FAILED);
  return answer;
}

/** Fetches a file for programs. @param {string | URL} address @returns {Promise<any>} @throws {ForReaders} */
export async function fetchedJson(address) {
  const answer = await answerOf(address);
  return answer.json();
}

/** Fetches a file as bytes. @param {string | URL} address @returns {Promise<Uint8Array>} @throws {ForReaders} */
export async function fetchedBytes(address) {
  const answer = await answerOf(address);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * Fetches a page and makes it fit to be quoted elsewhere: links lead where they led, ids are gone.
 * @param {string | URL} address
 * @returns {Promise<{page: Document, address: string} | null>} null if there is no such page
 * @throws {ForReaders} if it cannot be fetched
 */
export async function quotedPage(address) {
  const response = await answerOf(address, [404]);
  if (response.status === 404) return null;
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
  return url.protocol === location.protocol && url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
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
