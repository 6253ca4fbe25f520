"""What a browser without a cache has to fetch for a page, compressed as GitHub Pages sends it."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from .conftest import DESKTOP
from .visit import Site, Visit
from .waiting import SECONDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

# Bytes, of text and headers.
PAPER = 150_000
ANY = 250_000
# All pages below one of these load the same beside their own text: the longest is the heaviest.
LONGEST = {
    "paper": "papers",
    "category": "categories",
    "author": "authors",
    "venue": "venues",
    "year": "years",
    "tag": "tags",
}


@pytest.fixture(scope="module")
def opened(browser: Browser, site: Site) -> Iterator[Mapping[str, Visit]]:
    """Return the longest page of each kind, each in a window that has never been here."""
    addresses = site.kinds() | {kind: site.largest(folder) for kind, folder in LONGEST.items()}
    contexts = {kind: browser.new_context(viewport=DESKTOP) for kind in addresses}
    windows = {kind: Visit(context.new_page()) for kind, context in contexts.items()}
    for context in contexts.values():
        context.set_default_timeout(SECONDS * 1000)
    for kind, address in addresses.items():
        windows[kind].page.goto(site.url + address, wait_until="commit")
    for window in windows.values():
        window.page.wait_for_load_state("networkidle")
    yield windows
    for context in contexts.values():
        context.close()


def test_no_page_is_heavy(opened: Mapping[str, Visit]) -> None:
    weights = {kind: window.weight() for kind, window in opened.items()}
    print("\n" + "\n".join(f"{weight:9,} {kind}" for kind, weight in weights.items()))
    assert weights["paper"] <= PAPER
    assert {kind: weight for kind, weight in weights.items() if weight > ANY} == {}


def test_no_page_asks_another_host_and_nothing_fails(opened: Mapping[str, Visit], site: Site) -> None:
    for kind, window in opened.items():
        assert window.hosts() == {site.host}, kind
        assert window.troubles == [], kind
