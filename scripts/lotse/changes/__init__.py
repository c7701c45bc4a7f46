"""Changes: what a pull request changes, in words."""
