"""The papers of a review compared, once somebody asks: what follows from it may be known already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..digest import digest
from ..model import Paper, Review
from ..results import Results
from .related import Likeness, Related, likeness, related_papers

Found = dict[str, tuple[Related, ...]]


@dataclass(frozen=True)
class Comparison:
    """The likeness of a review's papers, and a digest of all that it is made of."""

    review: Review

    @cached_property
    def likeness(self) -> Likeness:
        """Return the likeness; the first time it is worked out."""
        return likeness(self.review)

    @cached_property
    def made_of(self) -> bytes:
        """Return the digest of what the papers say, and of what categories and keywords they share."""
        return digest([self._told_by(paper) for paper in sorted(self.review.papers, key=lambda one: one.key)])

    def related(self, results: Results[Found]) -> Mapping[str, tuple[Related, ...]]:
        """Return for each citekey the papers nearest to it; see `related_papers`."""
        count = self.review.config.related
        titles = [(category.slug, category.title) for category in self.review.categories]
        made_of = digest((self.made_of, count, titles))
        return results.get(made_of, lambda: dict(related_papers(self.review, count, self.likeness)))

    def _told_by(self, paper: Paper) -> object:
        note = self.review.note(paper.key)
        told = (note.tldr, note.results, note.body, paper.title, paper.alt_titles, paper.abstract)
        return paper.key, told, paper.groups, paper.keywords, paper.year
