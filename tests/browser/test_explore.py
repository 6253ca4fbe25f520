"""The explore page as a reader uses it; what it must show is worked out from `papers.json` here."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .exploring import SHOWN, Explore, Paper, shown
from .test_accessibility import violations
from .visit import Site
from .waiting import settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]


@pytest.fixture
def explore(visit: Open, site: Site) -> Explore:
    return Explore(visit(), site)


def tagged(*tags: str) -> Callable[[Paper], bool]:
    return lambda paper: bool(set(tags) & set(paper.get("keywords", [])))


def test_it_begins_with_everything_newest_first(explore: Explore) -> None:
    explore.open()
    expect(explore.page.locator(".explore-count")).to_have_text(f"{len(explore.site.papers)} papers")
    first = [shown(paper["title"]) for paper in explore.site.papers[:SHOWN]]
    assert [shown(t) for t in explore.page.locator(".explore-title").all_inner_texts()] == first
    assert explore.chips() == []
    assert explore.window.troubles == []


def test_a_result_says_what_the_paper_is(explore: Explore) -> None:
    paper = explore.site.paper
    explore.open(f"?q={paper['key']}")
    result = explore.page.locator(".explore-result").first
    expect(result.locator(".explore-title")).to_have_text(paper["title"])
    expect(result.locator(".authors")).to_contain_text(paper["authors"][0]["family"])
    expect(result.locator(".venue")).to_have_text(f"{paper['venue']} {paper['year']}")
    expect(result.locator(".tldr")).to_have_text(paper["tldr"])
    titles = {c["slug"]: c["title"] for c in explore.site.categories}
    assert result.locator(".label").all_inner_texts() == [titles[slug] for slug in paper["categories"]]
    result.locator(".explore-title").click()
    explore.page.wait_for_url(explore.site.url + explore.site.page_of(paper))


def test_a_parent_means_all_below_it(explore: Explore) -> None:
    explore.open()
    parent = next(
        c
        for c in explore.site.categories
        if any(o.get("parent") == c["slug"] for o in explore.site.categories)
    )
    below = explore.subtree(parent["slug"])
    explore.choose("Category", parent["title"])
    assert explore.asked() == f"?category={parent['slug']}"
    explore.shows(explore.where(lambda paper: below & set(paper["categories"])))


def test_values_of_a_facet_add_up_and_facets_narrow_down(explore: Explore) -> None:
    explore.open()
    explore.choose("Modality", "vision")
    explore.choose("Modality", "video")
    explore.choose("Kind", "system")
    explore.shows(explore.where(lambda p: tagged("vision", "video")(p) and tagged("system")(p)))
    explore.choose("Modality", "vision")
    explore.shows(explore.where(lambda p: tagged("video")(p) and tagged("system")(p)))


def test_counts_are_those_of_papers_json(explore: Explore) -> None:
    explore.open("?tag=vision&tag=system")
    for tag in ("language", "vision", "video", "speech"):
        # What the value would give: the choice of another facet holds, the one of its own does not.
        both = explore.where(lambda p, tag=tag: tagged(tag)(p) and tagged("system")(p))  # type: ignore[misc]
        assert explore.count("Modality", tag) == len(both)
    for tag in ("method", "system", "theory"):
        both = explore.where(lambda p, tag=tag: tagged(tag)(p) and tagged("vision")(p))  # type: ignore[misc]
        assert explore.count("Kind", tag) == len(both)
    for category in (c for c in explore.site.categories if not c.get("parent")):
        below = explore.subtree(category["slug"])
        all_three = explore.where(
            lambda p, below=below: (
                below & set(p["categories"]) and tagged("vision")(p) and tagged("system")(p)
            )  # type: ignore[misc]
        )
        assert explore.count("Category", category["title"]) == len(all_three)


def test_years_are_a_range(explore: Explore) -> None:
    explore.open()
    years = explore.facet("Year")
    years.get_by_label("From").select_option("2021")
    explore.settle()
    assert explore.asked() == "?year=2021-"
    years.get_by_label("To").select_option("2022")
    explore.settle()
    assert explore.asked() == "?year=2021-2022"
    explore.shows(explore.where(lambda p: p.get("year") in (2021, 2022)))
    years.get_by_label("From").select_option("2023")
    explore.settle()
    explore.shows(explore.where(lambda p: p.get("year") == 2023))


def test_a_bar_is_its_year(explore: Explore) -> None:
    explore.open()
    bar = explore.page.locator(".explore-bar-year").last
    year = str(max(paper["year"] for paper in explore.site.papers if paper.get("year")))
    assert (bar.get_attribute("title") or "").startswith(f"{year}:")
    bar.click()
    explore.settle()
    assert explore.asked() == f"?year={year}"


def test_only_papers_with_code_or_results(explore: Explore) -> None:
    explore.open()
    explore.choose("With", "Code")
    explore.shows(explore.where(lambda p: p.get("code")))
    explore.choose("With", "Reported results")
    explore.shows(explore.where(lambda p: p.get("code") and p.get("results")))


def test_any_author_is_found_without_accents(explore: Explore) -> None:
    explore.open()
    loaded = [url for url in explore.window.requests if "authors.json" in url]
    assert loaded == []
    author = next(
        name
        for paper in explore.site.papers
        for name in paper.get("authors", [])
        if not name["family"].isascii() and name.get("given")
    )
    full = " ".join(n for n in (author["given"], author.get("particle"), author["family"]) if n)
    field = explore.facet("Author").get_by_role("searchbox")
    plain = explore.page.evaluate("text => text.normalize('NFKD').replace(/\\p{M}/gu, '')", full)
    field.fill(plain.lower())
    explore.choose("Author", full)
    explore.shows(explore.where(lambda p: author in p.get("authors", [])))
    explore.open(explore.asked())
    assert explore.chips() == [f"Author: {full}", "Clear all"]


def test_the_venue_facet_shows_the_most_frequent_and_finds_the_others(explore: Explore) -> None:
    explore.open()
    venues = explore.facet("Venue")
    shown = [venues.locator("label").count(), venues.locator(".explore-more").inner_text()]
    known = {paper["venue"] for paper in explore.site.papers if paper.get("venue")}
    assert shown == [8, f"{len(known) - 8} more: type to find them"]
    rare = next(v for v in known if sum(p.get("venue") == v for p in explore.site.papers) == 1)
    venues.get_by_role("searchbox").fill(rare)
    explore.choose("Venue", rare)
    explore.shows(explore.where(lambda p: p.get("venue") == rare))


def test_search_and_facets_work_together(explore: Explore) -> None:
    explore.open()
    explore.page.get_by_role("searchbox", name="Search papers").fill("attention")
    expect(explore.page.locator(".explore-sort select")).to_have_value("relevance")
    explore.settle()
    found = set(explore.titles())
    assert len(found) > SHOWN
    count = explore.count("Modality", "vision")
    explore.choose("Modality", "vision")
    expected = explore.where(lambda p: p["title"] in found and tagged("vision")(p))
    assert len(expected) == count
    explore.shows(expected)
    assert explore.asked() == "?q=attention&tag=vision"


def test_it_finds_what_the_header_finds_in_the_same_order(explore: Explore) -> None:
    explore.open("?q=low-rank+adaptation")
    here = explore.titles()[:8]
    results = explore.window.search("low-rank adaptation").and_(explore.page.locator("[href*='/papers/']"))
    there = results.locator(".bb-result__title").all_inner_texts()
    assert len(there) > 3
    assert here[: len(there)] == there[:8]


def test_a_search_loads_no_page_of_the_index_for_each_result(explore: Explore) -> None:
    explore.open("?q=training")
    found = int(explore.page.locator(".explore-count").inner_text().split()[0])
    fragments = [url for url in explore.window.requests if "/fragment/" in url]
    assert found > 200
    assert len(fragments) <= 20


def test_the_header_hands_its_question_over(explore: Explore) -> None:
    explore.page.goto(explore.site.url)
    explore.window.search("training")
    explore.page.get_by_label("Category").select_option(index=3)
    category = explore.page.get_by_label("Category").input_value()
    explore.page.get_by_label("Code").check()
    settle(explore.page)
    explore.page.get_by_role("link", name="See all in Explore").click()
    explore.page.wait_for_url("**/explore/**")
    explore.settle()
    assert explore.chips() == ["“training”", f"Category: {category}", "With: Code", "Clear all"]


ORDERS = {
    "title": lambda papers: sorted(papers, key=lambda p: re.sub(r"[^a-z0-9]", "", p["title"].lower())),
    "added": lambda papers: sorted(papers, key=lambda p: p["added"], reverse=True),
    "year": lambda papers: papers,
}


@pytest.mark.parametrize("sort", ORDERS)
def test_it_sorts(explore: Explore, sort: str) -> None:
    explore.open("?year=2019")
    explore.page.get_by_label("Sort").select_option(sort)
    explore.settle()
    assert explore.asked() == f"?year=2019&sort={sort}"
    papers = explore.where(lambda p: p.get("year") == 2019)
    assert explore.titles() == [shown(paper["title"]) for paper in ORDERS[sort](papers)]  # type: ignore[no-untyped-call]


def test_an_address_restores_the_view(explore: Explore, visit: Open) -> None:
    explore.open()
    explore.choose("Modality", "vision")
    explore.page.get_by_role("searchbox", name="Search papers").fill("diffusion")
    explore.page.wait_for_url("**q=diffusion**")
    explore.settle()
    explore.page.get_by_label("Sort").select_option("title")
    explore.settle()
    other = Explore(visit(), explore.site).open(explore.asked())
    assert other.titles() == explore.titles()
    assert other.chips() == explore.chips() == ["“diffusion”", "Modality: vision", "Clear all"]
    expect(other.value("Modality", "vision")).to_be_checked()
    expect(other.page.get_by_label("Sort")).to_have_value("title")
    expect(other.page.get_by_role("searchbox", name="Search papers")).to_have_value("diffusion")


def test_an_address_with_an_unknown_value_finds_nothing_and_says_why(explore: Explore) -> None:
    explore.open("?venue=Nowhere&year=abc&sort=oddly&category=")
    assert explore.chips() == ["venue: Nowhere (unknown)", "Clear all"]
    expect(explore.page.locator(".explore-count")).to_have_text(re.compile("^0 of"))
    expect(explore.page.locator(".explore-list")).to_contain_text("No paper meets all of this")
    assert explore.count("Venue", "ICML") > 0
    explore.page.get_by_role("button", name="Remove filter venue: Nowhere (unknown)").click()
    expect(explore.page.locator(".explore-count")).to_have_text(re.compile("^[1-9]"))


def test_back_and_forward_go_through_the_choices(explore: Explore) -> None:
    explore.open()
    query = explore.page.get_by_role("searchbox", name="Search papers")
    explore.choose("Kind", "theory")
    query.press_sequentially("convergence rate", delay=60)
    explore.page.wait_for_url("**q=convergence+rate**")
    explore.settle()
    explore.page.go_back()
    explore.settle()
    assert explore.asked() == "?tag=theory"
    expect(query).to_have_value("")
    explore.shows(explore.where(tagged("theory")))
    explore.page.go_back()
    explore.settle()
    assert explore.asked() == ""
    expect(explore.value("Kind", "theory")).not_to_be_checked()
    explore.page.go_forward()
    explore.page.go_forward()
    explore.settle()
    expect(query).to_have_value("convergence rate")
    assert explore.asked() == "?q=convergence+rate&tag=theory"


def test_back_from_a_paper_finds_the_list_as_it_was(explore: Explore) -> None:
    explore.open("?tag=vision")
    explore.page.get_by_role("button", name=re.compile("Show more")).click()
    explore.settle()
    link = explore.page.locator(".explore-title").nth(SHOWN + 4)
    title = link.inner_text()
    link.click()
    expect(explore.page.get_by_role("heading", level=1)).to_contain_text(title[:20])
    explore.page.go_back()
    explore.settle()
    expect(explore.page.locator(".explore-title").nth(SHOWN + 4)).to_be_in_viewport()


def test_a_chip_takes_its_filter_away(explore: Explore) -> None:
    explore.open("?tag=vision&tag=system&year=2024")
    explore.page.get_by_role("button", name="Remove filter Modality: vision").click()
    explore.settle()
    assert explore.asked() == "?tag=system&year=2024"
    expect(explore.page.locator(".explore-chip").first).to_be_focused()
    explore.page.get_by_role("button", name="Clear all filters").click()
    explore.settle()
    assert explore.asked() == ""
    expect(explore.page.get_by_role("searchbox", name="Search papers")).to_be_focused()


def test_the_number_of_papers_is_announced(explore: Explore) -> None:
    explore.open("?tag=vision")
    status = explore.page.locator(".explore-main").get_by_role("status").first
    number = len(explore.where(tagged("vision")))
    expect(status).to_have_text(f"{number} of {len(explore.site.papers)} papers")


def saved(page: Page) -> str:
    """Export the selection and return the file's text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as BibTeX").click()
    assert download.value.suggested_filename == "selection.bib"
    return Path(download.value.path()).read_text(encoding="utf-8")


