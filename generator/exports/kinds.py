"""What an entry type means in the formats that the exports write, and the parts of a paper they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Name, Paper
from ..text.escape import clean, printable
from .works import PREPRINT, work_type


@dataclass(frozen=True, slots=True)
class Kind:
    """What an entry type is called elsewhere.

    `ris` is a reference type of the RIS format specification, `csl` an item type of CSL 1.0.2 (appendix III),
    `venue` the BibTeX field in which entries of this type name their venue.
    """

    ris: str
    csl: str
    venue: str


_IN_BOOK = Kind("CHAP", "chapter", "booktitle")
_PROCEEDINGS = Kind("CONF", "paper-conference", "booktitle")
_THESIS = Kind("THES", "thesis", "school")
_REPORT = Kind("RPRT", "report", "institution")
_BOOK = Kind("BOOK", "book", "howpublished")
_ONLINE = Kind("ELEC", "webpage", "howpublished")

# A preprint is the plain `article` of CSL; RIS has no word for it.
_PREPRINT = Kind("GEN", "article", "howpublished")
_OTHER = Kind("GEN", "document", "howpublished")

_KINDS: Mapping[str, Kind] = {
    "article": Kind("JOUR", "article-journal", "journal"),
    PREPRINT: _PREPRINT,
    "inproceedings": _PROCEEDINGS,
    "proceedings": _BOOK,
    "incollection": _IN_BOOK,
    "inbook": _IN_BOOK,
    "book": _BOOK,
    "collection": _BOOK,
    "booklet": Kind("PAMP", "pamphlet", "howpublished"),
    "manual": _BOOK,
    "thesis": _THESIS,
    "report": _REPORT,
    "unpublished": Kind("UNPB", "manuscript", "howpublished"),
    "patent": Kind("PAT", "patent", "howpublished"),
    "dataset": Kind("DATA", "dataset", "howpublished"),
    "software": Kind("COMP", "software", "howpublished"),
    "online": _ONLINE,
}

_LONG_DASH = re.compile(r"-{2,3}|[\u2012-\u2015]")
_ANY_HYPHEN = re.compile(r"[-\u2010\u2011\u2212]")


def kind(paper: Paper) -> Kind:
    """Return what the paper is elsewhere: by what it is, see `works`, not by its entry's type alone."""
    return _KINDS.get(work_type(paper), _PREPRINT if paper.arxiv else _OTHER)


def citekey(paper: Paper) -> str:
    """Return the citekey as it is; see `printable`."""
    return printable(paper.key)


def page_range(pages: str) -> tuple[str, str]:
    """Return the first and last page of `12--34`, `12-34`, `12–34`; the last is empty if it is no range."""
    text = clean(pages)
    for dash in (_LONG_DASH, _ANY_HYPHEN):
        parts = [part.strip() for part in dash.split(text)]
        if len(parts) == 2 and all(parts) and "," not in text:
            return parts[0], parts[1]
    return text, ""


def date_parts(paper: Paper) -> tuple[int, ...]:
    """Return year and month, the year alone, or nothing."""
    if paper.year is None:
        return ()
    return (paper.year, paper.month) if paper.month in range(1, 13) and paper.month else (paper.year,)


def clean_names(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names as single lines of printable text, without those of which nothing is left."""
    return tuple(cleaned for name in names if (cleaned := _clean_name(name)))


# Every format asks for the names of every paper, and most people have written several.
@lru_cache(maxsize=1 << 15)
def _clean_name(name: Name) -> Name | None:
    full = name.full
    cleaned = name if clean(full) == full else _cleaned(name)
    return cleaned if cleaned.full else None


def _cleaned(name: Name) -> Name:
    given, particle, suffix = clean(name.given), clean(name.particle), clean(name.suffix)
    return Name(clean(name.family), given, particle, suffix, name.literal)
