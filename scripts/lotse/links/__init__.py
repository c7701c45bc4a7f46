"""Links: whether addresses outside the website still work."""
