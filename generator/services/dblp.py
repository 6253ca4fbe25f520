"""DBLP's search API: publications by title (https://dblp.org/faq/How+to+use+the+dblp+search+API.html)."""

from __future__ import annotations

import re

from ..bibtex import identifiers
from ..found import FoundPaper
from ..text.escape import url_part
from .answers import Json, read_json, year_of
from .errors import BadAnswerError
from .plain import people

NAME = "DBLP"
_TYPES = {
    "Journal Articles": "article",
    "Conference and Workshop Papers": "inproceedings",
    "Parts in Books or Collections": "incollection",
    "Books and Theses": "book",
}
# Proceedings in several volumes: `ECCV (12)`.
_VOLUME = re.compile(r"(?:(?<!\s)\s++)?\(\d{1,3}\)$")
# `$`, `|`, `-` and the like mean something to the search.
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 20


def search_address(base: str, title: str, most: int = 10) -> str:
    """Return the address that answers with the publications that have the words of this title."""
    words = " ".join(_WORD.findall(title)[:_MOST_WORDS])
    return f"{base}/search/publ/api?q={url_part(words)}&format=json&h={most}&c=0"


def parse_list(raw: bytes) -> tuple[FoundPaper, ...]:
    """Return the publications of an answer; raises BadAnswerError where it is none of DBLP's."""
    result = read_json(raw)["result"]
    if not result["hits"]:
        raise BadAnswerError("the answer holds no list of hits")
    papers = (
        _paper(hit["info"]) for hit in result["hits"]["hit"] if hit["info"]["type"].text != "Editorship"
    )
    return tuple(paper for paper in papers if paper.title)


def _paper(info: Json) -> FoundPaper:
    venue = _VOLUME.sub("", info["venue"][0].markup() or info["venue"].markup())
    is_preprint = venue.lower() in ("corr", "arxiv")
    kind = "misc" if is_preprint else _TYPES.get(info["type"].text, "misc")
    doi = identifiers.doi(info["doi"].text) or identifiers.doi(_first(info["ee"]))
    arxiv = identifiers.arxiv_in_doi(doi) or identifiers.arxiv_id(info["volume"].text.removeprefix("abs/"))
    return FoundPaper(
        title=info["title"].markup().removesuffix("."),
        authors=people(each["text"].markup() or each.markup() for each in info["authors"]["author"]),
        type=kind,
        year=year_of(info["year"]),
        venue="" if kind == "misc" else venue,
        volume="" if is_preprint else info["volume"].text,
        number=info["number"].text,
        pages=info["pages"].text,
        doi="" if identifiers.arxiv_in_doi(doi) else doi,
        arxiv=arxiv or identifiers.arxiv_in_url(_first(info["ee"])),
        url="" if doi else identifiers.link(_first(info["ee"])),
        source=NAME,
    )


def _first(value: Json) -> str:
    return value[0].text or value.text
