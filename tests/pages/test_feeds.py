"""What the feeds hold, and that their identifiers outlive names and addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from lxml import etree

from generator.links.citations import CrossLinks
from generator.model import Category, Config, Note, Paper, Review
from generator.pages.feeds import feed_alternates, feed_link, feeds, oldest_key
from generator.pages.view import make_view

from ..builders import category, paper, review
from ..feeds import texts, valid

DAY = date(2026, 2, 7)
SITE = Config(title="Looms", site_url="https://example.org/review/")


def made(known: Review) -> Mapping[str, etree._Element]:
    """Return the review's feeds by path, each a valid one."""
    view = make_view(known, CrossLinks({}, ()), {}, {})
    return {path: valid(content) for path, content in feeds(view)}


def of(
    papers: Sequence[Paper],
    categories: Sequence[Category] = (),
    config: Config = SITE,
    notes: Sequence[Note] = (),
) -> Mapping[str, etree._Element]:
    return made(review(papers, categories, notes, config))


def ids(feed: etree._Element) -> list[str]:
    return texts(feed, "atom:entry/atom:id")


def titles(feed: etree._Element) -> list[str]:
    return texts(feed, "atom:entry/atom:title")


def test_an_entry_is_the_paper() -> None:
    known = paper(
        "a", added=DAY, authors=("Lovelace", "Hopper"), venue="TOYCONF", year=2024, groups=("looms",),
        doi="10.5555/a", arxiv="2402.00002", url="https://example.org/a",
    )  # fmt: skip
    found = of([known], [category("looms", title="Looms & threads")], notes=[Note("a", "It weaves.")])
    feed = found["feed.xml"]
    assert texts(feed, "atom:entry/atom:author/atom:name") == ["Lovelace", "Hopper"]
    assert texts(feed, "atom:entry/atom:summary") == ["TOYCONF 2024. It weaves."]
    assert texts(feed, "atom:entry/atom:category/@label") == ["Looms & threads"]
    assert texts(feed, "atom:entry/atom:updated") == ["2026-02-07T00:00:00Z"]
    related = texts(feed, "atom:entry/atom:link[@rel='related']/@href")
    assert related == ["https://doi.org/10.5555/a", "https://arxiv.org/abs/2402.00002"]


def test_a_papers_own_address_stands_in_where_it_has_no_identifier() -> None:
    feed = of([paper("a", added=DAY, url="https://example.org/a"), paper("b", added=DAY, url="javascript:a")])
    assert texts(feed["feed.xml"], "//atom:link[@rel='related']/@href") == ["https://example.org/a"]


def test_addresses_are_whole_where_the_sites_is_known() -> None:
    found = of([paper("a", added=DAY, groups=("looms",))], [category("looms")])
    whole, of_looms = found["feed.xml"], found["categories/looms/feed.xml"]
    assert texts(whole, "atom:link/@href") == [
        "https://example.org/review/",
        "https://example.org/review/feed.xml",
    ]
    page = "https://example.org/review/categories/looms/"
    assert texts(of_looms, "atom:link/@href") == [page, f"{page}feed.xml"]
    for feed in found.values():
        assert texts(feed, "atom:entry/atom:link/@href") == ["https://example.org/review/papers/a/"]


def test_addresses_are_relative_to_the_feed_where_it_is_not() -> None:
    found = of([paper("a", added=DAY, groups=("looms",))], [category("looms")], Config())
    assert texts(found["feed.xml"], "//atom:link/@href") == ["./", "feed.xml", "papers/a/"]
    assert texts(found["categories/looms/feed.xml"], "//atom:link/@href") == [
        "./",
        "feed.xml",
        "../../papers/a/",
    ]


def test_the_newest_come_first_and_within_a_day_the_order_stays() -> None:
    days = {"d": None, "c": date(2026, 1, 5), "a": date(2026, 2, 8), "b": date(2026, 1, 5)}
    feed = of([paper(key, added=day) for key, day in days.items()])["feed.xml"]
    assert titles(feed) == ["Title of a", "Title of c", "Title of b"]
    assert texts(feed, "atom:updated") == ["2026-02-08T00:00:00Z"]


def test_a_feed_is_bounded() -> None:
    papers = [paper(f"p{n}", added=date(2026, 1, n)) for n in range(1, 10)]
    feed = of(papers, config=Config(recent=3))["feed.xml"]
    assert titles(feed) == ["Title of p9", "Title of p8", "Title of p7"]


