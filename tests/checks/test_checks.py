"""Each check: a review that fails it, and one that does not."""

from collections.abc import Sequence

import pytest

from generator.checks import check_review
from generator.model import Config, Facet, Note, Review

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
