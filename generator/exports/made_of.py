"""What the texts of a paper are made of, as a digest: where it is the same, so are the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..digest import digest
from ..memory import told_by
from ..model import Paper, Review
from .bibtex_syntax import safe_key
from .old_keys import old_keys
from .topics import topics


def texts_made_of(review: Review, papers: Sequence[Paper]) -> Mapping[str, bytes]:
    """Return for each of these papers by citekey a digest of all that its texts depend on."""
    names = topics(review)
    return {
        paper.key: digest((told_by(paper), list(old_keys(paper, review)), names(paper))) for paper in papers
    }


def divided(papers: Sequence[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Return the papers whose texts depend on no other paper, then those whose citekeys meet.

    A citekey that BibTeX cannot read is changed, and the change depends on which are taken; of papers with
    one citekey the first is exported.
    """
    uses = Counter(paper.key for paper in papers)
    changed = tuple({safe_key(key) for key in uses if safe_key(key) != key})
    alone: list[Paper] = []
    meeting: list[Paper] = []
    for paper in papers:
        meets = uses[paper.key] > 1 or safe_key(paper.key) != paper.key or paper.key.startswith(changed)
        (meeting if meets else alone).append(paper)
    return alone, meeting
