"""The flagship review as it is published: complete, sound, and within reach."""

from collections.abc import Iterator
from pathlib import Path

import pybtex.database
import pytest
from bibtexparser.entrypoint import parse_string

from ..sites import HtmlPage, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("flagship")]
PAPERS = 617


@pytest.fixture(scope="module")
def pages(flagship_site: Path) -> dict[str, HtmlPage]:
    return html_pages(flagship_site)


def paper_pages(pages: dict[str, HtmlPage]) -> dict[str, HtmlPage]:
    return {
        url: page
        for url, page in pages.items()
        if url.startswith("papers/")
        and url != "papers/"
        and not page.tree.xpath("//meta[@http-equiv='refresh']")
    }


def test_every_paper_has_a_page(pages: dict[str, HtmlPage]) -> None:
    assert len(paper_pages(pages)) == PAPERS


def test_every_internal_link_and_anchor_resolves(flagship_site: Path, pages: dict[str, HtmlPage]) -> None:
    files = {
        path.relative_to(flagship_site).as_posix() for path in flagship_site.rglob("*") if path.is_file()
    }
    broken = [
        (page.url, target, fragment)
        for page in pages.values()
        for target, fragment in page.internal()
        if not _resolves(target, fragment, files, pages)
    ]
    assert broken == []


def _resolves(target: str, fragment: str, files: set[str], pages: dict[str, HtmlPage]) -> bool:
    page = pages.get(target) or pages.get(target.removesuffix("index.html"))
    if page is None:
        return target in files
    return not fragment or fragment.startswith("__") or fragment in page.ids


def test_every_paper_is_three_clicks_from_home(pages: dict[str, HtmlPage]) -> None:
    reached = frontier = {""}
    for _click in range(3):
        frontier = {
            target for url in frontier for target, _ in pages[url].internal() if target in pages
        } - reached
        reached = reached | frontier
    assert set(paper_pages(pages)) <= reached


def test_no_page_loads_anything_from_another_host(pages: dict[str, HtmlPage]) -> None:
    loaded = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
    for page in pages.values():
        assert not [src for src in page.tree.xpath(loaded) if "//" in src], page.url


def test_every_page_says_what_it_is(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        assert page.tree.xpath("string(//title)").strip(), page.url
        assert len(page.tree.xpath("//h1")) == 1, page.url


def test_every_page_can_be_shared_with_its_title(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        shared = {meta.get("property"): meta.get("content") for meta in page.tree.xpath("//meta[@property]")}
        assert {"og:type", "og:description"} <= set(shared), page.url
        # On a paper's page Zotero would take the site for the journal.
        assert ("og:site_name" in shared) != (shared["og:type"] == "article"), page.url
        assert shared.get("og:title") or page.url == "404.html", page.url


def test_paper_pages_carry_what_citation_managers_read(pages: dict[str, HtmlPage]) -> None:
    for page in paper_pages(pages).values():
        assert page.tree.xpath("string(//meta[@name='citation_title']/@content)"), page.url
        assert page.tree.xpath("string(//meta[@name='description']/@content)"), page.url
        canonical = page.tree.xpath("string(//link[@rel='canonical']/@href)")
        assert canonical.endswith(f"/review/{page.url}")


def exports(site: Path) -> Iterator[Path]:
    yield site / "bib" / "all.bib"
    for folder in ("categories", "years", "authors", "venues", "tags"):
        yield from sorted((site / "bib" / folder).glob("*.bib"))[:30]
    yield from sorted(site.glob("papers/*/*.bib"))[:30]


def test_every_export_reads_the_same_with_two_parsers(flagship_site: Path) -> None:
    for path in exports(flagship_site):
        text = path.read_text(encoding="utf-8")
        ours = parse_string(text)
        theirs = pybtex.database.parse_string(text, "bibtex")
        assert ours.failed_blocks == [], path
        assert {e.key.lower() for e in ours.entries} == {key.lower() for key in theirs.entries}, path
        for entry in ours.entries:
            assert entry.entry_type.lower() == theirs.entries[entry.key].type.lower()
    assert len(parse_string((flagship_site / "bib/all.bib").read_text()).entries) == PAPERS


def test_each_paper_has_its_own_export(flagship_site: Path) -> None:
    assert len(list(flagship_site.glob("papers/*/*.bib"))) == PAPERS


def test_the_search_index_is_there(flagship_site: Path) -> None:
    assert (flagship_site / "pagefind" / "pagefind.js").is_file()
