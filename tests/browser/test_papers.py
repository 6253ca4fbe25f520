"""What scripts learn about papers from `papers.js`, and how little they load for it."""

from typing import Any

import pytest

from .conftest import Open
from .visit import Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

ASK = """async ([script, keys]) => (await import(script)).papers(keys)"""


@pytest.fixture
def window(visit: Open, site: Site) -> Visit:
    opened = visit()
    opened.page.goto(site.url)
    return opened


def ask(window: Visit, site: Site, *keys: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = window.page.evaluate(ASK, [f"{site.url}assets/papers.js", list(keys)])
    return answer


def test_papers_come_in_the_order_asked_and_unknown_ones_do_not(window: Visit, site: Site) -> None:
    first, last = site.papers[0], site.papers[-1]
    found = ask(window, site, last["key"], "nobody1900nothing", first["key"], last["key"])
    assert [paper["key"] for paper in found] == [last["key"], first["key"]]
    for record, paper in zip(found, (last, first), strict=True):
        assert record["title"] == paper["title"]
        assert record["page"] == site.url + site.page_of(paper)
        assert record["categories"] == paper["categories"]
        assert record["results"] == paper.get("results", [])


def test_every_paper_is_known(window: Visit, site: Site) -> None:
    found = ask(window, site, *(paper["key"] for paper in site.papers))
    assert [paper["title"] for paper in found] == [paper["title"] for paper in site.papers]
    assert [paper.get("year") for paper in found] == [paper.get("year") for paper in site.papers]
    assert [paper.get("tldr") for paper in found] == [paper.get("tldr") for paper in site.papers]


def test_one_paper_loads_the_citekeys_and_one_file(window: Visit, site: Site) -> None:
    window.page.wait_for_load_state("networkidle")
    before = len(window.requests)
    ask(window, site, site.papers[-1]["key"])
    ask(window, site, site.papers[-1]["key"])
    loaded = [url.removeprefix(site.url).partition("?")[0] for url in window.requests[before:]]
    assert loaded == [
        "assets/papers.js",
        "explore/keys.json",
        f"explore/records/{(len(site.papers) - 1) // 32}.json",
    ]


def test_files_of_two_publications_are_not_mixed(visit: Open, site: Site) -> None:
    window = visit()
    window.page.route("**/records/*", lambda route: route.fulfill(json={"version": "other", "papers": []}))
    window.page.goto(site.url)
    failed = window.page.evaluate(
        "([script, keys]) => import(script).then((m) => m.papers(keys)).catch((error) => error.message)",
        [f"{site.url}assets/papers.js", [site.papers[0]["key"]]],
    )
    assert "published anew" in failed
