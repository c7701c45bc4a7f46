"""Machine: on what the bench measured."""

import os
import platform
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

_PACKAGES = {"MkDocs": "mkdocs", "Material for MkDocs": "mkdocs-material", "Pagefind": "pagefind"}


def describe(browser: str) -> Mapping[str, str]:
    """Return what to know about this machine, in German: name of the fact -> fact; `browser` is the version of Chromium."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "Tag": date.today().strftime("%d.%m.%Y"),
        "Prozessor": f"{_processor()}, {os.cpu_count()} Kerne",
        "Arbeitsspeicher": f"{gigabytes:.0f} GB",
        "Betriebssystem": _system(),
        "Programme": ", ".join(
            (
                f"Python {platform.python_version()}",
                f"Chromium {browser}",
                *(f"{title} {version(name)}" for title, name in _PACKAGES.items()),
            )
        ),
    }


def _processor() -> str:
    """The model of the processor, where the system tells."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(filter(None, models), platform.machine())


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
