"""Checks of the curated categories."""

from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Category, Review
from ..text.fold import did_you_mean
from ..text.slugs import slugify


def check_categories(review: Review) -> Iterator[Problem]:
    """Yield what is wrong with curated categories: their slugs, old slugs, key papers, and hollow ones."""
    claimed: dict[str, Category] = {}
    titles: dict[str, Category] = {}
    for category in review.categories:
        if category.curated:
            yield from _title(category, titles)
            yield from _size(category, review)
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
    if category.key_papers:
        inside = {paper.key for paper in review.under(category.slug)}
        for key in category.key_papers:
            paper = review.by_key.get(key)
            if paper is not None and paper.key not in inside:
                yield _key_paper_elsewhere(category, paper.key)


def _key_paper_elsewhere(category: Category, key: str) -> Problem:
    message = f"the key paper “{key}” is neither in “{category.slug}” nor below it"
    hint = f"add {category.slug} to the groups of the paper, or take it out of key_papers"
    return Problem("key-paper-elsewhere", message, category.place, hint, severity=Severity.WARNING)


def _title(category: Category, titles: dict[str, Category]) -> Iterator[Problem]:
    first = titles.setdefault(category.title.casefold(), category)
    if first is not category:
        message = f"“{first.slug}” has the title “{category.title}”, too"
        hint = "give the two titles that tell them apart, or make one category of them"
        yield Problem("same-category-title", message, category.place, hint, severity=Severity.WARNING)


def _size(category: Category, review: Review) -> Iterator[Problem]:
    most, count = review.config.largest_category, len(review.in_category.get(category.slug, ()))
    if most and count > most:
        message = f"“{category.slug}” itself holds {count} papers, more than {most}"
        hint = (
            "divide it: add categories with parent: "
            + category.slug
            + ", or set largest_category in review.yml"
        )
        yield Problem("oversized-category", message, category.place, hint, severity=Severity.WARNING)


def _hollow(category: Category, review: Review) -> Iterator[Problem]:
    if not review.under(category.slug):
        message = f"no paper is in “{category.slug}” or below it"
        hint = "put its slug into the groups of a paper, or remove the file"
        yield Problem("empty-category", message, category.place, hint, severity=Severity.WARNING)
    if not category.scope:
        message = f"“{category.slug}” has no scope"
        hint = "add scope: one sentence by which a curator decides what belongs"
        yield Problem("missing-scope", message, category.place, hint, severity=Severity.WARNING)
