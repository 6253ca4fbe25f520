"""The published pages in a browser: private, light and dark, on paper, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .visit import Site
from .waiting import settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]


def test_using_a_page_asks_no_other_host(visit: Open, site: Site) -> None:
    window = visit(permissions=["clipboard-read", "clipboard-write"])
    page = window.page
    page.goto(site.url + site.page_of(site.paper))
    page.get_by_role("button", name="Copy to clipboard").click()
    page.get_by_role("button", name=re.compile("^Colours")).click()
    window.search("training")
    page.get_by_label("Year", exact=True).select_option(str(site.paper["year"]))
    settle(page)
    with page.expect_navigation(wait_until="networkidle"):
        page.locator(".bb-result").first.click()
    assert window.hosts() == {site.host}
    assert window.troubles == []


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
    window.page.get_by_role("button", name="Copy to clipboard").click()
    expect(window.page.locator(".md-dialog")).to_contain_text("Copied")
    slug = site.paper["slug"]
    file = (site.folder / "papers" / slug / f"{slug}.bib").read_text()
    # The theme's button leaves out the newline that ends the file.
    assert window.page.evaluate("navigator.clipboard.readText()") == file.rstrip("\n")


def background(page: Page) -> int:
    """Return how bright the page is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) // 3


@pytest.mark.parametrize("scripted", [True, False], ids=["scripted", "without scripts"])
@pytest.mark.parametrize(("scheme", "bright"), [("light", True), ("dark", False)])
def test_the_page_follows_the_system(
    visit: Open, site: Site, scheme: str, bright: bool, scripted: bool
) -> None:
    page = visit(color_scheme=scheme, java_script_enabled=scripted).page
    page.goto(site.url)
    assert (background(page) > 127) is bright


def test_the_page_follows_the_system_while_it_is_open(visit: Open, site: Site) -> None:
    page = visit(color_scheme="light", reduced_motion="reduce").page
    page.goto(site.url)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert background(page) < 60


def test_the_reader_chooses_the_colours_and_the_next_page_remembers(visit: Open, site: Site) -> None:
    page = visit(color_scheme="light", reduced_motion="reduce").page
    page.goto(site.url)
    page.get_by_role("button", name="Colours: as the system has them").click()
    assert background(page) > 200
    page.get_by_role("button", name="Colours: light").click()
    assert background(page) < 60
    page.goto(site.url + site.page_of(site.paper))
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
    assert background(page) < 60
    page.get_by_role("button", name="Colours: dark").click()
    assert background(page) > 200


def test_it_reads_and_leads_on_without_javascript(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(site.url)
    page.locator(".md-tabs").get_by_role("link", name="Categories").click()
    page.locator(".tree a").first.click()
    page.locator(".paper-list a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".cite pre.bibtex")).to_be_visible()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_hidden()


def test_the_menu_opens_without_javascript(visit: Open, site: Site) -> None:
    page = visit(phone=True, java_script_enabled=False).page
    page.goto(site.url)
    page.get_by_role("button", name="Navigation").click()
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Authors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Authors"))


def test_the_tab_of_a_page_below_it_is_active(page: Page, site: Site) -> None:
    page.goto(site.url + site.kinds()["category"])
    expect(page.locator(".md-tabs [aria-current]")).to_have_text("Categories")


def test_a_section_of_the_navigation_stands_beside_its_pages_alone(page: Page, site: Site) -> None:
    page.goto(f"{site.url}checks/")
    section = page.get_by_role("navigation", name="About")
    expect(section.locator("[aria-current=page]")).to_have_text("Checks")
    section.get_by_role("link", name="Commands").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Commands"))
    page.goto(f"{site.url}cite/")
    expect(page.get_by_role("navigation", name="About")).to_have_count(0)


def test_paper_shows_the_text_and_leaves_the_controls(page: Page, site: Site) -> None:
    page.goto(site.url + site.page_of(site.paper))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-tabs")).to_be_hidden()
    expect(page.locator(".cite pre.bibtex")).to_be_visible()
