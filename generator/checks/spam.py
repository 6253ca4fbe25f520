"""Patterns of spam: what is sold by the link, in what a stranger's pull request may bring."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Category, Paper, Review
from .at import at_paper, quoted

# Phrases rather than words: papers study poker, gambling and pharmacy, and one data set is called CaSiNo.
_PHRASES = (
    "online casino", "casino bonus", "casino online", "free spins", "sports betting site", "slot gacor",
    "situs judi", "judi online", "togel", "viagra", "cialis", "levitra", "cheap pills", "payday loan",
    "escort service", "essay writing service", "buy essay", "write my essay", "buy followers",
    "buy backlinks", "seo services", "weight loss pill", "keto gummies", "crypto giveaway", "forex signals",
    "replica watches", "xxx video", "porn video", "click here to", "make money online", "work from home job",
)  # fmt: skip
_WHOLE = {phrase: re.compile(rf"(?<!\w){re.escape(phrase)}s?(?!\w)") for phrase in _PHRASES}
MOST_LINKS = 5


def check_spam(review: Review) -> Iterator[Problem]:
    """Yield papers, with their notes, and categories whose words or links look like advertising."""
    for paper in review.papers:
        note = review.notes.get(paper.key)
        about = (note.tldr, note.body, *note.results) if note else ()
        text = "\n".join((paper.title, paper.abstract, paper.venue, *paper.keywords, *about))
        yield from _found(paper, text)
    for category in review.categories:
        if category.curated:
            yield from _in_category(category)


def _found(paper: Paper, text: str) -> Iterator[Problem]:
    if phrase := spam_phrase(text):
        message = f"entry or note holds {quoted(phrase)}, as advertising does"
        hint = "remove it, or accept it with bibloom-ignore where the paper is about that"
        yield at_paper("spam-words", message, paper, hint)
    links = text.count("://")
    if links > MOST_LINKS:
        message = f"title, abstract and note hold {links} addresses"
        hint = "keep those that a reader needs, in `url`, `code` and `project`"
        yield at_paper("spam-links", message, paper, hint)


def _in_category(category: Category) -> Iterator[Problem]:
    if phrase := spam_phrase("\n".join((category.title, category.scope, category.narrative))):
        message = f"the category holds {quoted(phrase)}, as advertising does"
        hint = "remove it"
        yield Problem("spam-words", message, category.place, hint, severity=Severity.WARNING)


def spam_phrase(text: str) -> str:
    """Return the first phrase of advertising in a text, or nothing."""
    folded = " ".join(text.lower().split())
    return next((phrase for phrase, whole in _WHOLE.items() if phrase in folded and whole.search(folded)), "")
