"""Whether what a search by title found is the same work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..bibtex import parse_names
from ..found import FoundPaper
from ..model import Entry, Name
from ..text.latex import to_unicode
from .layout import year_of
from .present import families, folded_title, same_authors, same_numbers

# Of 100 (`rapidfuzz.fuzz.ratio` of the folded words): less than this is another work.
LIKENESS = 92.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a paper that is looked for by its title."""

    title: str
    authors: tuple[Name, ...] = ()
    more_authors: bool = False
    year: int | None = None


def known_entry(entry: Entry) -> Known:
    """Return what an entry says of its paper."""
    names, more, _ = parse_names(entry.get("author"))
    return Known(to_unicode(entry.get("title")), names, more, year_of(entry))


def known_found(found: FoundPaper) -> Known:
    """Return what a service's record says of its paper."""
    return Known(found.title, found.authors, False, found.year)


def title_likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 100; 0 where one has no letters or digits."""
    # Imported here: most commands never need it.
    from rapidfuzz import fuzz

    folded = folded_title(one), folded_title(other)
    return fuzz.ratio(*folded) if all(folded) else 0.0


def is_same_work(known: Known, other: FoundPaper) -> bool:
    """Tell whether a record found by title is the paper's.

    Its title must be as like as `LIKENESS` says, with the same numbers in it (part I, part II), and the
    number of authors or the year must be the same. Authors that are other people rule it out.
    """
    if title_likeness(known.title, other.title) < LIKENESS:
        return False
    if not same_numbers(folded_title(known.title), folded_title(other.title)):
        return False
    if not same_authors(families(known.authors), families(other.authors)):
        return False
    return _same_count(known, other.authors) or bool(known.year and known.year == other.year)


def _same_count(known: Known, authors: Sequence[Name]) -> bool:
    return bool(known.authors) and not known.more_authors and len(known.authors) == len(authors)
