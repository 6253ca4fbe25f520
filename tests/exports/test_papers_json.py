import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.exports import papers_json
from generator.model import Category, Config, Name, Note, Paper, Review

from .strategies import reviews, texts

SCHEMA = json.loads(files("generator.exports").joinpath("papers.schema.json").read_text("utf-8"))
PYTHON_TYPES = {"string": str, "integer": int, "array": list, "object": dict}


def check(value: Any, schema: Mapping[str, Any], where: str = "$") -> None:  # noqa: ANN401
    """Validate against the part of JSON Schema that the schema uses; an unknown keyword fails."""
    known = {
        "$schema",
        "title",
        "$defs",
        "$ref",
        "type",
        "const",
        "pattern",
        "minLength",
        "minItems",
        "items",
    }
    assert schema.keys() <= known | {"properties", "required", "additionalProperties"}, where
    if "$ref" in schema:
        check(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    if "type" in schema:
        assert isinstance(value, PYTHON_TYPES[schema["type"]]), where
        assert not isinstance(value, bool), where
    if "const" in schema:
        assert value == schema["const"], where
        assert type(value) is type(schema["const"]), where
    if isinstance(value, str):
        assert len(value) >= schema.get("minLength", 0), where
        assert re.search(schema.get("pattern", ""), value), where
    if isinstance(value, list):
        assert len(value) >= schema.get("minItems", 0), where
        for place, inside in enumerate(value):
            check(inside, schema["items"], f"{where}[{place}]")
    if isinstance(value, dict):
        assert set(schema.get("required", ())) <= value.keys(), where
        assert value.keys() <= schema.get("properties", value).keys(), where
        for name, inside in value.items() if "properties" in schema else ():
            check(inside, schema["properties"][name], f"{where}.{name}")


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
    (Category("g", "G", "", "S", key_papers=("k",)), Category("h", "H", "g")),
    {"k": Note("k", "Short.", ("39% less",), ("bare",), "Body\n\nwith [@bare].\n")},
)


def test_everything_known_is_there_and_nothing_else() -> None:
    text = papers_json(REVIEW)
    document = json.loads(text)
    check(document, SCHEMA)
    full, bare = document["papers"]
    assert full.keys() == SCHEMA["$defs"]["paper"]["properties"].keys()
    assert bare == {
        "key": "bare",
        "slug": "bare",
        "page": "https://site.org/r/papers/bare/",
        "type": "misc",
        "title": "B",
    }
    assert document["categories"][1] == {"slug": "h", "title": "H", "parent": "g"}
    assert document.keys() == SCHEMA["properties"].keys()
    assert full["note"] == "Body\n\nwith [@bare]."
    assert text.startswith('{"version":1,"title":"R","url":"https://site.org/r/",')
    assert text.count("\n") == 1


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
    check(json.loads(written.encode("utf-8")), SCHEMA)
