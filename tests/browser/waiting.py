"""Waiting for what `expect` of Playwright has no assertion for."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from playwright.sync_api import Page

T = TypeVar("T")
# Far beyond what any machine takes: it ends what never comes.
SECONDS = 60


def eventually(page: Page, read: Callable[[], T], wanted: T) -> None:
    """Wait until `read()` gives what is wanted; fail with what it gave last.

    `read` asks the page once, so that all that it returns is of one moment: `evaluate`, `evaluate_all` or
    `all_inner_texts`, never a loop over locators.
    """
    last = monotonic() + SECONDS
    while (found := read()) != wanted and monotonic() < last:
        page.wait_for_timeout(50)
    assert found == wanted
