"""Papers: checklists to take along, as PDF, Word and Excel."""
