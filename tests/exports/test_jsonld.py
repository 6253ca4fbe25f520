"""What search engines are told: sound JSON-LD of papers, lists and the whole review, inert in its script."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from generator.exports import collection_jsonld, jsonld, review_jsonld
from generator.exports.jsonld import MOST_PARTS, licence_url
from generator.model import Config, Name, Paper
from generator.pages.view import Download

from ..builders import paper
from .strategies import reviews

CONFIG = Config("Looms", site_url="https://site.org/r/", authors=("Ada",), text_license="CC BY 4.0")
ARTICLE = Paper(
    "k",
    "k",
    "article",
    "T",
    authors=(Name("Beethoven", "Ludwig", "van"), Name("ACME, Inc.", literal=True)),
    editors=(Name("Davis", "Sammy", suffix="Jr."),),
    year=2020,
    month=2,
    venue="J",
    volume="3",
    number="4",
    doi="10.1234/x",
    arxiv="2001.00001",
)


def parsed(text: str) -> Any:  # noqa: ANN401
    return json.loads(text)


def test_an_article() -> None:
    assert parsed(jsonld(ARTICLE, "https://site.org/papers/k/")) == {
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
        "editor": [
            {
                "@type": "Person",
                "name": "Sammy Davis, Jr.",
                "givenName": "Sammy",
                "familyName": "Davis",
                "honorificSuffix": "Jr.",
            }
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
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1234/x"},
            {"@type": "PropertyValue", "propertyID": "arxiv", "value": "2001.00001"},
        ],
        "sameAs": ["https://doi.org/10.1234/x", "https://arxiv.org/abs/2001.00001"],
    }


def test_an_address_stands_once() -> None:
    preprint = Paper("k", "k", "misc", "T", arxiv="2001.00001", url="https://arxiv.org/abs/2001.00001")
    found = parsed(jsonld(preprint, ""))
    assert found["sameAs"] == ["https://arxiv.org/abs/2001.00001"]
    assert found["publisher"] == {"@type": "Organization", "name": "arXiv"}
    assert "@id" not in found


def test_a_list_says_how_many_papers_it_has_and_names_the_first() -> None:
    papers = [paper(f"p{number}") for number in range(MOST_PARTS + 5)]
    found = parsed(collection_jsonld(CONFIG, "categories/x/", "X", "What is X.", papers))
    assert found["@type"] == "CollectionPage"
    assert found["@id"] == found["url"] == "https://site.org/r/categories/x/"
    assert found["isPartOf"] == {"@type": "WebSite", "name": "Looms", "url": "https://site.org/r/"}
    assert found["mainEntity"]["numberOfItems"] == MOST_PARTS + 5
    assert len(found["hasPart"]) == MOST_PARTS
    assert found["hasPart"][0] == {
        "@type": "ScholarlyArticle",
        "@id": "https://site.org/r/papers/p0/",
        "name": "Title of p0",
    }


def test_without_an_address_nothing_is_named_by_one() -> None:
    config = Config("Looms")
    found = parsed(collection_jsonld(config, "categories/x/", "X", "", [paper("a")]))
    assert found.keys() == {"@context", "@type", "name", "isPartOf", "mainEntity"}
    review = parsed(review_jsonld(config, "About.", [paper("a")], [Download("bib/all.bib", "B", 1, "0", 1)]))
    assert "https://schema.org" in json.dumps(review)
    assert "distribution" not in review["@graph"][1]


def test_the_review_is_a_site_and_a_data_set() -> None:
    papers = [paper("a", added=date(2024, 1, 2)), paper("b", added=date(2025, 3, 4)), paper("c")]
    downloads = [
        Download("bib/all.bib", "BibTeX", 12, "ab" * 32, 3),
        Download("x.zip", "Zip", 3, "cd" * 32, 3),
    ]
    site, dataset = parsed(review_jsonld(CONFIG, "About looms.", papers, downloads))["@graph"]
    assert site == {
        "@type": "WebSite",
        "@id": "https://site.org/r/",
        "name": "Looms",
        "url": "https://site.org/r/",
        "description": "About looms.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "author": [{"name": "Ada"}],
    }
    assert dataset["@type"] == "Dataset"
    assert dataset["dateModified"] == "2025-03-04"
    assert dataset["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "BibTeX",
            "contentUrl": "https://site.org/r/bib/all.bib",
            "encodingFormat": "application/x-bibtex",
            "contentSize": "12 B",
            "sha256": "ab" * 32,
        },
        {
            "@type": "DataDownload",
            "name": "Zip",
            "contentUrl": "https://site.org/r/x.zip",
            "contentSize": "3 B",
            "sha256": "cd" * 32,
        },
    ]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-sa-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("MIT", ""),
        ("CC BY 4.0 and others", ""),
        ("", ""),
    ],
)
def test_licences(name: str, address: str) -> None:
    assert licence_url(name) == address


@given(reviews())
def test_nothing_gets_out_of_its_script(papers: tuple[Paper, ...]) -> None:
    config = Config(papers[0].title if papers else "", site_url="https://site.org/")
    scripts = [jsonld(one, "https://site.org/p/") for one in papers]
    scripts.append(collection_jsonld(config, "x/", config.title, config.title, papers))
    scripts.append(review_jsonld(config, config.title, papers, ()))
    for script in scripts:
        assert not set("<>&\u2028\u2029") & set(script)
        assert json.loads(script)["@context"] == "https://schema.org"
