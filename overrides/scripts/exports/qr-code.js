// An address as a QR code that leads back from paper.

import { ForReaders } from "../common/for-readers.js";
import { encodeQR } from "../libraries/qr.js";

const VERSION = 12; // some 300 characters, 65 modules a side: phones read it at the size that it has on paper
const QUIET = 4; // modules of white around the code, as the standard asks for
const SVG = "http://www.w3.org/2000/svg";

const TOO_LONG = "Für einen QR-Code ist der Link zu lang. Schicken Sie den Link oder die Datei.";

const element = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

/** The dark modules as one path, each run of a line as one rectangle: seams would show between single squares. */
function path(modules) {
  let drawn = "";
  modules.forEach((line, y) => {
    for (let x = 0; x < line.length; x += 1) {
      if (!line[x]) continue;
      const start = x;
      while (line[x + 1]) x += 1;
      const length = x + 1 - start;
      drawn += `M${start} ${y}h${length}v1h-${length}z`;
    }
  });
  return drawn;
}

/**
 * @param {string} text the address
 * @returns {SVGElement} black on white in every colour scheme; its size is up to the page
 * @throws {ForReaders} where the text is too long
 */
export function qrCode(text) {
  const modules = matrix(text);
  const size = modules.length;
  const [name] = text.split("#"); // what follows may be entries, nothing to read aloud
  const drawing = element("svg", {
    viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": `QR-Code: ${name}`, "shape-rendering": "crispEdges",
  });
  drawing.append(
    element("rect", { width: size, height: size, fill: "#fff" }),
    element("path", { d: path(modules), fill: "#000" }),
  );
  drawing.style.forcedColorAdjust = "none"; // inverted, some phones cannot read it
  return drawing;
}

/** Lines of modules, true for dark. */
function matrix(text) {
  let modules;
  try {
    modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  } catch {
    throw new ForReaders(TOO_LONG); // the one thing that can be wrong with a text
  }
  if (modules.length > 17 + 4 * VERSION + 2 * QUIET) throw new ForReaders(TOO_LONG);
  return modules;
}
