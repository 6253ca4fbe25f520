"""Crossref's REST API: works by DOI and by title (https://api.crossref.org/swagger-ui/)."""

from __future__ import annotations

from ..bibtex import identifiers
from ..found import FoundPaper
from ..model import Name
from ..text.escape import url_part
from .answers import Json, month_of, read_json, year_of
from .errors import BadAnswerError
from .plain import LONGEST_ABSTRACT, MOST_AUTHORS, people

NAME = "Crossref"
# https://api.crossref.org/types
_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book-section": "incollection",
    "reference-entry": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "dissertation": "phdthesis",
    "report": "techreport",
}


def address(base: str, doi: str) -> str:
    """Return the address that answers with the work of this DOI."""
    return f"{base}/works/{url_part(doi)}"


def search_address(base: str, title: str, most: int = 5) -> str:
    """Return the address that answers with the works that are most like this title."""
    return f"{base}/works?query.bibliographic={url_part(title)}&rows={most}"


def parse(raw: bytes) -> FoundPaper:
    """Return the work of an answer to one DOI; raises BadAnswerError where there is none."""
    paper = _paper(read_json(raw)["message"])
    if not paper.title:
        raise BadAnswerError("the answer holds no work with a title")
    return paper


def parse_list(raw: bytes) -> tuple[FoundPaper, ...]:
    """Return the works of an answer to a search."""
    answer = read_json(raw)
    if not isinstance(answer["message"]["items"].value, list):
        raise BadAnswerError("the answer holds no list of works")
    papers = (_paper(work) for work in answer["message"]["items"])
    return tuple(paper for paper in papers if paper.title)


def _paper(work: Json) -> FoundPaper:
    kind = _TYPES.get(work["type"].text, "misc")
    year, month = _date(work)
    doi = identifiers.doi(work["DOI"].text)
    return FoundPaper(
        title=_title(work),
        authors=_authors(work["author"]),
        type=kind,
        year=year,
        month=month,
        venue=work["container-title"][0].markup() if kind != "misc" else "",
        volume=work["volume"].text,
        number=work["issue"].text,
        pages=work["page"].text,
        publisher=work["publisher"].markup(),
        doi=doi,
        arxiv=_preprint(work["relation"]["has-preprint"]),
        published_doi=_related_doi(work["relation"]["is-preprint-of"]),
        url=identifiers.link(work["resource"]["primary"]["URL"].text) or identifiers.link(work["URL"].text),
        abstract=work["abstract"].markup(LONGEST_ABSTRACT),
        source=NAME,
    )


def _title(work: Json) -> str:
    title, subtitle = work["title"][0].markup(), work["subtitle"][0].markup()
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title}{' ' if title[-1] in '.:?!' else ': '}{subtitle}"


def _authors(authors: Json) -> tuple[Name, ...]:
    names: list[Name] = []
    for author in list(authors)[:MOST_AUTHORS]:
        family, given = author["family"].markup(), author["given"].markup()
        if author["name"].text:
            names.append(Name(author["name"].markup(), literal=True))
        elif family and given:
            names += people([f"{family}, {given}"])[:1]
            if suffix := author["suffix"].text:
                names[-1] = Name(names[-1].family, names[-1].given, names[-1].particle, suffix)
        elif family or given:
            names.append(Name(family or given))
    return tuple(names)


def _date(work: Json) -> tuple[int | None, int | None]:
    """Return when the work was printed, else when it was issued at all."""
    for name in ("published-print", "issued", "published", "published-online"):
        parts = work[name]["date-parts"][0]
        if year := year_of(parts[0]):
            return year, month_of(parts[1])
    return None, None


def _preprint(related: Json) -> str:
    found = (_arxiv(each["id"].text) for each in related)
    return next((arxiv for arxiv in found if arxiv), "")


def _arxiv(text: str) -> str:
    in_doi = identifiers.arxiv_in_doi(identifiers.doi(text))
    return in_doi or identifiers.arxiv_id(text) or identifiers.arxiv_in_url(text)


def _related_doi(related: Json) -> str:
    found = (identifiers.doi(each["id"].text) for each in related)
    return next((doi for doi in found if doi), "")
