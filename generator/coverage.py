"""What a review holds, in numbers: papers by category and facet, notes, results, lineage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Category, Paper, Review


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of a review; `categories` has (slug, depth, primary, all) in tree order, facets their tags."""

    papers: int
    categories: tuple[tuple[str, int, int, int], ...]
    facets: Mapping[str, Mapping[str, int]]
    notes: int
    with_results: int
    lineage: int
    with_narrative: int


def coverage(review: Review) -> Coverage:
    """Count what the review holds."""
    notes = [note for key, note in review.notes.items() if key in review.by_key and not note.is_empty]
    return Coverage(
        papers=len(review.papers),
        categories=_tree(review),
        facets={facet.name: _uses(review, facet.tags) for facet in review.config.facets},
        notes=len(notes),
        with_results=sum(1 for note in notes if note.results),
        lineage=sum(len(note.builds_on) for note in notes),
        with_narrative=sum(1 for category in review.categories if category.narrative),
    )


def _tree(review: Review, parent: str = "", depth: int = 0) -> tuple[tuple[str, int, int, int], ...]:
    rows: list[tuple[str, int, int, int]] = []
    for category in review.children.get(parent, ()):
        papers = review.under(category.slug)
        rows.append((category.slug, depth, _primary(category, review, papers), len(papers)))
        rows.extend(_tree(review, category.slug, depth + 1))
    return tuple(rows)


def _primary(category: Category, review: Review, papers: tuple[Paper, ...]) -> int:
    below = set(review.subtree(category.slug))
    return sum(1 for paper in papers if paper.groups[0] in below)


def _uses(review: Review, tags: tuple[str, ...]) -> Mapping[str, int]:
    return {tag: sum(1 for paper in review.papers if tag in paper.keywords) for tag in tags}
