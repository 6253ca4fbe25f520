"""Reading MEDLINE, the tagged format that PubMed exports as `.nbib`.

https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Place
from .reference import MONTHS, Collected, Reference, inverted_name
from .tagged import Layout, TagRecord, read_tagged

LAYOUT = Layout("MEDLINE", re.compile(r"([A-Z][A-Z0-9]{1,3})\s{0,3}-(?:\s(.*)|()$)"), "PMID")

# What PubMed keeps about the record, the grant and the persons, and what it says in other fields again.
_LEFT = frozenset(
    """OWN STAT DCOM LR CRDT EDAT MHDA PHST PST AUID AD IRAD IR FIR GR RN SB SO PL LA IS TT DEP DA CI COIS
    CRF CON CIN CN_ EIN EFR ECI OAB OABL OCI OID OTO PUBM RF SI SPIN UIN UOF NM OT_ AU TA""".split()  # noqa: SIM905
)
_IDENTIFIER = re.compile(r"(.*\S)\s*\[(doi|pii)\]", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:\s+([A-Za-z]{3}))?")


def read_medline(text: str, path: str) -> Collected:
    """Return the references of a MEDLINE file in its order, and what could not be read."""
    return read_tagged(text, path, LAYOUT, _reference, _LEFT)


def _reference(record: TagRecord, path: str) -> Reference:
    kinds = {kind.lower() for kind in record.all("PT")}
    book = record.first("BTI")
    entry_type = "misc" if "preprint" in kinds else "incollection" if book else "article"
    title = record.first("TI", "BTI")
    persons = record.all("FAU") or [_full(name) for name in record.all("AU")]
    organisations = record.all("CN")
    return Reference(
        type=entry_type,
        title=title.removesuffix(".") if not title.endswith("...") else title,
        authors=tuple(inverted_name(name) for name in (*persons, *organisations)),
        editors=tuple(inverted_name(name) for name in record.all("FED", "ED")),
        fields={name: value for name, value in _fields(record, entry_type, book) if value},
        place=Place(path, record.line),
    )


def _full(name: str) -> str:
    """Return `Lovelace AB` as `Lovelace, A. B.`."""
    family, _, initials = name.rpartition(" ")
    return f"{family}, {' '.join(f'{letter}.' for letter in initials)}" if family else name


def _fields(record: TagRecord, entry_type: str, book: str) -> Iterator[tuple[str, str]]:
    date = _DATE.match(record.first("DP", "DEP"))
    yield "year", date[1] if date else ""
    month = (date[2] or "").lower() if date else ""
    yield "month", month if month in MONTHS else ""
    journal = record.first("JT", "TA")
    yield ("journal" if entry_type == "article" else "howpublished"), "" if book else journal
    yield "booktitle", book if entry_type == "incollection" else ""
    yield "volume", record.first("VI")
    yield "number", record.first("IP")
    yield "pages", _pages(record.first("PG"))
    yield "publisher", record.first("PB")
    yield "doi", next(iter(_identifiers(record, "doi")), "")
    yield "pmid", record.first("PMID")
    yield "pmcid", record.first("PMC")
    yield "abstract", record.first("AB")
    yield "keywords", ", ".join(word.lstrip("*") for word in record.all("OT", "MH"))


def _identifiers(record: TagRecord, kind: str) -> Iterator[str]:
    for value in record.all("LID", "AID"):
        match = _IDENTIFIER.fullmatch(value)
        if match and match[2].lower() == kind:
            yield match[1]


def _pages(text: str) -> str:
    """Return `1123-31` as `1123--1131`: PubMed leaves out the digits that both numbers share."""
    first, dash, last = text.partition("-")
    if dash and first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}--{last}" if dash else text
