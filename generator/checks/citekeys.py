"""Checks of citekeys, old ones included: each leads to one paper, and each page has an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Paper, Review
from ..text.slugs import slugify

# The contract of `curate.citekeys`: without a known year the word follows the name.
_PATTERN = re.compile(r"(?=[a-z0-9]++\Z)[a-z0-9]+?(?:1[5-9]|20)\d\d.*|[a-z]+")
_ENOUGH = 10
_SELDOM = 0.1


def check_citekeys(review: Review) -> Iterator[Problem]:
    """Yield old citekeys that two papers claim or that are in use, and addresses that two papers ask for."""
    yield from _claims(review)
    yield from _slugs(review)
    yield from _pattern(review)


def _pattern(review: Review) -> Iterator[Problem]:
    """Tell of citekeys without the pattern where nearly all others have it: keys are never changed."""
    odd = [paper for paper in review.papers if not _PATTERN.fullmatch(paper.key)]
    if odd and len(review.papers) >= _ENOUGH and len(odd) <= len(review.papers) * _SELDOM:
        for paper in odd:
            message = f"nearly all citekeys here are family name, year and word, and “{paper.key}” is not"
            hint = "choose another one before it is published; afterwards it stays"
            yield Problem("citekey-pattern", message, paper.place, hint, paper.key, Severity.INFO)


def _claims(review: Review) -> Iterator[Problem]:
    present = {paper.key: paper for paper in review.papers}
    folded = {key.lower(): paper for key, paper in present.items()}
    claimed: dict[str, Paper] = {}
    for paper in review.papers:
        for old in paper.aliases:
            other = claimed.setdefault(old, paper)
            if old in present:
                yield from _in_use(old, paper, present[old])
            elif other is not paper:
                message = f"“{other.key}” at {other.place} has the old citekey “{old}” in its ids, too"
                hint = "an old citekey leads to one paper: take it out of one of the two"
                yield Problem("contested-old-citekey", message, paper.place, hint, paper.key)
            elif (similar := folded.setdefault(old.lower(), paper)) is not paper:
                message = f"the old citekey “{old}” differs only in case from one of “{similar.key}”"
                hint = "BibTeX and some file systems do not tell them apart: rename the newer paper"
                yield Problem("similar-old-citekey", message, paper.place, hint, paper.key, Severity.WARNING)


def _in_use(old: str, paper: Paper, user: Paper) -> Iterator[Problem]:
    if user is paper:
        message = f"“{old}” is the entry's own citekey, and stands in its ids"
    else:
        message = f"the old citekey “{old}” is the citekey of the entry at {user.place}, which keeps it"
    hint = "take it out of this entry's ids, or merge the two entries"
    yield Problem("old-citekey-in-use", message, paper.place, hint, paper.key)


def _slugs(review: Review) -> Iterator[Problem]:
    for paper in review.papers:
        plain = slugify(paper.key)
        if plain != paper.slug:
            message = f"another citekey has the address papers/{plain}/; this paper's is papers/{paper.slug}/"
            hint = "nothing needs to be done, unless a shorter address is wanted: then choose another citekey"
            yield Problem("shared-slug", message, paper.place, hint, paper.key, Severity.INFO)
