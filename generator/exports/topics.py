"""The review's categories as keywords, for reference managers without a tree: the way to each, in titles."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Category, Paper, Review
from ..text.escape import clean

SEPARATOR = " / "


def topics(review: Review) -> Callable[[Paper], tuple[str, ...]]:
    """Return what gives a paper's categories and those above them, each once: `Numerics / Quantization`.

    Whoever picks one of them gets what the category's page lists. No name holds a semicolon, at which
    importers take keywords apart.
    """
    ways = {category.slug: _way(category, review) for category in review.categories}

    def of(paper: Paper) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for slug in paper.groups for name in ways.get(slug, ())))

    return of


def _way(category: Category, review: Review) -> tuple[str, ...]:
    titles = [clean(above.title).replace(";", ",") for above in [*review.ancestors(category), category]]
    return tuple(SEPARATOR.join(titles[: depth + 1]) for depth in range(len(titles)))
