"""A review whose every field attacks its reader, in a real browser: nothing runs and nothing is asked for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..sites import html_pages
from .conftest import Mount, Open
from .exploring import Explore, shown
from .visit import Site
from .waiting import open_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]


@pytest.fixture
def hostile(mount: Mount, hostile_site: Path) -> Site:
    return Site(mount("hostile", hostile_site), hostile_site)


def addresses(site: Site) -> list[str]:
    """Return every page but the 404 page, whose addresses are absolute, and those that lead on at once."""
    return [
        url
        for url, page in html_pages(site.folder).items()
        if url != "404.html" and not page.tree.xpath("//meta[@http-equiv='refresh']")
    ]


def test_no_page_runs_a_script_or_asks_another_host(visit: Open, hostile: Site) -> None:
    window = visit()
    for url in addresses(hostile):
        open_page(window.page, hostile.url + url)
        assert window.page.evaluate("window.pwned") is None, url
    assert window.hosts() == {hostile.url.split("/")[2]}
    assert window.troubles == []


def test_the_search_shows_a_hostile_title_as_text(visit: Open, hostile: Site) -> None:
    window = visit()
    window.page.goto(hostile.url)
    found = window.search("script")
    title = next(paper["title"] for paper in hostile.papers if "<script>" in paper["title"])
    expect(found.locator(".bb-result__title", has_text=title).first).to_be_visible()
    assert window.page.evaluate("window.pwned") is None
    assert found.locator("script, img, svg, b, style").count() == 0
    assert window.troubles == []


def test_the_explore_page_shows_everything_hostile_as_text(visit: Open, hostile: Site) -> None:
    explore = Explore(visit(), hostile).open("?q=<img src=x onerror=window.pwned=1>&venue=<script>&sort=<b>")
    assert explore.chips()[0] == "“<img src=x onerror=window.pwned=1>”"
    explore.page.get_by_role("button", name="Clear all filters").click()
    explore.settle()
    assert sorted(explore.titles()) == sorted(shown(paper["title"]) for paper in hostile.papers)
    explore.page.get_by_role("button", name=re.compile("^Select all")).click()
    explore.facet("Author").get_by_role("checkbox").first.wait_for()
    for title in ("Other tags", "Venue", "Type", "With", "Tag"):
        if explore.page.locator("summary", has_text=re.compile(f"^{title}")).count():
            explore.facet(title)
    boxes = explore.page.locator(".explore-value input:visible")
    assert boxes.count() > 8
    boxes.evaluate_all("boxes => boxes.forEach((box) => box.click())")
    explore.settle()
    assert len(explore.chips()) > 8
    assert explore.page.evaluate("window.pwned") is None
    assert explore.page.locator(".explore").locator("script, img, svg, b, style, iframe").count() == 0
    assert explore.page.locator(".explore a:not([href^='http'])").count() == 0
    assert explore.window.hosts() == {hostile.host}
    assert explore.window.troubles == []


def test_nothing_hostile_stretches_the_phone(visit: Open, hostile: Site) -> None:
    window = visit(phone=True)
    for url in addresses(hostile):
        open_page(window.page, hostile.url + url)
        assert window.overflow() <= 0, url


def test_the_card_over_a_citation_shows_a_hostile_text_as_text(visit: Open, hostile: Site) -> None:
    window = visit()
    window.page.goto(f"{hostile.url}categories/cat/")
    window.page.locator("a.citation").first.hover()
    card = window.page.get_by_role("tooltip")
    paper = next(paper for paper in hostile.papers if paper["key"] == "script")
    for text in (paper["title"], paper["tldr"], "Mallory"):
        expect(card).to_contain_text(text)
    assert {element.evaluate("e => e.localName") for element in card.locator("*").all()} == {"span"}
    assert window.page.evaluate("window.pwned") is None
    assert window.troubles == []
