import csv
import io

import pytest
from hypothesis import given

from generator.exports import export
from generator.exports.table import HEAD, WIDE_HEAD, row
from generator.model import Name, Note, Paper
from generator.text.escape import clean

from ..builders import paper, review
from .strategies import reviews, texts


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_paper() -> None:
    one = Paper(
        *("k", "k", "article", "Looms, and “more”"),
        authors=(Name("Beethoven", "Ludwig", "van"), Name("ACME, Inc.", literal=True)),
        more_authors=True,
        year=2020,
        month=5,
        venue="J",
        pages="1–9",
        doi="10.1000/182",
        arxiv="2001.00001",
        url="https://example.org/a",
        groups=("a", "b"),
    )
    (found,) = table(HEAD + row(one))
    assert found == {
        "citekey": "k",
        "type": "article",
        "title": "Looms, and “more”",
        "authors": "van Beethoven, Ludwig; ACME, Inc.; et al.",
        "editors": "",
        "year": "2020",
        "month": "5",
        "venue": "J",
        "volume": "",
        "number": "",
        "pages": "1–9",
        "publisher": "",
        "doi": "10.1000/182",
        "arxiv": "2001.00001",
        "url": "https://example.org/a",
        "categories": "a; b",
    }


def test_the_file_tells_spreadsheets_its_encoding() -> None:
    text = export(review([paper("a")]), [paper("a")], "csv")
    assert text.startswith("\ufeffcitekey,")
    assert text.count("\r\n") == text.count("\n") == 2


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "'=1"])
def test_no_cell_is_a_formula(title: str) -> None:
    (found,) = table(HEAD + row(paper("k", title=title)))
    assert found["title"][0] == "'"


def test_all_fields_have_columns_of_their_own() -> None:
    one = paper("k", keywords=("t",), code="https://code.org/x")
    (found,) = table(WIDE_HEAD + row(one, Note("k", "In short", ("10% less",), ("old",), "Long.")))
    own = ("keywords", "code", "tldr", "results", "builds on", "note")
    assert [found[name] for name in own] == [
        "t",
        "https://code.org/x",
        "In short",
        "10% less",
        "old",
        "Long.",
    ]


@given(reviews())
def test_every_row_reads_back(papers: tuple[Paper, ...]) -> None:
    found = table(export(review(papers), papers, "csv"))
    assert len(found) == len(papers)
    for one, cells in zip(papers, found, strict=True):
        assert None not in cells
        assert None not in cells.values()
        assert cells["title"].removeprefix("'") == clean(one.title).removeprefix("'")
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
            for cell in cells.values()
        )


@given(texts)
def test_a_row_is_one_line(text: str) -> None:
    assert row(paper("k", title=text, venue=text)).count("\r\n") == 1
    assert row(paper("k", title=text)).count("\n") == 1
