"""Open data: the records as files that others can build on."""
