"""COinS: what a reference manager reads back from them is the paper."""

from html import escape
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from generator.exports import coins
from generator.model import Name, Paper

from .strategies import reviews

FORMAT = "info:ofi/fmt:kev:mtx:"


def pairs(paper: Paper) -> dict[str, list[str]]:
    """Parse them as the standard says: a query of UTF-8 text, with `+` for a blank."""
    return parse_qs(coins(paper), strict_parsing=True, encoding="utf-8", errors="strict")


def test_a_conference_paper() -> None:
    paper = Paper(
        "k",
        "k",
        "inproceedings",
        "Größe & Co. = 100%?",
        authors=(Name("Beethoven", "Ludwig", "van"), Name("Research, Inc.", literal=True)),
        year=2022,
        month=3,
        venue="ICML",
        pages="1--9",
        doi="10.1234/a&b",
        url="https://a.org/?x=1&y=2",
    )
    assert pairs(paper) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": [f"{FORMAT}book"],
        "rft.genre": ["proceeding"],
        "rft.atitle": ["Größe & Co. = 100%?"],
        "rft.btitle": ["ICML"],
        "rft.spage": ["1"],
        "rft.epage": ["9"],
        "rft.date": ["2022-03"],
        "rft.au": ["van Beethoven, Ludwig", "Research Inc."],
        "rft_id": ["info:doi/10.1234/a&b", "https://a.org/?x=1&y=2"],
    }


@pytest.mark.parametrize(
    ("kind", "form", "more"),
    [
        ("article", "journal", {"rft.genre": "article", "rft.atitle": "T", "rft.jtitle": "V"}),
        ("incollection", "book", {"rft.genre": "bookitem", "rft.atitle": "T", "rft.btitle": "V"}),
        ("book", "book", {"rft.genre": "book", "rft.btitle": "T", "rft.pub": "V"}),
        ("techreport", "book", {"rft.genre": "report", "rft.btitle": "T", "rft.pub": "V"}),
        ("phdthesis", "dissertation", {"rft.title": "T", "rft.inst": "V"}),
        ("misc", "dc", {"rft.type": "document", "rft.title": "T", "rft.publisher": "V"}),
        ("dataset", "dc", {"rft.type": "dataset", "rft.title": "T", "rft.publisher": "V"}),
    ],
)
def test_each_type_has_the_format_that_the_standard_has_for_it(
    kind: str, form: str, more: dict[str, str]
) -> None:
    found = {key: value for key, (value,) in pairs(Paper("k", "k", kind, "T", venue="V")).items()}
    assert found == {"ctx_ver": "Z39.88-2004", "rft_val_fmt": FORMAT + form, **more}


def test_a_preprint_is_one() -> None:
    found = pairs(Paper("k", "k", "misc", "T", authors=(Name("Li", "A"),), arxiv="2205.14135"))
    assert found["rft.type"] == ["preprint"]
    assert found["rft.publisher"] == ["arXiv"]
    assert found["rft.creator"] == ["Li, A"]
    assert found["rft_id"] == ["https://arxiv.org/abs/2205.14135"]


@given(reviews())
def test_nothing_gets_out_of_its_attribute_and_everything_reads_back(papers: tuple[Paper, ...]) -> None:
    for paper in papers:
        span = f'<span class="Z3988" title="{escape(coins(paper))}"></span>'
        soup = BeautifulSoup(span, "html.parser")
        assert soup.span is not None
        assert soup.span["title"] == coins(paper)
        assert len(soup.find_all()) == 1
        assert coins(paper).isascii()
        assert pairs(paper)["ctx_ver"] == ["Z39.88-2004"]
