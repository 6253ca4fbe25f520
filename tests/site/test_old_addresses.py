"""Addresses from before a citekey or a category was renamed, on the built site."""

import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from ..sites import HtmlPage, build_site, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("toy")]
TOY = Path(__file__).parent.parent / "toy"
OLD = {"papers/berg2023memory/": "papers/vanderberg2023memory/", "categories/ram/": "categories/memory/"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("toy") / "review"
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, root / name)
    build_site(root, search=False)
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlPage]:
    return html_pages(site)


@pytest.mark.parametrize("old", OLD)
def test_an_old_page_leads_on_by_itself_and_by_a_link(pages: dict[str, HtmlPage], old: str) -> None:
    tree = pages[old].tree
    (refresh,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    delay, _, url = refresh.partition("; url=")
    assert delay == "0"
    assert urljoin(old, url) == OLD[old]
    assert OLD[old] in pages
    assert OLD[old] in {target for target, _ in pages[old].internal()}
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//link[@rel='canonical']")


def test_old_exports_are_there(site: Path) -> None:
    now = (site / "papers/vanderberg2023memory/vanderberg2023memory.bib").read_text(encoding="utf-8")
    old = (site / "papers/berg2023memory/berg2023memory.bib").read_text(encoding="utf-8")
    assert old == now.replace("{vanderberg2023memory,", "{berg2023memory,")
    assert (site / "bib/categories/ram.bib").read_bytes() == (site / "bib/categories/memory.bib").read_bytes()


def test_the_sitemap_does_not_name_them(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    for old, new in OLD.items():
        assert f"{old}</loc>" not in sitemap
        assert sitemap.count(f"{new}</loc>") == 1


def test_the_same_sources_give_the_same_sitemap(site: Path) -> None:
    before = {name: (site / name).read_bytes() for name in ("sitemap.xml", "sitemap.xml.gz")}
    build_site(site.parent, search=False)
    assert {name: (site / name).read_bytes() for name in before} == before
