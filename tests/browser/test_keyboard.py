"""Reading without a mouse, with large text, without motion, and in the system's own colours."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .visit import Site
from .waiting import open_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

STOPS = 20  # presses of the tab key on each page

FOCUSED = """() => {
  const element = document.activeElement;
  const { left, top, width, height } = element.getClientRects()[0]; // a link's first line
  const x = left + width / 2;
  const y = height > innerHeight / 2 ? Math.max(top, 100) : top + Math.min(height / 2, 10);
  const shown = document.elementFromPoint(x, y);
  // A radio button that is drawn as its label is outlined there.
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const marked = [element, element.closest("label")].filter(Boolean).map((one) => getComputedStyle(one));
  return {
    what: element.outerHTML.slice(0, 120),
    outlined: marked.some(outlined),
    seen: Boolean(shown) && (element.contains(shown) || shown.contains(element)),
    place: element.closest("article, header, nav, footer, dialog")?.tagName ?? "BODY",
  };
}"""


def tab(page: Page, key: str = "Tab") -> dict[str, Any]:
    """Press a key and tell which element has the focus, and whether it can be seen."""
    page.keyboard.press(key)
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


@pytest.fixture
def still(visit: Open) -> Page:
    return visit(reduced_motion="reduce").page


def test_the_focus_can_be_seen_wherever_it_goes(still: Page, site: Site) -> None:
    """WCAG 2.2, 2.4.7 and 2.4.11; backwards, the sticky header could cover it."""
    for kind, address in site.kinds().items():
        open_page(still, site.url + address)
        stops = [tab(still) for _ in range(STOPS)]
        assert "Skip to content" in stops[0]["what"]
        still.locator(".md-copyright a").last.focus()
        stops += [tab(still, "Shift+Tab") for _ in range(STOPS)]
        unseen = [stop for stop in stops if not (stop["outlined"] and stop["seen"])]
        # On a short page the walk backwards ends outside of it.
        assert [stop for stop in unseen if not stop["what"].startswith("<body")] == [], kind


def test_the_first_link_skips_to_the_text(still: Page, site: Site) -> None:
    still.goto(site.url)
    assert "Skip to content" in tab(still)["what"]
    still.keyboard.press("Enter")
    assert tab(still)["place"] == "ARTICLE"


def test_the_menu_opens_and_closes_by_keyboard(visit: Open, site: Site) -> None:
    page = visit(phone=True, reduced_motion="reduce").page
    page.goto(site.url)
    menu = page.get_by_role("button", name="Navigation")
    menu.focus()
    page.keyboard.press("Enter")
    assert "Home" in tab(page)["what"]
    page.keyboard.press("Escape")
    expect(page.locator("#bb-nav")).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_table_scrolls_by_keyboard(visit: Open, site: Site) -> None:
    page = visit(phone=True).page
    page.goto(f"{site.url}checks/")
    frame = page.get_by_role("group", name="Table: ").first
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_no_page_scrolls_sideways_where_it_is_enlarged(visit: Open, site: Site) -> None:
    """WCAG 2.2, 1.4.10: a window of 1280 pixels at 400 percent is as wide as one of 320."""
    window = visit()
    for kind, address in site.kinds().items():
        open_page(window.page, site.url + address)
        for width in (820, 390, 320):
            window.page.set_viewport_size({"width": width, "height": 640})
            assert window.overflow() <= 0, (width, kind)
            expect(window.page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_nothing_moves_for_those_who_asked_for_it(still: Page, site: Site) -> None:
    still.goto(site.url)
    still.keyboard.press("/")
    longest = still.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return `${transitionDuration}, ${animationDuration}`.split(", ").map(parseFloat);
        }))"""
    )
    assert longest <= 0.001


def test_what_is_drawn_stays_visible_in_the_systems_own_colours(visit: Open, site: Site) -> None:
    page = visit(forced_colors="active").page
    page.goto(site.url)
    bar = "getComputedStyle(document.querySelector('.timeline .bar'), '::after').backgroundColor"
    assert page.evaluate(bar) != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert "underline" in page.evaluate(
        "getComputedStyle(document.querySelector('.md-tabs [aria-current]')).textDecorationLine"
    )
