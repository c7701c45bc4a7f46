// Sharing a project by link: it stands in the fragment of the address, which browsers send to no server.

import { readProject } from "./shape.js";
import { number, own } from "./values.js";

/** @typedef {import("./shape.js").Project} Project */

const NAME = "#vorhaben=";
const VERSION = 1;
const ADVISED = 8_000; // characters: some mail programs cut off what is longer
const LONGEST = 200_000; // characters of a link that we try to read
const MOST = 2_000_000; // bytes that may come out of it: a small link can hold gigabytes of nothing
const SLICE = 1024; // bytes unpacked at a time, so that the limit stops it in time
const BYTES_AT_ONCE = 32_768; // that fit into one call of a function

const PROBLEMS = {
  broken: "Der Link ist unvollständig oder beschädigt. Lassen Sie ihn sich noch einmal schicken, oder bitten Sie um die Datei.",
  tooMuch: "Der Link enthält mehr, als ein Vorhaben enthalten kann. Er wurde nicht gelesen.",
  newer: "Der Link stammt aus einer neueren Fassung dieser Website. Laden Sie die Seite neu.",
};

/**
 * Makes a link that holds a project with its entries, but not what the reader has looked at, nor former partners.
 * @param {string} address of the page; a fragment in it is replaced
 * @param {Project} project
 * @param {{questions?: string[]}} [options] questions: the ids of those whose entries go along; without it, all
 * @returns {Promise<{address: string, length: number, advice: string}>} advice: says how long the link is, and whether it is too long
 */
export async function link(address, project, { questions } = {}) {
  const text = JSON.stringify({ version: VERSION, project: sharedPart(project, questions) });
  const packed = await bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  const whole = `${address.split("#")[0]}${NAME}${toBase64url(packed)}`;
  const length = `Der Link ist ${number(whole.length)} Zeichen lang.`;
  const advice = whole.length > ADVISED ? `${length} Manche Programme schneiden so lange Links ab. Geben Sie besser die Datei weiter.` : length;
  return { address: whole, length: whole.length, advice };
}

function sharedPart({ id, name, phase, partners, changed, entries }, questions = Object.keys(entries)) {
  const wanted = new Set(questions);
  const shared = Object.entries(entries).filter(([question]) => wanted.has(question)).map(([question, entry]) => {
    const stated = partners.map((partner) => [partner.id, own(entry.partners, partner.id)]).filter(([, status]) => status);
    return [question, { ...entry, partners: stated.length ? Object.fromEntries(stated) : undefined }];
  });
  return { id, name, phase, partners, changed, entries: Object.fromEntries(shared) };
}

/**
 * Reads a project from the fragment of an address. Never throws.
 * @param {string} hash such as `location.hash`
 * @returns {Promise<{project?: Project, problems: string[]}>} neither if the fragment holds no project
 */
export async function fromLink(hash) {
  if (!hash.startsWith(NAME)) return { problems: [] };
  if (hash.length > LONGEST) return { problems: [PROBLEMS.tooMuch] };
  try {
    const packed = fromBase64url(hash.slice(NAME.length));
    const bytes = await bytesOf(slices(packed).pipeThrough(new DecompressionStream("deflate-raw")), MOST);
    if (!bytes) return { problems: [PROBLEMS.tooMuch] };
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (value.version > VERSION) return { problems: [PROBLEMS.newer] };
    const { project, dropped } = readProject(value.project);
    return { project, problems: dropped };
  } catch {
    return { problems: [PROBLEMS.broken] };
  }
}

/** A stream of small slices, each made only when it is asked for. */
function slices(bytes) {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(place, place + SLICE));
      place += SLICE;
    },
  });
}

/** @returns {Promise<Uint8Array | undefined>} everything that comes; undefined if it is more than `most` bytes */
async function bytesOf(stream, most = Infinity) {
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    parts.push(value);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64url(bytes) {
  let text = "";
  for (let place = 0; place < bytes.length; place += BYTES_AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(place, place + BYTES_AT_ONCE));
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @throws {DOMException} if the text is none of ours */
const fromBase64url = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
