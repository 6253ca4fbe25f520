"""What a curator could do next: the papers that lack something, and the categories that grew too large."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bibtex.identifiers import arxiv_in_doi
from ..model import Category, Note, Paper, Review

# A preprint that old will hardly appear, or it has, and nobody has written it down.
STALE_MONTHS = 24

_ARXIV_MONTH = re.compile(r"(?:.*/)?(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Gap:
    """Papers that lack the same thing: a slug for the page, a title, and what to do about it."""

    slug: str
    title: str
    what_to_do: str
    papers: tuple[Paper, ...]


def gaps(review: Review) -> Iterator[Gap]:
    """Yield the gaps of a review, those without any paper left out."""
    papers = review.papers
    found = (
        Gap(
            "without-authors",
            "Without authors",
            "Look the paper up, and write the authors into the entry.",
            tuple(paper for paper in papers if not paper.authors and not paper.editors),
        ),
        Gap(
            "without-category",
            "Without a category",
            "`bibloom suggest` names categories that fit; write the slug into `groups`.",
            tuple(paper for paper in papers if not paper.groups),
        ),
        Gap(
            "without-note",
            "Without a note",
            "Write one sentence a reader can decide by, the results, and a paragraph.",
            tuple(paper for paper in papers if not _says_something(review.note(paper.key))),
        ),
        Gap(
            "stale-preprints",
            "Stale preprints",
            f"Known from arXiv alone, and more than {STALE_MONTHS} months older than the newest paper: "
            "have they been published?",
            stale_preprints(papers),
        ),
    )
    yield from (gap for gap in found if gap.papers)


def stale_preprints(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers that only arXiv has, oldest first, that are much older than the newest of all."""
    months = {paper.key: month for paper in papers if (month := _month(paper))}
    newest = max(months.values(), default=0)
    old = [
        paper
        for paper in papers
        if _only_preprint(paper) and newest - months.get(paper.key, newest) > STALE_MONTHS
    ]
    return tuple(sorted(old, key=lambda paper: (months[paper.key], paper.key)))


def large_categories(review: Review) -> tuple[tuple[Category, int], ...]:
    """Return the categories with more papers of their own than an overview holds, the largest first."""
    counts = [(category, len(review.in_category.get(category.slug, ()))) for category in review.categories]
    most = review.config.largest_category
    large = [(category, count) for category, count in counts if most and count > most]
    return tuple(sorted(large, key=lambda pair: (-pair[1], pair[0].slug)))


def added_by_month(papers: Sequence[Paper]) -> tuple[tuple[str, int], ...]:
    """Return how many papers joined in each month (`2026-11`), the latest first, without empty ones."""
    counts = Counter(f"{paper.added:%Y-%m}" for paper in papers if paper.added)
    return tuple(sorted(counts.items(), reverse=True))


def _says_something(note: Note) -> bool:
    """Tell whether a note is more than the stub that `bibloom add` leaves."""
    return bool(note.tldr or note.results or note.body.strip())


def _only_preprint(paper: Paper) -> bool:
    published = paper.venue or (paper.doi and not arxiv_in_doi(paper.doi))
    return bool(paper.arxiv) and not published


def _month(paper: Paper) -> int:
    """Return the month that the paper is of, counted from year 0; 0 where it is unknown.

    arXiv's identifiers begin with it (https://info.arxiv.org/help/arxiv_identifier.html); else December.
    """
    match = _ARXIV_MONTH.match(paper.arxiv)
    if match and 1 <= int(match[2]) <= 12:
        # arXiv began in 1991.
        century = 1900 if int(match[1]) > 90 else 2000
        return 12 * (century + int(match[1])) + int(match[2])
    return 12 * paper.year + (paper.month or 12) if paper.year else 0
