"""Rules of the house that no function can keep: who may know whom, and what every file has."""

import ast
from pathlib import Path

import pytest

from conftest import PROJECT

PACKAGE = PROJECT / "scripts/lotse"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Room of the generator -> the rooms it may look into. Data flows from left to right, and never back.
ROOMS = {
    "browser": set(),
    "reading": set(),
    "writing": {"reading"},
    "knowledge": {"reading"},
    "pictures": set(),
    "pages": {"browser", "reading", "knowledge", "pictures"},
    "search": {"reading", "knowledge"},
    "papers": {"browser", "reading", "knowledge", "pages"},
    "branding": {"reading", "pages"},
    "open_data": {"browser", "reading"},
    "offline": {"browser", "pages"},
    "changes": {"reading"},
    "links": {"reading"},
    "serving": set(),
}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def rooms_imported(path: Path) -> set[str]:
    """The rooms of the generator that a module looks into, by relative or absolute imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            start = [*path.relative_to(PACKAGE).parts[: -node.level]] if node.level else []
            module = [*start, *(node.module or "").removeprefix("lotse").strip(".").split(".")]
            names |= {module[0]} if module[0] else {alias.name for alias in node.names}
    return names & ROOMS.keys()


def test_only_the_hook_knows_mkdocs() -> None:
    assert [path.name for path in MODULES if "mkdocs" in imported(path)] == ["hook.py"]


@pytest.mark.parametrize("room", sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()))
def test_rooms_look_only_into_rooms_before_them(room: str) -> None:
    """`links` also goes through recipe, which reads everything, as a command does."""
    seen = {name for path in (PACKAGE / room).glob("*.py") for name in rooms_imported(path)}
    assert seen - {room} <= ROOMS[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("folder", ["cases", "checklists", "surveys", "vocabulary"])
def test_every_record_names_its_schema_for_editors(folder: str) -> None:
    for path in sorted((PROJECT / folder).glob("*.yml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert first != schema, f"{path} has no line for editors"
        assert (path.parent / schema).exists()


def test_templates_call_no_python_methods() -> None:
    """Filters survive a change of generator, method calls do not."""
    import re

    for path in sorted((PROJECT / "overrides").rglob("*.*")):
        if path.suffix in {".md", ".html"}:
            code = re.findall(r"{[{%].*?[%}]}", path.read_text(encoding="utf-8"), re.DOTALL)
            calls = [piece for piece in code if re.search(r"\.\w+\(", piece)]
            assert calls == [], path
