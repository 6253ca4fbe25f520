import pytest

from generator.bibtex import new_entry
from generator.curate.identity import arxiv_of, entry_identities, fact_identities, is_arxiv_doi, plain_doi
from generator.model import Fact


@pytest.mark.parametrize(
    "text",
    [
        "2401.00001",
        "arXiv:2401.00001v2",
        "https://arxiv.org/abs/2401.00001",
        "http://arxiv.org/pdf/2401.00001v1",
        "https://doi.org/10.48550/arXiv.2401.00001",
        "10.48550/ARXIV.2401.00001",
    ],
)
def test_arxiv_identifiers(text: str) -> None:
    assert arxiv_of(text) == "2401.00001"


def test_what_is_none() -> None:
    assert arxiv_of("https://example.org/2401.00001") == ""
    assert plain_doi("2401.00001") == ""
    assert not is_arxiv_doi("10.1000/abc")


def test_an_entry_and_a_fact_meet_in_title_arxiv_or_doi() -> None:
    fields = {"title": "{Toy}", "alttitle": "Top and also Ball", "doi": "10.1000/ABC", "eprint": "2401.00001"}
    known = entry_identities(new_entry("misc", "a", fields))
    assert known == {"title:toy", "title:top", "title:ball", "doi:10.1000/abc", "arxiv:2401.00001"}
    assert known & fact_identities(Fact("x", doi="10.1000/abc"), ["x"])
    assert known & fact_identities(Fact("x", arxiv="2401.00001v4"), ["x"])
    assert known & fact_identities(Fact("x"), ["Ball!"])
    assert not known & fact_identities(Fact("x", doi="10.48550/arXiv.2401.00002"), ["x"])


def test_an_eprint_of_another_archive_is_no_arxiv_identifier() -> None:
    entry = new_entry("misc", "a", {"title": "T", "eprint": "2401.00001", "eprinttype": "pubmed"})
    assert entry_identities(entry) == {"title:t"}
