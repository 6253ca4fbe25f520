"""The pictures of /trends/ as a reader meets them: mouse, keyboard, phone, paper, dark, and no script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .visit import Site
from .waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

KINDS = ["years", "categories", "map", "lineage", "facets"]


@pytest.fixture
def trends(page: Page, site: Site) -> Page:
    """Return the page of pictures, its script at work."""
    page.goto(f"{site.url}trends/")
    page.locator(".scatter[aria-description]").wait_for()
    return page


def point(page: Page, title: str) -> Locator:
    return page.get_by_role("link", name=title).filter(has=page.locator("circle")).first


def in_view(page: Page) -> Locator:
    """Return the map, all of it in the window."""
    found = page.locator(".scatter")
    found.evaluate(
        "map => scrollTo({ top: map.getBoundingClientRect().top + scrollY - 80, behavior: 'instant' })"
    )
    return found


def test_every_picture_is_there_with_a_caption_and_its_numbers(trends: Page) -> None:
    for kind in KINDS:
        figure = trends.locator(f".chart-{kind}").first
        expect(figure.locator("figcaption")).to_be_visible()
        assert figure.locator("table").count() >= 1, kind


def test_pointing_at_a_paper_says_its_title_and_a_click_opens_it(trends: Page, site: Site) -> None:
    in_view(trends)
    paper = next(p for p in site.papers if p["title"].startswith("GaLore"))
    link = point(trends, paper["title"])
    link.locator("circle").hover()
    expect(trends.locator(".chart-tip")).to_contain_text(paper["title"])
    link.locator("circle").click()
    trends.wait_for_url(site.url + site.page_of(paper))
    expect(trends.get_by_role("heading", level=1)).to_contain_text(paper["title"])


def test_the_keyboard_walks_the_map_and_opens_a_paper(trends: Page) -> None:
    in_view(trends)
    assert trends.locator(".scatter a[tabindex='0']").count() == 1
    trends.locator(".scatter a[tabindex='0']").focus()
    tip = trends.locator(".chart-tip")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        before = focused(trends)
        trends.keyboard.press(key)
        after = focused(trends)
        axis, way = {"ArrowRight": (0, 1), "ArrowLeft": (0, -1), "ArrowDown": (1, 1)}[key]
        assert (after[axis] - before[axis]) * way > 0
        seen.append(tip.text_content())
    assert len(set(seen)) == 4
    assert trends.locator(".scatter a[tabindex='0']").count() == 1
    trends.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    address = trends.evaluate("document.activeElement.href.baseVal")
    trends.keyboard.press("Enter")
    trends.wait_for_url(re.compile(re.escape(address.removeprefix("../"))))


def focused(page: Page) -> tuple[float, float]:
    """Return the middle of the point that has the focus."""
    box = page.evaluate(
        "(b => [b.left + b.width / 2, b.top + b.height / 2])"
        "(document.activeElement.querySelector('circle').getBoundingClientRect())"
    )
    return box[0], box[1]


def test_tab_leaves_the_map_for_its_legend(trends: Page) -> None:
    trends.locator(".scatter a[tabindex='0']").focus()
    trends.keyboard.press("Tab")
    assert trends.evaluate("!!document.activeElement.closest('.chart-legend')")


def test_a_cell_opens_the_papers_that_it_counts(trends: Page, site: Site) -> None:
    cell = trends.locator(".chart-categories .shaded").first.locator("tbody tr").first.locator("td a").last
    count = int(cell.inner_text())
    cell.click()
    trends.wait_for_url(re.compile("/explore/"))
    expect(trends.locator("main, article").first).to_contain_text(re.compile(rf"\b{count} papers?\b"))


def test_arrow_keys_walk_a_table(trends: Page) -> None:
    first = trends.locator(".chart-facets .shaded").first.locator("td a").first
    first.focus()
    trends.keyboard.press("ArrowDown")
    row = trends.evaluate("document.activeElement.closest('tr').rowIndex")
    assert row == 2


def test_pointing_at_a_kind_leaves_it_alone(trends: Page) -> None:
    in_view(trends)
    legend = trends.locator(".chart-map .chart-legend")
    legend.locator(".c2 a").hover()

    def opacity(kind: str) -> str:
        return str(trends.locator(f".scatter g.{kind}").evaluate("g => getComputedStyle(g).opacity"))

    eventually(trends, lambda: (opacity("c2"), float(opacity("c3")) < 0.5), ("1", True))


def test_the_colours_of_kinds_follow_the_scheme(visit: Open, site: Site) -> None:
    fills = []
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme).page
        page.goto(f"{site.url}trends/")
        shapes = [page.locator(f".columns rect.c{kind}").first for kind in range(10)]
        fills.append([shape.evaluate("bar => getComputedStyle(bar).fill") for shape in shapes])
    light, dark = fills
    assert len(set(light)) == len(set(dark)) == 10
    assert not set(light) & set(dark)


def test_on_a_phone_every_picture_fits(visit: Open, site: Site) -> None:
    window = visit(phone=True)
    window.page.goto(f"{site.url}trends/")
    assert window.overflow() <= 0
    for picture in (".columns", ".scatter", ".chart-categories .shaded", ".chart-facets .shaded"):
        box = window.page.locator(picture).first.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390, picture
    sizes = window.page.eval_on_selector_all(
        ".chart svg text", "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 10


def test_without_javascript_the_map_is_links_with_titles(visit: Open, site: Site) -> None:
    window = visit(java_script_enabled=False)
    page = window.page
    page.goto(f"{site.url}trends/")
    skip = page.get_by_role("link", name="Skip the points of the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    links = page.locator(".scatter a")
    assert links.count() == len(site.papers)
    title = links.first.locator("title").text_content()
    assert title
    address = links.first.get_attribute("href")
    assert address
    links.first.locator("circle").click(force=True)
    page.wait_for_url(re.compile(re.escape(address.removeprefix("..")) + "$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:20])


def test_on_paper_the_pictures_have_their_colours_in_light(visit: Open, site: Site) -> None:
    page = visit(color_scheme="dark").page
    page.goto(f"{site.url}trends/")
    bar = page.locator(".columns rect.c0").first
    dark = bar.evaluate("bar => getComputedStyle(bar).fill")
    page.emulate_media(media="print")
    expect(bar).to_be_visible()
    assert bar.evaluate("bar => getComputedStyle(bar).fill") != dark


def test_categories_have_lines_of_their_papers(page: Page, site: Site) -> None:
    page.goto(f"{site.url}categories/")
    lines = page.locator(".tree svg.spark")
    assert lines.count() > 40
    expect(lines.first).to_be_visible()
    assert re.match(r"Papers by year; most in \d{4}: \d+", lines.first.get_attribute("aria-label") or "")