def test_a_category_holds_what_is_below_it_too() -> None:
    papers = [
        paper("a", added=DAY, groups=("top",)),
        paper("b", added=DAY, groups=("low",)),
        paper("c", added=DAY),
    ]
    found = of(papers, [category("top"), category("low", "top"), category("empty")])
    assert set(found) == {"feed.xml", "categories/top/feed.xml", "categories/low/feed.xml"}
    assert titles(found["categories/top/feed.xml"]) == ["Title of a", "Title of b"]
    assert texts(found["categories/low/feed.xml"], "atom:title") == ["Low · Looms"]


def test_without_days_or_with_none_wanted_there_is_no_feed_and_no_link_to_one() -> None:
    for papers, config in (([paper("a")], SITE), ([paper("a", added=DAY)], replace(SITE, recent=0))):
        assert of(papers, [category("looms")], config) == {}
        assert feed_link(papers, config) == ""
        assert feed_alternates(papers, config) == []


def test_identifiers_survive_a_new_citekey_another_site_and_other_papers() -> None:
    before = of([paper("old", added=DAY, title="Looms")])
    moved = replace(SITE, site_url="https://elsewhere.example/")
    after = of(
        [paper("other", added=DAY), paper("new", added=DAY, title="Looms", aliases=("old",))], config=moved
    )
    again = of([paper("newest", added=DAY, title="Looms", aliases=("old", "new"))])
    assert ids(before["feed.xml"])[0] == ids(after["feed.xml"])[1] == ids(again["feed.xml"])[0]
    assert texts(before["feed.xml"], "atom:id") == texts(after["feed.xml"], "atom:id")


def test_identifiers_survive_a_new_title_of_the_review_once_that_is_asked_for() -> None:
    papers = [paper("a", added=DAY)]
    before = of(papers)["feed.xml"]
    renamed = replace(SITE, title="Looms and more")
    kept = of(papers, config=replace(renamed, feed_id="Looms"))["feed.xml"]
    assert texts(before, "//atom:id") == texts(kept, "//atom:id")
    assert not set(texts(before, "//atom:id")) & set(
        texts(of(papers, config=renamed)["feed.xml"], "//atom:id")
    )


def test_an_old_key_that_is_another_papers_now_is_not_shared() -> None:
    known = review(
        [paper("a", added=DAY), paper("b", added=DAY, aliases=("a", "c")), paper("d", aliases=("c",))]
    )
    assert [oldest_key(one, known) for one in known.papers] == ["a", "c", "d"]
    assert len(set(ids(made(known)["feed.xml"]))) == 2


def test_a_moved_category_keeps_its_identifier_and_its_readers() -> None:
    papers = [paper("a", added=DAY, groups=("then",))]
    before = of(papers, [category("then")])
    after = of([replace(papers[0], groups=("now",))], [category("now", moved_from=("then", "between"))])
    old, new = before["categories/then/feed.xml"], after["categories/now/feed.xml"]
    assert texts(old, "//atom:id") == texts(new, "//atom:id")
    for place in ("then", "between"):
        assert etree.tostring(after[f"categories/{place}/feed.xml"]) == etree.tostring(new)


def test_an_old_slug_that_another_category_has_now_stays_its_own() -> None:
    papers = [paper("a", added=DAY, groups=("x", "y"))]
    found = of(papers, [category("x"), category("y", moved_from=("x", "z"))])
    assert set(found) == {"feed.xml", *(f"categories/{slug}/feed.xml" for slug in "xyz")}
    assert texts(found["categories/x/feed.xml"], "atom:title") == ["X · Looms"]
    own, other = (texts(found[f"categories/{slug}/feed.xml"], "atom:id") for slug in "xy")
    assert own != other


def test_pages_lead_to_their_feed() -> None:
    papers, looms = [paper("a", added=DAY)], category("looms")
    assert feed_link(papers, SITE) == "[Feed](feed.xml){ .feed }"
    assert feed_link(papers, SITE, looms) == "[Feed](looms/feed.xml){ .feed }"
    assert feed_alternates(papers, SITE, root="../") == [["application/atom+xml", "../feed.xml", "Looms"]]
    assert feed_alternates(papers, SITE, looms) == [["application/atom+xml", "feed.xml", "Looms · Looms"]]