def own_entries(site: Site, papers: Iterable[Paper]) -> str:
    """Return the papers' own files, joined as an export joins them."""
    files = (site.folder / "papers" / p["slug"] / f"{p['slug']}.bib" for p in papers)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_selected_papers_are_exported_whatever_is_shown_later(explore: Explore) -> None:
    explore.open("?tag=vision&sort=year")
    vision = explore.where(tagged("vision"))
    explore.page.get_by_role("checkbox", name=f"Select {shown(vision[1]['title'])}").check()
    explore.open("?tag=speech&sort=year")
    speech = next(p for p in explore.where(tagged("speech")) if p not in vision)
    explore.page.get_by_role("checkbox", name=f"Select {shown(speech['title'])}").check()
    expect(explore.page.get_by_text("2 selected")).to_be_visible()
    assert saved(explore.page) == own_entries(explore.site, [vision[1], speech])


def test_all_results_can_be_selected_and_let_go(explore: Explore) -> None:
    explore.open("?year=2022")
    papers = explore.where(lambda p: p.get("year") == 2022)
    assert len(papers) > SHOWN
    explore.page.get_by_role("button", name=f"Select all {len(papers)}").click()
    expect(explore.page.get_by_text(f"{len(papers)} selected")).to_be_visible()
    expect(explore.page.locator(".explore-result input:not(:checked)")).to_have_count(0)
    assert saved(explore.page) == own_entries(explore.site, papers)
    explore.page.get_by_role("button", name="Deselect all").click()
    expect(explore.page.locator(".explore-result input:checked")).to_have_count(0)
    expect(explore.page.get_by_role("button", name="Export as BibTeX")).to_be_hidden()
    explore.page.get_by_role("button", name="Undo").click()
    expect(explore.page.get_by_text(f"{len(papers)} selected")).to_be_visible()
    explore.page.get_by_role("link", name="Show them").click()
    expect(explore.page.get_by_role("heading", level=1)).to_have_text(re.compile("selection", re.IGNORECASE))


