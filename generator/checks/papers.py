"""Checks of single papers."""

from collections.abc import Iterator

from ..digest import digest
from ..errors import Problem, Severity
from ..model import Paper, Review
from ..results import Results
from ..text.fold import did_you_mean
from .addresses import check_addresses
from .characters import check_characters
from .fixes import values_of
from .identifiers import check_identifiers
from .names import check_names
from .required import check_required
from .sound import unless_sound
from .titles import check_titles
from .venues import check_venue
from .years import check_years, latest_year


def check_papers(review: Review, results: Results[bool] | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the fields of single papers, and tags that the settings do not know."""
    tags = frozenset(tag for facet in review.config.facets for tag in facet.tags)
    latest = latest_year(review)

    def check(paper: Paper) -> Iterator[Problem]:
        yield from _missing(paper)
        yield from _fields(paper, latest)
        if tags:
            yield from _unknown_tags(paper, tags)

    yield from unless_sound(review.papers, check, digest(("papers", sorted(tags), latest)), results)


def _fields(paper: Paper, latest: int | None) -> Iterator[Problem]:
    values = values_of(paper)
    yield from check_required(paper)
    yield from check_identifiers(paper, values)
    yield from check_years(paper, values, latest)
    yield from check_names(paper)
    yield from check_titles(paper, values)
    yield from check_characters(paper, values)
    yield from check_venue(paper, values)
    yield from check_addresses(paper)


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
