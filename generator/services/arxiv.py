"""arXiv's API: Atom by identifier (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from ..bibtex import identifiers
from ..found import FoundPaper
from ..text.escape import url_part
from ..text.latex import to_unicode
from ..text.plain import plain
from .errors import BadAnswerError
from .plain import LONGEST_ABSTRACT, people

NAME = "arXiv"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
# Section 3.4 of the manual: an error is an entry whose id begins like this, in an answer with status 200.
_ERROR = "/api/errors"


def address(base: str, wanted: Iterable[str]) -> str:
    """Return the address that answers with the papers of these identifiers."""
    several = list(wanted)
    return f"{base}/api/query?id_list={url_part(','.join(several), keep=',/')}&max_results={len(several)}"


def is_busy(raw: bytes) -> bool:
    """Tell whether the answer, whatever its status, says that arXiv is asked too often."""
    return raw[:200].strip().lower().startswith(b"rate exceeded")


def parse(raw: bytes) -> tuple[FoundPaper, ...]:
    """Return the papers of an Atom feed; raises BadAnswerError for anything else, and for arXiv's errors."""
    feed = _feed(raw)
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        if _ERROR in _text(entry, f"{_ATOM}id"):
            raise BadAnswerError(f"it says: {_text(entry, f'{_ATOM}summary')[:200]}")
    papers = (_paper(entry) for entry in entries)
    return tuple(paper for paper in papers if paper.title and paper.arxiv)


def _feed(raw: bytes) -> Element:
    # Imported here: most commands never need it.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        feed: Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BadAnswerError("the answer is not Atom") from error
    if feed.tag != f"{_ATOM}feed":
        raise BadAnswerError("the answer is not an Atom feed")
    return feed


def _paper(entry: Element) -> FoundPaper:
    arxiv = identifiers.arxiv_in_url(_text(entry, f"{_ATOM}id"))
    published = _text(entry, f"{_ATOM}published")[:10]
    year, month = identifiers.year_and_month(published)
    category = entry.find(f"{_ARXIV}primary_category")
    doi = identifiers.doi(_text(entry, f"{_ARXIV}doi"))
    return FoundPaper(
        title=to_unicode(_text(entry, f"{_ATOM}title")),
        authors=people(to_unicode(_text(author, f"{_ATOM}name")) for author in entry.iter(f"{_ATOM}author")),
        year=year,
        month=month,
        arxiv=arxiv,
        primary_class=plain(category.get("term", ""))[:40] if category is not None else "",
        published_doi="" if identifiers.arxiv_in_doi(doi) else doi,
        submitted=published,
        url=f"https://arxiv.org/abs/{arxiv}",
        abstract=plain(entry.findtext(f"{_ATOM}summary") or "", LONGEST_ABSTRACT),
        source=NAME,
    )


def _text(element: Element, name: str) -> str:
    return plain(element.findtext(name) or "")
