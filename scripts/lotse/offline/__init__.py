"""Offline: the whole website as a ZIP file whose pages work by double click."""
