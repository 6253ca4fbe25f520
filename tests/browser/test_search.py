"""Search from the header, as a reader uses it."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .visit import Site, Visit
from .waiting import Held, eventually, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]


@pytest.fixture
def window(visit: Open, site: Site) -> Visit:
    opened = visit()
    opened.page.goto(site.url)
    return opened


def query(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Search")


@pytest.mark.parametrize("opening", ["click", "/", "s"])
def test_it_opens_with_the_focus_in_the_query(window: Visit, opening: str) -> None:
    button = window.page.get_by_role("button", name="Search", exact=True)
    if opening == "click":
        button.click()
    else:
        window.page.keyboard.press(opening)
    expect(query(window.page)).to_be_focused()
    expect(query(window.page)).to_have_value("")


def test_escape_closes_it_and_the_focus_goes_back(window: Visit) -> None:
    button = window.page.get_by_role("button", name="Search", exact=True)
    button.click()
    window.page.keyboard.type("training")
    window.page.keyboard.press("Escape")
    expect(window.page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_letters_typed_into_the_query_stay_letters(window: Visit) -> None:
    window.page.keyboard.press("s")
    window.page.keyboard.type("loss/s")
    expect(query(window.page)).to_have_value("loss/s")


def test_shortcuts_leave_the_browsers_own_alone(window: Visit) -> None:
    window.page.keyboard.press("Control+s")
    expect(window.page.get_by_role("dialog")).to_be_hidden()


def test_nothing_of_the_index_loads_before_it_opens(window: Visit, site: Site) -> None:
    window.page.wait_for_load_state("networkidle")
    assert not [url for url in window.requests if "/pagefind/" in url]
    window.search("training")
    assert f"{site.url}pagefind/pagefind.js" in window.requests
    assert window.troubles == []


def test_a_title_finds_its_paper_first_and_enter_opens_it(window: Visit, site: Site) -> None:
    found = window.search(site.paper["title"])
    expect(found.first.locator(".bb-result__title")).to_have_text(site.paper["title"])
    expect(found.first.locator(".bb-result__line")).to_contain_text(str(site.paper["year"]))
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(site.url + site.page_of(site.paper))


def test_it_finds_a_paper_by_its_last_author_too(window: Visit, site: Site) -> None:
    """Lists and results cut long rows of authors short; the index must not."""
    families = Counter(name["family"] for paper in site.papers for name in paper.get("authors", []))
    paper, author = next(
        (paper, paper["authors"][-1])
        for paper in site.papers
        if len(paper.get("authors", [])) > 8 and families[paper["authors"][-1]["family"]] == 1
    )
    found = window.search(f"{author['given']} {author['family']}")
    expect(found.first.locator(".bb-result__title")).to_have_text(paper["title"])


def test_it_finds_a_paper_by_its_citekey(window: Visit, site: Site) -> None:
    found = window.search(site.paper["key"])
    expect(found.filter(has_text=site.paper["title"])).to_be_visible()


def test_arrow_keys_move_through_the_results_and_back(window: Visit) -> None:
    found = window.search("training")
    window.page.keyboard.press("ArrowDown")
    expect(found.nth(0)).to_be_focused()
    window.page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    window.page.keyboard.press("ArrowUp")
    window.page.keyboard.press("ArrowUp")
    expect(query(window.page)).to_be_focused()
    window.page.keyboard.press("ArrowUp")
    expect(query(window.page)).to_be_focused()


def test_enter_waits_for_the_words_that_stand_there(window: Visit) -> None:
    window.search("quantization")
    query(window.page).fill("GaLore")
    window.page.keyboard.press("Enter")
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("GaLore")


def test_results_of_the_words_before_are_marked_as_such(window: Visit) -> None:
    found = window.search("quantization")
    held = Held(window.page).hold("**/pagefind/**")
    query(window.page).fill("GaLore")
    results = window.page.locator("#bb-results")
    expect(results).to_have_attribute("aria-busy", "true")
    eventually(window.page, lambda: bool(held.routes), True)
    expect(results).to_have_attribute("aria-busy", "true")
    held.let_go()
    settle(window.page)
    assert "GaLore" in found.locator(".bb-result__title").all_text_contents()[0]


def test_enter_on_a_result_opens_that_one(window: Visit) -> None:
    found = window.search("training")
    window.page.keyboard.press("ArrowDown")
    window.page.keyboard.press("ArrowDown")
    target = found.nth(1).get_attribute("href")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(re.compile(re.escape(target or "no address") + "$"))


def test_typing_on_a_result_goes_on_with_the_query(window: Visit) -> None:
    window.search("train")
    window.page.keyboard.press("ArrowDown")
    window.page.keyboard.type("ing")
    expect(query(window.page)).to_have_value("training")


def test_hits_are_marked(window: Visit) -> None:
    found = window.search("training")
    expect(found.locator("mark").first).to_contain_text(re.compile("train", re.IGNORECASE))


def test_more_results_follow_on_demand(window: Visit) -> None:
    found = window.search("training")
    expect(found).to_have_count(10)
    window.page.get_by_role("button", name=re.compile("Show more")).click()
    expect(found.nth(10)).to_be_focused()
    assert found.count() > 10


def test_no_result_says_so(window: Visit) -> None:
    """Pagefind falls back to shorter beginnings of a word; the review has nothing in this one's alphabet."""
    window.search("ლიტერატურა")
    expect(window.page.locator("#bb-status")).to_have_text("No results")


