"""Writing: the one form in which records are written."""
