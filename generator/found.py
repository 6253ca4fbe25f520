"""What services on the web say of a paper, as a frozen value, and two of these as one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .model import Name


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A paper as a service on the web describes it, in plain Unicode; unknown values are empty or None.

    `type` is an entry type of BibTeX. A preprint that was published has its `arxiv` and a `venue`;
    `published_doi` is the DOI under which a preprint's own record says that it was. `submitted` is the ISO
    date of a preprint's first version. The abstract serves to suggest categories and is never written.
    `source` names the services that say so.
    """

    title: str
    authors: tuple[Name, ...] = ()
    type: str = "misc"
    year: int | None = None
    month: int | None = None
    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    primary_class: str = ""
    published_doi: str = ""
    submitted: str = ""
    url: str = ""
    abstract: str = ""
    source: str = ""

    @property
    def is_published(self) -> bool:
        """Tell whether it names where it was published, and not only a preprint server."""
        return bool(self.venue) and self.type != "misc"


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
