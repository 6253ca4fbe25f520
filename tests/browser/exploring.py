"""The explore page in a window, for the tests of it: how it is used, and what it must show."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Locator, expect

from .visit import Site, Visit

Paper = dict[str, Any]
SHOWN = 20


class Explore:
    """The explore page in a window, and what the review holds."""

    def __init__(self, window: Visit, site: Site) -> None:
        self.window, self.site, self.page = window, site, window.page

    def open(self, asked: str = "") -> "Explore":
        self.page.goto(f"{self.site.url}explore/{asked}")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the list is what was asked for."""
        self.page.locator(".explore-filters").wait_for(state="attached")
        self.page.locator(".explore:not([aria-busy])").wait_for()

    def facet(self, title: str) -> Locator:
        """Return a facet, unfolded."""
        facet = self.page.locator(".explore-facet").filter(
            has=self.page.locator("summary", has_text=re.compile(f"^{title}"))
        )
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        return facet

    def value(self, title: str, label: str) -> Locator:
        """Return the check box of a facet's value."""
        exact = re.compile(rf"^{re.escape(label)} ?[\d,]+$")
        return self.facet(title).locator("label", has_text=exact).get_by_role("checkbox")

    def choose(self, title: str, label: str) -> None:
        self.value(title, label).click()
        self.settle()

    def count(self, title: str, label: str) -> int:
        row = self.value(title, label).locator("xpath=..")
        return int(row.locator(".count").inner_text().replace(",", ""))

    def chips(self) -> list[str]:
        return self.page.locator(".explore-chips button").all_inner_texts()

    def titles(self) -> list[str]:
        """Return the titles listed, all of them."""
        more = self.page.get_by_role("button", name=re.compile("Show more"))
        while more.is_visible():
            more.click()
            self.settle()
        return self.page.locator(".explore-title").all_inner_texts()

    def asked(self) -> str:
        return self.page.url.partition("explore/")[2]

    def where(self, meets: Callable[[Paper], object]) -> list[Paper]:
        return [paper for paper in self.site.papers if meets(paper)]

    def subtree(self, slug: str) -> set[str]:
        """Return a category and all below it."""
        below = {slug}
        for _ in self.site.categories:
            below |= {c["slug"] for c in self.site.categories if c.get("parent") in below}
        return below

    def shows(self, papers: Iterable[Paper]) -> None:
        """Expect exactly these papers, in any order, and their number in the status."""
        expected = sorted(shown(paper["title"]) for paper in papers)
        number = f"{len(expected)} of {len(self.site.papers)} papers"
        expect(self.page.locator(".explore-count")).to_have_text(number)
        assert sorted(map(shown, self.titles())) == expected


def shown(title: str) -> str:
    """Return a title as a browser shows it: white space runs together."""
    return " ".join(title.split())
