"""Kooperationslotse: from reviewed YAML records to the pages of a static site."""
