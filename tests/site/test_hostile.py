"""A review whose every field attacks: what lands on its pages and in its exports is inert text.

The payloads all set `window.pwned`, ask another host for something, or climb out of a folder.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from generator.bibtex import read_bib

from ..feeds import texts, valid
from ..sites import HtmlPage, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("hostile")]

OWN_SCRIPTS = re.compile(r"assets/|__config|@context")


@pytest.fixture(scope="module")
def pages(hostile_site: Path) -> dict[str, HtmlPage]:
    return html_pages(hostile_site)


def test_no_script_of_theirs_is_an_element(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        for script in page.tree.iter("script"):
            known = script.get("src") or script.get("id") or script.text or ""
            assert OWN_SCRIPTS.search(known), (page.url, known[:80])
            if script.get("type") in ("application/ld+json", "application/json"):
                json.loads(script.text or "")


def test_no_element_handles_events_or_comes_from_a_field(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        for element in page.tree.iter():
            handlers = [name for name in element.attrib if name.lower().startswith("on")]
            assert not handlers, (page.url, handlers)
        inside = {element.tag for element in page.content.iter() if isinstance(element.tag, str)}
        assert not inside & {"script", "img", "style", "iframe", "object", "b", "base"}, (page.url, inside)


def test_no_link_runs_a_script_or_leaves_by_a_back_door(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        for link in page.links():
            assert not link.strip().lower().startswith(("javascript:", "data:", "vbscript:")), page.url
            assert "tracker.example.net" not in link


def test_templates_and_snippets_are_not_evaluated(pages: dict[str, HtmlPage]) -> None:
    home = pages[""].tree.text_content()
    assert "{{ config }}" in home
    assert '--8<-- "secret"' in home
    category = pages["categories/cat/"].content
    assert "{{ 7*7 }}" in category.text_content()


def test_the_text_is_still_there_for_the_reader(pages: dict[str, HtmlPage]) -> None:
    page = pages["papers/script/"]
    (heading,) = page.tree.xpath("//h1")
    assert "<script>window.pwned = 1</script> \"quoted\" 'title' & {{ 7*7 }}" in heading.text_content()
    title = page.tree.xpath("string(//title)")
    assert title.startswith("<script>window.pwned = 1</script>")
    (citation_title,) = page.tree.xpath("//meta[@name='citation_title']/@content")
    assert citation_title.startswith("<script>window.pwned = 1</script>")


def test_citekeys_stay_inside_their_folder(hostile_site: Path) -> None:
    assert (hostile_site / "papers" / "escape" / "index.html").is_file()
    root = hostile_site.parent
    ours = {"bib", "docs", "site", ".bibloom", "mkdocs.yml", "overrides"}
    assert {path.name for path in root.iterdir()} <= ours
    names = [path.name.lower() for path in (hostile_site / "papers").iterdir()]
    assert len(names) == len(set(names))
    assert "con" not in names


def test_front_matter_reads_back_as_one_block(hostile_site: Path) -> None:
    for path in (hostile_site.parent / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if text.startswith("---\n"):
            front = yaml.safe_load(text[4:].split("\n---\n", 1)[0])
            assert set(front) <= {"title", "description", "hide", "bibloom"}, path


def test_feeds_hold_the_same_text_and_no_markup(hostile_site: Path) -> None:
    titles = {paper["title"] for paper in json.loads((hostile_site / "papers.json").read_text())["papers"]}
    for name in ("feed.xml", "categories/cat/feed.xml"):
        feed = valid((hostile_site / name).read_bytes())
        assert set(texts(feed, "atom:entry/atom:title")) <= titles
        assert "<img src=x onerror=window.pwned=1>" in texts(feed, "atom:entry/atom:summary")[0]
        assert all(address.startswith("https://") for address in texts(feed, "//atom:link/@href"))


def test_exports_hold_the_same_entries(hostile_site: Path) -> None:
    file, problems = read_bib((hostile_site / "bib" / "all.bib").read_bytes(), "all.bib")
    assert len(file.entries) == 5
    assert not [problem for problem in problems if problem.severity == "error"]
    for name in ("papers.json", "bib/all.json"):
        json.loads((hostile_site / name).read_text(encoding="utf-8"))
