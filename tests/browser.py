"""Finds a Chromium for the tests, or installs one: `python tests/browser.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

SHELL = "chromium-headless-shell"  # the same browser without a window: it opens pages almost twice as fast
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")


def executable(playwright: Playwright) -> str | None:
    """Return the path of an installed Chromium: the one in the variable LOTSE_CHROMIUM, the one without a window, or any other."""
    own = playwright.chromium.executable_path
    candidates = [
        os.environ.get("LOTSE_CHROMIUM"),
        shutil.which(SHELL),
        own if Path(own).exists() else None,
        *map(shutil.which, NAMES),
    ]
    return next(filter(None, candidates), None)


def works() -> bool:
    """Tell whether a browser is there and opens a page."""
    with sync_playwright() as playwright:
        path = executable(playwright)
        if not path:
            return False
        try:
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).close()
        except Error:
            return False
    return True


def install() -> None:
    """Try Debian's package where we may install it, then Playwright's own download."""
    admin = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if shutil.which("apt-get") and not _is_ubuntu():  # Ubuntu's package needs snap
        subprocess.run([*admin, "apt-get", "update", "--quiet"], stdout=subprocess.DEVNULL)
        for package in (SHELL, "chromium"):
            if not works():
                subprocess.run(
                    [*admin, "apt-get", "install", "--yes", "--quiet", package, "fonts-liberation"],
                    stdout=subprocess.DEVNULL,
                )
    if not works():
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])


def _is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ubuntu" in release.read_text(encoding="utf-8").lower()


if __name__ == "__main__":
    if not works():
        print("Kein Browser gefunden. Chromium wird eingerichtet (einige Minuten) …", flush=True)
        install()
    if not works():
        sys.exit(
            "Es ließ sich kein Chromium einrichten. Installieren Sie Chromium oder Chrome, oder nennen Sie den Pfad in LOTSE_CHROMIUM."
        )
