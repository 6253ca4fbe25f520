"""Checks of single papers."""

from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Paper, Review
from ..text.fold import did_you_mean


def check_papers(review: Review) -> Iterator[Problem]:
    """Yield what is missing from papers, and tags that the settings do not know."""
    tags = frozenset(tag for facet in review.config.facets for tag in facet.tags)
    for paper in review.papers:
        yield from _missing(paper)
        if tags:
            yield from _unknown_tags(paper, tags)


def _missing(paper: Paper) -> Iterator[Problem]:
    if not paper.title:
        hint = "add title = {…}; until then the citekey stands in"
        yield _problem("missing-title", "the paper has no title", paper, hint, Severity.ERROR)
    if not paper.authors and not paper.editors:
        hint = "add author = {Family, Given and …}"
        yield _problem("missing-author", "the paper has no authors", paper, hint, Severity.WARNING)
    if paper.year is None:
        yield _problem("missing-year", "the paper has no year", paper, "add year = {…}", Severity.WARNING)


def _unknown_tags(paper: Paper, tags: frozenset[str]) -> Iterator[Problem]:
    for keyword in paper.keywords:
        if keyword not in tags:
            hint = did_you_mean(keyword, tags) or "use a tag that bib/review.yml lists, or add it there"
            yield _problem("unknown-tag", f"unknown tag “{keyword}”", paper, hint, Severity.ERROR)


def _problem(code: str, message: str, paper: Paper, hint: str, severity: Severity) -> Problem:
    return Problem(code, message, paper.place, hint, paper.key, severity)
