"""The page of the papers that joined the review last, by month and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ..model import Paper
from .feeds import feed_alternates, feed_link
from .markup import Page, PaperLists, bloom, classed, counted, joined, page, section
from .view import View

_LEAD = "The papers that joined this review last, by the day they were added, not published."


def recent_page(view: View, lists: PaperLists) -> Page:
    """Return the papers added lately, by month; what counts is the day they joined the review."""
    newest = view.newest[: view.review.config.recent]
    months = groupby(newest, key=lambda paper: _day(paper).replace(day=1))
    body = (
        classed(_LEAD, "lead"),
        classed(feed_link(newest, view.review.config), "exports"),
        *(section(f"{month:%B %Y}", _days(tuple(papers), lists)) for month, papers in months),
        _more(len(view.newest) - len(newest)),
    )
    front = bloom(
        "recent",
        search=False,
        alternate=feed_alternates(newest, view.review.config, root="../"),
        scripts=["new"],
    )
    return page("recent.md", "Recently added", body, bibloom=front)


def _days(papers: Sequence[Paper], lists: PaperLists) -> str:
    days = groupby(papers, key=_day)
    return joined(f"### {day.day} {day:%B}\n\n{lists.many(added, '')}" for day, added in days)


def _day(paper: Paper) -> date:
    assert paper.added is not None  # noqa: S101  # `View.newest` leaves the others out
    return paper.added


def _more(count: int) -> str:
    if not count:
        return ""
    text = f"{counted(count, 'more paper')} joined before these, or on the last day shown."
    return classed(f"{text} [All papers by year](years/index.md)", "more")
