"""Papers as RIS, the tagged format that reference managers import.

https://web.archive.org/web/20120616122940/http://www.refman.com/support/risformat_intro.asp
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Name, Note, Paper
from ..text.escape import clean, ris_value, url
from .kinds import clean_names, date_parts, kind, page_range
from .works import cited_doi


def ris(papers: Iterable[Paper]) -> str:
    r"""Return the papers as RIS records, in the order given, with the line ends the format wants, `\r\n`.

    A value is one line, so nothing in it can pass for a tag. Names are `Family, Given, Suffix`; an
    organisation has no comma, by which importers know it.
    """
    return "".join(ris_record(paper) for paper in papers)


def ris_record(paper: Paper, topics: Iterable[str] = (), note: Note | None = None) -> str:
    """Return the paper's record, the empty line after it included.

    `topics` are its keywords, the review's categories; with its note it has what stays at home otherwise,
    too.
    """
    lines = [("TY", kind(paper).ris), *_tags(paper), *(("KW", topic) for topic in topics)]
    lines += _own(paper, note) if note else ()
    values = ((tag, ris_value(value)) for tag, value in lines)
    return "".join(f"{tag}  - {value}\r\n" for tag, value in values if value) + "ER  - \r\n\r\n"


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "ID", paper.key
    yield "TI", paper.title
    for name in clean_names(paper.authors):
        yield "AU", _name(name)
    if paper.more_authors:
        yield "N1", "The list of authors is not complete."
    for name in clean_names(paper.editors):
        yield "A2", _name(name)
    date = date_parts(paper)
    yield "PY", f"{date[0]:04}" if date else ""
    yield "DA", f"{date[0]:04}/{date[1]:02}//" if len(date) == 2 else ""
    yield from _where(paper)
    yield "DO", cited_doi(paper)
    if paper.arxiv:
        yield "AN", f"arXiv:{clean(paper.arxiv)}"
    for address in _addresses(paper):
        # A semicolon separates several URLs in one value.
        yield "UR", address.replace(";", "%3B")


def _own(paper: Paper, note: Note) -> Iterator[tuple[str, str]]:
    for keyword in paper.keywords:
        yield "KW", keyword.replace(";", ",")
    yield "AB", paper.abstract
    for text in (note.tldr, *note.results, note.body):
        yield "N1", text


def _where(paper: Paper) -> Iterator[tuple[str, str]]:
    venue, publisher = clean(paper.venue), clean(paper.publisher)
    if kind(paper).venue in ("school", "institution"):
        venue, publisher = "", venue or publisher
    yield "T2", venue.replace("*", "")
    if kind(paper).ris == "CONF":
        # T2 is the conference, C3 its proceedings, which styles print.
        yield "C3", venue.replace("*", "")
    yield "VL", paper.volume
    yield "IS", paper.number
    first, last = page_range(paper.pages)
    yield "SP", first
    yield "EP", last
    yield "PB", publisher


def _addresses(paper: Paper) -> Iterator[str]:
    address = url(paper.url)
    if address:
        yield address
    preprint = url(f"https://arxiv.org/abs/{clean(paper.arxiv)}") if paper.arxiv else ""
    if preprint and preprint != address:
        yield preprint


def _name(name: Name) -> str:
    """Return the name in the format's order; it forbids asterisks, and commas part the name."""
    if name.literal:
        return " ".join(name.full.replace(",", " ").replace("*", "").split())
    parts = [name.last, name.given, name.suffix]
    while not parts[-1]:
        parts.pop()
    return ", ".join(" ".join(part.replace(",", " ").replace("*", "").split()) for part in parts)
