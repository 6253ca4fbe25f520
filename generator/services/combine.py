"""What two services say about one paper, as one record."""

from __future__ import annotations

from dataclasses import replace

from ..found import FoundPaper


def with_publication(preprint: FoundPaper, work: FoundPaper) -> FoundPaper:
    """Return the published work with what only its preprint's record knows: identifier, class, abstract.

    Where the published record has fewer authors (a search's answer may be cut), the preprint's stand. Without
    a venue or a type of its own the work says nothing, and the preprint stays as it is.
    """
    if not work.is_published:
        return preprint
    return replace(
        work,
        authors=preprint.authors if len(work.authors) < len(preprint.authors) else work.authors,
        arxiv=preprint.arxiv,
        primary_class=preprint.primary_class,
        submitted=preprint.submitted,
        url=work.url if not work.doi else "",
        abstract=preprint.abstract or work.abstract,
        source=f"{work.source} and {preprint.source}",
    )


def with_preprint(work: FoundPaper, arxiv: str, source: str) -> FoundPaper:
    """Return the published work with the identifier of its preprint, where a source knows it."""
    return replace(work, arxiv=arxiv, source=f"{work.source} and {source}") if arxiv else work