def test_bibtex_is_not_searched(window: Visit) -> None:
    """The cite box has this field name on hundreds of pages; a reader never looks for it."""
    found = window.search("archiveprefix")
    for hit in found.and_(window.page.locator("[href*='/papers/']")).locator("mark").all_text_contents():
        assert "archiveprefix" not in hit.lower()


def test_the_year_filter_keeps_only_that_year(window: Visit, site: Site) -> None:
    found = window.search("training")
    year = str(site.paper["year"])
    window.page.get_by_label("Year", exact=True).select_option(year)
    settle(window.page)
    lines = found.locator(".bb-result__line").all_text_contents()
    assert lines
    assert all(year in line for line in lines)


def test_filters_work_without_a_query_and_combine(window: Visit, site: Site) -> None:
    window.search("training")
    query(window.page).fill("")
    window.page.get_by_label("Code").check()
    with_code = [paper for paper in site.papers if paper.get("code")]
    expect(window.page.locator("#bb-status")).to_have_text(f"{len(with_code)} results")
    year = with_code[0]["year"]
    window.page.get_by_label("Year", exact=True).select_option(str(year))
    both = sum(paper.get("year") == year for paper in with_code)
    expect(window.page.locator("#bb-status")).to_have_text("1 result" if both == 1 else f"{both} results")


# What the dialog asks for each value that a reader chooses.
COUNTS = """async ([module, facet, values]) => {
  const { find } = await import(module);
  const counts = [];
  for (const value of values) counts.push((await find("", { [facet]: value })).length);
  return counts;
}"""


@pytest.mark.parametrize("facet", ["Category", "Type"])
def test_every_value_of_a_filter_finds_something(window: Visit, site: Site, facet: str) -> None:
    window.search("training")
    query(window.page).fill("")
    menu = window.page.get_by_label(facet)
    expect(menu).to_be_visible()  # the filters come after the first results
    values = menu.locator("option").all_text_contents()[1:]
    assert len(values) > 1
    module = f"{site.url}assets/find.js"
    counts = dict(zip(values, window.page.evaluate(COUNTS, [module, facet, values]), strict=True))
    assert all(counts.values()), counts
    menu.select_option(values[-1])
    settle(window.page)
    expect(window.page.locator("#bb-status")).to_have_text(re.compile(f"^{counts[values[-1]]} result"))


def test_it_fits_the_phone(visit: Open, site: Site) -> None:
    window = visit(phone=True, has_touch=True)
    window.page.goto(site.url)
    window.page.get_by_role("button", name="Search", exact=True).tap()
    window.page.keyboard.type("training")
    expect(window.page.locator(".bb-result").first).to_be_visible()
    dialog = window.page.get_by_role("dialog")
    box = dialog.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    window.page.get_by_role("button", name="Close").tap()
    expect(dialog).to_be_hidden()


FAKE = """
async ({ base, query }) => {
  const { byWords } = await import(base + "assets/find.js");
  const asked = [];
  const counts = { training: 5000, models: 4500, fp8: 30 };
  const pages = (count) => Array.from({ length: count }, (_, id) => ({ id, score: 1, words: [] }));
  const search = async (term) => {
    asked.push(term);
    return pages(counts[term.replaceAll('"', "")] ?? 0);
  };
  return [(await byWords(search, query)).length, asked];
}
"""


@pytest.mark.parametrize(
    ("query", "found", "ranked"),
    [(["training", "fp8"], 30, ["fp8"]), (["training", "models"], 4500, []), (["training"], 5000, [])],
)
def test_words_on_thousands_of_pages_are_not_ranked(
    window: Visit, site: Site, query: list[str], found: int, ranked: list[str]
) -> None:
    """Ranking that many would take Pagefind longer than a reader waits."""
    count, asked = window.page.evaluate(FAKE, {"base": site.url, "query": query})
    assert count == found
    assert [term for term in asked if not term.startswith('"')] == ranked
