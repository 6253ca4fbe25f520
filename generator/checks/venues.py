"""Checks of venues, and of where in them a paper stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..bibtex.identifiers import arxiv_in_journal
from ..errors import Problem, Severity
from ..model import Paper, Review
from ..text.fold import ascii_fold
from ..text.latex import to_unicode
from .at import at_field, quoted
from .fixes import Values

_FIELDS = ("journal", "journaltitle", "booktitle")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"['’]\d\d\b")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY_WORDS = frozenset(
    ("the", "of", "on", "in", "and", "for", "proceedings", "proc", "annual", "international")
)
_PAGES = re.compile(r"(\d+)\s*(?:-+|[\u2010-\u2015])\s*(\d+)")


def check_venue(paper: Paper, values: Values) -> Iterator[Problem]:
    """Yield arXiv as a journal, a venue of another year, and pages that run backwards."""
    for name in _FIELDS[:2]:
        if name in values and not paper.venue and arxiv_in_journal(to_unicode(values[name]))[0]:
            message = f"`{name}` names arXiv, which is no journal: the paper is a preprint"
            hint = "make it @misc, with the identifier in `eprint`"
            yield at_field("arxiv-as-journal", message, paper, name, hint, Severity.INFO)
    yield from _year(paper, values)
    pages = _PAGES.fullmatch(values.get("pages", ""))
    # `1234--37` is short for 1234--1237.
    if pages and int(pages[1]) > int(pages[2]) and len(pages[2]) >= len(pages[1]):
        message = f"the pages run from {pages[1]} to {pages[2]}"
        yield at_field("pages-order", message, paper, "pages", "correct one of the two")


def _year(paper: Paper, values: Values) -> Iterator[Problem]:
    years = [int(year) for year in _YEAR.findall(paper.venue)]
    # Proceedings may come out in the year after the conference.
    if years and paper.year and all(abs(year - paper.year) > 1 for year in years):
        name = next((name for name in _FIELDS if name in values), "year")
        message = f"the venue is of {years[0]}, and the paper of {paper.year}"
        yield at_field("venue-year", message, paper, name, "correct the one that is wrong")


def check_venue_spellings(review: Review) -> Iterator[Problem]:
    """Yield papers whose venue most others of this review spell otherwise; linear in the review."""
    spellings: defaultdict[str, dict[str, list[Paper]]] = defaultdict(dict)
    for paper in review.papers:
        if paper.venue and (key := venue_key(paper.venue)):
            # The year is part of a name that proceedings have for one year.
            spelled = _ORDINAL.sub("", _YEAR.sub("", paper.venue))
            spellings[key].setdefault(spelled, []).append(paper)
    for found in spellings.values():
        if len(found) > 1:
            yield from _rare_spellings(found)


def _rare_spellings(found: Mapping[str, list[Paper]]) -> Iterator[Problem]:
    usual = max(found.values(), key=lambda papers: (len(papers), papers[0].venue))
    for papers in found.values():
        if papers is not usual:
            for paper in papers:
                name = next((name for name in _FIELDS if paper.entry.field(name)), "")
                message = f"the venue {quoted(paper.venue)} is spelled otherwise elsewhere"
                hint = f"write it as {quoted(usual[0].venue)} in {usual[0].key}, or that one as this"
                yield at_field("venue-spellings", message, paper, name, hint)


def venue_key(venue: str) -> str:
    """Return what spellings of one venue share: words in lower case, without years and small words."""
    text = ascii_fold(venue).lower().replace("&", " and ")
    words = _WORD.findall(_ORDINAL.sub("", _SHORT_YEAR.sub("", _YEAR.sub("", text))))
    return " ".join(word for word in words if word not in _EMPTY_WORDS)
