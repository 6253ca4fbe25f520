"""Papers side by side: chosen anywhere, named in the address, readable on a phone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Mount, Open
from .test_accessibility import violations
from .test_selection import THREE, open_selection
from .visit import Site
from .waiting import settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

PAIR = THREE[:2]


def open_comparison(page: Page, site: Site, *keys: str) -> Page:
    page.goto(f"{site.url}compare/?papers={','.join(keys)}")
    settle(page)
    expect(columns(page).first).to_be_visible()
    return page


def columns(page: Page) -> Locator:
    return page.locator(".compare thead th")


def cells(page: Page, row: str) -> list[list[str]]:
    """Return the values of each paper in a row."""
    line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=row, exact=True))
    return [cell.locator("li").all_text_contents() for cell in line.get_by_role("cell").all()]


def test_the_selection_leads_to_the_comparison_and_what_it_says_is_so(visit: Open, site: Site) -> None:
    window = visit()
    page = open_selection(window, site, PAIR)
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url(f"{site.url}compare/?papers={','.join(PAIR)}")
    by_key = {paper["key"]: paper for paper in site.papers}
    papers = [by_key[key] for key in PAIR]
    settle(page)
    expect(columns(page)).to_have_count(2)
    for number, paper in enumerate(papers):
        expect(columns(page).nth(number)).to_contain_text(paper["title"])
    assert cells(page, "Results") == [paper["results"] for paper in papers]
    assert cells(page, "In short") == [[paper["tldr"]] for paper in papers]
    assert [cell[0][-4:] for cell in cells(page, "Published")] == [str(paper["year"]) for paper in papers]
    facets = [cells(page, row) for row in ("Modality", "Stage", "Kind")]
    for number, paper in enumerate(papers):
        shown = {text.removesuffix(" (shared)") for row in facets for text in row[number]}
        assert shown == set(paper["keywords"])
    assert window.troubles == []
    assert window.hosts() == {site.host}


def test_what_papers_share_is_marked_and_what_they_do_not_is_not(page: Page, site: Site) -> None:
    first, second = alike(site)
    open_comparison(page, site, first["key"], second["key"])
    marked = {text.removesuffix(" (shared)") for text in page.locator(".compare-shared").all_text_contents()}
    shared = set(first["keywords"]) & set(second["keywords"])
    assert shared
    assert shared <= marked
    assert not (set(first["keywords"]) ^ set(second["keywords"])) & marked


def alike(site: Site) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two papers that have some tags in common, and some not."""
    first = site.paper
    tags = set(first["keywords"])
    others = (paper for paper in site.papers if set(paper["keywords"]) & tags)
    return first, next(paper for paper in others if set(paper["keywords"]) ^ tags)


def test_builds_on_leads_to_the_older_paper(page: Page, site: Site) -> None:
    known = {paper["key"]: paper for paper in site.papers}
    newer = next(paper for paper in site.papers if paper.get("builds_on"))
    older = known[newer["builds_on"][0]]
    open_comparison(page, site, newer["key"], older["key"])
    page.locator(".compare td").get_by_role("link", name=older["title"], exact=True).click()
    page.wait_for_url(site.url + site.page_of(older))


def test_papers_are_left_out_and_added_and_back_goes_back(visit: Open, site: Site) -> None:
    page = open_selection(visit(), site)
    open_comparison(page, site, *THREE)
    columns(page).nth(1).get_by_role("button", name="Leave out").press("Enter")
    expect(columns(page)).to_have_count(2)
    assert page.url == f"{site.url}compare/?papers={THREE[0]},{THREE[2]}"
    page.get_by_label("From your selection").select_option(THREE[1])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(columns(page)).to_have_count(3)
    assert page.url == f"{site.url}compare/?papers={THREE[0]},{THREE[2]},{THREE[1]}"
    page.go_back()
    expect(columns(page)).to_have_count(2)
    page.go_back()
    expect(columns(page)).to_have_count(3)
    assert page.url == f"{site.url}compare/?papers={','.join(THREE)}"


