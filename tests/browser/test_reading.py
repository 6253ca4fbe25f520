"""What makes reading comfortable: cards over links, the way on, and no dead ends."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

CATEGORY = "categories/efficient-attention/"
LINEAGE = "papers/dao2024flashattention2/"


@pytest.fixture
def cited(page: Page, site: Site) -> Locator:
    """Return the first citation of a narrative."""
    page.goto(site.url + CATEGORY)
    return page.locator("a.citation").first


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def expect_card_of(link: Locator, site: Site) -> None:
    """Expect the card to show what the page that the link leads to says."""
    page = link.page
    slug = str(link.evaluate("link => link.href")).rstrip("/").rpartition("/")[2]
    paper = next(paper for paper in site.papers if paper["slug"] == slug)
    expect(card(page)).to_contain_text(paper["title"])
    expect(card(page)).to_contain_text(str(paper["year"]))
    expect(card(page)).to_contain_text(paper["tldr"])
    expect(link).to_have_attribute("aria-describedby", str(card(page).get_attribute("id")))


def test_a_card_shows_by_mouse_and_can_be_entered(cited: Locator, site: Site) -> None:
    page, title = cited.page, str(cited.get_attribute("title"))
    cited.hover()
    expect_card_of(cited, site)
    expect(cited).not_to_have_attribute("title", re.compile("."))
    card(page).hover()
    page.wait_for_timeout(500)  # longer than the pointer may take to get there
    expect(card(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(card(page)).to_be_hidden()
    expect(cited).to_have_attribute("title", title)
    expect(cited).not_to_have_attribute("aria-describedby", re.compile("."))


def test_a_pointer_that_passes_brings_no_card(cited: Locator) -> None:
    cited.hover()
    cited.page.mouse.move(0, 0)
    cited.page.wait_for_timeout(500)
    expect(card(cited.page)).to_be_hidden()
    expect(cited).to_have_attribute("title", re.compile("."))


def test_a_card_shows_by_keyboard_and_goes_with_the_focus(cited: Locator, site: Site) -> None:
    page = cited.page
    before = page.locator("article a[href]:visible:has(~ * a.citation), article a[href]:visible").first
    before.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if cited.evaluate("link => link === document.activeElement"):
            break
    expect_card_of(cited, site)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus:not([data-by])")).to_have_count(1)
    expect(card(page)).to_be_hidden()
    expect(cited).not_to_have_attribute("aria-describedby", re.compile("."))


def test_escape_sends_the_card_away_until_the_reader_comes_back(cited: Locator, site: Site) -> None:
    page = cited.page
    cited.hover()
    expect_card_of(cited, site)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    box = cited.bounding_box()
    assert box
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.wait_for_timeout(500)
    expect(card(page)).to_be_hidden()
    # Nor does the browser's own card take its place.
    expect(cited).not_to_have_attribute("title", re.compile("."))
    page.mouse.move(0, 0)
    cited.hover()
    expect_card_of(cited, site)


def test_one_card_at_a_time(cited: Locator, site: Site) -> None:
    page = cited.page
    cited.hover()
    expect_card_of(cited, site)
    other = page.locator("a.citation").nth(2)
    other.hover()
    expect_card_of(other, site)
    expect(cited).to_have_attribute("title", re.compile("."))
    assert card(page).count() == 1


def test_a_tap_follows_the_link(visit: Open, site: Site) -> None:
    page = visit(phone=True, has_touch=True, is_mobile=True).page
    page.goto(site.url + CATEGORY)
    cited = page.locator("a.citation").first
    target = cited.evaluate("link => link.href")
    page.evaluate("addEventListener('click', (event) => event.preventDefault(), { once: true })")
    cited.tap()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_hidden()
    cited.tap()
    page.wait_for_url(target)


def test_lineage_and_related_papers_have_cards(page: Page, site: Site) -> None:
    page.goto(site.url + LINEAGE)
    for link in (page.locator(".lineage a").last, page.locator(".related .carded a").first):
        link.hover()
        expect_card_of(link, site)


def test_a_card_stays_in_the_window(visit: Open, site: Site) -> None:
    window = visit(phone=True)
    window.page.goto(site.url + CATEGORY)
    links = window.page.locator("a.citation")
    lefts = links.evaluate_all("links => links.map((link) => link.getClientRects()[0].left)")
    link = links.nth(lefts.index(max(lefts)))
    link.hover()
    expect_card_of(link, site)
    box = card(window.page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["width"] > 250  # not squeezed in beside the edge
    assert window.overflow() <= 0


def test_without_scripts_a_citation_has_its_title(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(site.url + CATEGORY)
    cited = page.locator("a.citation").first
    assert cited.get_attribute("title") in {paper["title"] for paper in site.papers}


def test_pages_without_papers_to_show_load_no_cards(visit: Open, site: Site) -> None:
    window = visit()
    window.page.goto(f"{site.url}authors/", wait_until="networkidle")
    assert not [url for url in window.requests if "cards" in url]


def test_next_and_then_previous_leads_back_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url + LINEAGE)
    way = page.get_by_role("navigation", name="In Efficient attention")
    for rel in ("next", "prev"):
        link = way.locator(f"a[rel={rel}]")
        title = link.inner_text()
        link.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page).to_have_url(site.url + LINEAGE)


@pytest.mark.parametrize(("phone", "side_by_side"), [(False, True), (True, False)])
def test_the_lineage_runs_across_the_desktop_and_down_the_phone(
    visit: Open, site: Site, phone: bool, side_by_side: bool
) -> None:
    window = visit(phone=phone)
    window.page.goto(site.url + LINEAGE)
    steps = window.page.get_by_role("navigation", name="Lineage").locator("> ul > li")
    expect(steps).to_have_count(3)
    middles = [step.evaluate("step => step.getBoundingClientRect().x") for step in steps.all()]
    assert (middles == sorted(set(middles))) is side_by_side
    assert window.overflow() <= 0


def test_the_404_page_searches_for_the_words_of_the_address(page: Page, site: Site) -> None:
    page.route("**/papers/*", lambda route: route.fulfill(path=site.folder / "404.html"))
    page.goto(f"{site.url}papers/flash-attention_2.html")
    field = page.get_by_label("Search for it")
    expect(field).to_have_value("flash attention 2")
    field.press("Enter")
    expect(page.locator(".bb-result__title").first).to_contain_text("FlashAttention-2")
    page.keyboard.press("Escape")
    field.fill("GaLore")
    page.locator("article").get_by_role("button", name="Search").click()
    expect(page.locator(".bb-result__title").first).to_contain_text("GaLore")


def test_the_404_page_leads_on_without_scripts(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.route("**/no/such", lambda route: route.fulfill(path=site.folder / "404.html"))
    page.goto(f"{site.url}no/such")
    expect(page.get_by_label("Search for it")).to_be_hidden()
    page.locator("article").get_by_role("link", name="categories").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Categories")


def test_nothing_moves_for_a_reader_who_asked_for_that(visit: Open, site: Site) -> None:
    page = visit(reduced_motion="reduce").page
    page.goto(site.url + CATEGORY)
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return `${transitionDuration},${animationDuration}`.split(",").map(parseFloat);
        }))"""
    )
    assert longest <= 0.001
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_is_white_in_the_dark_too(visit: Open, site: Site) -> None:
    page = visit(color_scheme="dark").page
    page.goto(site.url + LINEAGE)
    title = page.get_by_role("heading", level=1)
    assert title.evaluate("element => getComputedStyle(element).color") != "rgb(0, 0, 0)"
    page.emulate_media(media="print")
    assert title.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    expect(page.get_by_role("navigation", name="In Efficient attention")).to_be_hidden()
    address = page.locator(".links a").first
    shown = address.evaluate("link => getComputedStyle(link, '::after').content")
    assert shown.strip('" ') == address.get_attribute("href")
