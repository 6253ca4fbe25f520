"""Which tags a paper may get, judged by the papers that have them; a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..links.suggest import Suggestion, suggest
from ..model import Category, Review

# A facet's best tag is named, and a second one where it is nearly as good; where more are, none tells apart.
NEARLY = 0.9
MOST = 2
# Less likeness than this says nothing.
LEAST = 0.05


def suggest_tags(review: Review, keys: Sequence[str]) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return for each citekey the tags that suit it, facet by facet, with the words that speak for each.

    A tag is judged as `links.suggest` judges a category: by the words of the papers that have it. Without
    facets in the settings nothing is suggested, since any word may be a tag then.
    """
    facets = review.config.facets
    tags = tuple(dict.fromkeys(tag for facet in facets for tag in facet.tags))
    if not tags:
        return dict.fromkeys(keys, ())
    tagged = Review(
        review.config,
        # A paper's own tags would speak for themselves, being words of its text, too.
        tuple(replace(paper, groups=paper.keywords, keywords=()) for paper in review.papers),
        tuple(Category(tag, tag.replace("-", " ")) for tag in tags),
        review.notes,
    )
    found = suggest(tagged, keys, count=len(tags))
    by_facet = [frozenset(facet.tags) for facet in facets]
    return {key: tuple(_best(found[key], by_facet)) for key in keys}


def _best(suggestions: Sequence[Suggestion], facets: Sequence[frozenset[str]]) -> list[Suggestion]:
    best: list[Suggestion] = []
    for tags in facets:
        among = [each for each in suggestions if each.slug in tags and each.score >= LEAST]
        near = [each for each in among if each.score >= NEARLY * among[0].score]
        best += near if len(near) <= MOST else []
    return best
