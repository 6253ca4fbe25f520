"""Feeds are Atom, whatever their texts hold."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.exports.atom import AtomWriter
from generator.exports.feed import Feed, FeedEntry, Term
from generator.text.escape import clean

from ..feeds import texts, valid

ID = "urn:uuid:00000000-0000-5000-8000-{:012}"
ELEMENTS = {"feed", "entry", "id", "title", "subtitle", "summary", "updated", "link", "category"}
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'title' ]]> <!-- {{ 7*7 }} &amp; é\u2028"


def entry(number: int = 1, **values: object) -> FeedEntry:
    known = {"title": "A title", "link": f"papers/{number}/", "updated": date(2026, 2, 7)}
    return FeedEntry(ID.format(number), **(known | values))  # type: ignore[arg-type]


def feed(*entries: FeedEntry, **values: object) -> Feed:
    known = {"title": "A review", "link": "./", "address": "feed.xml", "authors": ("Ada Lovelace",)}
    return Feed(ID.format(0), entries=entries, **(known | values))  # type: ignore[arg-type]


def test_an_entry_says_everything_it_knows() -> None:
    known = entry(
        authors=("Ada Lovelace", "Grace Hopper"),
        summary="TOYCONF 2024. It weaves.",
        terms=(Term("looms", "Looms & more"), Term("threads", "Threads")),
        related=("https://doi.org/10.5555/a", "https://arxiv.org/abs/2402.00002"),
    )
    root = valid(AtomWriter().write(feed(known)))
    assert texts(root, "atom:entry/atom:author/atom:name") == ["Ada Lovelace", "Grace Hopper"]
    assert texts(root, "atom:entry/atom:category/@term") == ["looms", "threads"]
    assert texts(root, "atom:entry/atom:category/@label") == ["Looms & more", "Threads"]
    assert texts(root, "atom:entry/atom:link[@rel='alternate']/@href") == ["papers/1/"]
    assert texts(root, "atom:entry/atom:link[@rel='related']/@href") == list(known.related)
    assert texts(root, "atom:entry/atom:summary") == ["TOYCONF 2024. It weaves."]
    assert texts(root, "atom:entry/atom:updated") == ["2026-02-07T00:00:00Z"]


def test_the_feed_says_everything_it_knows() -> None:
    made = feed(entry(), subtitle="On looms", rights="CC BY 4.0", terms=(Term("looms", "Looms"),))
    root = valid(AtomWriter().write(made))
    assert texts(root, "atom:title") == ["A review"]
    assert texts(root, "atom:subtitle") == ["On looms"]
    assert texts(root, "atom:rights") == ["CC BY 4.0"]
    assert texts(root, "atom:author/atom:name") == ["Ada Lovelace"]
    assert texts(root, "atom:category/@label") == ["Looms"]
    assert texts(root, "atom:link[@rel='self']/@href") == ["feed.xml"]


def test_the_newest_day_is_the_feeds_and_no_clock_is_asked() -> None:
    made = feed(entry(1, updated=date(2026, 2, 8)), entry(2, updated=date(2025, 12, 31)))
    first, second = AtomWriter().write(made), AtomWriter().write(made)
    assert first == second
    assert texts(valid(first), "atom:updated") == ["2026-02-08T00:00:00Z"]


def test_an_entry_in_two_feeds_is_the_same_in_both() -> None:
    writer, shared = AtomWriter(), entry(1, title="Shared")
    one, other = writer.write(feed(shared)), writer.write(feed(entry(2, updated=date(2026, 3, 1)), shared))
    (line,) = (line for line in one.splitlines() if b"Shared" in line)
    assert line.removesuffix(b"</feed>") in other


def test_markup_is_text() -> None:
    hostile = clean(HOSTILE)
    made = entry(title=hostile, authors=(hostile,), summary=hostile, terms=(Term(hostile, hostile),))
    root = valid(AtomWriter().write(feed(made, title=hostile, subtitle=hostile, authors=(hostile,))))
    assert {str(element.tag).rpartition("}")[2] for element in root.iter()} <= ELEMENTS | {"author", "name"}
    for path in ("title", "subtitle", "author/atom:name", "entry/atom:title", "entry/atom:summary"):
        assert texts(root, f"atom:{path}") == [hostile], path
    assert texts(root, "//atom:category/@label") == [hostile]


@given(st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_any_text_comes_back_as_it_is(title: str, names: list[str]) -> None:
    authors = tuple(filter(None, map(clean, names)))
    made = entry(title=clean(title) or "untitled", authors=authors)
    root = valid(AtomWriter().write(feed(made)))
    assert texts(root, "atom:entry/atom:title") == [made.title]
    assert texts(root, "atom:entry/atom:author/atom:name") == list(authors)
