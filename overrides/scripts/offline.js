// Only in the offline copy, before all other scripts: stands in for what browsers refuse to pages from a disk.
// Its other half is scripts/lotse/offline/: each file that scripts fetch has a twin, a script that hands it over.

import { ROOT } from "./common/place.js";

/** Path -> what waits for the file. @type {Map<string, (body: BodyInit) => void>} */
const waiting = new Map();

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Called by the twins. @param {string} path @param {string} content @param {boolean} [isPacked] the content is no text, but Base64 */
window.lotseHandOver = (path, content, isPacked) => waiting.get(path)(isPacked ? bytes(content) : content);

/** Loads the twin of a file. @param {string} path @returns {Promise<BodyInit | null>} null if there is none */
function loadTwin(path) {
  return new Promise((settle) => {
    const twin = Object.assign(document.createElement("script"), { src: new URL(`${path}.js`, ROOT).href });
    const finish = (body) => {
      twin.remove();
      settle(body);
    };
    waiting.set(path, finish);
    twin.addEventListener("error", () => finish(null));
    document.head.append(twin);
  });
}

const FOLDER = /^((?!https?:|mailto:)[^?#]*\/)(?=[?#]|$)/i;

/** Links to folders would show a list of files. @param {string} address @returns {string} */
const toFile = (address) => address.replace(FOLDER, "$1index.html");

/** Path -> promise of the content: several parts of a page may ask for the same file at once. */
const loaded = new Map();

/** Answers for the files of the copy, as a server would. @param {string | URL} wanted @returns {Promise<Response>} */
window.fetch = async (wanted) => {
  const url = toFile(new URL(wanted, document.baseURI).href.split("?")[0]);
  const path = decodeURIComponent(url.slice(ROOT.href.length));
  if (!loaded.has(path)) loaded.set(path, loadTwin(path));
  const body = await loaded.get(path);
  const answer = new Response(body, { status: body === null ? 404 : 200, headers: typeOf(path) });
  return Object.defineProperty(answer, "url", { value: url });
};

const typeOf = (path) => (path.includes("/wasm.") ? { "Content-Type": "application/wasm" } : {});

/** Makes links that scripts add lead to files. @param {ParentNode} part */
function mendLinks(part) {
  const links = part.matches?.("a[href]") ? [part, ...part.querySelectorAll("a[href]")] : part.querySelectorAll?.("a[href]");
  for (const link of links ?? []) {
    const written = link.getAttribute("href");
    if (FOLDER.test(written)) link.setAttribute("href", toFile(written));
  }
}

new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    for (const node of type === "attributes" ? [target] : addedNodes) mendLinks(node);
  }
}).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] });
