"""Papers as CSV for spreadsheets (RFC 4180).

The file begins with a byte order mark, without which Excel takes UTF-8 for something else. A cell that a
spreadsheet would take for a formula gets an apostrophe before it: one that begins with `=`, `+`, `-`, `@`, a
tab or a carriage return, or with the wide form of a sign; see https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Name, Paper
from ..text.escape import clean, url
from .kinds import citekey

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_QUOTED = frozenset('",\r\n')


def row(paper: Paper) -> str:
    r"""Return the paper's row, its line end `\r\n` included; names are `Family, Given`, separated by `; `."""
    return _line(cell for _, cell in _cells(paper))


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
    yield "doi", clean(paper.doi)
    yield "arxiv", clean(paper.arxiv)
    yield "url", url(paper.url)
    yield "code", url(paper.code)
    yield "categories", "; ".join(clean(slug) for slug in paper.groups)


def _names(names: tuple[Name, ...], *, more: bool = False) -> str:
    return "; ".join([clean(name.inverted) for name in names] + (["et al."] if more else []))


def _line(cells: Iterator[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    return '"' + safe.replace('"', '""') + '"' if not _QUOTED.isdisjoint(safe) else safe


HEAD = "\ufeff" + _line(name for name, _ in _cells(Paper("", "", "", "")))
