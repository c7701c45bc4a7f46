"""Hook: hands pages and files to MkDocs. The only module that knows MkDocs."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from lotse import handover, output, recipe
from lotse.branding import drawing
from lotse.browser import theme
from lotse.home import HOME, frame
from lotse.offline import copy, offer
from lotse.pages.html_blocks import HtmlBlocks
from lotse.pages.tables import Tables
from lotse.problems import CannotWork, ProblemsFound
from lotse.reading.colours import STYLE_SHEET
from lotse.search import search
from lotse.serving import headers, policy, reload
from lotse.settings import FILE, Settings

# When Python looks for garbage: seldom through what has lasted, for that is what was read, and stays. By itself it would
# go through all of it again and again, a tenth of the time of a build.
_GARBAGE = (10_000, 20, 1_000)

log = logging.getLogger("mkdocs.hooks.lotse")
_site: recipe.Site
_beside_pages: tuple[Future[Mapping[str, str | bytes]], ...] = ()
_unwanted = threading.Event()
_serving = False
_INGREDIENTS = ("papers/", "styles/", "images/mark.svg")  # in overrides/, from which files of the website are made


def on_startup(command: str, **_: object) -> None:
    """End with the command `lotse` that started MkDocs, and remember whether somebody works on the records.

    For them there is no time for a copy after each change.
    """
    global _serving
    _serving = command == "serve"
    gc.set_threshold(*_GARBAGE)
    if os.environ.get("LOTSE_LIFELINE"):
        threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    """End the process when its input does: whoever started it is no more, and has not ended it."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the records: `extra.root` of the configuration, seen from the configuration file."""
    return (Path(config.config_file_path).parent / config.extra["root"]).resolve()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the records before MkDocs empties its output, so that bad records leave the old site untouched."""
    global _site
    gc.collect()  # what an earlier build has left, where somebody works on the records
    root = root_of(config)
    try:
        _site = recipe.prepare(root, config.site_url or "")
    except ProblemsFound as found:
        handover.tell(found)
        raise PluginError(f"{len(found.problems)} Probleme in den Datensätzen:\n{found}") from None
    except CannotWork as failure:
        handover.tell(failure)
        raise PluginError(str(failure)) from None
    handover.tell(None)
    _configure(config, _site.settings)
    config.nav = _known(config.nav, {page.path for page in _site.pages})
    watched = [*(root / name for name in (*recipe.FOLDERS, FILE)), frame(root) / "overrides", HOME / "schemas"]
    config.watch.extend(str(path) for path in watched if path.exists())
    log.info(
        "%d Fälle, %d Checklisten, %d Seiten",
        len(_site.collection.cases),
        len(_site.collection.checklists),
        len(_site.pages),
    )
    return config


def _configure(config: MkDocsConfig, settings: Settings) -> None:
    """Tell MkDocs what lotse.yml says."""
    config.site_name, config.site_description = settings.name, settings.description
    config.site_url = config.site_url or settings.address  # `serve` has an address of its own
    config.repo_url = settings.repository.url or None
    config.edit_uri = (
        settings.repository.edit.removeprefix("/").replace("{file}", "content/") if config.repo_url else None
    )
    config.extra["operator"] = asdict(settings.operator)
    config.markdown_extensions += [HtmlBlocks(), Tables()]
    if settings.colours:
        config.extra_css.append(STYLE_SHEET)


def _known(nav: list, pages: Set[str]) -> list:
    """Return the menu without pages that the website does not have, such as a guide that nobody wants."""
    kept = []
    for entry in nav:
        ((title, target),) = entry.items()
        target = _known(target, pages) if isinstance(target, list) else target
        if target in pages if isinstance(target, str) else target:
            kept.append({title: target})
    return kept


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin what is made beside the pages, for others do most of the work: the index of the search, and the preview cards."""
    global _beside_pages, _unwanted
    _unwanted = threading.Event()
    executor = ThreadPoolExecutor(max_workers=2)
    index = executor.submit(search.files, _site.findables, _site.collection.vocabularies["synonyms"], _unwanted.is_set)
    cards = [] if _serving else [executor.submit(drawing.files, _site.brand, _unwanted.is_set)]
    _beside_pages = (index, *cards)
    executor.shutdown(wait=False)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files; a page knows the record or the text it can be edited in."""
    foreign = config.theme.dirs[1:]  # the first is overrides/
    for file in list(files):
        # What is written by hand has been through the press; and MkDocs takes all of overrides/ for a part of the website.
        unused = file.src_dir in foreign and not theme.is_used(file.src_uri)
        if unused or file.is_documentation_page() or file.src_uri.startswith(_INGREDIENTS):
            files.remove(file)
    files.append(File.generated(config, theme.LICENCE, content=theme.licence()))
    for page in _site.pages:
        file = File.generated(config, page.path, content=page.markdown)
        file.edit_uri = f"../{page.record}" if page.record else page.path  # seen from content/, as in mkdocs.yml
        files.append(file)
    for path, content in _site.files.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell templates where Material's styles lie, what pages say to machines and allow themselves; the sitemap when pages changed.

    The name of the style sheet changes with every version. When pages changed, MkDocs would take from the clock. All of it
    stands in `extra`, which templates find with any generator.
    """
    config.extra["theme_styles"] = next(file.url for file in files if file.url.startswith(theme.STYLES))
    config.extra["linked_data"] = _site.linked_data
    config.extra["cards"] = {} if _serving else _site.brand.cards
    config.extra["palette"] = _site.brand.palette
    config.extra["security_policies"] = policy.of_pages()
    for file in files.documentation_pages():
        file.page.update_date = _site.changed.get(file.page.url, "")
    return env


def on_build_error(error: Exception) -> None:
    """End what is made beside the pages where a page has failed: nobody waits for it, and the next build starts anew."""
    _unwanted.set()


def on_post_build(config: MkDocsConfig) -> None:
    """Add the full-text search, the preview cards, the offline copy, and what servers are told."""
    site = Path(config.site_dir)
    log.info("Suchindex wird erstellt …")
    try:
        for made in _beside_pages:
            output.write(site, made.result())
        if _serving:
            offer.withdraw(site)
        else:
            reviewed = (case.reviewed_on for case in _site.collection.cases.values())
            copy.write(site, _site.settings, max(reviewed, default=""))
    except CannotWork as failure:
        raise PluginError(str(failure)) from None
    output.write(site, headers.files(_site.settings))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable) -> LiveReloadServer:
    """Keep serving the last good site while a record is broken, and let the reload script pass the security policy."""

    def forgiving_builder() -> None:
        try:
            builder()
        except Abort:
            log.error("Die letzte fehlerfreie Fassung der Website bleibt sichtbar.")
        except Exception as error:  # whatever it is, the server must go on answering
            log.error("Die Website ließ sich nicht bauen: %s: %s", type(error).__name__, error)

    server.builder = forgiving_builder
    server.set_app(reload.allowing_reload(server.get_app()))
    return server
