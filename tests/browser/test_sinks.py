"""Every payload of tests/sinks on the built site, in a real browser: it is text and runs nothing.

The policy of the page is off where a browser can run without it, so that the escaping stands alone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ..sinks.review import on_pages, payloads, shown
from ..sites import html_pages
from .conftest import Mount, Open
from .visit import Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("sinks")]

# Pages with no text that is Markdown by design: on these not even a picture may be asked for.
LISTS = (
    *("explore/", "recent/", "trends/", "cite/", "curate/", "selection/", "compare/"),
    *("categories/", "authors/", "venues/", "years/", "years/2000/", "tags/"),
)

# What payloads would have made of themselves.
FOREIGN = """
() => {
  const all = [...document.querySelectorAll("*")];
  const bad = (element) =>
    /pwned/i.test(element.localName) || element.classList.contains("pwned") ||
    element.getAttributeNames().some((name) => /^on|pwned/i.test(name)) ||
    /^(javascript|data|vbscript|file|blob):/i.test(element.href?.baseVal ?? element.protocol ?? "");
  const found = all.filter(bad).map((element) => element.outerHTML.slice(0, 200));
  return window.pwned === 1 ? [...found, "it ran"] : found;
}
"""

# Every page of the site through the browser's own parser, which runs nothing of what it parses.
PARSED = """
async (urls) => {
  const found = [];
  for (const url of urls) {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    for (const element of page.querySelectorAll("*")) {
      const names = element.getAttributeNames();
      const own = element.localName !== "script" || element.src.includes("/assets/")
        || element.type.includes("json") || element.id === "__config";
      const foreign = /pwned|^(iframe|object|embed|base|form|frame|applet)$/i.test(element.localName)
        && element.id !== "bb-form";
      const address = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
      const base = new URL(url, location);
      const leads = !URL.canParse(address, base) // to a browser it is no address
        || ["http:", "https:", "mailto:"].includes(new URL(address, base).protocol);
      if (foreign || !own || !leads || names.some((name) => /^on|pwned|^srcdoc$/i.test(name))) {
        found.push(`${url} ${element.outerHTML.slice(0, 200)}`);
      }
    }
  }
  return found;
}
"""


@pytest.fixture
def sinks(mount: Mount, sinks_site: Path) -> Site:
    return Site(mount("sinks", sinks_site), sinks_site)


@pytest.fixture
def bare(visit: Open) -> Visit:
    """Return a window that heeds no Content-Security-Policy."""
    return visit(bypass_csp=True)


def inert(window: Visit, site: Site) -> None:
    """Assert that nothing foreign is on the page, and that nobody else was asked for anything."""
    assert window.page.evaluate(FOREIGN) == [], window.page.url
    assert window.hosts() == {site.host}
    assert window.troubles == []


def test_every_page_through_the_parser_of_a_browser(bare: Visit, sinks: Site) -> None:
    urls = [url for url in html_pages(sinks.folder) if url != "404.html"]
    assert len(urls) > len(on_pages())
    bare.page.goto(sinks.url)
    assert bare.page.evaluate(PARSED, urls) == []


def test_lists_without_a_policy(bare: Visit, sinks: Site) -> None:
    for url in LISTS:
        bare.page.goto(sinks.url + url)
        bare.page.wait_for_load_state("networkidle")
        inert(bare, sinks)


def test_pages_with_prose_under_the_policy(visit: Open, sinks: Site) -> None:
    window = visit()
    papers = [f"papers/p{number}/" for number in range(0, len(on_pages()), 17)]
    for url in ("", "hand/", *(f"categories/c{number}/" for number in range(10)), *papers):
        window.page.goto(sinks.url + url)
        assert window.page.evaluate(FOREIGN) == [], url
    # A picture of another host is refused by the policy, and `https:x` is a missing one of the site.
    assert {urlsplit(request.url).netloc for request in window.answered} == {sinks.host}
    assert all(re.search("Content Security Policy|404", trouble) for trouble in window.troubles)


def test_every_title_is_shown_as_text(bare: Visit, sinks: Site) -> None:
    titles = []
    for year in (2000, 2001, 2002):
        bare.page.goto(f"{sinks.url}years/{year}/")
        titles += bare.page.locator(".paper-list li a[href*='papers/']").all_inner_texts()
        inert(bare, sinks)
    squeezed = {" ".join(title.split()) for title in titles}
    assert {" ".join(title.split()) for title in shown()} <= squeezed


def test_explore_and_its_facets(bare: Visit, sinks: Site) -> None:
    for payload in payloads()["javascript"][:3]:
        bare.page.goto(f"{sinks.url}explore/?q={payload}&author={payload}&sort={payload}")
    bare.page.goto(f"{sinks.url}explore/?tag=%3Cpwned%3E&category=c1")
    bare.page.goto(f"{sinks.url}explore/")
    expect(bare.page.locator(".explore-result").first).to_be_visible()
    for summary in bare.page.locator(".explore summary").all():
        if summary.is_visible():
            summary.click()
    more = bare.page.get_by_role("button", name="Show")
    for _ in range(20):
        if not more.first.is_visible():
            break
        count = bare.page.locator(".explore-result").count()
        more.first.click()
        bare.page.wait_for_function(
            "(count) => document.querySelectorAll('.explore-result').length !== count", arg=count
        )
    inert(bare, sinks)


def test_selection_and_comparison(bare: Visit, sinks: Site) -> None:
    keys = [paper["key"] for paper in sinks.papers]
    bare.page.goto(sinks.url)
    bare.page.evaluate("(keys) => localStorage.clear()", keys)
    for first in range(0, len(keys), 100):
        bare.page.goto(f"{sinks.url}selection/?keys={','.join(keys[first : first + 100])}")
        expect(bare.page.locator(".selection-list li")).to_have_count(min(100, len(keys) - first))
        inert(bare, sinks)
    for first in range(0, 50, 5):
        bare.page.goto(f"{sinks.url}compare/?papers={','.join(keys[first : first + 5])}")
        expect(bare.page.locator(".selection-title")).to_have_count(5)
        inert(bare, sinks)


def test_search_and_cards(bare: Visit, sinks: Site) -> None:
    bare.page.goto(sinks.url)
    found = bare.search("pwned")
    for _ in range(5):
        more = bare.page.locator("button.bb-more")
        if not more.count():
            break
        count = found.count()
        more.click()
        bare.page.wait_for_function(
            "(count) => document.querySelectorAll('.bb-result').length > count", arg=count
        )
    inert(bare, sinks)
    bare.page.goto(f"{sinks.url}categories/c1/")
    for link in bare.page.locator("a.citation").all()[:3]:
        link.hover()
        expect(bare.page.get_by_role("tooltip")).to_be_visible()


def test_addresses_that_run_something_do_not_get_through_a_script(bare: Visit, sinks: Site) -> None:
    bare.page.goto(sinks.url)
    script = """
    async (addresses) => {
      const { make } = await import("./assets/dom.js");
      return addresses.map((href) => make("a", { href }, "x")).filter((link) => link.hasAttribute("href"))
        .map((link) => link.protocol);
    }
    """
    schemes = bare.page.evaluate(script, list(payloads()["url"]))
    assert set(schemes) <= {"http:", "https:", "mailto:", "blob:"}
    assert len(schemes) > 5
    assert json.loads((sinks.folder / "explore" / "records" / "0.json").read_text())["papers"]
