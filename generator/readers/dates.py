"""Dates as listing pages write them."""

import re
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?(?: \d{{1,6}})?")
_LEAP_YEAR = 2000


def page_date(text: str, listed_on: date | None = None) -> str | None:
    """Return `Dec 6, 2023` or `Nov 24 6` (six comments) as a date, or None where it is none.

    A date without a year is in the year of `listed_on`; where that is unknown, or would put the date after
    it, the result is EDTF with an unspecified year: `XXXX-11-24` (ISO 8601-2:2019, 8.2.3).
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    month, day = _MONTHS.index(match[1]) + 1, int(match[2])
    known = int(match[3]) if match[3] else None
    if _day(known or _LEAP_YEAR, month, day) is None:
        return None
    if known:
        return f"{known:04}-{month:02}-{day:02}"
    guess = _day(listed_on.year, month, day) if listed_on else None
    if guess and listed_on and guess <= listed_on:
        return guess.isoformat()
    return f"XXXX-{month:02}-{day:02}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
