"""Builds: what checking and building a collection takes, and what MkDocs alone takes for the very same pages."""

import json
from dataclasses import dataclass
from pathlib import Path

from bench.processes import LOTSE, MKDOCS, PROJECT, PYTHON, Run, best_of, run
from lotse.offline import copy

# Material as it comes, on pages that `lotse render` wrote. With all pages in its menu it would take many times as long.
_PLAIN = """
site_name: Kooperationslotse
theme: {name: material, language: de, font: false}
docs_dir: pages
nav: [{Start: index.md}]
not_in_nav: "*"
plugins: %s
markdown_extensions: [attr_list, tables, toc]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore}}
"""
OFTEN = 1000  # cases up to which builds are repeated; larger ones take too long, and what disturbs them counts for less
ROUNDS = 3
_DIFFERS = 1  # `lotse fmt --check`, for the variations are not written as people write


@dataclass(frozen=True)
class Builds:
    """Ours: `check`, `form` (`lotse fmt --check`), `render`, `build`, the same `unsearched` (without a search index), and
    of all that the `index` of the search and the `offline` copy, which has `offline_bytes`.

    MkDocs alone: `plain`, without a search, and `shipped`, with the search that Material ships.
    """

    check: Run
    form: Run
    render: Run
    build: Run
    unsearched: Run
    index: Run
    offline: Run
    offline_bytes: int
    plain: Run
    shipped: Run


def measure(root: Path, cases: int) -> Builds:
    """Build the collection of so many cases in `root` to `site`, and the same pages with MkDocs alone to `plain/site`.

    What is compared is built in turn.
    """
    plain = root / "plain"
    check = run([LOTSE, "check", "--root", str(root)], root)
    form = run([LOTSE, "fmt", "--check", "--root", str(root)], root, fine=(0, _DIFFERS))
    render = run([LOTSE, "render", str(plain / "pages"), "--root", str(root)], root)
    (plain / "pages/404.html").unlink(missing_ok=True)  # Material brings its own
    build, unsearched, without, shipped = best_of(
        ROUNDS if cases <= OFTEN else 1,
        lambda: run([LOTSE, "build", "--root", str(root)], root),
        lambda: run([PYTHON, "-m", "bench.unsearched", str(root), str(root / "unsearched")], PROJECT),
        lambda: _with_plugins(plain, "[]"),
        lambda: _with_plugins(plain, "[{search: {lang: de}}]"),
    )
    parts = json.loads(run([PYTHON, "-m", "bench.parts", str(root), str(root / "site")], PROJECT).said)
    copied = root / "site" / copy.NAME
    return Builds(
        check,
        form,
        render,
        build,
        unsearched,
        Run(**parts["index"]),
        Run(**parts["offline"]),
        copied.stat().st_size if copied.exists() else 0,  # without a bundler there is no copy
        without,
        shipped,
    )


def _with_plugins(folder: Path, plugins: str) -> Run:
    (folder / "mkdocs.yml").write_text(_PLAIN % plugins, encoding="utf-8")
    return run([MKDOCS, "build", "--quiet"], folder)
