"""Taking a venue apart: `ICLR 2024`, `JMLR 26`, `IEEE TPAMI 46(12)`."""

import re
from dataclasses import dataclass

_ISSUE = re.compile(r"(?P<volume>\d{1,4})(?:\((?P<number>\d{1,4})\))?")


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue's name, and a journal's volume and number where they are known."""

    name: str
    volume: str = ""
    number: str = ""


def parse_venue(text: str, year: int | None, journal: bool) -> Venue:
    """Return the venue without the year that it ends in, when that is the paper's own year.

    A journal's trailing `46(12)` is volume and number, and a trailing number of up to three digits its
    volume. Anything else stays part of the name.
    """
    name, _, last = text.strip().rpartition(" ")
    if name and last == str(year):
        return Venue(name)
    issue = _ISSUE.fullmatch(last) if journal and name else None
    if issue and (issue["number"] or len(issue["volume"]) < 4):
        return Venue(name, issue["volume"], issue["number"] or "")
    return Venue(text.strip())
