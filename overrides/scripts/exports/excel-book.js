// An Excel file: its sheets by name, its cells by the names that the template gave them.

import { clean } from "./rows.js";
import { lacks, openOfficeFile } from "./office-file.js";

const S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const FOOT = 200; // characters; a foot may have 255, with its commands
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Writes a text, a number, or with "" nothing; never a formula. */
export function writeCell(cell, value) {
  const make = (name) => cell.ownerDocument.createElementNS(S, name);
  cell.removeAttribute("t");
  cell.replaceChildren();
  if (value === "") return;
  if (typeof value === "number") {
    cell.append(make("v"));
    cell.firstChild.textContent = String(value);
    return;
  }
  const text = make("t");
  text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
  text.textContent = clean(value).replace(/_x[0-9a-f]{4}_/gi, "_x005F$&"); // Excel takes _x0041_ for an A
  const inline = make("is");
  inline.append(text);
  cell.append(inline);
  cell.setAttribute("t", "inlineStr");
}

/** @param {URL} address of the template */
export async function openBook(address) {
  return new Book(await openOfficeFile(address));
}

class Book {
  /** @param {import("./office-file.js").OfficeFile} file */
  constructor(file) {
    this.file = file;
    this.workbook = file.part("xl/workbook.xml");
    this.strings = [...file.part("xl/sharedStrings.xml").querySelectorAll("si")].map(({ textContent }) => textContent);
  }

  /** @returns {Sheet} @throws {Error} where there is none of this name */
  sheet(name) {
    const id = this.#entry(name).getAttributeNS(RELATION, "id");
    const relations = this.file.part("xl/_rels/workbook.xml.rels").querySelectorAll("Relationship");
    const relation = [...relations].find((one) => one.getAttribute("Id") === id);
    if (!relation) throw lacks(name);
    return new Sheet(this, name, this.file.part(`xl/${relation.getAttribute("Target")}`));
  }

  /** Writes into the cell that has a name of its own. */
  writeNamed(name, value) {
    const [sheet, cell] = this.#named(name);
    this.sheet(sheet).write(cell, value);
  }

  /** The address of the cell that has a name of its own. */
  placeOf(name) {
    return this.#named(name)[1];
  }

  #named(name) {
    const place = this.names().find((one) => one.getAttribute("name") === name);
    if (!place) throw lacks(name);
    return place.textContent.replace(/['$]/g, "").split("!");
  }

  /** The names that the template defines, for cells and for what is printed and filtered. */
  names() {
    return [...this.workbook.querySelectorAll("definedName")];
  }

  /** Hides a sheet. */
  hide(name) {
    this.#entry(name).setAttribute("state", "hidden");
  }

  #entry(name) {
    const entry = [...this.workbook.querySelectorAll("sheets > sheet")].find((one) => one.getAttribute("name") === name);
    if (!entry) throw lacks(name);
    return entry;
  }
}

class Sheet {
  constructor(book, name, part) {
    Object.assign(this, { book, name, part });
  }

  /** The text of a cell. */
  text(cell) {
    const written = cell.querySelector("v, t")?.textContent ?? "";
    return cell.getAttribute("t") === "s" ? this.book.strings[Number(written)] : written;
  }

  /** A cell by its address, such as A1. */
  cell(address) {
    const cell = this.part.querySelector(`c[r="${address}"]`);
    if (!cell) throw lacks(address);
    return cell;
  }

  /** Writes into a cell by its address. */
  write(address, value) {
    writeCell(this.cell(address), value);
  }

  /** Writes what stands on the left at the foot of each printed page. */
  setFoot(text) {
    const foot = this.part.querySelector("oddFooter");
    const written = [...text].slice(0, FOOT).join("").replaceAll("&", "&&"); // & starts a command
    foot.textContent = foot.textContent.replace(/^(&L&8 ).*(?=&R)/s, (_, start) => start + written);
  }

  /**
   * Lets all that reached to the last line of the table reach to its new end.
   * @param {number} before number of the line in which the table ended
   * @param {number} now number of the line in which it ends
   * @param {string} [end] letters of its last column, where columns were added
   */
  stretch(before, now, end) {
    const lower = (range) => range.replace(new RegExp(`(:\\$?[A-Z]+\\$?)${before}\\b`, "g"), `$1${now}`);
    const widen = (range) => (end ? range.replace(new RegExp(`:(\\$?)[A-Z]+(\\$?)${now}$`), `:$1${end}$2${now}`) : range);
    for (const element of this.part.querySelectorAll("[sqref]")) element.setAttribute("sqref", lower(element.getAttribute("sqref")));
    for (const element of this.part.querySelectorAll("dimension, autoFilter")) {
      element.setAttribute("ref", widen(lower(element.getAttribute("ref"))));
    }
    for (const name of this.book.names()) {
      const [sheet] = name.textContent.split("!");
      if (sheet.replaceAll("'", "") === this.name) name.textContent = widen(lower(name.textContent));
    }
  }

  /** Lets the printed part reach to the line with this number. */
  printTo(last) {
    const lowered = (range) => range.replace(/\d+$/, last);
    const area = this.book.names().find((name) => name.getAttribute("name") === "_xlnm.Print_Area" && name.textContent.includes(this.name));
    if (!area) throw lacks("Print_Area");
    area.textContent = lowered(area.textContent);
    const dimension = this.part.querySelector("dimension");
    dimension?.setAttribute("ref", lowered(dimension.getAttribute("ref")));
  }
}
