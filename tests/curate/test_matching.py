import pytest

from generator.bibtex import new_entry
from generator.curate.matching import LIKENESS, Known, is_same_work, known_entry, title_likeness
from generator.found import FoundPaper
from generator.model import Name

ADA, GRACE = Name("Lovelace", "Ada"), Name("Hopper", "Grace")
KNOWN = Known("Looms as Computers, Part 1", (ADA, GRACE), False, 2024)


def other(title: str = "Looms as computers: part 1", **values: object) -> FoundPaper:
    return FoundPaper(title, **({"authors": (ADA, GRACE), "year": 2024} | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (other(), True),
        (other(year=2025), True),
        (other(authors=(ADA,)), True),
        (other(authors=(ADA,), year=2025), False),
        (other(authors=(), year=2025), False),
        (other(authors=(Name("Turing"), Name("Church"))), False),
        (other("Looms as computers: part 2"), False),
        (other("Engines as computers: part 1"), False),
        (other(""), False),
    ],
)
def test_a_title_needs_a_witness(found: FoundPaper, same: bool) -> None:
    assert is_same_work(KNOWN, found) is same


def test_without_authors_and_year_there_is_no_witness() -> None:
    assert not is_same_work(Known(KNOWN.title), other())
    assert is_same_work(Known(KNOWN.title, year=2024), other())


def test_a_list_that_goes_on_counts_nothing() -> None:
    entry = new_entry(
        "misc", "k", {"title": KNOWN.title, "author": "Lovelace, Ada and others", "year": "2023"}
    )
    assert not is_same_work(known_entry(entry), other(authors=(ADA,)))
    assert is_same_work(known_entry(entry), other(year=2023))


def test_short_titles_that_differ_in_small_words_are_too_little_alike() -> None:
    assert not is_same_work(Known("A Loom", (ADA,), False, 2024), other("The Loom", authors=(ADA,)))


def test_likeness_is_of_words_not_of_case_or_marks() -> None:
    assert title_likeness("LOOMS & Engines", "Looms: Engines!") == 100
    assert title_likeness("Lööms", "looms") == 100
    assert title_likeness("…", "…") == 0
    assert 0 < title_likeness("Looms as Computers", "Looms as Cooks") < LIKENESS
