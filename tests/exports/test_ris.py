import re

import rispy
from hypothesis import given

from generator.exports import ris
from generator.model import Name, Paper
from generator.text.escape import clean

from .strategies import reviews


def test_an_article() -> None:
    paper = Paper(
        "k1",
        "k1",
        "article",
        "A Title",
        authors=(
            Name("Beethoven", "Ludwig", "van"),
            Name("Davis", "Sammy", "", "Jr."),
            Name("ACME, Inc.", literal=True),
        ),
        year=2020,
        month=5,
        venue="J. of X",
        volume="3",
        number="2",
        pages="12–34",
        publisher="P",
        doi="10.1/x",
        arxiv="2001.00001",
        url="https://example.org/a;b",
    )
    assert ris([paper]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - k1",
        "TI  - A Title",
        "AU  - van Beethoven, Ludwig",
        "AU  - Davis, Sammy, Jr.",
        "AU  - ACME Inc.",
        "PY  - 2020",
        "DA  - 2020/05//",
        "T2  - J. of X",
        "VL  - 3",
        "IS  - 2",
        "SP  - 12",
        "EP  - 34",
        "PB  - P",
        "DO  - 10.1/x",
        "AN  - arXiv:2001.00001",
        "UR  - https://example.org/a%3Bb",
        "UR  - https://arxiv.org/abs/2001.00001",
        "ER  - ",
        "",
        "",
    ]


def test_a_thesis_names_its_school_as_publisher_and_says_that_authors_are_missing() -> None:
    (record,) = rispy.loads(ris([Paper("k", "k", "phdthesis", "T", venue="MIT", more_authors=True)]))
    assert record["publisher"] == "MIT"
    assert record["notes"] == ["The list of authors is not complete."]
    assert "secondary_title" not in record


def test_a_suffix_without_a_given_name_keeps_its_place() -> None:
    assert "AU  - Davis, , Jr.\r\n" in ris(
        [Paper("k", "k", "misc", "T", authors=(Name("Davis", suffix="Jr."),))]
    )


def test_text_cannot_pass_for_a_tag() -> None:
    text = "a\nER  - \rTY  - BOOK\x85TI  - b\u2028AU  - c"
    (record,) = rispy.loads(ris([Paper("k", "k", "misc", text, venue=text, doi=text, publisher=text)]))
    assert record["title"] == "a ER - TY - BOOK TI - b AU - c"
    assert "authors" not in record


@given(reviews())
def test_every_record_reads_back(papers: tuple[Paper, ...]) -> None:
    text = ris(papers)
    assert re.search(r"[^\r]\n|\r[^\n]|[\x00-\x09\x0b\x0c\x0e-\x1f\x85\u2028]", text) is None
    records = rispy.loads(text)
    assert len(records) == len(papers)
    for paper, record in zip(papers, records, strict=True):
        assert record.get("id", "") == clean(paper.key)
        assert record.get("title", "") == clean(paper.title)
        assert record.get("volume", "") == clean(paper.volume)
        assert len(record.get("authors", ())) <= len(paper.authors)
        assert record.get("year") == (None if paper.year is None else str(paper.year))
        assert "unknown_tag" not in record
