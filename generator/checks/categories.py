"""Checks of the curated categories."""

from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Category, Review
from ..text.fold import did_you_mean


def check_categories(review: Review) -> Iterator[Problem]:
    """Yield key papers that do not exist, and curated categories without papers or without a scope."""
    for category in review.categories:
        if category.curated:
            yield from _key_papers(category, review)
            yield from _hollow(category, review)


def _key_papers(category: Category, review: Review) -> Iterator[Problem]:
    for key in category.key_papers:
        if key not in review.by_key:
            hint = did_you_mean(key, review.by_key) or "name a citekey of this review"
            yield Problem("unknown-key-paper", f"unknown key paper “{key}”", category.place, hint)


def _hollow(category: Category, review: Review) -> Iterator[Problem]:
    if not review.under(category.slug):
        message = f"no paper is in “{category.slug}” or below it"
        hint = "put its slug into the groups of a paper, or remove the file"
        yield Problem("empty-category", message, category.place, hint, severity=Severity.WARNING)
    if not category.scope:
        message = f"“{category.slug}” has no scope"
        hint = "add scope: one sentence by which a curator decides what belongs"
        yield Problem("missing-scope", message, category.place, hint, severity=Severity.WARNING)
