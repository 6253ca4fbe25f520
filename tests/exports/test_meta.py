"""The head of a paper's page: tags as Google Scholar and Zotero document them."""

from dataclasses import replace
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from generator.exports import citation_meta
from generator.exports.meta import index_name
from generator.model import Entry, Field, Name, Paper

from .strategies import reviews

PAPER = Paper(
    "k",
    "dao2022",
    "inproceedings",
    "A Title",
    authors=(Name("Beethoven", "Ludwig", "van"), Name("ACME, Inc.", literal=True)),
    editors=(Name("Gauss", "Carl"),),
    year=2022,
    month=12,
    venue="NeurIPS",
    volume="35",
    number="1",
    pages="12--34",
    publisher="P",
    doi="10.1234/x",
    arxiv="2205.14135",
    url="https://elsewhere.org/paper.pdf",
    abstract="What it is about.",
)


def dated(**fields: str) -> Paper:
    entry = Entry("misc", "k", tuple(Field(name, value, value) for name, value in fields.items()))
    return Paper("k", "k", "misc", "T", year=2023, month=5, entry=entry)


def tags(paper: Paper) -> dict[str, str]:
    return dict(citation_meta(paper, ""))


def test_tags_of_a_conference_paper() -> None:
    assert citation_meta(PAPER, "https://site.org/r") == (
        ("citation_title", "A Title"),
        ("citation_author", "van Beethoven, Ludwig"),
        ("citation_author", "ACME Inc."),
        ("citation_editor", "Gauss, Carl"),
        ("citation_publication_date", "2022"),
        ("citation_date", "2022/12"),
        ("citation_conference_title", "NeurIPS"),
        ("dc.source", "NeurIPS"),
        ("citation_volume", "35"),
        ("citation_issue", "1"),
        ("citation_firstpage", "12"),
        ("citation_lastpage", "34"),
        ("citation_publisher", "P"),
        ("citation_doi", "10.1234/x"),
        ("citation_arxiv_id", "2205.14135"),
        ("citation_abstract", "What it is about."),
        ("citation_public_url", "https://elsewhere.org/paper.pdf"),
        ("citation_abstract_html_url", "https://site.org/r/papers/dao2022/"),
    )


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("article", "citation_journal_title"),
        ("inproceedings", "citation_conference_title"),
        ("incollection", "citation_book_title"),
        ("phdthesis", "citation_dissertation_institution"),
        ("techreport", "citation_technical_report_institution"),
        ("misc", "citation_publisher"),
    ],
)
def test_the_venue_has_the_tag_of_its_type(kind: str, tag: str) -> None:
    assert (tag, "V") in citation_meta(Paper("k", "k", kind, "T", venue="V"), "")


@pytest.mark.parametrize(
    ("kind", "venue", "expected"),
    [
        ("misc", "", "preprint"),
        ("book", "", "book"),
        ("software", "", "computerProgram"),
        ("dataset", "Zenodo", "dataset"),
        ("inproceedings", "", "preprint"),
        ("inproceedings", "ICML", ""),
        ("article", "J", ""),
        ("phdthesis", "ETH", ""),
    ],
)
def test_zotero_is_told_the_type_where_no_venue_tells_it(kind: str, venue: str, expected: str) -> None:
    paper = Paper("k", "k", kind, "T", venue=venue, arxiv="2205.14135")
    assert tags(paper).get("z:itemType", "") == expected


def test_a_preprint_is_published_by_arxiv_under_its_number() -> None:
    found = tags(Paper("k", "k", "misc", "T", arxiv="2205.14135"))
    assert found["citation_publisher"] == "arXiv"
    assert found["citation_technical_report_number"] == "arXiv:2205.14135"
    assert found["citation_arxiv_id"] == "2205.14135"
    assert found["citation_public_url"] == "https://arxiv.org/abs/2205.14135"


def test_what_is_unknown_has_no_tag() -> None:
    paper = Paper("k", "k", "misc", "T", year=987)
    assert citation_meta(paper, "") == (
        ("citation_title", "T"),
        ("citation_publication_date", "0987"),
        ("z:itemType", "document"),
    )


@pytest.mark.parametrize(
    ("paper", "published", "date"),
    [
        (dated(date="2023-05-09"), "2023/05/09", None),
        (dated(date="2023-05-09/2023-05-12"), "2023/05/09", None),
        (dated(date="2023-05"), "2023", "2023/05"),
        (dated(date="2022-05-09"), "2023", "2023/05"),
        (replace(dated(), month=None), "2023", None),
        (replace(dated(), year=None), None, None),
    ],
)
def test_a_day_is_given_where_it_is_known(paper: Paper, published: str | None, date: str | None) -> None:
    found = tags(paper)
    assert (found.get("citation_publication_date"), found.get("citation_date")) == (published, date)


def test_the_day_a_preprint_appeared_is_when_it_was_online() -> None:
    paper = Paper("k", "k", "misc", "T", year=2024, submitted="2023-11-19")
    assert tags(paper)["citation_online_date"] == "2023/11/19"
    assert "citation_online_date" not in tags(replace(paper, submitted="XXXX-11-19"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Beethoven", "Ludwig", "van"), "van Beethoven, Ludwig"),
        (Name("Davis", "Sammy", suffix="Jr."), "Davis Jr., Sammy"),
        (Name("Madonna"), "Madonna"),
        (Name("Research, Development; and Co.", literal=True), "Research Development and Co."),
        (Name("O;Neil", "A, B"), "O Neil, A B"),
    ],
)
def test_names_have_one_comma_and_no_semicolon(name: Name, expected: str) -> None:
    assert index_name(name) == expected


@given(reviews())
def test_nothing_gets_out_of_its_tag(papers: tuple[Paper, ...]) -> None:
    for paper in papers:
        found = citation_meta(paper, "https://site.org/")
        assert "citation_pdf_url" not in dict(found)
        for name, content in found:
            soup = BeautifulSoup(f'<meta name="{name}" content="{escape(content)}">', "html.parser")
            assert soup.meta is not None
            assert soup.meta["content"] == content
            assert "\n" not in content
