"""Whether what a search by title found is the same work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..bibtex import parse_names
from ..found import FoundPaper
from ..model import Entry, Name
from ..text.fold import ascii_fold, title_key
from ..text.latex import to_unicode
from .layout import year_of

# Of 100 (`rapidfuzz.fuzz.ratio` of the folded words): less than this is another work.
LIKENESS = 92.0
_WORD = re.compile(r"[a-z0-9]+")


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


def folded_title(title: str) -> str:
    """Return the title's words in ASCII and lower case, a blank between them."""
    return " ".join(_WORD.findall(ascii_fold(title).lower()))


def title_likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 100; 0 where one has no letters or digits."""
    # Imported here: most commands never need it.
    from rapidfuzz import fuzz

    folded = folded_title(one), folded_title(other)
    return fuzz.ratio(*folded) if all(folded) else 0.0


def families(names: Iterable[Name]) -> frozenset[str]:
    """Return the family names, folded, for comparison."""
    return frozenset(title_key(name.family) for name in names if name.family)


def same_authors(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two lists of family names may be one: half of the shorter one is in the other."""
    return not ours or not theirs or 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def is_same_work(known: Known, other: FoundPaper) -> bool:
    """Tell whether a record found by title is the paper's.

    Its title must be as like as `LIKENESS` says and differ in no more than the spelling (`links` tells a
    typing error from another word, and part I from part II), and the number of authors or the year must be
    the same. Authors that are other people rule it out.
    """
    from ..links.title_likeness import Likeness, likeness, read_title

    if title_likeness(known.title, other.title) < LIKENESS:
        return False
    if likeness(read_title(known.title), read_title(other.title)) < Likeness.SPELLING:
        return False
    if not same_authors(families(known.authors), families(other.authors)):
        return False
    return _same_count(known, other.authors) or bool(known.year and known.year == other.year)


def _same_count(known: Known, authors: Sequence[Name]) -> bool:
    return bool(known.authors) and not known.more_authors and len(known.authors) == len(authors)
