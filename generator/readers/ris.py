"""Reading RIS, the tagged format that reference managers export.

https://web.archive.org/web/20120616122940/http://www.refman.com/support/risformat_intro.asp
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Place
from .reference import MONTHS, Collected, Reference, inverted_name
from .tagged import Layout, TagRecord, read_tagged

LAYOUT = Layout("RIS", re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])\s{1,2}-(?:\s(.*)|()$)"), "TY", "ER")

_TYPES = {
    "JOUR": "article", "JFULL": "article", "MGZN": "article", "NEWS": "article", "INPR": "article",
    "EJOUR": "article", "CONF": "inproceedings", "CPAPER": "inproceedings", "CHAP": "incollection",
    "ECHAP": "incollection", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "THES": "phdthesis",
    "RPRT": "techreport", "UNPB": "unpublished", "DATA": "dataset", "COMP": "software", "PAT": "patent",
    "PAMP": "booklet",
}  # fmt: skip
_VENUES = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "phdthesis": "school",
    "techreport": "institution", "book": "series",
}  # fmt: skip
# Where a program keeps its files, its database, a short title: nothing about the paper that is not elsewhere.
_LEFT = frozenset("L1 L2 L3 L4 LK Y2 LA DB DP AD AV ST".split())  # noqa: SIM905
_INCOMPLETE = "The list of authors is not complete."
_ARXIV = re.compile(r"(?:arxiv\s*:\s*)(\S+)", re.IGNORECASE)


def read_ris(text: str, path: str) -> Collected:
    """Return the references of a RIS file in its order, and what could not be read."""
    return read_tagged(text, path, LAYOUT, _reference, _LEFT)


def _reference(record: TagRecord, path: str) -> Reference:
    entry_type = _TYPES.get(record.first("TY").upper(), "misc")
    notes = record.all("N1")
    fields = dict(_fields(record, entry_type))
    remarks = [note for note in notes if note != _INCOMPLETE]
    fields |= {"note": " ".join(remarks)} if remarks else {}
    return Reference(
        type=entry_type,
        title=record.first("TI", "T1", "CT"),
        authors=tuple(inverted_name(name) for name in record.all("AU", "A1")),
        more_authors=_INCOMPLETE in notes,
        editors=tuple(inverted_name(name) for name in record.all("A2", "ED")),
        fields={name: value for name, value in fields.items() if value},
        key=record.first("ID"),
        place=Place(path, record.line),
    )


def _fields(record: TagRecord, entry_type: str) -> Iterator[tuple[str, str]]:
    date = [part.strip() for part in (record.first("DA") or record.first("PY", "Y1")).split("/")]
    year = record.first("PY", "Y1", "DA").split("/")[0].strip()
    yield "year", year[:4]
    if len(date) > 1 and date[1].isdigit() and 1 <= int(date[1]) <= 12:
        yield "month", MONTHS[int(date[1]) - 1]
    venue = record.first("C3", "T2", "JO", "JF", "JA", "J2", "BT") if entry_type == "inproceedings" else ""
    venue = venue or record.first("T2", "JF", "JO", "JA", "J2", "BT", "C3")
    yield _VENUES.get(entry_type, "howpublished"), venue
    publisher = record.first("PB")
    instead = "school" if entry_type == "phdthesis" else "institution" if entry_type == "techreport" else ""
    yield (instead if instead and not venue else "publisher"), publisher
    yield "volume", record.first("VL")
    yield "number", record.first("IS")
    yield "pages", "--".join(part for part in (record.first("SP"), record.first("EP")) if part)
    yield "series", record.first("T3") if entry_type != "book" else ""
    yield "edition", record.first("ET")
    yield "doi", record.first("DO")
    yield "address", record.first("CY")
    yield ("isbn" if entry_type in ("book", "incollection") else "issn"), record.first("SN")
    yield "abstract", record.first("AB", "N2")
    yield "keywords", ", ".join(record.all("KW"))
    yield from _addresses(record)


def _addresses(record: TagRecord) -> Iterator[tuple[str, str]]:
    """Yield the address and the arXiv identifier; an address that only says the latter again is left out."""
    addresses = [part.strip() for value in record.all("UR") for part in value.split(";") if part.strip()]
    match = _ARXIV.fullmatch(record.first("AN"))
    if match:
        yield "eprint", match[1]
        yield "archiveprefix", "arXiv"
    elif record.first("AN"):
        yield "accession", record.first("AN")
    yield "url", addresses[0] if addresses else ""
    other = [address for address in addresses[1:] if "arxiv.org/" not in address]
    yield "urls", " ".join(other)
