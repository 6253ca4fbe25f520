"""Checks of a whole review: what a person should not have to look for."""

from collections.abc import Iterator

from ..errors import Problem
from ..model import Review
from ..results import Results
from .categories import check_categories
from .citekeys import check_citekeys
from .contract import broken_promises
from .decisions import check_decisions
from .duplicates import check_duplicates
from .fixing import FIXABLE, Fixed, mend
from .ignores import Chosen, accepts, without_accepted
from .mendable import check_mendable
from .note_texts import check_note_texts
from .notes import check_notes
from .papers import check_papers
from .site_size import check_site_size
from .spam import check_spam
from .venues import check_venue_spellings

__all__ = [
    "FIXABLE",
    "Chosen",
    "Fixed",
    "accepts",
    "broken_promises",
    "check_review",
    "mend",
    "without_accepted",
]


def check_review(review: Review, results: Results[bool] | None = None) -> Iterator[Problem]:
    """Yield the problems that only the review as a whole shows; docs/checks.md lists their codes.

    `results` has which papers were found to be sound by themselves.
    """
    yield from check_papers(review, results)
    yield from check_citekeys(review)
    yield from check_categories(review)
    yield from check_notes(review)
    yield from check_decisions(review)
    yield from check_note_texts(review)
    yield from check_mendable(review, results)
    yield from check_venue_spellings(review)
    yield from check_duplicates(review)
    yield from check_spam(review)
    yield from check_site_size(review)
