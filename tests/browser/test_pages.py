"""The published pages in a browser: private, light and dark, on paper, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]


def test_using_a_page_asks_no_other_host(visit: Open, site: Site) -> None:
    window = visit(permissions=["clipboard-read", "clipboard-write"])
    page = window.page
    page.goto(site.url + site.page_of(site.paper))
    page.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).click()
    page.get_by_title("Switch to light mode").click()
    window.search("training")
    page.get_by_label("Year").select_option(str(site.paper["year"]))
    page.locator(".bb-result").first.click()
    page.wait_for_load_state("networkidle")
    assert window.hosts() == {site.host}
    assert window.troubles == []


def test_no_kind_of_page_is_wider_than_the_phone(visit: Open, site: Site) -> None:
    window = visit(phone=True)
    for kind, address in site.kinds().items():
        window.page.goto(site.url + address)
        assert window.overflow() <= 0, kind
        expect(window.page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_404_page_finds_its_way_home(page: Page, site: Site) -> None:
    """The host shows it at any address, so what it loads and links to must not depend on where it stands."""
    page.route("**/no/such/page", lambda route: route.fulfill(path=site.folder / "404.html"))
    page.goto(f"{site.url}no/such/page")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("link", name="home page").click()
    page.wait_for_url(site.url)


def test_the_copy_button_gives_the_downloads_text(visit: Open, site: Site) -> None:
    window = visit(permissions=["clipboard-read", "clipboard-write"])
    window.page.goto(site.url + site.page_of(site.paper))
    window.page.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).click()
    expect(window.page.locator(".md-dialog")).to_contain_text("Copied")
    slug = site.paper["slug"]
    file = (site.folder / "papers" / slug / f"{slug}.bib").read_text()
    # The theme's button leaves out the newline that ends the file.
    assert window.page.evaluate("navigator.clipboard.readText()") == file.rstrip("\n")


def background(page: Page) -> int:
    """Return how bright the page is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) // 3


@pytest.mark.parametrize(("scheme", "bright"), [("light", True), ("dark", False)])
def test_the_page_follows_the_system(visit: Open, site: Site, scheme: str, bright: bool) -> None:
    page = visit(color_scheme=scheme).page
    page.goto(site.url)
    page.wait_for_function("document.body.dataset.mdColorMedia !== undefined")
    assert (background(page) > 127) is bright


def test_the_toggle_turns_it_dark_and_the_next_page_remembers(visit: Open, site: Site) -> None:
    page = visit(color_scheme="light").page
    page.goto(site.url)
    page.get_by_title("Switch to light mode").click()
    assert background(page) > 200
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site.url + site.page_of(site.paper))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert background(page) < 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Open, site: Site, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, for links and for the quiet text of lists too."""
    page = visit(color_scheme=scheme).page
    page.goto(site.url + site.kinds()["category"])
    page.wait_for_function("document.body.dataset.mdColorMedia !== undefined")
    ground = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    for selector in (
        "article h1",
        ".paper-list a",
        ".paper-list .authors",
        ".md-tabs__link",
        ".md-copyright",
    ):
        colour = page.locator(selector).first.evaluate("element => getComputedStyle(element).color")
        lighter, darker = sorted((ground, luminance(colour)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, selector


def luminance(colour: str) -> float:
    """Return the relative luminance of a CSS `rgb()` colour (WCAG 2.2's definition)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_reads_and_leads_on_without_javascript(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(site.url)
    page.locator(".md-tabs").get_by_role("link", name="Categories").click()
    page.locator(".tree a").first.click()
    page.locator(".paper-list a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".cite pre")).to_be_visible()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_hidden()


def test_the_drawer_opens_without_javascript(visit: Open, site: Site) -> None:
    page = visit(phone=True, java_script_enabled=False).page
    page.goto(site.url)
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-nav").get_by_role("link", name="Authors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Authors"))


def test_the_tab_of_a_page_below_it_is_active(page: Page, site: Site) -> None:
    page.goto(site.url + site.kinds()["category"])
    expect(page.locator(".md-tabs__item--active")).to_have_text(re.compile("Categories"))


def test_paper_shows_the_text_and_leaves_the_controls(page: Page, site: Site) -> None:
    page.goto(site.url + site.page_of(site.paper))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-tabs")).to_be_hidden()
    expect(page.locator(".cite pre")).to_be_visible()


def test_the_keyboard_shows_where_it_is(page: Page, site: Site) -> None:
    page.goto(site.url)
    link = page.locator("article a:visible").first
    link.focus()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
