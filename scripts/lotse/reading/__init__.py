"""Reading: from files to documents that are checked for shape, texts and references."""
