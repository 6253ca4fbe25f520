import pytest

from generator.curate.filling import Difference, Record, fill, known_from
from generator.model import Fact

PREPRINT = Fact(
    "Toys",
    authors=("Ada Toy",),
    year=2023,
    arxiv="2301.00001",
    doi="10.48550/arxiv.2301.00001",
    entry_type="misc",
)
PAPER = Fact(
    "Toys",
    year=2024,
    arxiv="2301.00001",
    doi="10.48550/arXiv.2301.00001",
    venue="ToyConf 2024",
    entry_type="inproceedings",
)
ARTICLE = Fact("Toys", year=2024, doi="10.1000/T&1", venue="Toy Letters 46(12)", entry_type="article")


def test_a_preprint_keeps_the_doi_that_arxiv_gave_and_gets_an_address() -> None:
    filling = fill(Record("misc", {"title": "Toys"}), PREPRINT)
    assert filling.differences == ()
    assert dict(filling.filled) == {
        "year": "2023",
        "author": "Toy, Ada",
        "doi": "10.48550/arXiv.2301.00001",
        "url": "https://arxiv.org/abs/2301.00001",
        "eprint": "2301.00001",
        "archiveprefix": "arXiv",
    }


def test_a_paper_cites_its_venue_and_keeps_the_eprint_without_the_preprints_doi() -> None:
    filling = fill(Record("misc", {"title": "Toys"}), PAPER)
    assert filling.record.type == "inproceedings"
    assert filling.record.get("booktitle") == "ToyConf"
    assert filling.record.get("eprint") == "2301.00001"
    assert "doi" not in filling.record.fields


def test_an_article_has_journal_volume_and_number() -> None:
    record = fill(Record("misc", {"title": "Toys"}), ARTICLE).record
    assert record.type == "article"
    assert [record.get(name) for name in ("journal", "volume", "number")] == ["Toy Letters", "46", "12"]
    assert record.get("doi") == "10.1000/T&1"


def test_a_type_without_a_venue_says_nothing() -> None:
    assert known_from(Fact("Toys", year=2024, entry_type="inproceedings")).type == "misc"
    assert known_from(Fact("Toys", venue="ToyConf", entry_type="nonsense")).type == "misc"


@pytest.mark.parametrize(
    ("record", "difference"),
    [
        (Record("misc", {"title": "Toys", "year": "2023"}), Difference("year", "2023", "2024")),
        (Record("misc", {"title": "Toys", "date": "2023-05"}), Difference("year", "2023-05", "2024")),
        (Record("article", {"title": "Toys"}), Difference("type", "article", "inproceedings")),
        (Record("misc", {"title": "Toys", "journal": "CoRR"}), Difference("journal", "CoRR", "ToyConf")),
        (
            Record("misc", {"title": "Toys", "booktitle": "TopConf"}),
            Difference("booktitle", "TopConf", "ToyConf"),
        ),
    ],
)
def test_half_a_publication_is_never_filled(record: Record, difference: Difference) -> None:
    filling = fill(record, PAPER)
    assert filling.differences == (difference,)
    assert set(filling.filled) == {"eprint", "archiveprefix", "url"}


def test_agreement_in_other_words_is_neither_filled_nor_different() -> None:
    fields = {"title": "{TOYS}", "date": "2024-03", "booktitle": "{ToyConf}", "eprinttype": "arxiv"}
    fields |= {"eprint": "arXiv:2301.00001v2", "url": "http://arxiv.org/abs/2301.00001/"}
    filling = fill(Record("inproceedings", fields), PAPER)
    assert filling.differences == ()
    assert dict(filling.filled) == {}


def test_the_preprints_doi_does_not_contradict_the_publishers() -> None:
    assert fill(Record("misc", {"title": "Toys", "doi": "10.1000/1"}), PREPRINT).differences == ()


def test_a_published_title_moves_the_listings_to_alttitle_once() -> None:
    fact = Fact("Toys", note="published as 'Tops & {Toys}'", matched_title="Balls")
    filling = fill(Record("misc", {"title": "{T}oys"}), fact)
    assert filling.record.get("title") == r"Tops \& \textbraceleft{}Toys\textbraceright{}"
    assert filling.record.get("alttitle") == "Toys and also Balls"
    assert dict(fill(filling.record, fact).filled) == {}


def test_a_curator_who_swapped_the_titles_has_the_last_word() -> None:
    fact = Fact("Toys", note="published as 'Tops'")
    filling = fill(Record("misc", {"title": "Toys", "alttitle": "Tops"}), fact)
    assert dict(filling.filled) == {}
    assert filling.differences == ()


def test_another_title_is_a_difference() -> None:
    filling = fill(
        Record("misc", {"title": "Balls", "alttitle": "Toys"}), Fact("Toys", note="published as 'Tops'")
    )
    assert filling.differences == (Difference("title", "Balls", "Tops"),)
