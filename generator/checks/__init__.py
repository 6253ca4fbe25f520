"""Checks of a whole review: what a person should not have to look for."""

from collections.abc import Iterator

from ..errors import Problem
from ..model import Review
from .categories import check_categories
from .citekeys import check_citekeys
from .contract import broken_promises
from .decisions import check_decisions
from .ignores import without_accepted
from .notes import check_notes
from .papers import check_papers

__all__ = ["broken_promises", "check_review", "without_accepted"]


def check_review(review: Review) -> Iterator[Problem]:
    """Yield the problems that only the review as a whole shows; docs/checks.md lists their codes."""
    yield from check_papers(review)
    yield from check_citekeys(review)
    yield from check_categories(review)
    yield from check_notes(review)
    yield from check_decisions(review)
