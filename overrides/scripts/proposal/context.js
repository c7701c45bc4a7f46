// What the form must know beside the record: the schema, terms, questions and cases of this website; fetched once.

import { loadCatalogue } from "../cases/catalogue.js";
import { fetchedJson, once } from "../common/fetched.js";
import { ROOT } from "../common/place.js";

/**
 * `base`: address of the root of the website. `schema`: that of cases, as it is published.
 * `terms`: vocabulary -> id -> the term with all its fields, in the order of the vocabulary, sources among them.
 * `questions`: id -> the words of the question and the id of its checklist. `cases`: id -> short name.
 * @typedef {{base: string, schema: any, terms: Record<string, Record<string, object>>, cases: Record<string, string>,
 *            questions: Record<string, {label: string, question: string, checklist: string}>}} Context
 */

const load = once((path) => fetchedJson(new URL(path, ROOT)));

/** @returns {Promise<Context>} @throws {import("../common/for-readers.js").ForReaders} if it cannot be fetched */
export async function loadContext() {
  const [schema, { vocabularies }, { checklists }, { cases }] = await Promise.all([
    load("schemas/case.schema.json"),
    load("api/vocabulary.json"),
    load("api/checklists.json"),
    loadCatalogue(),
  ]);
  return {
    base: ROOT.href,
    schema,
    terms: Object.fromEntries(vocabularies.map(({ id, entries }) => [id, byId(entries)])),
    questions: Object.fromEntries(checklists.flatMap(questionsOf)),
    cases: Object.fromEntries(cases.map(({ id, name }) => [id, name])),
  };
}

const byId = (entries) => Object.fromEntries(entries.map((entry) => [entry.id, entry]));

const questionsOf = ({ id: checklist, areas }) =>
  areas.flatMap(({ questions }) => questions.map(({ id, label, question }) => [id, { label, question, checklist }]));
