"""Checks of the curated categories."""

from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Category, Review
from ..text.fold import did_you_mean
from ..text.slugs import slugify


def check_categories(review: Review) -> Iterator[Problem]:
    """Yield what is wrong with curated categories: their slugs, old slugs, key papers, and hollow ones."""
    claimed: dict[str, Category] = {}
    for category in review.categories:
        if category.curated:
            yield from _slug(category)
            yield from _old_slugs(category, review, claimed)
            yield from _key_papers(category, review)
            yield from _hollow(category, review)


def _slug(category: Category) -> Iterator[Problem]:
    if slugify(category.slug) != category.slug:
        message = f"“{category.slug}” is no slug, so links to its page may break"
        hint = f"rename the file to {slugify(category.slug)}.md, and the slug in groups and parent"
        yield Problem("category-slug", message, category.place, hint, severity=Severity.WARNING)


def _old_slugs(category: Category, review: Review, claimed: dict[str, Category]) -> Iterator[Problem]:
    for old in category.moved_from:
        other = claimed.setdefault(old, category)
        if old in review.category:
            message = f"moved_from names “{old}”, which is a category, and keeps its address and its papers"
            hint = "take it out of moved_from, or remove the file of the old category"
            yield Problem("old-slug-in-use", message, category.place, hint)
        elif other is not category:
            message = f"“{other.slug}” names “{old}” in its moved_from, too"
            hint = "an old slug leads to one category: take it out of one of the two"
            yield Problem("contested-old-slug", message, category.place, hint)


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
