"""Checks of what the settings say about single papers: pairs that are no duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..model import NotDuplicate, Review
from ..text.similar import Spellings


def check_decisions(review: Review) -> Iterator[Problem]:
    """Yield the pairs of `not_duplicates` of which a citekey leads to no paper, or both to the same one."""
    spellings = Spellings(review.by_key) if review.config.not_duplicates else None
    for pair in review.config.not_duplicates:
        unknown = [key for key in (pair.first, pair.second) if key not in review.by_key]
        for key in unknown:
            close = spellings.closest(key) if spellings else ""
            yield _unknown(review, pair, key, close)
        if not unknown and review.by_key[pair.first] is review.by_key[pair.second]:
            message = f"“{pair.first}” and “{pair.second}” are one paper by now"
            hint = "take the pair out of not_duplicates"
            place = replace(review.config.place, line=pair.line)
            yield Problem("merged-not-duplicate", message, place, hint, severity=Severity.WARNING)


def _unknown(review: Review, pair: NotDuplicate, key: str, close: str) -> Problem:
    message = f"not_duplicates names “{key}”, which is no paper of the review"
    hint = f"did you mean “{close}”?" if close else "write its citekey, or take the pair out"
    return Problem("unknown-not-duplicate", message, replace(review.config.place, line=pair.line), hint, key)
