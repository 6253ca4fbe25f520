"""Checks of years: against each other, against the arXiv identifier, and against the rest of the review.

There is no clock in them: the newest day on which a paper joined the review stands for today.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..bibtex.identifiers import year_and_month
from ..errors import Problem
from ..model import Paper, Review
from ..text.latex import verbatim
from .at import at_field
from .fixes import Values
from .identifiers import arxiv_year

EARLIEST = 1900
_LONGEST_GAP = 5
_ENOUGH = 10


def latest_year(review: Review) -> int | None:
    """Return the last year that a paper of this review may have, or None where nothing tells.

    Proceedings are dated ahead, so that is the year after the newest `timestamp`. Where most have none,
    papers may leave a few years empty behind the second newest one, and fewer than ten tell nothing.
    """
    added = [paper.added.year for paper in review.papers if paper.added]
    if 2 * len(added) > len(review.papers):
        return max(added) + 1
    years = sorted(paper.year for paper in review.papers if paper.year)
    return years[-2] + _LONGEST_GAP if len(years) >= _ENOUGH else None


def check_years(paper: Paper, values: Values, latest: int | None) -> Iterator[Problem]:
    """Yield years that cannot be, or that another field contradicts."""
    if paper.year is None:
        return
    name = "year" if "year" in values else "date"
    if paper.year < EARLIEST:
        message = f"the year is {paper.year}, before {EARLIEST}"
        yield at_field("early-year", message, paper, name, "correct it, or accept it with bibloom-ignore")
    if latest is not None and paper.year > latest:
        message = f"the year is {paper.year}, and no paper of this review can be later than {latest}"
        yield at_field("year-in-future", message, paper, name, "correct the year, or the newest `timestamp`")
    yield from _against_date(paper, values)
    yield from _against_arxiv(paper, name)


def _against_date(paper: Paper, values: Values) -> Iterator[Problem]:
    date, year = paper.entry.field("date"), paper.entry.field("year")
    # What is inherited, the date of a whole series perhaps, is no claim about this paper.
    if date and year and date.line and year.line:
        dated = year_and_month(verbatim(values["date"]))[0]
        if dated is not None and dated != paper.year:
            message = f"`date` is of {dated}, and `year` says {paper.year}"
            yield at_field("date-conflict", message, paper, "date", "keep the one that is right")


def _against_arxiv(paper: Paper, name: str) -> Iterator[Problem]:
    """Compare with the identifier's year; a published paper may reach arXiv in the year after it."""
    given = arxiv_year(paper.arxiv) if paper.arxiv else None
    if given is not None and paper.year is not None and paper.year + bool(paper.venue) < given:
        message = f"the year is {paper.year}, and arXiv has given {paper.arxiv} in {given}"
        yield at_field("year-before-arxiv", message, paper, name, "correct the year or the identifier")
