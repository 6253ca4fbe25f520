"""Identifiers and dates out of fields: arXiv, DOI, links, years, months."""

import re
from datetime import date

from .values import MONTHS

# https://info.arxiv.org/help/arxiv_identifier.html: since 2007 YYMM.number, before that archive/number.
ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Za-z]{2})?/\d{7})"
_ARXIV = re.compile(rf"(?:arxiv\s*:\s*)?({ARXIV_ID})(?:v\d+)?(?:\s*\[[\w.-]+\])?(?:\.pdf)?", re.IGNORECASE)
_ARXIV_URL = re.compile(rf"(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/({ARXIV_ID})(?!\d)", re.IGNORECASE)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({ARXIV_ID})(?:v\d+)?", re.IGNORECASE)
_ARXIV_JOURNAL = re.compile(
    rf"(?:arxiv(?:\.org)?|corr)\b\W*(?:preprint\b\W*)?(?:(?:arxiv|abs)\W+)?({ARXIV_ID})?(?:v\d+)?(?:\s*\[[\w.-]+\])?\W*",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi\s*:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def arxiv_id(text: str) -> str:
    """Return the arXiv identifier that this text is (`arXiv:2310.02712v2`), without version, or nothing."""
    match = _ARXIV.fullmatch(text.strip())
    return match[1] if match else ""


def arxiv_in_url(url: str) -> str:
    """Return the identifier in an arXiv address, or nothing."""
    match = _ARXIV_URL.search(url)
    return match[1] if match else ""


def arxiv_in_doi(text: str) -> str:
    """Return the identifier in a DOI that arXiv gave, or nothing."""
    match = _ARXIV_DOI.fullmatch(text)
    return match[1] if match else ""


def arxiv_in_journal(journal: str) -> tuple[bool, str]:
    """Tell whether a journal is only arXiv (`arXiv preprint arXiv:2310.02712`), and the identifier in it."""
    match = _ARXIV_JOURNAL.fullmatch(journal.strip())
    return (True, match[1] or "") if match else (False, "")


def doi(text: str) -> str:
    """Return the DOI without resolver or prefix (DOI Handbook, section 2.2), or nothing."""
    match = _DOI.fullmatch(text.strip())
    return match[1].rstrip(".,;") if match else ""


def link(text: str) -> str:
    """Return the text if it is an http or https address with a host, else nothing."""
    return text if _LINK.fullmatch(text) and text.partition("://")[2].strip("/") else ""


def year(text: str) -> int | None:
    """Return the first year in a text: `2023`, `c. 1999`, `2019/2020`; None without one."""
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def year_and_month(text: str) -> tuple[int | None, int | None]:
    """Return year and month of a biblatex date or of its range's begin (`2020-05/2021`, `2019~`)."""
    first = text.strip().split("/")[0]
    match = _ISO.match(first)
    if match is None:
        return None, None
    number = int(match[2] or 0)
    return int(match[1]), number if 1 <= number <= 12 else None


def month(text: str) -> int | None:
    """Return the month's number: `dec`, `December`, `12`, `10 December`, `May/June` (its first), or None."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text[:3]) <= 12 else None
    for word in re.findall(r"[A-Za-z]+", text):
        for number, name in enumerate(MONTHS, 1):
            if len(word) >= 3 and name.lower().startswith(word.lower()):
                return number
        if word.lower() == "sept":
            return 9
    return None


def iso_date(text: str) -> date | None:
    """Return the date that a text begins with (`2024-03-01`, `2024.03.01`, `2024-03-01T10:00`), or None."""
    match = re.match(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)", text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
