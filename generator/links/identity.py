"""Which paper of another review is the same paper, whatever its citekey is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..model import Paper, Review
from ..text.fold import title_key

_VERSION = re.compile(r"v\d+$")
# DataCite registers preprints under this prefix: https://info.arxiv.org/help/doi.html
_ARXIV_DOI = "10.48550/arxiv."


def identities(paper: Paper) -> Iterator[str]:
    """Yield what the paper is recognised by, the strongest first: `doi:…`, `arxiv:…`, `title:…`."""
    doi = paper.doi.lower()
    preprint = doi.removeprefix(_ARXIV_DOI) if doi.startswith(_ARXIV_DOI) else ""
    if doi and not preprint:
        yield f"doi:{doi}"
    if paper.arxiv or preprint:
        yield f"arxiv:{_VERSION.sub('', paper.arxiv.lower() or preprint)}"
    for title in (paper.title, *paper.alt_titles):
        if title:
            yield f"title:{title_key(title)}"


class Successors:
    """Finds the paper of a later review that a citekey of an earlier one means now."""

    def __init__(self, before: Review, after: Review) -> None:
        self._after = after
        self._by_identity = _by_identity(after.papers, before.by_key)

    def of(self, paper: Paper) -> Paper | None:
        """Return the paper that has the citekey now, as its own or an old one, else the likely one."""
        return self._after.by_key.get(paper.key) or self.likely(paper)

    def likely(self, paper: Paper) -> Paper | None:
        """Return the paper with the same DOI, arXiv identifier or title, or None."""
        return next((self._by_identity[i] for i in identities(paper) if i in self._by_identity), None)


def _by_identity(papers: Iterable[Paper], earlier: Mapping[str, Paper]) -> Mapping[str, Paper]:
    """Index the papers; where two share an identity, the one whose citekey is new stands first."""
    found: dict[str, Paper] = {}
    for paper in sorted(papers, key=lambda paper: paper.key in earlier):
        for identity in identities(paper):
            found.setdefault(identity, paper)
    return found
