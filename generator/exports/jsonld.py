"""What pages say to search engines, in JSON-LD: papers, collections of papers, and the review as a data set.

https://schema.org/ScholarlyArticle, https://schema.org/CollectionPage, https://schema.org/Dataset
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from ..model import Config, Name, Paper
from ..text.escape import arxiv_url, clean, doi_url, script_json, url
from .kinds import clean_names, date_parts, kind, page_range
from .meta import publisher

# A collection names this many of its papers, the newest; how many there are it says in a number.
MOST_PARTS = 10
_TYPES = {
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".json": "application/json",
    ".csv": "text/csv",
    ".xml": "application/xml",
}
_LICENCES = re.compile(r"CC[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)", re.IGNORECASE)


class Distribution(Protocol):
    """A file that holds the whole review."""

    @property
    def path(self) -> str:
        """The path below the site."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def size(self) -> int:
        """The number of its bytes."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""


def jsonld(paper: Paper, page_url: str) -> str:
    """Return the paper as a ScholarlyArticle, in JSON that is inert inside a script element.

    `page_url` is the address of the paper's page; empty where the site's address is not known.
    """
    return _script(
        {
            "@type": "ScholarlyArticle",
            "@id": url(page_url),
            "url": url(page_url),
            "name": clean(paper.title),
            "headline": clean(paper.title),
            "author": [_agent(name) for name in clean_names(paper.authors)],
            "editor": [_agent(name) for name in clean_names(paper.editors)],
            "datePublished": _date(paper),
            **_where(paper),
            "identifier": list(_identifiers(paper)),
            "sameAs": [address for address in dict.fromkeys(_addresses(paper)) if address],
        }
    )


def collection_jsonld(
    config: Config, path: str, title: str, description: str, papers: Sequence[Paper]
) -> str:
    """Return a page that lists papers as a CollectionPage; `path` is its address below the site."""
    address = _address(config, path)
    return _script(
        {
            "@type": "CollectionPage",
            "@id": address,
            "url": address,
            "name": clean(title),
            "description": clean(description),
            "isPartOf": _known(
                {"@type": "WebSite", "name": clean(config.title), "url": url(config.site_url)}
            ),
            "mainEntity": {"@type": "ItemList", "numberOfItems": len(papers)},
            "hasPart": [_part(config, paper) for paper in papers[:MOST_PARTS]] if address else [],
        }
    )


def review_jsonld(
    config: Config, description: str, papers: Iterable[Paper], downloads: Iterable[Distribution]
) -> str:
    """Return the review as a WebSite and as the Dataset that its bulk exports are.

    The date of the data is the day on which the last paper joined it.
    """
    site = url(config.site_url)
    about = {
        "name": clean(config.title),
        "url": site,
        "description": clean(description),
        "license": licence_url(config.text_license),
        "author": [{"name": name} for name in map(clean, config.authors) if name],
    }
    days = [paper.added for paper in papers if paper.added]
    dataset = {
        "@type": "Dataset",
        "@id": f"{site}#dataset" if site else "",
        **about,
        "isAccessibleForFree": True,
        "dateModified": max(days).isoformat() if days else "",
        "distribution": [_download(config, download) for download in downloads] if site else [],
    }
    return _script({"@graph": [_known({"@type": "WebSite", "@id": site, **about}), _known(dataset)]})


def licence_url(name: str) -> str:
    """Return the address of a Creative Commons licence named as `CC BY-SA 4.0`, or nothing.

    https://creativecommons.org/licenses/
    """
    found = _LICENCES.fullmatch(clean(name))
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""


def _script(values: Mapping[str, object]) -> str:
    return script_json({"@context": "https://schema.org"} | _known(values))


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _address(config: Config, path: str) -> str:
    return url(f"{config.site_url}{path}") if config.site_url else ""


def _part(config: Config, paper: Paper) -> dict[str, object]:
    address = _address(config, f"papers/{paper.slug}/")
    return {"@type": "ScholarlyArticle", "@id": address, "name": clean(paper.title or paper.key)}


def _download(config: Config, download: Distribution) -> dict[str, object]:
    return _known(
        {
            "@type": "DataDownload",
            "name": clean(download.title),
            "contentUrl": _address(config, download.path),
            "encodingFormat": _TYPES.get(PurePosixPath(download.path).suffix, ""),
            "contentSize": f"{download.size} B",
            "sha256": download.sha256,
        }
    )


def _agent(name: Name) -> dict[str, object]:
    if name.literal:
        return {"@type": "Organization", "name": name.full}
    person = {"@type": "Person", "name": name.full, "givenName": name.given, "familyName": name.last}
    return _known({**person, "honorificSuffix": name.suffix})


def _date(paper: Paper) -> str:
    return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(date_parts(paper)))


def _where(paper: Paper) -> dict[str, object]:
    which = kind(paper)
    venue = clean(paper.venue)
    first, last = page_range(paper.pages)
    where: dict[str, object] = {"pageStart": first, "pageEnd": last}
    if venue and which.venue == "journal":
        where["isPartOf"] = _periodical(paper, venue)
    elif venue and which.venue == "booktitle":
        where["isPartOf"] = {"@type": "Book", "name": venue}
    published_by = publisher(paper) or (venue if "isPartOf" not in where else "")
    if published_by:
        where["publisher"] = {"@type": "Organization", "name": published_by}
    return where


def _periodical(paper: Paper, venue: str) -> dict[str, object]:
    """Return the journal, inside it the volume, inside that the issue, as far as they are known."""
    part: dict[str, object] = {"@type": "Periodical", "name": venue}
    if volume := clean(paper.volume):
        part = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": part}
    if issue := clean(paper.number):
        part = {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": part}
    return part


def _identifiers(paper: Paper) -> Iterator[dict[str, str]]:
    for name, value in (("doi", clean(paper.doi)), ("arxiv", clean(paper.arxiv))):
        if value:
            yield {"@type": "PropertyValue", "propertyID": name, "value": value}


def _addresses(paper: Paper) -> Iterator[str]:
    yield doi_url(clean(paper.doi))
    yield arxiv_url(clean(paper.arxiv))
    yield url(paper.url)
