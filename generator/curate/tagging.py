"""Which tags a paper may get, judged by the papers that have them; a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..links.suggest import Suggestion, suggest
from ..model import Category, Facet, Review

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


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """Of a facet: how many papers have a tag, for how many one is suggested, how often it is theirs."""

    facet: str
    papers: int
    suggested: int
    right: int


def tag_agreement(review: Review) -> tuple[TagAgreement, ...]:
    """Compare the first suggestion of each facet with the tags that curators chose, each paper left out."""
    found = suggest_tags(review, [paper.key for paper in review.papers])
    return tuple(_agreement(facet, review, found) for facet in review.config.facets)


def _agreement(facet: Facet, review: Review, found: Mapping[str, tuple[Suggestion, ...]]) -> TagAgreement:
    first: list[bool] = []
    tagged = [paper for paper in review.papers if not set(facet.tags).isdisjoint(paper.keywords)]
    for paper in tagged:
        named = next((each.slug for each in found[paper.key] if each.slug in facet.tags), None)
        first += [] if named is None else [named in paper.keywords]
    return TagAgreement(facet.name, len(tagged), len(first), sum(first))


def _best(suggestions: Sequence[Suggestion], facets: Sequence[frozenset[str]]) -> list[Suggestion]:
    best: list[Suggestion] = []
    for tags in facets:
        among = [each for each in suggestions if each.slug in tags and each.score >= LEAST]
        near = [each for each in among if each.score >= NEARLY * among[0].score]
        best += near if len(near) <= MOST else []
    return best
