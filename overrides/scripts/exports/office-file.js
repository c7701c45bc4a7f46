// A Word or Excel file, opened to change some of its parts and closed again: both are zip files full of XML.

import { fetchedBytes } from "../common/fetched.js";
import { ForReaders } from "../common/for-readers.js";
import { strFromU8, strToU8, unzipSync, zipSync } from "../libraries/fflate.js";
import { clean } from "./rows.js";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Says that a template lacks what an export fills. */
export const lacks = (mark) => new ForReaders(`In der Vorlage fehlt „${mark}“. Laden Sie die Seite neu, und versuchen Sie es noch einmal.`);

/** @throws {ForReaders} where the file cannot be fetched or read */
export async function openOfficeFile(address) {
  const packed = await fetchedBytes(address);
  try {
    return new OfficeFile(unzipSync(packed));
  } catch {
    throw new ForReaders("Die Vorlage ist beschädigt. Laden Sie die Seite neu, und versuchen Sie es noch einmal.");
  }
}

class OfficeFile {
  #packed;
  /** @type {Map<string, Document>} the parts that were asked for */
  #parts = new Map();

  /** @param {Record<string, Uint8Array>} packed path -> content */
  constructor(packed) {
    this.#packed = packed;
  }

  /** A part as a document; what is changed in it goes into the file. @returns {Document} @throws {ForReaders} */
  part(path) {
    if (!this.#parts.has(path)) {
      if (!this.#packed[path]) throw lacks(path);
      this.#parts.set(path, new DOMParser().parseFromString(strFromU8(this.#packed[path]), "application/xml"));
    }
    return this.#parts.get(path);
  }

  /** The whole file. @param {string} type its media type */
  blob(type) {
    const changed = Object.fromEntries([...this.#parts].map(([path, part]) => [path, written(part)]));
    return new Blob([zipSync({ ...this.#packed, ...changed })], { type });
  }
}

const written = (part) => strToU8(DECLARATION + new XMLSerializer().serializeToString(part.documentElement));

/** Names the file after the paper, for programs that show or read out the title. @param {OfficeFile} file */
export function setTitle(file, title) {
  const named = file.part("docProps/core.xml").querySelector("title");
  if (!named) throw lacks("Titel");
  named.textContent = clean(title);
}
