"""Each check: a review that fails it, and one that does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import check_review
from generator.checks.identifiers import could_be_arxiv, is_isbn, is_issn, is_orcid
from generator.checks.spam import spam_phrase
from generator.checks.venues import venue_key
from generator.checks.years import latest_year
from generator.model import Config, Facet, NotDuplicate, Note, Review
from generator.text.hosts import is_local

from ..builders import category, linked, review

GOOD = linked("new", authors=("Dao",), year=2024, groups=("c",), keywords=("vision",))
OLD = linked("old", authors=("Li",), year=2015, groups=("c",))
CONFIG = Config(facets=(Facet("modality", ("vision", "language")),))


def codes(checked: Review) -> list[str]:
    return sorted(problem.code for problem in check_review(checked))


def test_a_sound_review_has_no_problem() -> None:
    notes = [Note("new", builds_on=("old",))]
    assert codes(review([GOOD, OLD], [category("c", key_papers=("new",))], notes, CONFIG)) == []


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        (review([linked("a", title="", authors=("X",), year=2020)]), ["missing-title"]),
        (review([linked("a", year=2020)]), ["missing-author"]),
        (review([linked("a", authors=("X",))]), ["missing-year"]),
        (
            review([linked("a", authors=("X",), year=2001, keywords=("visoin",))], config=CONFIG),
            ["unknown-tag"],
        ),
        (review([GOOD], [category("c", key_papers=("nobody",))]), ["unknown-key-paper"]),
        (review([GOOD], [category("c"), category("d")]), ["empty-category"]),
        (review([GOOD], [category("c", scope="")]), ["missing-scope"]),
        (review([GOOD], notes=[Note("nobody", tldr="T.")]), ["orphan-note"]),
        (review([GOOD], notes=[Note("new", builds_on=("nobody",))]), ["unknown-lineage"]),
        (review([GOOD, OLD], notes=[Note("old", builds_on=("new",))]), ["lineage-order"]),
    ],
)
def test_what_is_wrong_is_told(checked: Review, expected: Sequence[str]) -> None:
    assert codes(checked) == expected


def test_a_circle_of_lineage_is_told_once() -> None:
    papers = [linked(key, authors=("X",), year=2020) for key in "abc"]
    circle = [Note("a", builds_on=("b",)), Note("b", builds_on=("c",)), Note("c", builds_on=("a",))]
    assert codes(review(papers, notes=circle)) == ["lineage-cycle"]


def test_a_tag_gets_a_suggestion() -> None:
    checked = review([linked("a", authors=("X",), year=2001, keywords=("visoin",))], config=CONFIG)
    (problem,) = check_review(checked)
    assert "vision" in problem.hint


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Best online   Casino!", "online casino"),
        ("Payday loans in minutes", "payday loan"),
        ("CaSiNo: Campsite Negotiation Dialogues", ""),
        ("Superhuman AI for heads-up no-limit poker", ""),
        ("Specialist models for socialism", ""),
        ("Bandits: slot machines, and betting", ""),
    ],
)
def test_phrases_are_spam_and_words_of_research_are_not(words: str, found: str) -> None:
    assert spam_phrase(words) == found


def test_spam_in_a_category_is_told_at_its_file() -> None:
    checked = review([GOOD, OLD], [category("c", narrative="Play in our online casino.")])
    (problem,) = check_review(checked)
    assert (problem.code, problem.place.file) == ("spam-words", "bib/categories/c.md")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True), ("127.0.0.1", True), ("10.1.2.3", True), ("192.168.0.1", True), ("::1", True),
        ("intranet", True), ("nas.local", True), ("8.8.8.8", False), ("example.org", False),
        ("local.org", False),
    ],
)  # fmt: skip
def test_hosts_that_nobody_else_can_reach(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize(
    ("identifier", "possible"),
    [
        ("0704.0001", True), ("0703.0001", False), ("1412.9999", True), ("1412.12345", False),
        ("1501.00001", True), ("1501.0001", False), ("2313.00001", False), ("2300.00001", False),
        ("hep-th/9901001", True),
        ("hep-th/9901", False), ("math.GT/0309136", True), ("cs/0704001", False), ("cs/9013001", False),
    ],
)  # fmt: skip
def test_identifiers_that_arxiv_can_have_given(identifier: str, possible: bool) -> None:
    assert could_be_arxiv(identifier) is possible


@given(st.integers(0, 10**9 - 1))
def test_one_digit_more_makes_an_isbn_and_no_other_does(number: int) -> None:
    digits = f"{number:09d}"
    assert sum(is_isbn(digits + last) for last in "0123456789X") == 1
    assert sum(is_isbn(f"978{digits}{last}") for last in "0123456789") == 1


@given(st.integers(0, 10**7 - 1))
def test_one_digit_more_makes_an_issn(number: int) -> None:
    assert sum(is_issn(f"{number:07d}{last}") for last in "0123456789X") == 1


@given(st.integers(0, 10**15 - 1))
def test_one_digit_more_makes_an_orcid(number: int) -> None:
    digits = f"{number:015d}"
    groups = f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"
    assert sum(is_orcid(groups + last) for last in "0123456789X") == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("International Conference on Machine Learning", "Conf. on machine-learning", False),
        ("Proceedings of the 37th International Conference on Machine Learning",
         "International Conference on Machine Learning, 2020", True),
        ("J. Mach. Learn. Res.", "J Mach Learn Res", True),
        ("NeurIPS 2023", "NeurIPS '22", True),
        ("ACM Computing Surveys", "ACM computing surveys", True),
        ("Science & Engineering", "Science and Engineering", True),
        ("Nature", "Nature Physics", False),
    ],
)  # fmt: skip
def test_spellings_of_one_venue(one: str, other: str, same: bool) -> None:
    assert (venue_key(one) == venue_key(other)) is same


def test_identifiers_decided_to_be_of_two_papers_are_not_told() -> None:
    pair = [linked(key, authors=("X",), year=2020, doi="10.1000/1") for key in "ab"]
    assert codes(review(pair)) == ["same-doi"]
    assert codes(review(pair, config=Config(not_duplicates=(NotDuplicate("a", "b"),)))) == []


def test_a_year_is_in_the_future_of_the_newest_timestamp() -> None:
    old = [linked(f"k{n}", authors=("X",), year=2000 + n, added=date(2012, 1, 1)) for n in range(12)]
    assert latest_year(review(old)) == 2013
    assert latest_year(review([replace(one, added=None) for one in old])) == 2015
    assert latest_year(review([replace(one, added=None) for one in old[:9]])) is None
