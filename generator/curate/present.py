"""Whether a review has a paper already: by identifier, or by title and authors as `dedupe` judges them."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Place
from ..links.duplicates import Pair, PairKind, duplicates_of
from ..links.identity import identities
from ..model import Paper, Review

# How reasons begin that nothing can speak against.
_IDENTIFIER = ("same DOI", "same arXiv identifier")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A paper of the review that may be the one at hand: `same` where nothing speaks against it.

    `by_identifier` tells that the two have an identifier in common.
    """

    key: str
    place: Place
    reason: str
    same: bool
    by_identifier: bool = False


def duplicates_in(review: Review, paper: Paper) -> tuple[Duplicate, ...]:
    """Return the papers of the review that this one may be, the surest first."""
    return tuple(_duplicate(pair, paper) for pair in duplicates_of(paper, review))


def _duplicate(pair: Pair, paper: Paper) -> Duplicate:
    there = pair.other(paper)
    by_identifier = any(reason.startswith(_IDENTIFIER) for reason in pair.reasons)
    but = f", but {'; '.join(pair.against)}" if pair.against else ""
    same = by_identifier or pair.kind is not PairKind.SUSPICIOUS
    return Duplicate(there.key, there.place, f"{', '.join(pair.reasons)}{but}", same, by_identifier)


def identified(review: Review, kind: str, value: str) -> Paper | None:
    """Return the paper of the review with this identifier (`arxiv` or `doi`), or None."""
    wanted = f"{kind}:{value.lower()}"
    return next((paper for paper in review.papers if wanted in identities(paper)), None)
