import json
from dataclasses import replace

import pytest
from hypothesis import given

from generator.bibtex import read_bibs, to_papers
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
    id type title container-title collection-title publisher publisher-place volume issue number edition
    version genre page DOI URL note
"""
TEXTS = frozenset(_TEXTS.split())
NAMES = frozenset({"author", "editor"})
NAME_PARTS = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})


def check(reference: dict[str, object]) -> None:
    assert {"id", "type"} <= reference.keys() <= TEXTS | NAMES | {"issued", "accessed"}
    assert reference["type"] in TYPES
    assert all(isinstance(reference[name], str) for name in TEXTS & reference.keys())
    for role in NAMES & reference.keys():
        people = reference[role]
        assert isinstance(people, list)
        for name in people:
            assert name
            assert name.keys() <= NAME_PARTS
            assert ("literal" in name) is (name.keys() == {"literal"})
    for name in {"issued", "accessed"} & reference.keys():
        day = reference[name]
        assert isinstance(day, dict)
        assert all(
            1 <= len(part) <= 3 and all(isinstance(n, int) for n in part) for part in day["date-parts"]
        )


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
        "note": "arXiv:2001.00001",
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
        "URL": "https://arxiv.org/abs/2001.00001",
    }


def test_a_published_work_is_not_cited_by_its_preprints_addresses() -> None:
    paper = Paper("k", "k", "article", "T", venue="J", arxiv="2001.00001", doi="10.48550/arXiv.2001.00001")
    found = csl(replace(paper, url="https://arxiv.org/abs/2001.00001"))
    assert found == {
        "id": "k",
        "type": "article-journal",
        "title": "T",
        "container-title": "J",
        "note": "arXiv:2001.00001",
    }
    assert csl(replace(paper, doi="10.1000/182", url="https://example.org/"))["DOI"] == "10.1000/182"
    assert csl(replace(paper, doi="10.1000/182", url="https://example.org/"))["URL"] == "https://example.org/"


def entry(kind: str, **fields: str) -> Paper:
    written = ", ".join(f"{name}={{{value}}}" for name, value in fields.items())
    files, _ = read_bibs([("x.bib", f"@{kind}{{k, title={{T}}, {written}}}".encode())])
    (found,), _ = to_papers(files)
    return found


def test_further_fields() -> None:
    book = csl(entry("book", edition="2", address='Z{\\"u}rich', series="S", publisher="P"))
    known = {"edition": "2", "publisher-place": "Zürich", "collection-title": "S", "publisher": "P"}
    assert known.items() <= book.items()
    page = csl(entry("online", organization="Site", url="https://example.org/", urldate="2020-01-02"))
    assert page["container-title"] == "Site"
    assert page["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert csl(entry("software", version="2.1"))["version"] == "2.1"


@pytest.mark.parametrize(
    ("kind", "fields", "genre"),
    [
        ("phdthesis", {}, "PhD thesis"),
        ("mastersthesis", {}, "Master's thesis"),
        ("thesis", {"type": "phdthesis"}, "PhD thesis"),
        ("thesis", {"type": "Diploma thesis"}, "Diploma thesis"),
        ("thesis", {}, None),
        ("techreport", {}, "Technical Report"),
        ("techreport", {"type": "Memo"}, "Memo"),
        ("article", {"type": "x"}, None),
    ],
)
def test_what_kind_of_thesis_or_report_it_is(kind: str, fields: dict[str, str], genre: str | None) -> None:
    assert csl(entry(kind, **fields)).get("genre") == genre


def test_a_series_is_named_once() -> None:
    assert "collection-title" not in csl(entry("inproceedings", series="S"))
    assert csl(entry("inproceedings", series="S", booktitle="B"))["collection-title"] == "S"
    assert "publisher" not in csl(entry("book", series="S"))
    assert "container-title" not in csl(entry("incollection", publisher="P"))


def test_a_particle_with_a_capital_belongs_to_the_family_name() -> None:
    found = csl(
        Paper("k", "k", "misc", "T", (Name("Broeck", "Guy", "Van den"), Name("Berg", "Ann", "van 't")))
    )
    assert found["author"] == [
        {"family": "Van den Broeck", "given": "Guy"},
        {"family": "Berg", "given": "Ann", "non-dropping-particle": "van 't"},
    ]


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
