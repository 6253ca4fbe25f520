"""`/papers.json`: complete, and as its published schema says."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from generator.exports import papers_json, papers_schema
from generator.model import Category, Config, Name, Note, Paper, Review

from .strategies import reviews, texts

SCHEMA = json.loads(papers_schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def check(value: object) -> None:
    """Fail with the first place where a document is not as the schema says."""
    VALIDATOR.validate(value)


FULL = Paper(
    "k",
    "k",
    "article",
    "T",
    authors=(Name("Beethoven", "Ludwig", "van", "Jr."), Name("ACME", literal=True)),
    more_authors=True,
    editors=(Name("E"),),
    year=2020,
    month=5,
    venue="V",
    volume="1",
    number="2",
    pages="3--4",
    publisher="P",
    doi="10.1/x",
    arxiv="2001.1",
    primary_class="cs.LG",
    url="https://a.org/",
    code="https://b.org/",
    project="https://c.org/",
    groups=("g",),
    keywords=("w",),
    abstract="A",
    added=date(2024, 1, 2),
    aliases=("old",),
    alt_titles=("Other",),
)
REVIEW = Review(
    Config("R", site_url="https://site.org/r/", description="D", text_license="CC BY 4.0"),
    (FULL, Paper("bare", "bare", "misc", "B")),
    (Category("g", "G", "", "S", key_papers=("k",), moved_from=("f",)), Category("h", "H", "g")),
    {"k": Note("k", "Short.", ("39% less",), ("bare",), "Body\n\nwith [@bare].\n")},
)


def test_everything_known_is_there_and_nothing_else() -> None:
    text = papers_json(REVIEW)
    document = json.loads(text)
    check(document)
    full, bare = document["papers"]
    assert full.keys() == SCHEMA["$defs"]["paper"]["properties"].keys()
    assert bare == {
        "key": "bare",
        "slug": "bare",
        "page": "https://site.org/r/papers/bare/",
        "type": "misc",
        "title": "B",
    }
    categories = SCHEMA["$defs"]["category"]["properties"]
    assert document["categories"][0].keys() == categories.keys() - {"parent"}
    assert document["categories"][1] == {"slug": "h", "title": "H", "parent": "g"}
    assert document.keys() == SCHEMA["properties"].keys()
    assert full["note"] == "Body\n\nwith [@bare]."
    assert text.startswith('{"version":1,"title":"R","url":"https://site.org/r/",')
    assert text.count("\n") == 1


def test_the_schema_is_sound_and_says_what_everything_is() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    described = [SCHEMA, *(SCHEMA["$defs"][name] for name in ("category", "paper", "name"))]
    for part in described:
        assert part["additionalProperties"] is False
        assert all(about["description"] for about in part["properties"].values())


@pytest.mark.parametrize(
    "wrong", [{"year": "2020"}, {"month": 13}, {"title": ""}, {"url": "javascript:x"}, {"unheard": 1}]
)
def test_what_is_wrong_does_not_pass(wrong: dict[str, object]) -> None:
    document = json.loads(papers_json(REVIEW))
    document["papers"][0] |= wrong
    with pytest.raises(ValidationError):
        check(document)


def test_unsafe_addresses_are_left_out() -> None:
    paper = replace(FULL, url="javascript:alert(1)", code="data:text/html,x", project="//x")
    (found,) = json.loads(papers_json(Review(papers=(paper,))))["papers"]
    assert found.keys().isdisjoint({"url", "code", "project", "page"})


@given(reviews(), texts, st.characters(categories=["Cs"]))
def test_every_review_fits_the_schema(papers: tuple[Paper, ...], text: str, lone: str) -> None:
    papers = tuple(replace(paper, key=f"k{n}", title=text + lone) for n, paper in enumerate(papers))
    notes = {paper.key: Note(paper.key, text, (text, ""), (), text + lone) for paper in papers}
    config = Config(text, description=text, site_url=text)
    written = papers_json(Review(config, papers, (Category("g", text, text, text),), notes))
    check(json.loads(written.encode("utf-8")))
