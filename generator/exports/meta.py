"""What a paper's page says to machines in its head: `citation_*` meta tags.

Google Scholar: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing. Zotero reads the same tags
with its translator “Embedded Metadata”:
https://github.com/zotero/translators/blob/master/Embedded%20Metadata.js
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Name, Paper
from ..text.escape import arxiv_url, clean, doi_url, url
from .kinds import clean_names, date_parts, kind, page_range
from .works import cited_doi

_VENUE_TAGS = {
    "journal": "citation_journal_title",
    "school": "citation_dissertation_institution",
    "institution": "citation_technical_report_institution",
}
# Zotero's name for what none of its venue tags tells, by CSL type; without it these become journal articles.
_ZOTERO_TYPES = {
    "article-journal": "journalArticle",
    "paper-conference": "conferencePaper",
    "chapter": "bookSection",
    "thesis": "thesis",
    "report": "report",
    "article": "preprint",
    "book": "book",
    "dataset": "dataset",
    "software": "computerProgram",
    "webpage": "webpage",
    "manuscript": "manuscript",
    "patent": "patent",
    "document": "document",
}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def citation_meta(paper: Paper, site_url: str) -> tuple[tuple[str, str], ...]:
    """Return name and content of the page's tags, as plain text that the caller escapes.

    There is a tag for each author and editor (`Family, Given`). `site_url` is the site's address; without it
    the page's own address is left out. There is never a `citation_pdf_url`: the paper is on another host, and
    Google Scholar wants it beside the page.
    """
    return tuple((name, content) for name, content in _tags(paper, site_url) if content)


def index_name(name: Name) -> str:
    """Return the name for an index, in a form that Zotero and Google Scholar take apart rightly.

    They know one comma, between family and given name, and no suffix: `Davis Jr., Sammy`. In the name of an
    organisation a comma would make a person of it, and a semicolon anywhere makes two.
    """
    last = " ".join(part for part in (name.last, name.suffix) if part)
    parts = [name.full] if name.literal else [last, name.given]
    return ", ".join(" ".join(part.translate(_SEPARATORS).split()) for part in parts if part)


_SEPARATORS = str.maketrans(",;", "  ")


def public_url(paper: Paper) -> str:
    """Return the paper's own address: as its entry has it, else by DOI, else at arXiv."""
    return url(paper.url) or doi_url(clean(paper.doi)) or arxiv_url(clean(paper.arxiv))


def publisher(paper: Paper) -> str:
    """Return who published the paper: its publisher, else arXiv for a preprint there, else its venue.

    The venue of a type that has no venue of its own is a note such as `howpublished`.
    """
    which = kind(paper)
    at_arxiv = "arXiv" if paper.arxiv and which.csl == "article" else ""
    return clean(paper.publisher) or (clean(paper.venue) or at_arxiv if which.venue == "howpublished" else "")


def _tags(paper: Paper, site_url: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", clean(paper.title)
    for name in clean_names(paper.authors):
        yield "citation_author", index_name(name)
    for name in clean_names(paper.editors):
        yield "citation_editor", index_name(name)
    yield from _dates(paper)
    yield from _venue(paper)
    yield "citation_volume", clean(paper.volume)
    yield from _number(paper)
    first, last = page_range(paper.pages)
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_publisher", publisher(paper)
    yield "citation_doi", clean(cited_doi(paper))
    yield "citation_arxiv_id", clean(paper.arxiv)
    yield "citation_abstract", clean(paper.abstract)
    yield "citation_public_url", public_url(paper)
    yield (
        "citation_abstract_html_url",
        url(f"{site_url.rstrip('/')}/papers/{paper.slug}/") if site_url else "",
    )


def _dates(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the dates: Google Scholar takes `YYYY/MM/DD` or a year, Zotero reads a month, too."""
    parts = [f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(date_parts(paper))]
    day = _DAY.match(paper.entry.get("date"))
    if day and len(parts) == 2 and list(day.groups()[:2]) == parts:
        parts.append(day[3])
    yield "citation_publication_date", "/".join(parts if len(parts) == 3 else parts[:1])
    yield "citation_date", "/".join(parts) if len(parts) == 2 else ""
    online = _DAY.fullmatch(paper.submitted)
    yield "citation_online_date", "/".join(online.groups()) if online else ""


def _venue(paper: Paper) -> Iterator[tuple[str, str]]:
    which, venue = kind(paper), clean(paper.venue)
    if which.venue == "booktitle":
        in_proceedings = which.csl == "paper-conference"
        yield "citation_conference_title" if in_proceedings else "citation_book_title", venue
        # To Zotero the first is the name of the conference; this is the title of its proceedings.
        yield "dc.source", venue if in_proceedings else ""
    elif which.venue in _VENUE_TAGS:
        yield _VENUE_TAGS[which.venue], venue
    if not venue or which.venue == "howpublished":
        yield "z:itemType", _ZOTERO_TYPES.get(which.csl, "")


def _number(paper: Paper) -> Iterator[tuple[str, str]]:
    which, number = kind(paper), clean(paper.number)
    if which.csl == "article" and paper.arxiv:
        yield "citation_technical_report_number", f"arXiv:{clean(paper.arxiv)}"
    elif which.venue == "institution":
        yield "citation_technical_report_number", number
    else:
        yield "citation_issue", number
