"""Waiting for what `expect` of Playwright has no assertion for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from playwright.sync_api import Page, Route, expect

T = TypeVar("T")
# Far beyond what any machine takes: it ends what never comes.
SECONDS = 60


def settle(page: Page) -> None:
    """Wait until every script shows what it was asked for: until then it marks its part of the page as busy.

    A script does so when it starts, before the browser tells that a page has loaded, and in the very event
    that asks for something else. Where an event comes later, as from words that are being typed, wait for
    its trace in the address first.
    """
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until it shows what it is to show."""
    page.goto(address)
    settle(page)


@dataclass
class Held:
    """Requests that get no answer before they are let go, so that a page can be seen while it waits."""

    page: Page
    routes: list[Route] = field(default_factory=list)
    free: bool = False

    def hold(self, addresses: str) -> "Held":
        """Hold the requests for these addresses, a pattern."""
        self.page.route(
            addresses, lambda route: route.continue_() if self.free else self.routes.append(route)
        )
        return self

    def let_go(self) -> None:
        """Let all of them go, and those that follow."""
        self.free = True
        for route in self.routes:
            route.continue_()


def eventually(page: Page, read: Callable[[], T], wanted: T) -> None:
    """Wait until `read()` gives what is wanted; fail with what it gave last.

    `read` asks the page once, so that all that it returns is of one moment: `evaluate`, `evaluate_all` or
    `all_inner_texts`, never a loop over locators.
    """
    last = monotonic() + SECONDS
    while (found := read()) != wanted and monotonic() < last:
        page.wait_for_timeout(50)
    assert found == wanted