def test_everything_works_by_keyboard(explore: Explore) -> None:
    explore.open()
    press = explore.page.keyboard.press
    query = explore.page.get_by_role("searchbox", name="Search papers")
    query.focus()
    explore.page.keyboard.type("quantization")
    explore.page.wait_for_url("**q=quantization")
    explore.settle()
    facet = explore.facet("Kind").locator("summary")
    facet.focus()
    press("Tab")
    box = explore.value("Kind", "method")
    expect(box).to_be_focused()
    press("Space")
    explore.settle()
    assert explore.asked() == "?q=quantization&tag=method"
    expect(box).to_be_focused()
    opener = explore.page.get_by_role("button", name=re.compile("^Within ")).first
    opener.focus()
    press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    press("Tab")
    press("Tab")
    press("Space")
    explore.settle()
    assert len(explore.chips()) == 4
    for _ in range(200):
        if explore.page.evaluate("document.activeElement.matches('.explore-result > input')"):
            break
        press("Tab")
    press("Space")
    expect(explore.page.get_by_text("1 selected")).to_be_visible()


def test_it_shuts_no_reader_out(visit: Open, site: Site) -> None:
    """With everything unfolded, something chosen, something unknown and a paper selected."""
    explore = Explore(visit(reduced_motion="reduce"), site).open("?q=attention&tag=vision&tag=unknown")
    for title in ("Modality", "Stage", "Venue", "Author", "Type", "With"):
        explore.facet(title)
    explore.facet("Author").get_by_role("checkbox").first.wait_for()
    explore.page.get_by_role("button", name=re.compile("^Within ")).first.click()
    explore.page.locator(".explore-result input").first.check()
    assert list(violations(explore.page)) == []


