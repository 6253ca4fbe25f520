"""What the pictures count: kinds of papers, years, and what occurs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..model import Facet, Paper, Review
from .markup import COLOURS

# More columns than this are narrower at phone width than 24 pixels, what a finger needs (WCAG 2.2, 2.5.8).
MOST_YEARS = 14
# The kind of all papers that are in no category, or in one of those beyond the coloured ones.
OTHER = ""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Each paper's kind, by citekey: the top category above its primary one. `order` has the kinds there are.

    Of many top categories, the `COLOURS` largest are kinds of their own; the rest is `OTHER`, and last.
    """

    order: tuple[str, ...]
    of: Mapping[str, str]

    def count(self, papers: Iterable[Paper]) -> Counter[str]:
        """Return how many of the papers are of each kind."""
        return Counter(self.of[paper.key] for paper in papers)


def kinds(review: Review) -> Kinds:
    """Sort the papers into kinds, each into one, so that their counts add up."""
    tops = {slug: top.slug for top in review.children.get("", ()) for slug in review.subtree(top.slug)}
    own = {paper.key: tops.get(next(iter(paper.groups), ""), OTHER) for paper in review.papers}
    sizes = Counter(own.values())
    named = sorted((slug for slug in sizes if slug != OTHER), key=lambda slug: (-sizes[slug], slug))
    kept = frozenset(named[:COLOURS])
    order = [category.slug for category in review.children.get("", ()) if category.slug in kept]
    of = {key: slug if slug in kept else OTHER for key, slug in own.items()}
    return Kinds((*order, *([OTHER] if OTHER in of.values() else [])), MappingProxyType(of))


@dataclass(frozen=True, slots=True)
class Axis:
    """The years that a picture shows, without gaps; where `earlier`, the first stands for more."""

    years: Sequence[int] = ()
    earlier: bool = False

    def sorted(self, papers: Iterable[Paper]) -> tuple[tuple[Paper, ...], ...]:
        """Return the papers of each year shown; undated ones are left out."""
        found: dict[int, list[Paper]] = {year: [] for year in self.years}
        for paper in papers:
            if paper.year and self.years:
                found[max(paper.year, self.years[0])].append(paper)
        return tuple(tuple(group) for group in found.values())

    def asked(self, year: int) -> str:
        """Return what the explore page calls the papers of a year shown: `2024`; `-2011` with the earlier."""
        return f"-{year}" if self.earlier and year == self.years[0] else str(year)


def years(papers: Iterable[Paper]) -> Axis:
    """Return the years that papers are from, at most the last `MOST_YEARS`."""
    known = {paper.year for paper in papers if paper.year}
    if not known:
        return Axis()
    last = max(known)
    first = max(min(known), last - MOST_YEARS + 1)
    return Axis(range(first, last + 1), min(known) < first)


def together(papers: Iterable[Paper], first: Facet, second: Facet) -> Mapping[tuple[str, str], int]:
    """Return in how many papers a tag of one facet stands with a tag of the other, by (first, second)."""
    found: Counter[tuple[str, str]] = Counter()
    for paper in papers:
        tags = frozenset(paper.keywords)
        others = [tag for tag in second.tags if tag in tags]
        found.update((tag, other) for tag in first.tags if tag in tags for other in others)
    return found


def used(papers: Iterable[Paper], facet: Facet) -> Mapping[str, int]:
    """Return how many papers have each of the facet's tags; tags of none are left out."""
    uses = Counter(tag for paper in papers for tag in frozenset(paper.keywords))
    return {tag: uses[tag] for tag in facet.tags if uses[tag]}
