"""Papers that are there twice for certain: two entries with one identifier or one address.

What is only alike (a preprint under another title, say) is for `bibloom dedupe`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from ..bibtex.identifiers import arxiv_in_doi
from ..errors import Problem, Severity
from ..model import Paper, Review
from ..text.escape import shell_word
from .at import at_field


def check_duplicates(review: Review) -> Iterator[Problem]:
    """Yield papers that share a DOI, an arXiv identifier or an address with an earlier one; linear."""
    papers = sorted(review.papers, key=lambda paper: (paper.place, paper.key))
    told: set[str] = set()
    known = review.by_key
    decided = {
        frozenset(known[key].key for key in (pair.first, pair.second) if key in known)
        for pair in review.config.not_duplicates
    }
    for paper, first in _repeated(papers, decided, lambda paper: paper.doi.lower()):
        told.add(paper.key)
        message = f"“{first.key}” at {first.place} has the same DOI, {paper.doi}"
        yield at_field("same-doi", message, paper, "doi", _hint(first, paper))
    for paper, first in _repeated(papers, decided, _arxiv):
        if paper.key not in told:
            told.add(paper.key)
            message = f"“{first.key}” at {first.place} has the same arXiv identifier, {_arxiv(paper)}"
            yield at_field("same-arxiv", message, paper, "eprint", _hint(first, paper))
    for paper, first in _repeated(papers, decided, _address):
        if paper.key not in told:
            message = f"“{first.key}” at {first.place} has the same address"
            hint = "give each paper its own, or bring the two entries together"
            yield at_field("same-url", message, paper, "url", hint, Severity.INFO)


def _hint(first: Paper, second: Paper) -> str:
    return f"bibloom dedupe --merge {shell_word(first.key)} {shell_word(second.key)} makes one of them"


def _arxiv(paper: Paper) -> str:
    return (paper.arxiv or arxiv_in_doi(paper.doi)).lower()


def _address(paper: Paper) -> str:
    return paper.url.partition("://")[2].rstrip("/").lower().removeprefix("www.")


def _repeated(
    papers: Iterable[Paper], decided: Container[frozenset[str]], identity: Callable[[Paper], str]
) -> Iterator[tuple[Paper, Paper]]:
    """Yield each paper whose identity an earlier one has, with that one, unless the two are decided on."""
    seen: dict[str, Paper] = {}
    for paper in papers:
        found = identity(paper)
        first = seen.setdefault(found, paper) if found else paper
        if first is not paper and frozenset((paper.key, first.key)) not in decided:
            yield paper, first
