"""The same tree under both engines: Zensical, the successor of MkDocs, must show the same text."""

import shutil
from pathlib import Path

import pytest

from ..sites import build_site, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("zensical")]
TOY = Path(__file__).parent.parent / "toy"


def texts(site: Path) -> dict[str, str]:
    """Return each page's text without what the theme adds to it (permalinks, copy buttons)."""
    shown = {}
    for url, page in html_pages(site).items():
        if url == "404.html":
            continue
        for extra in page.tree.xpath("//a[@class='headerlink'] | //button"):
            extra.drop_tree()
        shown[url] = " ".join(page.content.text_content().split())
    return shown


def test_both_engines_show_the_same_text(tmp_path: Path) -> None:
    for engine in ("mkdocs", "zensical"):
        for name in ("bib", "docs"):
            shutil.copytree(TOY / name, tmp_path / engine / name)
        build_site(tmp_path / engine, engine, search=False)
    mkdocs, zensical = texts(tmp_path / "mkdocs" / "site"), texts(tmp_path / "zensical" / "site")
    assert sorted(mkdocs) == sorted(zensical)
    for url, text in mkdocs.items():
        assert zensical[url] == text, url
