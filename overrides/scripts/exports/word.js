// A paper as a Word file: the blank file of its list, filled. How it looks is designed there.

import { ROOT } from "../common/place.js";
import { STATUSES } from "../projects/shape.js";
import { dayOf } from "../projects/words.js";
import { about, clean, foot, partners, rows } from "./rows.js";
import { lacks, openOfficeFile, setTitle } from "./office-file.js";
import { annex, leftOut } from "./word-annex.js";
import { controls, fill, keepWithNext, numberControls, styles, tick, wideRow, write } from "./word-parts.js";

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const LONG = 400; // characters of a note: more would make its narrow column higher than the rest of the row by far
const BOXES = new Map(STATUSES.slice(1).map(([id, title]) => [title, id])); // title -> tag; what is open has no box

/**
 * @param {import("../checklist/paper.js").Paper} paper
 * @returns {Promise<Blob>}
 * @throws {import("../common/for-readers.js").ForReaders}
 */
export async function word(paper) {
  const file = await openOfficeFile(new URL(`checklisten/${paper.listId}/${paper.listId}.docx`, ROOT));
  const document = file.part("word/document.xml");
  const style = styles(file.part("word/styles.xml"));
  fillHead(document, paper);
  fill(controls(file.part("word/footer1.xml"))("foot"), foot(paper));
  fillAreas(document, paper);
  const end = [...document.querySelectorAll("body > sectPr")].at(-1);
  if (!end) throw lacks("Ende");
  end.before(...annex(document, style, paper), ...leftOut(document, style, paper));
  numberControls(document);
  setTitle(file, paper.title);
  return file.blob(TYPE);
}

function fillHead(document, paper) {
  const control = controls(document);
  fill(control("title"), paper.title);
  fill(control("project"), paper.project?.name);
  fill(control("partners"), partners(paper).map(({ name }) => name).join(", "));
  fill(control("phase"), paper.phase);
  fill(control("meta"), about(paper));
}

/** Replaces the areas of the template by those of the paper; the first one is the pattern. */
function fillAreas(document, paper) {
  const tables = [...document.querySelectorAll("body > tbl")].filter((table) => questionRow(table));
  if (!tables.length) throw lacks("question");
  const pattern = { heading: tables[0].previousElementSibling, table: tables[0] };
  const place = pattern.heading?.previousElementSibling;
  if (!place) throw lacks("Überschrift");
  const left = rows(paper);
  const filled = paper.areas.filter(({ questions }) => questions.length).flatMap((area) =>
    filledArea(pattern, area.title, left.splice(0, area.questions.length), partners(paper)));
  for (const table of tables) {
    table.previousElementSibling.remove();
    table.remove();
  }
  place.after(...filled);
}

const questionRow = (table) => table.querySelector('tag[*|val="question"]')?.closest("tr");

/** An area as heading and table. @param {import("./rows.js").Row[]} listed */
function filledArea(pattern, title, listed, partnerList) {
  const heading = pattern.heading.cloneNode(true);
  const table = pattern.table.cloneNode(true);
  write(heading, title);
  table.querySelector("tblCaption")?.setAttributeNS(heading.namespaceURI, "w:val", clean(title));
  const row = questionRow(table);
  const blank = row.cloneNode(true);
  while (row.nextElementSibling) row.nextElementSibling.remove();
  const filled = listed.map((one) => filledRows(blank, one, partnerList));
  keepTogether(filled);
  row.replaceWith(...filled.flat());
  return [heading, table];
}

/** Leaves neither the first question alone below its heading nor the last one alone on the next page. */
function keepTogether(questions) {
  const last = questions.length - 1;
  questions.forEach((rowsOfOne, index) => rowsOfOne.forEach((row, place) => {
    keepWithNext(row, place < rowsOfOne.length - 1 || (index < last && (index === 0 || index === last - 1)));
  }));
}

/** A question with its entry; a long note has a row to itself, as wide as the table. @returns {Element[]} */
function filledRows(blank, question, partnerList) {
  if (question.note.length <= LONG) return [filledRow(blank.cloneNode(true), question, partnerList)];
  const wide = wideRow(blank.cloneNode(true), "note");
  fill(controls(wide)("note"), `Notiz zu ${question.number}. ${question.label}:\n${question.note}`);
  return [filledRow(blank.cloneNode(true), { ...question, note: "siehe unten" }, partnerList), wide];
}

/** The statuses of the partners stand below the note. */
function filledRow(row, question, partnerList) {
  const control = controls(row);
  const statuses = partnerList.map(({ name }, index) => question.partners[index] && `${name}: ${question.partners[index]}`);
  fill(control("label"), `${question.number}. ${question.label}`);
  fill(control("question"), question.text);
  fill(control("note"), [question.note, ...statuses].filter(Boolean).join("\n"));
  fill(control("who"), question.who);
  fill(control("due"), question.due && dayOf(question.due));
  if (BOXES.has(question.status)) tick(control(BOXES.get(question.status)));
  return row;
}
