"""Pages: which pages there are, and how they are printed."""
