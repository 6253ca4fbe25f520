"""What a service on the web says of a paper, as a frozen value."""

from dataclasses import dataclass

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
