"""Packaging: an installed program brings the project's own files along, in the folder that scripts/lotse/home.py looks into."""

import json
from collections.abc import Iterator
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
            brought = (*HOME, *_from_npm(root))
            build_data["pure_python"], build_data["tag"] = False, f"py3-none-{self._machine()}"  # esbuild is no Python
            build_data["force_include"] |= {str(root / name): f"lotse/home/{name}" for name in brought}

    def _machine(self) -> str:
        """Return what wheels call the machine that this one fits, such as `linux_x86_64`."""
        return self.build_config.builder.get_best_matching_tag().rpartition("-")[2]


def _from_npm(root: Path) -> Iterator[str]:
    """Yield the folders of the npm packages that are needed to build, on this machine, and not only to test."""
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in locked.items():
        if name and not package.get("dev") and (root / name).exists():
            yield name
