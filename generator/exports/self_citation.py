"""The review itself, or one of its categories, as something to cite: as of its newest addition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..bibtex import new_entry
from ..bibtex.names import parse_given_first
from ..bibtex.render import MONTH_MACROS
from ..model import Category, Entry, Name, Paper, Review
from ..text.escape import clean, url
from ..text.latex import escape, protect
from ..text.slugs import slugify
from .record import names_as_latex

KIND = "Living literature review"


def as_of(papers: Sequence[Paper]) -> date | None:
    """Return the day on which the newest of the papers was added, or nothing where no day is known."""
    return max((paper.added for paper in papers if paper.added), default=None)


def review_as_paper(review: Review) -> Paper:
    """Return the review as a paper that the exports can write: its title, curators, address, and state."""
    title = review.config.title
    return _as_paper(review, title, KIND, slugify(title), review.papers, url(review.config.site_url))


def category_as_paper(category: Category, review: Review) -> Paper:
    """Return a category as a part of the review that the exports can write."""
    site = review.config.site_url
    address = url(f"{site.rstrip('/')}/categories/{category.slug}/") if site else ""
    part_of = f"Part of {clean(review.config.title)}, a living literature review"
    return _as_paper(review, category.title, part_of, category.slug, review.under(category.slug), address)


def _as_paper(review: Review, title: str, how: str, key: str, papers: Sequence[Paper], address: str) -> Paper:
    day = as_of(papers)
    authors = tuple(_name(clean(author)) for author in review.config.authors)
    count = f"{len(papers):,} {'paper' if len(papers) == 1 else 'papers'}"
    note = f"{count}, as of {day.day} {day:%B %Y}" if day else count
    fields = {
        "title": protect(clean(title)),
        "author": names_as_latex(authors, more=False),
        "howpublished": escape(how),
        "year": str(day.year) if day else "",
        "month": MONTH_MACROS[day.month - 1] if day else "",
        "note": escape(note),
        "url": address,
    }
    key = f"{key}{day.year}" if day else key
    entry: Entry = new_entry("misc", key, fields)
    year, month = (day.year, day.month) if day else (None, None)
    return Paper(
        *(key, slugify(key), "misc", clean(title), authors),
        year=year,
        month=month,
        venue=how,
        url=address,
        entry=entry,
    )


def _name(text: str) -> Name:
    """Return a name of the settings; one with `The` before it, or in braces, is an organisation's."""
    if text.startswith("{") and text.endswith("}"):
        return Name(text[1:-1].strip() or text, literal=True)
    return Name(text, literal=True) if text.lower().startswith("the ") else parse_given_first(text)
