import json

import pytest
from hypothesis import given

from generator.exports import csl_json
from generator.exports.csl import csl
from generator.exports.kinds import _KINDS, kind, page_range
from generator.model import Name, Paper

from .strategies import reviews

# CSL 1.0.2, appendix III.
_TYPES = """
    article article-journal book chapter dataset document manuscript pamphlet paper-conference patent report
    software thesis webpage
"""
TYPES = frozenset(_TYPES.split())
# CSL 1.0.2, appendix IV: those that a paper has.
_TEXTS = """
    id type title container-title publisher volume issue number page DOI URL archive archive_location
"""
TEXTS = frozenset(_TEXTS.split())
NAMES = frozenset({"author", "editor"})
NAME_PARTS = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})


def check(reference: dict[str, object]) -> None:
    assert {"id", "type"} <= reference.keys() <= TEXTS | NAMES | {"issued"}
    assert reference["type"] in TYPES
    assert all(isinstance(reference[name], str) for name in TEXTS & reference.keys())
    for role in NAMES & reference.keys():
        people = reference[role]
        assert isinstance(people, list)
        for name in people:
            assert name
            assert name.keys() <= NAME_PARTS
            assert ("literal" in name) is (name.keys() == {"literal"})
    issued = reference.get("issued", {"date-parts": [[1]]})
    assert isinstance(issued, dict)
    assert all(1 <= len(part) <= 2 and all(isinstance(n, int) for n in part) for part in issued["date-parts"])


def test_a_conference_paper() -> None:
    paper = Paper(
        "k",
        "k",
        "inproceedings",
        "T",
        authors=(Name("Beethoven", "Ludwig", "van", "Jr."), Name("ACME, Inc.", literal=True)),
        more_authors=True,
        year=2020,
        month=5,
        venue="Proc. of X",
        pages="1--10",
        arxiv="2001.00001",
        doi="10.1/x",
        url="javascript:alert(1)",
    )
    assert csl(paper) == {
        "id": "k",
        "type": "paper-conference",
        "title": "T",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van", "suffix": "Jr."},
            {"literal": "ACME, Inc."},
            {"literal": "others"},
        ],
        "issued": {"date-parts": [[2020, 5]]},
        "container-title": "Proc. of X",
        "page": "1-10",
        "archive": "arXiv",
        "archive_location": "2001.00001",
        "DOI": "10.1/x",
    }


def test_a_preprint() -> None:
    found = csl(Paper("k", "k", "misc", "T", arxiv="2001.00001"))
    assert found == {
        "id": "k",
        "type": "article",
        "title": "T",
        "publisher": "arXiv",
        "number": "arXiv:2001.00001",
    }


@pytest.mark.parametrize("name", [*_KINDS, "odd", "ARTICLE"])
def test_every_type_has_one_in_csl(name: str) -> None:
    assert kind(Paper("k", "k", name, "T")).csl in TYPES


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1--10", ("1", "10")),
        ("1-10", ("1", "10")),
        ("1:1 – 1:25", ("1:1", "1:25")),
        ("A-1--A-9", ("A-1", "A-9")),
        ("e12", ("e12", "")),
        ("1,3-5", ("1,3-5", "")),
        ("1-2-3", ("1-2-3", "")),
        ("--5", ("--5", "")),
        ("", ("", "")),
    ],
)
def test_page_range(pages: str, expected: tuple[str, str]) -> None:
    assert page_range(pages) == expected


@given(reviews())
def test_every_export_is_csl(papers: tuple[Paper, ...]) -> None:
    found = json.loads(csl_json(papers))
    assert len(found) == len(papers)
    for reference in found:
        check(reference)


def test_empty() -> None:
    assert json.loads(csl_json([])) == []
