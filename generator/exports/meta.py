"""What a paper's page says to machines: `citation_*` meta tags and schema.org JSON-LD.

Tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, which Zotero reads too.
JSON-LD: https://schema.org/ScholarlyArticle
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Name, Paper
from ..text.escape import clean, script_json, url
from .kinds import clean_names, date_parts, kind, page_range

_VENUE_TAGS = {
    "journal": "citation_journal_title",
    "school": "citation_dissertation_institution",
    "institution": "citation_technical_report_institution",
}


def citation_meta(paper: Paper, site_url: str) -> tuple[tuple[str, str], ...]:
    """Return name and content of the page's `citation_*` tags, as plain text that the caller escapes.

    There is a `citation_author` for each author (`Family, Given`), and the date is `YYYY/MM` or `YYYY`.
    `site_url` is the site's address; without it the page's own address is left out. There is never a
    `citation_pdf_url`: the paper is on another host, and Google Scholar wants it beside the page.
    """
    return tuple((name, content) for name, content in _tags(paper, site_url) if content)


def jsonld(paper: Paper, page_url: str) -> str:
    """Return the paper as a schema.org ScholarlyArticle, in JSON that is inert inside a script element.

    `page_url` is the address of the paper's page; empty where the site's address is not known.
    """
    article = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": url(page_url),
        "url": url(page_url),
        "name": clean(paper.title),
        "headline": clean(paper.title),
        "author": [_agent(name) for name in clean_names(paper.authors)],
        "editor": [_agent(name) for name in clean_names(paper.editors)],
        "datePublished": _date(paper, "-"),
        **_where(paper),
        "sameAs": [address for address in dict.fromkeys(_addresses(paper)) if address],
    }
    return script_json({name: value for name, value in article.items() if value})


def _tags(paper: Paper, site_url: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", clean(paper.title)
    for name in clean_names(paper.authors):
        yield "citation_author", name.inverted if not name.literal else name.full
    yield "citation_publication_date", _date(paper, "/")
    yield _venue_tag(paper), clean(paper.venue)
    yield "citation_volume", clean(paper.volume)
    report = kind(paper).venue == "institution"
    yield "citation_technical_report_number" if report else "citation_issue", clean(paper.number)
    first, last = page_range(paper.pages)
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_publisher", clean(paper.publisher)
    yield "citation_doi", clean(paper.doi)
    yield "citation_arxiv_id", clean(paper.arxiv)
    yield (
        "citation_abstract_html_url",
        url(f"{site_url.rstrip('/')}/papers/{paper.slug}/") if site_url else "",
    )


def _venue_tag(paper: Paper) -> str:
    which = kind(paper)
    if which.venue == "booktitle":
        return "citation_conference_title" if which.csl == "paper-conference" else "citation_book_title"
    # Elsewhere a venue is a note such as `howpublished`, and the publisher's tag is the nearest there is.
    return _VENUE_TAGS.get(which.venue, "" if paper.publisher else "citation_publisher")


def _date(paper: Paper, separator: str) -> str:
    return separator.join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(date_parts(paper)))


def _agent(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.full}
    agent = {"@type": "Person", "name": name.full, "givenName": name.given, "familyName": name.last}
    return {key: value for key, value in agent.items() if value}


def _where(paper: Paper) -> dict[str, object]:
    which = kind(paper)
    venue, publisher = clean(paper.venue), clean(paper.publisher)
    first, last = page_range(paper.pages)
    where: dict[str, object] = {"pageStart": first, "pageEnd": last}
    if venue and which.venue == "journal":
        where["isPartOf"] = _periodical(paper, venue)
    elif venue and which.venue == "booktitle":
        where["isPartOf"] = {"@type": "Book", "name": venue}
    else:
        publisher = publisher or venue
    if publisher:
        where["publisher"] = {"@type": "Organization", "name": publisher}
    if paper.doi:
        where["identifier"] = {"@type": "PropertyValue", "propertyID": "doi", "value": clean(paper.doi)}
    return where


def _periodical(paper: Paper, venue: str) -> dict[str, object]:
    """Return the journal, inside it the volume, inside that the issue, as far as they are known."""
    part: dict[str, object] = {"@type": "Periodical", "name": venue}
    if volume := clean(paper.volume):
        part = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": part}
    if issue := clean(paper.number):
        part = {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": part}
    return part


def _addresses(paper: Paper) -> Iterator[str]:
    if paper.doi:
        yield url(f"https://doi.org/{clean(paper.doi)}")
    if paper.arxiv:
        yield url(f"https://arxiv.org/abs/{clean(paper.arxiv)}")
    yield url(paper.url)
