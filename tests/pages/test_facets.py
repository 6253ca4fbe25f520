import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.exports import papers_json
from generator.links.citations import CrossLinks
from generator.model import Config, Facet, Name, Note, Paper, Review
from generator.pages.facets import facet_files
from generator.pages.view import make_view
from generator.taxonomy import arrange

from ..builders import category, paper, review
from ..exports.strategies import reviews

Files = Mapping[str, Any]
NOTHING: Mapping[str, Any] = MappingProxyType({})


def files(of: Review) -> Files:
    """Return the files by name."""
    view = make_view(of, CrossLinks(NOTHING, ()), NOTHING, NOTHING)
    return {
        file.path.removeprefix("explore/").removesuffix(".json"): json.loads(file.text)
        for file in facet_files(view)
    }


def read(facet: Mapping[str, Any]) -> dict[str, list[int]]:
    """Return the papers' numbers by value: the inverse of how they are written."""
    return {
        value: list(accumulate(steps)) for value, steps in zip(facet["values"], facet["papers"], strict=True)
    }


def titled(found: Files, title: str) -> dict[str, list[int]]:
    """Return the values of all facets with this title; of the author facet, too."""
    facets = [facet for facet in [*found["facets"]["facets"], found["authors"]] if facet["title"] == title]
    return {value: numbers for facet in facets for value, numbers in read(facet).items()}


PAPERS = (
    paper(
        "new",
        title="Zebra",
        type="article",
        year=2024,
        venue="JMLR",
        authors=("Ada", "Bea"),
        groups=("low", "top"),
        keywords=("vision", "method", "odd"),
        code="https://example.org/c",
        added=date(2025, 1, 1),
    ),
    paper("mid", title="Émile", year=2023, venue="JMLR", authors=("Bea",), groups=("low",)),
    paper("old", title="Ape", groups=("other",), code="javascript:x", added=date(2025, 2, 1)),
)
CATEGORIES = (
    category("other", title="Other"),
    category("top", title="Top"),
    category("low", "top", title="Low", moved_from=("lower",)),
)
FACETS = Config(facets=(Facet("modality", ("language", "vision")), Facet("kind", ("method",))))
REVIEW = review(PAPERS, CATEGORIES, (Note("mid", results=("2x",)), Note("old", tldr="T")), FACETS)


def test_each_facet_has_its_values_with_their_papers() -> None:
    found = files(REVIEW)
    assert titled(found, "Category") == {"other": [2], "top": [0], "low": [0, 1]}
    assert titled(found, "Year") == {"2024": [0], "2023": [1]}
    assert titled(found, "Modality") == {"vision": [0]}
    assert titled(found, "Kind") == {"method": [0]}
    assert titled(found, "Other tags") == {"odd": [0]}
    assert titled(found, "Venue") == {"JMLR": [0, 1]}
    assert titled(found, "Type") == {"Preprint": [1, 2], "Journal article": [0]}
    assert titled(found, "With") == {"code": [0], "results": [1]}
    assert titled(found, "Author") == {"Bea": [0, 1], "Ada": [0]}
    assert read(found["facets"]["added"]) == {"2025-02-01": [2], "2025-01-01": [0]}
    assert found["titles"]["order"] == [2, 1, 0]


def test_a_tree_names_what_is_above_and_what_was_moved() -> None:
    tree = files(REVIEW)["facets"]["facets"][0]
    assert tree["labels"] == ["Other", "Top", "Low"]
    assert tree["parents"] == ["", "", "top"]
    assert tree["old"] == {"lower": "low"}


def test_all_files_are_of_one_edition() -> None:
    assert len({document["version"] for document in files(REVIEW).values()}) == 1


def test_a_review_without_facets_shows_its_tags() -> None:
    found = files(replace(REVIEW, config=Config()))
    assert titled(found, "Tag") == {"method": [0], "odd": [0], "vision": [0]}


def test_tags_that_are_the_categories_are_one_facet() -> None:
    bare = tuple(replace(p, groups=()) for p in PAPERS[:1])
    derived = arrange(bare, ())
    found = files(review(derived.papers, derived.categories))
    assert set(titled(found, "Category")) == {"vision", "method", "odd"}
    assert titled(found, "Tag") == {}


def test_a_review_without_papers_has_no_facets() -> None:
    found = files(review())
    assert found["facets"]["facets"] == []
    assert found["facets"]["papers"] == 0
    assert found["authors"]["values"] == []


def test_what_a_page_cannot_show_tells_no_values_apart() -> None:
    hidden = (paper("a", venue="J\u202eM"), paper("b", venue="JM\u0007"), paper("c", venue="\u202e"))
    assert titled(files(review(hidden)), "Venue") == {"JM": [0, 1]}


@given(reviews(), st.data())
def test_the_facets_say_what_papers_json_says(drawn: tuple[Paper, ...], data: st.DataObject) -> None:
    slugs = ["a", "b", "c"]
    papers = tuple(
        replace(
            p,
            keywords=tuple(data.draw(st.sets(st.sampled_from("tuvw")))),
            groups=tuple(data.draw(st.sets(st.sampled_from(slugs)))),
            venue=data.draw(st.sampled_from(["", "X", "Y"])),
            code=data.draw(st.sampled_from(["", "https://example.org/"])),
            authors=tuple(data.draw(st.sets(st.sampled_from([Name("A"), Name("B")])))),
        )
        for p in drawn
    )
    config = Config(facets=(Facet("kind", ("t", "u")),))
    of = review(papers, [category(slug) for slug in slugs], config=config)
    found, told = files(of), json.loads(papers_json(of))["papers"]

    def having(field: str, value: object) -> list[int]:
        return [n for n, one in enumerate(told) if value == one.get(field) or value in _list(one.get(field))]

    for title, field in (("Category", "categories"), ("Year", "year"), ("Venue", "venue")):
        values = titled(found, title)
        assert values == {v: having(field, int(v) if field == "year" else v) for v in values}
        assert sum(map(len, values.values())) == sum(len(_list(one.get(field))) for one in told)
    tags = titled(found, "Kind") | titled(found, "Other tags")
    assert tags == {tag: having("keywords", tag) for tag in "tuvw" if having("keywords", tag)}
    assert titled(found, "With").get("code", []) == [n for n, one in enumerate(told) if "code" in one]
    for name, numbers in titled(found, "Author").items():
        assert numbers == having("authors", {"family": name})
    assert sorted(found["titles"]["order"]) == list(range(len(papers)))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