def test_show_more_leads_on_from_where_it_was(explore: Explore) -> None:
    explore.open()
    explore.page.get_by_role("button", name=re.compile("Show more")).press("Enter")
    explore.settle()
    expect(explore.page.locator(".explore-title").nth(SHOWN)).to_be_focused()
    expect(explore.page.locator(".explore-result")).to_have_count(2 * SHOWN)


def test_a_click_keeps_its_place_in_a_long_list(explore: Explore) -> None:
    """The venues are ordered by what is left: nothing may move under the pointer or the focus."""
    explore.open("?tag=vision")
    venues = explore.facet("Venue").locator("label > span:nth-child(2)")
    before = venues.all_inner_texts()
    third = explore.value("Venue", before[2])
    third.focus()
    explore.page.keyboard.press("Space")
    explore.settle()
    assert venues.all_inner_texts() == before
    expect(third).to_be_focused()
    expect(third).to_be_checked()


def test_the_phone_folds_the_filters_away(visit: Open, site: Site) -> None:
    explore = Explore(visit(phone=True, has_touch=True), site).open()
    expect(explore.page.locator(".explore-value").first).to_be_hidden()
    explore.page.locator(".explore-filters > summary").tap()
    explore.choose("Kind", "theory")
    papers = explore.where(tagged("theory"))
    assert explore.window.overflow() <= 0
    explore.page.get_by_role("button", name=f"Show {len(papers)} papers").tap()
    expect(explore.page.locator(".explore-value").first).to_be_hidden()
    expect(explore.page.locator(".explore-filters > summary")).to_have_text("Filters (1)")
    expect(explore.page.locator(".explore-title").first).to_be_in_viewport()


def test_it_leads_on_without_javascript(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(f"{site.url}explore/")
    expect(page.locator(".explore .paper-list a").first).to_be_visible()
    for index in ("Categories", "Years", "Venues", "Tags", "Authors"):
        page.goto(f"{site.url}explore/")
        page.locator(".explore-side").get_by_role("link", name=index).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(index))


def test_a_failure_leaves_the_page_readable(visit: Open, site: Site) -> None:
    page = visit().page
    page.route("**/explore/facets.json", lambda route: route.abort())
    page.goto(f"{site.url}explore/")
    expect(page.locator(".explore-count")).to_contain_text("Failed")
    expect(page.locator(".explore .paper-list a").first).to_be_visible()
    expect(page.locator(".explore-side").get_by_role("link", name="Years")).to_be_visible()


def test_without_an_index_everything_but_words_works(visit: Open, site: Site) -> None:
    explore = Explore(visit(), site)
    explore.page.route("**/pagefind/**", lambda route: route.abort())
    explore.open("?q=attention")
    expect(explore.page.locator(".explore-count")).to_have_text("The search index could not be loaded.")
    explore.page.get_by_role("button", name="Clear all filters").click()
    explore.choose("Kind", "theory")
    explore.shows(explore.where(tagged("theory")))
