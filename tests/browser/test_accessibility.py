"""Every kind of page against axe-core's rules for WCAG 2.2 AA and good practice, in both schemes and widths.

https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE, Open
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

RULES: Mapping[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> Iterator[str]:
    """Yield what axe finds wrong with the page as it stands: where, rule, element, reason."""
    page.evaluate(AXE_SCRIPT)
    for scheme, (width, size) in product(("light", "dark"), {"desktop": DESKTOP, "phone": PHONE}.items()):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
        page.set_viewport_size(size)
        page.locator(f"body[data-md-color-scheme={MATERIAL[scheme]}]").wait_for()
        for violation in page.evaluate("rules => axe.run(rules)", RULES)["violations"]:
            for node in violation["nodes"]:
                place = f"{page.url} {scheme} {width}"
                yield f"{place}: {violation['id']}: {node['html']}: {node['failureSummary']}"


# What the theme calls the schemes.
MATERIAL = {"light": "default", "dark": "slate"}


@pytest.fixture
def page(visit: Open) -> Page:
    """Return a page whose colours change at once: halfway, contrast is too low."""
    return visit(reduced_motion="reduce").page


def test_no_kind_of_page_shuts_a_reader_out(page: Page, site: Site) -> None:
    found: list[str] = []
    for address in site.kinds().values():
        page.goto(site.url + address)
        found += violations(page)
    assert found == []


def test_exploring_shuts_no_reader_out(page: Page, site: Site) -> None:
    page.goto(f"{site.url}explore/?q=training")
    page.locator(".explore-chip").first.wait_for()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert list(violations(page)) == []


def test_the_search_shuts_no_reader_out(visit: Open, site: Site) -> None:
    window = visit(reduced_motion="reduce")
    window.page.goto(site.url)
    window.search("training").first.focus()
    assert list(violations(window.page)) == []
