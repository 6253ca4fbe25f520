"""What a reader sees who comes back: marks on what joined the review since, kept in this browser alone.

And what finds a reader who follows an old address, or subscribes.
"""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..feeds import texts, valid
from ..sites import REPOSITORY, build_site
from .conftest import Mount, Open
from .visit import Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("toy")]

# The days on which the toy review's papers joined it: two on the first, one on each other.
FIRST, SECOND, THIRD = "2026-01-05", "2026-02-07", "2026-02-08"


@pytest.fixture(scope="module")
def toy(mount: Mount, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the toy review, published."""
    root = tmp_path_factory.mktemp("toy") / "review"
    for name in ("bib", "docs"):
        shutil.copytree(REPOSITORY / "tests" / "toy" / name, root / name)
    build_site(root, search=False)
    return Site(mount("toy", root / "site"), root / "site")


def come(page: Page, address: str, day: str) -> None:
    """Open a page on that day, at noon."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00"))
    page.goto(address)


def troubles(window: Visit) -> list[str]:
    """Return what went wrong, but for what Material's timers make of a clock that is not the real one."""
    return [trouble for trouble in window.troubles if "executing a cancelled action" not in trouble]


def marked(page: Page) -> list[str]:
    """Return the days of the entries that are marked as new."""
    entries = page.locator("li:has(> .new, > p > .new) [data-added]")
    return [str(entry.get_attribute("data-added")) for entry in entries.all()]


def test_a_first_visit_marks_nothing(page: Page, toy: Site) -> None:
    come(page, f"{toy.url}recent/", "2026-03-01")
    assert marked(page) == []
    expect(page.locator(".new-since")).to_have_count(0)


def test_what_joined_since_is_marked_and_counted(page: Page, toy: Site) -> None:
    come(page, f"{toy.url}recent/", FIRST)
    come(page, f"{toy.url}recent/", "2026-03-01")
    assert marked(page) == [THIRD, SECOND]
    expect(page.locator(".new").first).to_have_text("New")
    expect(page.locator(".new-since")).to_have_text("2 new since 5 January 2026.")


def test_marks_stay_for_the_day_and_are_gone_on_the_next(page: Page, toy: Site) -> None:
    come(page, f"{toy.url}recent/", SECOND)
    for _ in range(3):
        come(page, f"{toy.url}recent/", "2026-03-01")
        assert marked(page) == [THIRD]
    come(page, f"{toy.url}recent/", "2026-03-02")
    assert marked(page) == []
    expect(page.locator(".new-since")).to_have_text("Nothing new since 1 March 2026.")


def test_home_and_categories_mark_too_and_a_visit_there_counts(page: Page, toy: Site) -> None:
    come(page, toy.url, FIRST)
    come(page, f"{toy.url}categories/memory/", "2026-03-01")
    assert SECOND in marked(page)
    assert FIRST not in marked(page)
    come(page, toy.url, "2026-03-01")
    assert marked(page) == [THIRD, SECOND]


def test_where_all_that_is_listed_is_new_there_may_be_more(page: Page, toy: Site) -> None:
    page.route("**/recent/", lambda route: route.fulfill(body=_cut_short(toy), content_type="text/html"))
    come(page, f"{toy.url}recent/", "2026-01-01")
    come(page, f"{toy.url}recent/", "2026-03-01")
    expect(page.locator(".new-since")).to_have_text("At least 4 new since 1 January 2026.")


def _cut_short(toy: Site) -> str:
    whole = (toy.folder / "recent" / "index.html").read_text()
    return whole.replace("</article>", '<p class="more">600 more papers joined earlier.</p></article>')


@pytest.mark.parametrize("refused", ["getItem", "setItem"])
def test_where_storage_is_forbidden_nothing_fails(visit: Open, toy: Site, refused: str) -> None:
    window = visit()
    # Material's own script does not survive a storage that is forbidden as a whole.
    window.page.add_init_script(
        f"const real = Storage.prototype.{refused};"
        f"Storage.prototype.{refused} = function (key, ...rest) {{"
        "  if (key === 'bibloom.visit') throw new DOMException('forbidden', 'SecurityError');"
        "  return real.call(this, key, ...rest); };"
    )
    for day in (FIRST, "2026-03-01"):
        come(window.page, f"{toy.url}recent/", day)
    assert marked(window.page) == []
    assert troubles(window) == []


@pytest.mark.parametrize(
    "damaged", ["[not json", "null", "7", '{"latest":"<img src=x>","before":7}', '{"latest":{},"before":[]}']
)
def test_a_damaged_memory_is_a_first_visit_and_mends(visit: Open, toy: Site, damaged: str) -> None:
    window = visit()
    window.page.goto(f"{toy.url}authors/")
    window.page.evaluate("text => localStorage.setItem('bibloom.visit', text)", damaged)
    come(window.page, f"{toy.url}recent/", FIRST)
    assert marked(window.page) == []
    come(window.page, f"{toy.url}recent/", "2026-03-01")
    assert marked(window.page) == [THIRD, SECOND]
    assert troubles(window) == []


def test_nothing_about_the_visit_leaves_the_browser(visit: Open, toy: Site) -> None:
    window = visit()
    come(window.page, f"{toy.url}recent/", FIRST)
    come(window.page, f"{toy.url}recent/", "2026-03-01")
    assert window.page.context.cookies() == []
    assert window.hosts() == {toy.host}
    assert not [url for url in window.requests if FIRST in url]


@pytest.mark.parametrize("address", ["", "recent/", "categories/memory/"])
def test_pages_lead_to_their_feed(page: Page, toy: Site, address: str) -> None:
    page.goto(toy.url + address)
    link = page.locator("a.feed")
    expect(link).to_have_text("Feed")
    target = str(link.evaluate("link => link.href"))
    assert target == page.locator("link[type='application/atom+xml']").evaluate("link => link.href")
    feed = valid(page.request.get(target).body())
    assert texts(feed, "atom:entry/atom:title")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("papers/berg2023memory/", "papers/vanderberg2023memory/"),
        ("categories/ram/", "categories/memory/"),
        ("papers/", "years/"),
    ],
)
def test_old_addresses_lead_on(page: Page, toy: Site, old: str, new: str) -> None:
    page.goto(toy.url + old)
    page.wait_for_url(toy.url + new)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_old_address_shows_the_way_where_it_cannot_lead_on(toy: Site) -> None:
    text = Path(toy.folder / "papers" / "berg2023memory" / "index.html").read_text()
    assert 'This page has moved to <a href="../vanderberg2023memory/">' in text
