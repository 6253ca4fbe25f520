"""A slow machine and a slow network, for finding tests that pass by being quick.

`BIBLOOM_SLOW_BROWSER=6` gives the browser a sixth of the processor, and lets scripts and what they load come
up to 0.4 seconds late, each by another time. What a test reads too early then fails, as it would by chance on
a busy machine.
"""

import os
import random
from pathlib import Path
from time import sleep

from playwright.sync_api import Page

RATE = float(os.environ.get("BIBLOOM_SLOW_BROWSER") or 1)
LATEST = 0.4  # seconds
LOADED_BY_SCRIPTS = {
    ".js",
    ".json",
    ".bib",
    ".ris",
    ".wasm",
    ".pagefind",
    ".pf_meta",
    ".pf_index",
    ".pf_fragment",
}


def slow_down(page: Page) -> None:
    """Slow the page down, if that is asked for."""
    if RATE > 1:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": RATE})


def keep_waiting(path: str) -> None:
    """Wait before answering a request for this path, if that is asked for."""
    if RATE > 1 and Path(path.partition("?")[0]).suffix in LOADED_BY_SCRIPTS:
        sleep(random.uniform(0, LATEST))  # noqa: S311  # a delay, no secret
