"""Papers as CSV for spreadsheets (RFC 4180).

The file begins with a byte order mark, without which Excel takes UTF-8 for something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Name, Note, Paper
from ..text.escape import clean, csv_cell, url
from .kinds import citekey
from .works import cited_doi


def row(paper: Paper, note: Note | None = None) -> str:
    r"""Return the paper's row, its line end `\r\n` included; names are `Family, Given`, separated by `; `.

    With its note, the row has the cells too that stay at home otherwise.
    """
    cells = [*_cells(paper), *(_own(paper, note) if note else ())]
    return _line(cell for _, cell in cells)


def _cells(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "citekey", citekey(paper)
    yield "type", clean(paper.type)
    yield "title", clean(paper.title)
    yield "authors", _names(paper.authors, more=paper.more_authors)
    yield "editors", _names(paper.editors)
    yield "year", "" if paper.year is None else str(paper.year)
    yield "month", "" if paper.month is None else str(paper.month)
    yield "venue", clean(paper.venue)
    yield "volume", clean(paper.volume)
    yield "number", clean(paper.number)
    yield "pages", clean(paper.pages)
    yield "publisher", clean(paper.publisher)
    yield "doi", clean(cited_doi(paper))
    yield "arxiv", clean(paper.arxiv)
    yield "url", url(paper.url)
    yield "categories", _listed(paper.groups)


def _own(paper: Paper, note: Note) -> Iterator[tuple[str, str]]:
    yield "keywords", _listed(paper.keywords)
    yield "added", paper.added.isoformat() if paper.added else ""
    yield "old citekeys", _listed(paper.aliases)
    yield "other titles", _listed(paper.alt_titles)
    yield "code", url(paper.code)
    yield "project", url(paper.project)
    yield "abstract", clean(paper.abstract)
    yield "tldr", clean(note.tldr)
    yield "results", _listed(note.results)
    yield "builds on", _listed(note.builds_on)
    yield "note", clean(note.body)


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(map(clean, texts))


def _names(names: tuple[Name, ...], *, more: bool = False) -> str:
    return "; ".join([clean(name.inverted) for name in names] + (["et al."] if more else []))


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(csv_cell, cells)) + "\r\n"


_NOBODY = Paper("", "", "", "")
HEAD = "\ufeff" + _line(name for name, _ in _cells(_NOBODY))
WIDE_HEAD = "\ufeff" + _line(name for name, _ in (*_cells(_NOBODY), *_own(_NOBODY, Note(""))))
