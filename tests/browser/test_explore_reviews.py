"""The explore page of other reviews than the flagship: a bare folder, an empty one, and the other engine."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..sites import build_site
from .conftest import Mount, Open
from .exploring import Explore
from .visit import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("reviews")]
TOY = Path(__file__).parent.parent / "toy"

Published = Callable[..., Site]

LIBRARY = """
@article{one, title = {Looms}, author = {Lovelace, Ada}, year = 1843, journal = {Notes}, keywords = {looms}}
@misc{two, title = {Engines}, author = {Babbage, Charles}, year = 1864, keywords = {engines, looms}}
@misc{three, title = {Undated}, keywords = {engines}}
"""


@pytest.fixture
def published(tmp_path: Path, mount: Mount) -> Published:
    """Return a function that builds a review and publishes it."""

    def publish(files: dict[str, str] | Path, engine: str = "mkdocs") -> Site:
        if isinstance(files, Path):
            for name in ("bib", "docs"):
                shutil.copytree(files / name, tmp_path / name)
        else:
            for name, text in files.items():
                (tmp_path / name).write_text(text)
        build_site(tmp_path, engine)
        return Site(mount(tmp_path.name, tmp_path / "site"), tmp_path / "site")

    return publish


def test_a_bare_folder_of_bibtex_is_explored(visit: Open, published: Published) -> None:
    site = published({"library.bib": LIBRARY})
    explore = Explore(visit(), site).open()
    facets = explore.page.locator(".explore-facet > summary").all_inner_texts()
    assert facets == ["Category", "Year", "Venue", "Author", "Type"]
    explore.choose("Category", "Looms")
    assert explore.titles() == ["Engines", "Looms"]
    explore.choose("Author", "Ada Lovelace")
    assert explore.titles() == ["Looms"]
    explore.page.get_by_role("button", name="Clear all filters").click()
    explore.page.get_by_role("searchbox", name="Search papers").fill("engines")
    explore.page.wait_for_url("**q=engines")
    explore.settle()
    assert explore.titles()[0] == "Engines"
    explore.open("?year=1800-1850")
    assert explore.titles() == ["Looms"]
    assert explore.window.troubles == []


def test_an_empty_review_says_so(visit: Open, published: Published) -> None:
    site = published({"library.bib": "% nothing yet\n"})
    window = visit()
    window.page.goto(f"{site.url}explore/", wait_until="networkidle")
    expect(window.page.locator("article")).to_contain_text("There are no papers yet.")
    assert window.troubles == []


def test_it_works_with_the_other_engine_and_old_names(visit: Open, published: Published) -> None:
    site = published(TOY, engine="zensical")
    explore = Explore(visit(), site).open("?q=looms&category=Systems")
    assert explore.titles()[0] == "Looms Revisited, or: How 10⁴ Threads Train"
    assert explore.chips() == ["“looms”", "Category: Systems", "Clear all"]
    script = f"{site.url}assets/papers.js"
    found = explore.page.evaluate(
        "([script, keys]) => import(script).then(({ papers }) => papers(keys))", [script, ["berg2023memory"]]
    )
    assert [paper["key"] for paper in found] == ["vanderberg2023memory"]
    assert explore.window.troubles == []
