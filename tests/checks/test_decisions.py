"""Pairs that are no duplicates: both are papers of the review, and two of them."""

import pytest

from generator.checks import check_review
from generator.errors import Place
from generator.model import Config, NotDuplicate

from ..builders import category, linked, review

KNOWN = {"authors": ("Dao",), "year": 2022, "groups": ("c",)}
PAPERS = (linked("dao2022flash", aliases=("old",), **KNOWN), linked("xu2023looms", **KNOWN))


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("dao2022flash", "xu2023looms", []),
        ("old", "xu2023looms", []),
        ("dao2022flas", "xu2023looms", ["unknown-not-duplicate"]),
        ("nobody", "noone", ["unknown-not-duplicate"] * 2),
        ("old", "dao2022flash", ["merged-not-duplicate"]),
    ],
)
def test_a_pair_is_two_papers_of_the_review(first: str, second: str, codes: list[str]) -> None:
    pairs = (NotDuplicate(first, second, 7),)
    config = Config(place=Place("bib/review.yml"), not_duplicates=pairs)
    problems = list(check_review(review(PAPERS, [category("c")], config=config)))
    assert [problem.code for problem in problems] == codes
    assert all(problem.place == Place("bib/review.yml", 7) for problem in problems)


def test_a_near_citekey_is_suggested() -> None:
    config = Config(not_duplicates=(NotDuplicate("dao2022flas", "old"),))
    (problem,) = check_review(review(PAPERS, [category("c")], config=config))
    assert problem.hint == "did you mean “dao2022flash”?"
