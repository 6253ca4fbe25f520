"""DataCite's REST API: what a DOI is given to, preprints of arXiv among it.

https://support.datacite.org/docs/api-get-doi
"""

from __future__ import annotations

from ..bibtex import identifiers
from ..found import FoundPaper
from ..model import Name
from ..text.escape import url_part
from .answers import Json, read_json, year_of
from .errors import BadAnswerError
from .plain import LONGEST_ABSTRACT, MOST_AUTHORS, people

NAME = "DataCite"
# The types that DataCite itself gives for BibTeX; a preprint is `article` there, and none here.
_TYPES = frozenset(
    {"article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "techreport"}
)
# DataCite Metadata Schema 4, relationType, from a preprint to what it became.
_PUBLISHED_AS = ("IsPreviousVersionOf", "IsVersionOf", "IsPreprintOf")


def address(base: str, doi: str) -> str:
    """Return the address that answers with the metadata of this DOI."""
    return f"{base}/dois/{url_part(doi)}"


def parse(raw: bytes) -> FoundPaper:
    """Return the work of an answer; raises BadAnswerError where there is none."""
    about = read_json(raw)["data"]["attributes"]
    title = _title(about["titles"])
    if not title:
        raise BadAnswerError("the answer holds no work with a title")
    doi = identifiers.doi(about["doi"].text)
    arxiv = identifiers.arxiv_in_doi(doi)
    kind = "misc" if arxiv else _type(about)
    venue = _venue(about) if kind != "misc" else ""
    year, month, submitted = _dates(about)
    return FoundPaper(
        title=title,
        authors=_authors(about["creators"]),
        type=kind if venue or kind in ("book", "phdthesis", "mastersthesis", "techreport") else "misc",
        year=year,
        month=month,
        venue=venue,
        volume=about["container"]["volume"].text,
        number=about["container"]["issue"].text,
        pages=_pages(about["container"]),
        publisher="" if arxiv else _publisher(about),
        doi="" if arxiv else doi,
        arxiv=arxiv,
        published_doi=_published_doi(about["relatedIdentifiers"], doi) if arxiv else "",
        submitted=submitted if arxiv else "",
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else identifiers.link(about["url"].text),
        abstract=_abstract(about["descriptions"]),
        source=NAME,
    )


def _title(titles: Json) -> str:
    """Return the title proper: the others (subtitles, translations) have a type."""
    proper = (each["title"].markup() for each in titles if not each["titleType"])
    return next((title for title in proper if title), "")


def _type(about: Json) -> str:
    if about["types"]["resourceTypeGeneral"].text == "Preprint":
        return "misc"
    kind = about["types"]["bibtex"].text
    return kind if kind in _TYPES else "misc"


def _authors(creators: Json) -> tuple[Name, ...]:
    names: list[Name] = []
    for creator in list(creators)[:MOST_AUTHORS]:
        family, given = creator["familyName"].markup(), creator["givenName"].markup()
        if creator["nameType"].text == "Organizational" and creator["name"].text:
            names.append(Name(creator["name"].markup(), literal=True))
        else:
            names += people([f"{family}, {given}" if family and given else creator["name"].markup()])
    return tuple(names)


def _dates(about: Json) -> tuple[int | None, int | None, str]:
    dates = {each["dateType"].text: each["date"].text[:10] for each in about["dates"]}
    first = dates.get("Submitted") or dates.get("Issued") or ""
    year, month = identifiers.year_and_month(first)
    published = year_of(about["publicationYear"]) or year
    submitted = first if identifiers.iso_date(first) else ""
    return published, month if year == published else None, submitted


def _venue(about: Json) -> str:
    return about["container"]["title"].markup()


def _pages(container: Json) -> str:
    first, last = container["firstPage"].text, container["lastPage"].text
    return f"{first}-{last}" if first and last else first


def _publisher(about: Json) -> str:
    # A text until version 4.5 of the schema, an object since.
    return about["publisher"].markup() or about["publisher"]["name"].markup()


def _published_doi(related: Json, own: str) -> str:
    for each in related:
        doi = identifiers.doi(each["relatedIdentifier"].text)
        if (
            each["relationType"].text in _PUBLISHED_AS
            and doi
            and not identifiers.arxiv_in_doi(doi)
            and doi != own
        ):
            return doi
    return ""


def _abstract(descriptions: Json) -> str:
    found = (each["description"].markup(LONGEST_ABSTRACT) for each in descriptions if _is_abstract(each))
    return next((text for text in found if text), "")


def _is_abstract(description: Json) -> bool:
    return description["descriptionType"].text == "Abstract"
