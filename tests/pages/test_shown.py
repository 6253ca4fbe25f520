"""All that the page of a paper shows is in the value that it is a function of, and in its digest."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from generator.errors import Place
from generator.links.citations import CrossLinks, Mention
from generator.memory import told_by
from generator.model import Config, Entry, Field, Name, Note, Paper
from generator.pages.shown import Other, Showing, Shown, Titled
from generator.pages.view import make_view

from ..builders import category, paper, review

OTHER = Other("b", "b", "B", 2024, "Hopper. 2024.", "Does.")
ANOTHER: dict[str, Any] = {
    "paper": paper("c"),
    "note": Note("a", "Does otherwise."),
    "config": Config(site_url="https://example.org/"),
    "texts": ("@misc{a,\n}\n",),
    "author_slugs": ("ada",),
    "venue_slug": "toyconf",
    "year": Titled("2024", "2024"),
    "tag_slugs": ("vision",),
    "categories": (Titled("looms", "Looms"),),
    "way": (Titled("looms", "Looms"),),
    "older": (OTHER,),
    "newer": (OTHER,),
    "related": ((OTHER, ("looms",)),),
    "mentions": (Mention("index.md", "Home"),),
    "before": OTHER,
    "after": OTHER,
}
OTHERWISE: dict[str, Any] = {
    **dict.fromkeys(("key", "slug", "type", "title", "venue", "volume", "number", "pages"), "other"),
    **dict.fromkeys(("publisher", "doi", "arxiv", "primary_class", "url", "code", "project"), "other"),
    **dict.fromkeys(("abstract", "submitted"), "other"),
    **dict.fromkeys(("groups", "keywords", "aliases", "alt_titles"), ("other",)),
    "authors": (Name("Lovelace", "Ada"),),
    "editors": (Name("Lovelace", "Ada"),),
    "more_authors": True,
    "year": 1843,
    "month": 10,
    "added": date(2026, 1, 5),
    "entry": Entry("misc", "a", (Field("title", "{A}", "A"),), Place("bib/2022.bib", 7)),
}


def shown(repo_url: str = "") -> Shown:
    made = review([paper("a")], config=Config(entry_formats=(), repo_url=repo_url))
    return Showing(make_view(made, CrossLinks({}, ()), {}, {})).shown(made.papers[0])


@pytest.mark.parametrize("name", [field.name for field in fields(Shown)])
def test_whatever_is_shown_otherwise_gives_another_digest(name: str) -> None:
    assert replace(shown(), **{name: ANOTHER[name]}).digest() != shown().digest()
    assert shown().digest() == shown().digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Other)])
def test_whatever_another_paper_is_shown_by_gives_another_digest(name: str) -> None:
    otherwise: dict[str, Any] = {name: 1843 if name == "year" else "other"}
    other = replace(OTHER, **otherwise)
    assert replace(shown(), before=OTHER).digest() != replace(shown(), before=other).digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Paper)])
def test_whatever_a_paper_says_counts(name: str) -> None:
    assert told_by(paper("a")) != told_by(replace(paper("a"), **{name: OTHERWISE[name]}))


@pytest.mark.parametrize(
    "entry",
    [
        Entry("book", "a", (Field("title", "{A}", "A"),)),
        Entry("misc", "b", (Field("title", "{A}", "A"),)),
        Entry("misc", "a", (Field("note", "{A}", "A"),)),
        Entry("misc", "a", (Field("title", '"A"', "A"),)),
        Entry("misc", "a", (Field("title", "{A}", "B"),)),
        Entry("misc", "a", ()),
    ],
)
def test_whatever_its_entry_says_counts(entry: Entry) -> None:
    known = paper("a", entry=Entry("misc", "a", (Field("title", "{A}", "A"),)))
    assert told_by(known) != told_by(replace(known, entry=entry))


def test_where_an_entry_stands_counts_only_for_links_that_lead_there() -> None:
    def moved(one: Shown) -> Shown:
        entry = replace(one.paper.entry, place=Place("bib/2022.bib", 8))
        return replace(one, paper=replace(one.paper, entry=entry))

    assert moved(shown()).digest() == shown().digest()
    hosted = shown("https://code.example.net/team/review")
    assert moved(hosted).digest() != hosted.digest()


def test_what_surrounds_a_paper_is_found() -> None:
    papers = [
        paper("a", authors=("Lovelace",), year=2024, groups=("looms", "nowhere"), keywords=("vision",)),
        paper("b", authors=("Lovelace", "Hopper"), year=2024, venue="TOYCONF", groups=("looms",)),
    ]
    made = review(
        papers,
        [category("weaving"), category("looms", "weaving")],
        [Note("a", "Weaves.", builds_on=("b", "gone"))],
        Config(entry_formats=("ris",)),
    )
    links = CrossLinks({"a": (Mention("index.md", "Home"),)}, ())
    view = make_view(made, links, {}, {"ris": {"a": "TY - GEN", "b": ""}})
    first, second = map(Showing(view).shown, papers)
    assert (first.texts, first.author_slugs, first.venue_slug) == (("TY - GEN",), ("lovelace",), "")
    assert (second.author_slugs, second.venue_slug) == (("lovelace", ""), "toyconf")
    assert (first.year, first.tag_slugs, first.tldr) == (Titled("2024", "2024"), ("vision",), "Weaves.")
    looms = Titled("looms", "Looms")
    assert (first.categories, first.way) == ((looms,), (Titled("weaving", "Weaving"), looms))
    assert first.older == (Other("b", "b", "Title of b", 2024, "Lovelace, Hopper. TOYCONF 2024.", ""),)
    assert [other.key for other in second.newer] == ["a"]
    assert (first.before, first.after, second.before) == (None, first.older[0], second.newer[0])
    assert first.mentions == (Mention("index.md", "Home"),)
