"""A sanity gate for changes that strangers propose: what no check of one state can see.

What only looks dangerous passes with a label, which on GitHub is a maintainer's to give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from ..errors import Place, Problem
from ..model import Paper, Review
from .values import Changes

LARGE_CHANGE = "large-change"
NOT_SPAM = "not-spam"

MOST_GROWTH = 0.1
# Below this many new papers, a share says nothing: one more paper is 10 % of a review that has just begun.
FEW = 10
# A host that no link led to before, and that this many links lead to now.
MANY_LINKS = 3

_LINK = re.compile(r"https?://[^\s<>()\[\]{}\"']+", re.IGNORECASE)


def gate(changes: Changes, before: Review, after: Review, labels: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a change from being merged; `labels` are those that its pull request has.

    `changes` are those from `before` to `after`.
    """
    yield from _fewer(changes)
    yield from _vanished(before, after)
    if LARGE_CHANGE not in labels:
        yield from _growth(changes)
    if NOT_SPAM not in labels:
        yield from _spam(before, after)
        yield from _reported_spam(changes)


def _fewer(changes: Changes) -> Iterator[Problem]:
    merged = sum(1 for one in changes.papers.merged if one.kept)
    gone = changes.papers_before - merged - changes.papers_after
    if gone > 0:
        message = (
            f"the review has {changes.papers_after:,} papers and had {changes.papers_before:,} "
            f"at {changes.revision}: {gone:,} fewer, merged ones not counted"
        )
        hint = "put the entries back, or merge each into the one that stands for it, with its citekey in ids"
        yield Problem("gate-fewer-papers", message, Place(), hint)


def _vanished(before: Review, after: Review) -> Iterator[Problem]:
    for key in sorted(before.by_key.keys() - after.by_key.keys()):
        hint = f"write it into the ids of the entry that stands for it: ids = {{{key}}}"
        place = before.by_key[key].place
        yield Problem("gate-lost-citekey", f"the citekey “{key}” is gone", Place(place.file), hint, key)


def _growth(changes: Changes) -> Iterator[Problem]:
    grown = changes.papers_after - changes.papers_before
    if changes.papers_before and grown > max(FEW, MOST_GROWTH * changes.papers_before):
        share = grown / changes.papers_before
        message = f"the change adds {grown:,} papers to {changes.papers_before:,}, {share:.0%} more"
        hint = f"divide it, or have a maintainer who looked through it set the label {LARGE_CHANGE}"
        yield Problem("gate-growth", message, Place(), hint)


def _spam(before: Review, after: Review) -> Iterator[Problem]:
    known, now = _hosts(before), _hosts(after)
    for host, count in sorted(now.items()):
        if host not in known and count >= MANY_LINKS:
            message = f"{count:,} links lead to {host}, to which none led before"
            hint = f"have a maintainer who knows the host set the label {NOT_SPAM}"
            yield Problem("gate-spam", message, Place(), hint)


def _reported_spam(changes: Changes) -> Iterator[Problem]:
    for problem in changes.problems.gained:
        if "spam" in problem.code:
            hint = f"take it out, or have a maintainer who looked at it set the label {NOT_SPAM}"
            yield Problem("gate-spam", problem.message, problem.place, hint, problem.citekey)


def _hosts(review: Review) -> Counter[str]:
    return Counter(host for text in _texts(review) for link in _LINK.findall(text) if (host := _host(link)))


def _texts(review: Review) -> Iterator[str]:
    for paper in review.papers:
        yield " ".join(_linked(paper))
    for note in review.notes.values():
        yield " ".join((note.tldr, *note.results, note.body))
    for category in review.categories:
        yield " ".join((category.scope, category.narrative))


def _linked(paper: Paper) -> Iterator[str]:
    """Yield the fields that a page of the site shows as links, or as text in which there may be one."""
    yield from (paper.url, paper.code, paper.project, paper.title, paper.abstract)


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
