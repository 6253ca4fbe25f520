"""A paper's formatted references in a browser: copied by mouse and keyboard, and there without JavaScript."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from generator.exports.references import STYLES, references
from generator.model import Paper
from generator.sources import read_sources

from .conftest import Open
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

PAPER = "dao2022flashattention"


@pytest.fixture(scope="module")
def paper(site: Site) -> Paper:
    return read_sources(site.folder.parent).review.by_key[PAPER]


@pytest.fixture
def window(visit: Open, site: Site) -> Page:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    page.clock.install(time=datetime(2026, 1, 1))
    page.goto(f"{site.url}papers/{PAPER}/")
    # A button says for two seconds only what it did.
    page.clock.pause_at(datetime(2026, 1, 2))
    return page


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_each_button_copies_its_reference(window: Page, paper: Paper) -> None:
    for reference in references(paper, STYLES):
        window.get_by_role("button", name=f"Copy the {reference.style.title} reference").click()
        row = window.locator(".formatted > div", has_text=reference.style.title)
        expect(row.get_by_role("status")).to_have_text("Copied")
        assert copied(window) == reference.text


def test_the_keyboard_copies(window: Page, paper: Paper) -> None:
    button = window.get_by_role("button", name="Copy the IEEE reference")
    button.focus()
    window.keyboard.press("Enter")
    expect(window.locator(".formatted").get_by_role("status").nth(1)).to_have_text("Copied")
    assert copied(window) == next(references(paper, ["ieee"])).text
    window.keyboard.press("Tab")
    expect(window.get_by_role("button", name="Copy the Chicago reference")).to_be_focused()


def test_where_nothing_may_be_copied_the_text_is_selected(visit: Open, site: Site, paper: Paper) -> None:
    page = visit().page
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{site.url}papers/{PAPER}/")
    page.get_by_role("button", name="Copy the APA reference").click()
    expect(page.locator(".formatted").get_by_role("status").first).to_have_text("Selected")
    assert page.evaluate("getSelection().toString()") == next(references(paper, ["apa"])).text


def test_without_javascript_the_references_are_there(visit: Open, site: Site, paper: Paper) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(f"{site.url}papers/{PAPER}/")
    expect(page.locator(".formatted dd")).to_have_text([r.text for r in references(paper, STYLES)])
    expect(page.locator(".formatted button")).to_have_count(0)
