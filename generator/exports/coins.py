"""A paper as COinS, which reference managers find in a page that lists many papers.

An OpenURL ContextObject in key/encoded-value pairs (ANSI/NISO Z39.88-2004), in the `title` of an empty span
of class `Z3988`. Keys of each kind: https://www.niso.org/standards-committees/openurl. Zotero reads them with
`parseContextObject`: https://github.com/zotero/utilities/blob/master/openurl.js
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Paper
from ..text.escape import clean, query
from .kinds import clean_names, date_parts, kind, page_range
from .meta import index_name, public_url, publisher
from .works import cited_doi

_FORMAT = "info:ofi/fmt:kev:mtx:"
_BOOKS = {"paper-conference": "proceeding", "chapter": "bookitem", "book": "book", "report": "report"}
# Dublin Core has no words of its own for types, and Zotero takes its own.
_OTHERS = {"article": "preprint", "dataset": "dataset", "software": "computerProgram", "webpage": "webpage"}


def coins(paper: Paper) -> str:
    """Return the paper's pairs, joined by `&`, percent-encoded: plain text that the caller escapes."""
    pairs = [("ctx_ver", "Z39.88-2004"), *_pairs(paper)]
    return query(((key, value) for key, value in pairs if value), keep=":/(),")


def _pairs(paper: Paper) -> Iterator[tuple[str, str]]:
    csl = kind(paper).csl
    if csl == "article-journal":
        yield from _journal(paper)
    elif csl in _BOOKS:
        yield from _book(paper, _BOOKS[csl])
    elif csl == "thesis":
        yield from _thesis(paper)
    else:
        yield from _other(paper, csl)
    yield "rft.date", "-".join(f"{part:02}" for part in date_parts(paper))
    author = "rft.creator" if _is_other(csl) else "rft.au"
    for name in clean_names(paper.authors):
        yield author, index_name(name)
    doi = clean(cited_doi(paper))
    if doi:
        yield "rft_id", f"info:doi/{doi}"
    yield "rft_id", public_url(paper)


def _is_other(csl: str) -> bool:
    """Tell whether OpenURL has no format of its own for the type, so that Dublin Core's serves."""
    return csl not in _BOOKS and csl not in ("article-journal", "thesis")


def _other(paper: Paper, csl: str) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{_FORMAT}dc"
    yield "rft.type", _OTHERS.get(csl, "document")
    yield "rft.title", clean(paper.title)
    yield "rft.publisher", publisher(paper)


def _thesis(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{_FORMAT}dissertation"
    yield "rft.title", clean(paper.title)
    yield "rft.inst", clean(paper.venue)


def _journal(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{_FORMAT}journal"
    yield "rft.genre", "article"
    yield "rft.atitle", clean(paper.title)
    yield "rft.jtitle", clean(paper.venue)
    yield "rft.volume", clean(paper.volume)
    yield "rft.issue", clean(paper.number)
    yield from _pages(paper)


def _book(paper: Paper, genre: str) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{_FORMAT}book"
    yield "rft.genre", genre
    part = genre in ("proceeding", "bookitem")
    yield "rft.atitle" if part else "rft.btitle", clean(paper.title)
    yield "rft.btitle", clean(paper.venue) if part else ""
    yield "rft.pub", clean(paper.venue) if genre == "report" else publisher(paper)
    yield from _pages(paper)


def _pages(paper: Paper) -> Iterator[tuple[str, str]]:
    first, last = page_range(paper.pages)
    yield "rft.spage", first
    yield "rft.epage", last
