"""Packaging: an installed program brings the project's own files along, in the folder that scripts/lotse/home.py looks into."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HOME = (
    "mkdocs.yml",
    "content",
    "overrides",
    "schemas",
    "starter",
    "vocabulary",
    "checklists/wege-zum-erfolg.yml",
    "cases/knf.yml",
    "node_modules",
    "scripts/lotse/hook.py",
    "LICENSE",
    "LICENSES",
)


class Packaging(BuildHookInterface):
    """Adds the project's own files to the wheel; an editable installation finds them where they are."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Name the files, unless the installation is editable; `make package` has fetched those from npm."""
        if version == "standard":
            root = Path(self.root)
            build_data["force_include"] |= {str(root / name): f"lotse/home/{name}" for name in HOME}
