// What the schema does not allow, said in German, with advice: the words of scripts/lotse/reading/schema_errors.py.

import { suggestion } from "./suggestion.js";

const TYPES = {
  string: "ein Text",
  integer: "eine ganze Zahl",
  number: "eine Zahl",
  object: "eine Gruppe von Feldern (Zeilen mit „Feld: Wert“)",
  array: "eine Liste (Zeilen mit „- “)",
  boolean: "true oder false",
};
const SHOWN = 60; // characters of a value that a message repeats

/** @param {string} field */
export const missingField = (field) => `Hier fehlt das Feld „${field}“. Ergänzen Sie es.`;

/** @param {string} field @param {string[]} known */
export const unknownField = (field, known) => `Das Feld „${field}“ ist unbekannt. ${suggestion(field, known)}`;

/** @param {import("./pointers.js").Pointer} pointer */
export function emptyField(pointer) {
  const field = pointer.findLast((step) => typeof step === "string") ?? "";
  return `Das Feld „${field}“ ist leer. Tragen Sie etwas ein, oder löschen Sie es, wenn es entbehrlich ist.`;
}

/**
 * @param {string} rule the keyword of the schema that the value breaks
 * @param {any} value
 * @param {any} schema in which the keyword stands
 * @returns {string}
 */
export function brokenRule(rule, value, schema) {
  const help = schema.description ?? "";
  const limit = schema[rule];
  switch (rule) {
    case "type":
      return wrongType(value, [limit].flat());
    case "enum":
      return `„${value}“ ist hier unbekannt. ${suggestion(value, limit)}`;
    case "pattern":
      return `„${short(value)}“ passt nicht. Erwartet wird: ${help}`;
    case "maxLength":
      return `Der Text hat ${[...value].length} Zeichen, erlaubt sind ${limit}. Kürzen Sie ihn.`;
    case "uniqueItems":
      return `„${short(repeated(value))}“ steht zweimal in der Liste. Löschen Sie einen Eintrag.`;
    case "minimum":
    case "maximum":
      return `${value} liegt außerhalb des erlaubten Bereichs. Erwartet wird: ${help}`;
    case "maxItems":
      return `Die Liste hat ${value.length} Einträge, erlaubt sind ${limit}.`;
    case "format":
      return `Den Tag ${value} gibt es im Kalender nicht.`;
    default:
      return `„${short(value)}“ passt nicht. Erwartet wird: ${help || schema.title || rule}`;
  }
}

/** The first entry of a list that stood there before; undefined if each stands there once. @param {unknown[]} list */
export function repeated(list) {
  const seen = new Set();
  return list.find((item) => seen.size === seen.add(JSON.stringify(item)).size);
}

function wrongType(value, types) {
  const wanted = types.map((type) => TYPES[type]).join(" oder ");
  const isUnquoted = typeof value === "number" || typeof value === "boolean";
  const hint = types.includes("string") && isUnquoted ? " Setzen Sie die Angabe in Anführungszeichen." : "";
  return `Hier muss ${wanted} stehen.${hint}`;
}

function short(value) {
  const letters = [...(typeof value === "string" ? value : JSON.stringify(value))];
  return letters.length <= SHOWN ? letters.join("") : `${letters.slice(0, SHOWN - 1).join("")}…`;
}
