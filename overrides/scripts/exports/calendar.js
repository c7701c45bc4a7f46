// The due dates of a paper as entries of a calendar (RFC 5545).
//
// Written by hand: of the libraries, ts-ics comes as one file, but it folds lines at 75 characters instead of octets,
// which tears emoji apart, and leaves carriage returns in texts.

import { ForReaders } from "../common/for-readers.js";
import { dayOf } from "../projects/words.js";
import { clean, rows } from "./rows.js";

const LINE = 75; // octets that a line may have
const REMINDER = "-PT15H"; // before the day begins: nine o'clock on the day before
const encoder = new TextEncoder();

const escaped = (text) => clean(text).replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", " ");

/** A line of a calendar, continued on further lines where it is too long; characters stay whole. */
function folded(line) {
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

/** A moment as calendars write it: 20261121T100000Z; now, where the text names none. */
function stamp(moment) {
  const date = new Date(moment ?? NaN);
  return (Number.isNaN(date.getTime()) ? new Date() : date).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** The lines of one entry. @param {import("./rows.js").Row} row */
function event(row, paper, changed) {
  const summary = `Frist: ${row.label} (${paper.project.name})`;
  const description = [
    row.text,
    row.who && `Zuständig: ${row.who}`,
    row.note && `Notiz: ${row.note}`,
    paper.address && `Checkliste: ${paper.address}`,
  ].filter(Boolean).join("\n");
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(`${paper.project.id}-${row.id}@kooperationslotse`)}`,
    `DTSTAMP:${stamp(changed)}`,
    `DTSTART;VALUE=DATE:${row.due.replaceAll("-", "")}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `TRIGGER:${REMINDER}`,
    `DESCRIPTION:${escaped(`Am ${dayOf(row.due)}: ${row.label}`)}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

/**
 * @param {import("../checklist/paper.js").Paper} paper
 * @returns {Promise<Blob>}
 * @throws {ForReaders} where no question has a due date
 */
export async function calendar(paper) {
  const dated = rows({ ...paper, options: { ...paper.options, entries: true } }).filter(({ due }) => due);
  if (!dated.length) throw new ForReaders("Auf dieser Liste hat keine Frage eine Frist. Tragen Sie zuerst eine ein.");
  const changed = new Map(paper.areas.flatMap(({ questions }) => questions.map(({ id, entry }) => [id, entry?.changed])));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kooperationslotse//Checklisten//DE",
    ...dated.flatMap((row) => event(row, paper, changed.get(row.id))),
    "END:VCALENDAR",
  ];
  return new Blob([lines.map(folded).join("")], { type: "text/calendar;charset=utf-8" });
}
