"""Where each page of the flagship stands, and where it leads on."""

from pathlib import Path
from urllib.parse import urljoin

import pytest

from ..sites import HtmlPage, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("flagship")]


@pytest.fixture(scope="module")
def pages(flagship_site: Path) -> dict[str, HtmlPage]:
    """Return the pages a reader stays on."""
    every = html_pages(flagship_site)
    return {url: page for url, page in every.items() if not page.tree.xpath("//meta[@http-equiv='refresh']")}


def led_to(page: HtmlPage, path: str) -> list[str]:
    """Return the addresses, below the site, of the links at this XPath below the article."""
    return [urljoin(f"/{page.url}", link).removeprefix("/") for link in page.content.xpath(f"{path}/@href")]


def test_every_page_below_an_index_shows_the_way_up(pages: dict[str, HtmlPage]) -> None:
    below = {url: page for url, page in pages.items() if url.count("/") == 2}
    assert len(below) > 617
    for url, page in below.items():
        way = led_to(page, "./nav[@aria-label='Breadcrumbs']/a")
        assert way, url
        assert set(way) <= set(pages), url
        folder = f"{url.split('/')[0]}/"
        assert way[0] == (folder if folder != "papers/" else "categories/"), url
        assert url not in way


def test_a_papers_way_up_is_its_primary_category_and_what_is_above(pages: dict[str, HtmlPage]) -> None:
    papers = [page for page in pages.values() if page.content.get("data-kind") == "paper"]
    assert len(papers) == 617
    for page in papers:
        *above, primary = led_to(page, "./nav[@aria-label='Breadcrumbs']/a")
        assert primary == led_to(page, ".//p[@class='labels']/a[@class='label']")[0], page.url
        assert above == led_to(pages[primary], "./nav[@aria-label='Breadcrumbs']/a"), page.url


def test_previous_and_next_go_through_every_paper_once(pages: dict[str, HtmlPage]) -> None:
    papers = {url: page for url, page in pages.items() if page.content.get("data-kind") == "paper"}
    following = {url: led_to(page, ".//a[@rel='next']") for url, page in papers.items()}
    before = {url: led_to(page, ".//a[@rel='prev']") for url, page in papers.items()}
    reached = []
    for url in (url for url, previous in before.items() if not previous):
        step = [url]
        while step:
            reached += step
            assert all(before[after] == step for after in following[step[0]])
            step = following[step[0]]
    assert sorted(reached) == sorted(papers)
