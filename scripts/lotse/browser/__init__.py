"""Browser: scripts and libraries that pages load."""
