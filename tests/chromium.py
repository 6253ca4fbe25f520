"""Finding a Chromium for the browser tests: the system's, else the one that Playwright downloads.

`python -m tests.chromium` downloads Playwright's where there is none, or says what to install.
"""

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = (
    "The browser tests need a Chromium, and neither is one installed nor can Playwright's be downloaded.\n"
    "On Debian and Ubuntu: apt-get install chromium. Elsewhere install Chromium or Google Chrome."
)


@functools.cache
def chromium() -> str | None:
    """Return the path of a Chromium that starts, for Playwright's `executable_path`, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield MAC
    # Only now: asking Playwright fails inside a session of its own.
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Tell whether it runs: a downloaded browser may lack the system's libraries."""
    if not Path(path).is_file():
        return False
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def main() -> int:
    """Make sure that there is a Chromium; return the exit code."""
    if chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        chromium.cache_clear()
    if chromium() is None:
        print(ADVICE, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
