"""Every kind of page against axe-core's rules for WCAG 2.2 AA and good practice, in both schemes and widths.

What takes time is the contrast of texts; so the light scheme is looked at on a desktop and the dark one on a
phone, not each on both.

https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from .conftest import DESKTOP, PHONE, Open
from .visit import Site
from .waiting import open_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

RULES: Mapping[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> Iterator[str]:
    """Yield what axe finds wrong with the page as it stands: where, rule, element, reason."""
    page.evaluate(AXE_SCRIPT)
    for scheme, size in (("light", DESKTOP), ("dark", PHONE)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size(size)
        page.locator(f":root[data-scheme={scheme}]").wait_for()
        for violation in page.evaluate("rules => axe.run(rules)", RULES)["violations"]:
            for node in violation["nodes"]:
                yield f"{page.url} {scheme}: {violation['id']}: {node['html']}: {node['failureSummary']}"


@pytest.fixture
def page(visit: Open) -> Page:
    """Return a page whose colours change at once: halfway, contrast is too low."""
    return visit(reduced_motion="reduce").page


def test_no_kind_of_page_shuts_a_reader_out(page: Page, site: Site) -> None:
    found: list[str] = []
    for address in site.kinds().values():
        open_page(page, site.url + address)
        found += violations(page)
    assert found == []


def test_exploring_shuts_no_reader_out(page: Page, site: Site) -> None:
    open_page(page, f"{site.url}explore/?q=training")
    page.locator(".explore-chip").first.wait_for()
    assert list(violations(page)) == []


@pytest.mark.parametrize(("address", "shown"), [("selection/", ".selection-icon"), ("compare/", "table")])
def test_a_selection_shuts_no_reader_out(page: Page, site: Site, address: str, shown: str) -> None:
    page.goto(site.url)
    keys = [paper["key"] for paper in site.papers[:3]]
    page.evaluate("async (keys) => (await import('./assets/selection.js')).select(keys)", keys)
    open_page(page, site.url + address)
    page.locator(f"article {shown}").first.wait_for()
    assert list(violations(page)) == []


def test_a_card_over_a_citation_shuts_no_reader_out(page: Page, site: Site) -> None:
    page.goto(site.url + site.kinds()["category"])
    page.locator("a.citation").first.focus()
    page.get_by_role("tooltip").wait_for()
    assert list(violations(page)) == []


def test_the_search_shuts_no_reader_out(visit: Open, site: Site) -> None:
    window = visit(reduced_motion="reduce")
    window.page.goto(site.url)
    window.search("training").first.focus()
    assert list(violations(window.page)) == []
