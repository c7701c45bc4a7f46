// Completeness: which sections of a case have something in them, counted as scripts/lotse/knowledge/completeness.py does.

/** The fields that every case could fill if its sources said enough. */
export const COUNTED = [
  "occasion", "goals", "approach", "governance", "financing", "results", "success_factors", "obstacles", "transfer_conditions",
  "legal_forms", "milestones", "figures",
];

/** @param {Record<string, unknown>} record @returns {string[]} the fields among COUNTED in which the record says nothing */
export const missing = (record) => COUNTED.filter((field) => !(Array.isArray(record[field]) && record[field].length));
