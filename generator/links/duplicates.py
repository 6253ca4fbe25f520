"""Papers that stand in the review twice, and papers of the review that a new one equals.

The libraries that compare texts are loaded when something is asked, so that a build that asks nothing does
not pay for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Paper, Review
from .pairs import Pair, PairKind

__all__ = ["Pair", "PairKind", "duplicates", "duplicates_of"]


def duplicates(review: Review) -> tuple[Pair, ...]:
    """Return the pairs of papers that are one, or may be, the surest first, then by citekey.

    Pairs that the setting `not_duplicates` names, by present or old citekeys, are left out. Takes time
    nearly in proportion to the number of papers.
    """
    from .candidates import candidates
    from .sameness import compare, traits

    papers = [traits(paper) for paper in review.papers]
    decided = _decided(review)
    found = []
    for here, there in candidates(papers):
        one, other = papers[here], papers[there]
        if frozenset((one.paper.key, other.paper.key)) in decided:
            continue
        finding = compare(one, other)
        if finding:
            first, second = _roles(one.paper, other.paper, one.is_preprint, other.is_preprint)
            found.append(Pair(first, second, finding.kind, finding.reasons, finding.against))
    return _in_order(found)


def duplicates_of(paper: Paper, review: Review) -> tuple[Pair, ...]:
    """Return the pairs of this paper with papers of the review, the surest first.

    The paper need not be in the review; one there with its citekey is compared like any other, unless it is
    this very value. In every pair one side is `paper` itself.
    """
    from .candidates import candidates_of
    from .sameness import compare, traits

    others = [other for other in review.papers if other is not paper]
    papers = [traits(each) for each in (paper, *others)]
    decided = _decided(review)
    found = []
    for there in candidates_of(papers, 0):
        other = papers[there]
        finding = compare(papers[0], other)
        if finding and frozenset((paper.key, other.paper.key)) not in decided:
            # The new one is the one to give up, unless the review has its preprint only.
            published = other.is_preprint and not papers[0].is_preprint
            first, second = (other.paper, paper) if published else (paper, other.paper)
            found.append(Pair(first, second, finding.kind, finding.reasons, finding.against))
    return _in_order(found)


def _decided(review: Review) -> frozenset[frozenset[str]]:
    """Return the pairs that somebody looked at, under the citekeys of today."""
    names = review.by_key
    return frozenset(
        frozenset(names[key].key if key in names else key for key in (pair.first, pair.second))
        for pair in review.config.not_duplicates
    )


def _roles(one: Paper, other: Paper, one_is_preprint: bool, other_is_preprint: bool) -> Sequence[Paper]:
    """Return the paper to give up and the one to keep: the published one, then the one there first."""
    if one_is_preprint != other_is_preprint:
        return (one, other) if one_is_preprint else (other, one)
    by_key = sorted((one, other), key=lambda paper: paper.key, reverse=True)
    return sorted(by_key, key=_worth)


def _worth(paper: Paper) -> tuple[float, int]:
    added = -paper.added.toordinal() if paper.added else float("-inf")
    return added, len(paper.entry.fields)


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    kinds = list(PairKind)
    return tuple(sorted(pairs, key=lambda pair: (kinds.index(pair.kind), pair.first.key, pair.second.key)))
