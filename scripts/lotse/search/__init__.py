"""Search: what can be found, and the index that finds it."""
