"""Search: Pagefind indexes the finished pages, so that the browser loads only the parts a query needs."""

import subprocess
import sys
from pathlib import Path

from .problems import CannotWork


def index(site: Path) -> None:
    """Write the index of the HTML pages below `site` to `site/pagefind`; raise CannotWork if Pagefind fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--force-language", "de", "--quiet"]
    finished = subprocess.run(command, capture_output=True, text=True)
    if finished.returncode:
        raise CannotWork(
            f"Der Suchindex ließ sich nicht erstellen:\n{finished.stderr.strip() or finished.stdout.strip()}"
        )
