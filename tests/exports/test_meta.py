import json
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from generator.exports import citation_meta, jsonld
from generator.model import Name, Paper

from .strategies import reviews

PAPER = Paper(
    "k",
    "dao2022",
    "inproceedings",
    "A Title",
    authors=(Name("Beethoven", "Ludwig", "van"), Name("ACME, Inc.", literal=True)),
    year=2022,
    month=12,
    venue="NeurIPS",
    volume="35",
    number="1",
    pages="12--34",
    publisher="P",
    doi="10.1/x",
    arxiv="2205.14135",
    url="https://elsewhere.org/paper.pdf",
)


def test_tags_of_a_conference_paper() -> None:
    assert citation_meta(PAPER, "https://site.org/r") == (
        ("citation_title", "A Title"),
        ("citation_author", "van Beethoven, Ludwig"),
        ("citation_author", "ACME, Inc."),
        ("citation_publication_date", "2022/12"),
        ("citation_conference_title", "NeurIPS"),
        ("citation_volume", "35"),
        ("citation_issue", "1"),
        ("citation_firstpage", "12"),
        ("citation_lastpage", "34"),
        ("citation_publisher", "P"),
        ("citation_doi", "10.1/x"),
        ("citation_arxiv_id", "2205.14135"),
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


def test_what_is_unknown_has_no_tag() -> None:
    paper = Paper("k", "k", "misc", "T", year=987)
    assert citation_meta(paper, "") == (("citation_title", "T"), ("citation_publication_date", "0987"))


def test_jsonld_of_an_article() -> None:
    paper = Paper(
        "k",
        "k",
        "article",
        "T",
        authors=PAPER.authors,
        year=2020,
        month=2,
        venue="J",
        volume="3",
        number="4",
        doi="10.1/x",
    )
    assert json.loads(jsonld(paper, "https://site.org/papers/k/")) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": "https://site.org/papers/k/",
        "url": "https://site.org/papers/k/",
        "name": "T",
        "headline": "T",
        "author": [
            {
                "@type": "Person",
                "name": "Ludwig van Beethoven",
                "givenName": "Ludwig",
                "familyName": "van Beethoven",
            },
            {"@type": "Organization", "name": "ACME, Inc."},
        ],
        "datePublished": "2020-02",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "4",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "3",
                "isPartOf": {"@type": "Periodical", "name": "J"},
            },
        },
        "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1/x"},
        "sameAs": ["https://doi.org/10.1/x"],
    }


def test_an_address_stands_once() -> None:
    paper = Paper("k", "k", "misc", "T", arxiv="2001.1", url="https://arxiv.org/abs/2001.1")
    assert json.loads(jsonld(paper, ""))["sameAs"] == ["https://arxiv.org/abs/2001.1"]


@given(reviews())
def test_nothing_gets_out_of_its_tag_or_script(papers: tuple[Paper, ...]) -> None:
    for paper in papers:
        tags = citation_meta(paper, "https://site.org/")
        assert "citation_pdf_url" not in dict(tags)
        for name, content in tags:
            soup = BeautifulSoup(f'<meta name="{name}" content="{escape(content)}">', "html.parser")
            assert soup.meta is not None
            assert soup.meta["content"] == content
            assert "\n" not in content
        script = jsonld(paper, "https://site.org/p/")
        assert not set("<>&\u2028\u2029") & set(script)
        assert json.loads(script)["@type"] == "ScholarlyArticle"