def test_six_papers_are_too_many_and_an_unknown_one_is_named(page: Page, site: Site) -> None:
    keys = [paper["key"] for paper in site.papers[:6]]
    open_comparison(page, site, "nobody1900nothing", *keys)
    expect(columns(page)).to_have_count(5)
    expect(page.get_by_role("status").filter(has_text="first 5")).to_contain_text("“nobody1900nothing”")


def test_without_papers_it_takes_the_selection_or_says_what_to_do(visit: Open, site: Site) -> None:
    window = visit()
    window.page.goto(site.url + "compare/")
    expect(window.page.get_by_role("status").filter(has_text="Choose two to five papers")).to_be_visible()
    page = open_selection(window, site, [paper["key"] for paper in site.papers[:7]])
    expect(page.get_by_role("link", name="Compare")).to_have_count(0)
    page.goto(site.url + "compare/")
    expect(page.get_by_label("From your selection").get_by_role("option")).to_have_count(7)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(columns(page)).to_have_count(1)
    page = open_selection(window, site, PAIR)
    page.goto(site.url + "compare/")
    expect(columns(page)).to_have_count(2)


def test_the_comparison_goes_back_to_a_list_to_export(page: Page, site: Site) -> None:
    open_comparison(page, site, *PAIR)
    page.get_by_role("link", name="Export or share").click()
    expect(page.get_by_role("heading", name="A shared list: 2 papers")).to_be_visible()


def test_on_a_phone_the_heads_of_rows_stay_while_the_papers_scroll(visit: Open, site: Site) -> None:
    window = visit(phone=True)
    page = open_comparison(window.page, site, *THREE)
    assert window.overflow() <= 0
    head = page.get_by_role("rowheader", name="Results")
    before = head.bounding_box()
    table = page.get_by_role("region", name="Comparison")
    table.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.compare').scrollLeft > 100")
    after = head.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == before["x"]
    assert columns(page).nth(1).bounding_box() != before


def test_it_shuts_no_reader_out(visit: Open, site: Site) -> None:
    window = visit(reduced_motion="reduce")
    open_selection(window, site)
    open_comparison(window.page, site, *PAIR)
    assert list(violations(window.page)) == []


def test_without_javascript_it_says_why_and_leads_on(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(site.url + "compare/")
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="year").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Years"))


def test_hostile_papers_stay_text(visit: Open, mount: Mount, hostile_site: Path) -> None:
    window = visit()
    url = mount("hostile", hostile_site)
    papers = json.loads((hostile_site / "papers.json").read_text())["papers"]
    window.page.goto(url + "compare/")
    link = window.page.evaluate(
        "async ([script, keys]) => (await import(script)).comparisonOf(keys)",
        [f"{url}assets/share.js", [paper["key"] for paper in papers]],
    )
    window.page.goto(link)
    expect(columns(window.page)).to_have_count(5)
    titles = "".join(columns(window.page).all_text_contents())
    assert "<script>window.pwned = 1</script>" in titles
    assert window.page.locator("article").locator("script, img, b, iframe").count() == 0
    assert window.page.evaluate("window.pwned") is None
    assert window.troubles == []


def test_explore_hands_its_choice_to_the_selection_and_the_comparison(visit: Open, site: Site) -> None:
    window = visit()
    page = window.page
    page.goto(site.url + "explore/")
    boxes = page.locator(".explore-result input[type=checkbox]")
    boxes.nth(0).check()
    expect(page.get_by_role("link", name="Compare")).to_be_hidden()
    boxes.nth(2).check()
    keys = [boxes.nth(n).get_attribute("data-pick") for n in (0, 2)]
    bar = page.get_by_role("group", name="Selected papers")
    bar.get_by_role("button", name="Deselect all").click()
    page.get_by_role("button", name="Undo").click()
    expect(bar.get_by_role("link", name="Show them")).to_have_attribute("href", f"{site.url}selection/")
    bar.get_by_role("link", name="Compare").click()
    page.wait_for_url(f"{site.url}compare/?papers={','.join(str(key) for key in keys)}")
    expect(columns(page)).to_have_count(2)
    assert window.troubles == []
