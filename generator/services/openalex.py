"""OpenAlex's API: works by DOI and by title (https://developers.openalex.org/)."""

from __future__ import annotations

from ..bibtex import identifiers
from ..found import FoundPaper
from ..text.escape import url_part
from ..text.plain import plain
from .answers import Json, read_json, year_of
from .errors import BadAnswerError
from .plain import LONGEST_ABSTRACT, people

NAME = "OpenAlex"
_WORDS = 2_000
_PUBLISHERS = frozenset({"journal", "conference", "book series", "ebook platform"})
_THESES = {
    "dissertation": "phdthesis",
    "book": "book",
    "book-chapter": "incollection",
    "report": "techreport",
}


def address(base: str, doi: str) -> str:
    """Return the address that answers with the work of this DOI."""
    return f"{base}/works/doi:{url_part(doi)}"


def search_address(base: str, title: str, most: int = 5) -> str:
    """Return the address that answers with the works that are most like this title."""
    return f"{base}/works?search={url_part(title)}&per_page={most}"


def parse(raw: bytes) -> FoundPaper:
    """Return the work of an answer to one DOI; raises BadAnswerError where there is none."""
    paper = _paper(read_json(raw))
    if not paper.title:
        raise BadAnswerError("the answer holds no work with a title")
    return paper


def parse_list(raw: bytes) -> tuple[FoundPaper, ...]:
    """Return the works of an answer to a search."""
    answer = read_json(raw)
    if not isinstance(answer["results"].value, list):
        raise BadAnswerError("the answer holds no list of works")
    papers = (_paper(work) for work in answer["results"])
    return tuple(paper for paper in papers if paper.title)


def _paper(work: Json) -> FoundPaper:
    source = _published_in(work)
    venue = source["display_name"].markup()
    year, month = identifiers.year_and_month(work["publication_date"].text)
    doi = identifiers.doi(work["doi"].text)
    first, last = work["biblio"]["first_page"].text, work["biblio"]["last_page"].text
    arxiv = _arxiv(work, doi)
    return FoundPaper(
        title=work["title"].markup() or work["display_name"].markup(),
        authors=people(each["author"]["display_name"].markup() for each in work["authorships"]),
        type=_type(work, source),
        year=year_of(work["publication_year"]) or year,
        month=month,
        venue=venue,
        volume=work["biblio"]["volume"].text,
        number=work["biblio"]["issue"].text,
        pages=f"{first}-{last}" if first and last and first != last else first,
        doi="" if identifiers.arxiv_in_doi(doi) else doi,
        arxiv=arxiv,
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv and not venue else _landing_page(work),
        abstract=_abstract(work["abstract_inverted_index"]),
        source=NAME,
    )


def _published_in(work: Json) -> Json:
    """Return the first source of the work that is no repository."""
    locations = (work["primary_location"], *work["locations"])
    sources = (location["source"] for location in locations)
    return next((source for source in sources if source["type"].text in _PUBLISHERS), Json(None))


def _type(work: Json, source: Json) -> str:
    kind = work["type"].text
    if kind in _THESES:
        return _THESES[kind]
    return {"journal": "article", "conference": "inproceedings", "book series": "inproceedings"}.get(
        source["type"].text, "misc"
    )


def _arxiv(work: Json, doi: str) -> str:
    addresses = (each["landing_page_url"].text for each in work["locations"])
    found = (identifiers.arxiv_in_url(address) or _in_doi(address) for address in addresses)
    return identifiers.arxiv_in_doi(doi) or next((arxiv for arxiv in found if arxiv), "")


def _in_doi(address: str) -> str:
    return identifiers.arxiv_in_doi(identifiers.doi(address))


def _landing_page(work: Json) -> str:
    return identifiers.link(work["primary_location"]["landing_page_url"].text)


def _abstract(index: Json) -> str:
    """Return the text of an index from each word to its places."""
    words: dict[int, str] = {}
    if isinstance(index.value, dict):
        for word, places in list(index.value.items())[:_WORDS]:
            for place in Json(places):
                number = place.number
                if number is not None and 0 <= number < _WORDS:
                    words[number] = str(word)
    return plain(" ".join(words[place] for place in sorted(words)), LONGEST_ABSTRACT)
