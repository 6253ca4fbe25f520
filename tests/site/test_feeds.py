"""The flagship's feeds as a feed reader takes them, against what the pages say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest

from ..feeds import valid
from ..sites import SITE_URL, HtmlPage, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("flagship")]


@pytest.fixture(scope="module")
def pages(flagship_site: Path) -> dict[str, HtmlPage]:
    return html_pages(flagship_site)


@pytest.fixture(scope="module")
def feeds(flagship_site: Path) -> Mapping[str, Path]:
    """Return the feeds by their path below the site."""
    found = sorted(flagship_site.rglob("feed.xml"))
    return {path.relative_to(flagship_site).as_posix(): path for path in found}


def read(path: Path) -> Any:  # noqa: ANN401  # feedparser has no types
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    return feed


def words(page: HtmlPage, path: str) -> str:
    """Return the text of the first element at this XPath below the article, its white space folded."""
    element = next(iter(page.content.xpath(path)), None)
    if element is None:
        return ""
    for permalink in element.xpath(".//a[@class='headerlink']"):
        permalink.drop_tree()
    return " ".join(element.text_content().split())


def own_links(page: HtmlPage) -> set[str]:
    return set(page.content.xpath(".//p[@class='links']/a/@href"))


def test_every_feed_is_valid_and_of_the_right_length(
    feeds: Mapping[str, Path], pages: dict[str, HtmlPage]
) -> None:
    categories = [url for url, page in pages.items() if page.content.get("data-kind") == "category"]
    assert set(feeds) == {"feed.xml", *(f"{url}feed.xml" for url in categories)}
    for path in feeds.values():
        valid(path.read_bytes())
        assert 0 < len(read(path).entries) <= 50


def test_a_feed_reader_reads_back_what_the_pages_say(
    feeds: Mapping[str, Path], pages: dict[str, HtmlPage]
) -> None:
    entries = {entry.link: entry for path in feeds.values() for entry in read(path).entries}
    assert len(entries) > 500
    for link, entry in entries.items():
        page = pages[link.removeprefix(SITE_URL)]
        assert entry.title == words(page, ".//h1"), link
        authors = [author.name for author in entry.get("authors", [])]
        assert ", ".join(authors) == words(page, ".//p[@class='authors']"), link
        assert entry.summary.endswith(words(page, ".//p[@class='tldr']")), link
        labels = page.content.xpath(".//p[@class='labels']/a[@class='label']")
        assert [tag.label for tag in entry.tags] == [label.text_content() for label in labels], link
        related = {other.href for other in entry.links if other.rel == "related"}
        assert related <= own_links(page), link


def test_a_feed_lists_the_newest_of_its_page_in_its_order(
    feeds: Mapping[str, Path], pages: dict[str, HtmlPage]
) -> None:
    for name, path in feeds.items():
        page = pages["recent/" if name == "feed.xml" else name.removesuffix("feed.xml")]
        lists = page.content.xpath(".//div[@class='paper-list']")
        shown = lists if name == "feed.xml" else lists[-1:]
        titles = [
            title.text for part in shown for title in part.xpath("./ul/li/*[1]/descendant-or-self::a[1]")
        ]
        days = {day for part in shown for day in part.xpath(".//@data-added")}
        feed = read(path)
        # All of the flagship's first papers joined it on one day: the page's order is the feed's.
        assert len(days) == 1
        assert [entry.title for entry in feed.entries] == titles[:50], name
        assert {entry.updated for entry in feed.entries} == {f"{day}T00:00:00Z" for day in days}


def test_pages_with_a_feed_name_it(feeds: Mapping[str, Path], pages: dict[str, HtmlPage]) -> None:
    for name, path in feeds.items():
        url = name.removesuffix("feed.xml")
        for page in (pages[url], pages["recent/"]) if name == "feed.xml" else (pages[url],):
            (link,) = page.tree.xpath("//link[@type='application/atom+xml']")
            assert link.get("rel").split() == ["alternate"]
            assert link.get("title") == read(path).feed.title
            target = link.get("href")
            (shown,) = page.content.xpath(".//a[@class='feed']/@href")
            assert target == shown
            assert (name, "") in page.internal()
