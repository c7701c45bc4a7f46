"""Home: where the project's own files lie: templates, schemas, hand-written pages and what comes from npm."""

from pathlib import Path

_PACKAGED = Path(__file__).resolve().parent / "home"  # beside an installed program; see hatch_build.py
HOME = _PACKAGED if _PACKAGED.exists() else Path(__file__).resolve().parents[2]


def part(root: Path, name: str) -> Path:
    """Return the folder or file `name` of `root`, or the project's own where `root` has none."""
    own = root / name
    return own if own.exists() else HOME / name


def frame(root: Path) -> Path:
    """Return where mkdocs.yml and overrides/ lie that belong together: in a full copy of the project its own, else ours."""
    return root if (root / "mkdocs.yml").exists() else HOME
