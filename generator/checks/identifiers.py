"""Checks of identifiers: their check digits, and whether those of one entry agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bibtex.identifiers import arxiv_in_doi, arxiv_in_journal, arxiv_in_url
from ..bibtex.identifiers import doi as plain_doi
from ..errors import Problem
from ..model import Paper
from ..text.latex import to_unicode, verbatim
from .at import at_field, quoted
from .fixes import Values

_NOT_IN_NUMBER = re.compile(r"[\s\u2010-\u2015-]+")
_ORCID_PREFIX = re.compile(r"https?://orcid\.org/", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;/]|\band\b|\([^)\n]{0,200}\)")
_NEW_ARXIV = re.compile(r"(\d\d)(\d\d)\.(\d+)")
_OLD_ARXIV = re.compile(r"[a-z-]+(?:\.[A-Za-z]{2})?/(\d\d)(\d\d)\d{3}", re.IGNORECASE)


def check_identifiers(paper: Paper, values: Values) -> Iterator[Problem]:
    """Yield identifiers that cannot be, and those that contradict each other."""
    yield from _numbers(paper, values)
    if paper.arxiv:
        yield from _arxiv(paper, values)
    if paper.doi:
        yield from _doi(paper, values)


def _numbers(paper: Paper, values: Values) -> Iterator[Problem]:
    for isbn in _each(values, "isbn"):
        if not is_isbn(isbn):
            message = f"{quoted(isbn)} is no ISBN: its length or its check digit is wrong"
            yield at_field("bad-isbn", message, paper, "isbn", "copy it again from the book or its publisher")
    for issn in _each(values, "issn"):
        if not is_issn(issn):
            message = f"{quoted(issn)} is no ISSN: its length or its check digit is wrong"
            yield at_field("bad-issn", message, paper, "issn", "copy it again from the journal's page")
    for orcid in _each(values, "orcid"):
        if not is_orcid(_ORCID_PREFIX.sub("", orcid)):
            message = f"{quoted(orcid)} is no ORCID iD: its form or its check digit is wrong"
            yield at_field("bad-orcid", message, paper, "orcid", "write it as `0000-0002-1825-0097`")


def _each(values: Values, name: str) -> Iterator[str]:
    value = values.get(name, "")
    if value and name == "orcid":
        yield from (part for text in re.split(r"[,;\s]+", verbatim(value)) if (part := text.strip()))
    elif value:
        yield from (part for text in _SEVERAL.split(_without_labels(value)) if (part := text.strip()))


def _without_labels(value: str) -> str:
    return re.sub(
        r"\b[eEpP]?-?IS[BS]N(?:-1[03])?\s*:?|\b(?:print|online|electronic)\b:?",
        " ",
        verbatim(value),
        flags=re.IGNORECASE,
    )


def is_isbn(text: str) -> bool:
    """Tell whether the text is an ISBN of ten or thirteen digits (ISO 2108), hyphens and blanks aside."""
    digits = _NOT_IN_NUMBER.sub("", text).upper()
    if len(digits) == 10 and digits[:9].isdecimal() and (digits[9].isdecimal() or digits[9] == "X"):
        return sum((10 - place) * _value(digit) for place, digit in enumerate(digits)) % 11 == 0
    if len(digits) == 13 and digits.isdecimal() and digits.startswith(("978", "979")):
        return sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    return False


def is_issn(text: str) -> bool:
    """Tell whether the text is an ISSN (ISO 3297), hyphens and blanks aside."""
    digits = _NOT_IN_NUMBER.sub("", text).upper()
    if len(digits) != 8 or not digits[:7].isdecimal() or not (digits[7].isdecimal() or digits[7] == "X"):
        return False
    return sum((8 - place) * _value(digit) for place, digit in enumerate(digits)) % 11 == 0


def is_orcid(text: str) -> bool:
    """Tell whether the text is an ORCID iD, with its check digit (ISO/IEC 7064, MOD 11-2)."""
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", text):
        return False
    total = 0
    digits = text.replace("-", "")
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == _value(digits[15])


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _arxiv(paper: Paper, values: Values) -> Iterator[Problem]:
    if not could_be_arxiv(paper.arxiv):
        message = f"arXiv has given no identifier like {quoted(paper.arxiv)}"
        name = "eprint" if "eprint" in values else "url"
        yield at_field("arxiv-impossible", message, paper, name, "look the paper up on arxiv.org")
    others = {
        "url": arxiv_in_url(verbatim(values.get("url", ""))),
        "doi": arxiv_in_doi(paper.doi),
        "journal": arxiv_in_journal(to_unicode(values.get("journal", "")))[1],
    }
    for name, other in others.items():
        if other and other.lower() != paper.arxiv.lower():
            message = f"`{name}` is of arXiv {other}, and the entry of {paper.arxiv}"
            hint = "look which of the two the paper is, and correct the other"
            yield at_field("arxiv-conflict", message, paper, name, hint)


def _doi(paper: Paper, values: Values) -> Iterator[Problem]:
    url = re.split("[?#]", verbatim(values.get("url", "")))[0]
    if (
        "doi.org/" in url
        and (other := plain_doi(url))
        and other.lower() != paper.doi.lower()
        and "%" not in other
    ):
        message = f"`url` is the address of {quoted(other)}, and `doi` is {quoted(paper.doi)}"
        hint = "look which of the two the paper is, and correct the other"
        yield at_field("doi-conflict", message, paper, "url", hint)
    if paper.venue and paper.type in ("article", "inproceedings") and arxiv_in_doi(paper.doi):
        message = f"the DOI is of the preprint, and the entry of what {quoted(paper.venue, 40)} published"
        hint = "write the publisher's DOI, if there is one; `eprint` leads to the preprint"
        yield at_field("preprint-doi", message, paper, "doi", hint)


def could_be_arxiv(identifier: str) -> bool:
    """Tell whether arXiv can have given this identifier, by its month and the length of its number.

    https://info.arxiv.org/help/arxiv_identifier.html: archive/YYMMNNN until March 2007, then YYMM.NNNN, and
    since 2015 YYMM.NNNNN.
    """
    old = _OLD_ARXIV.fullmatch(identifier)
    if old is not None:
        year = int(old[1]) + (1900 if int(old[1]) > 90 else 2000)
        return 1 <= int(old[2]) <= 12 and (1991, 8) <= (year, int(old[2])) <= (2007, 3)
    new = _NEW_ARXIV.fullmatch(identifier)
    if new is None:
        return False
    month = (int(new[1]), int(new[2]))
    return 1 <= month[1] <= 12 and month >= (7, 4) and len(new[3]) == (5 if month >= (15, 1) else 4)


def arxiv_year(identifier: str) -> int | None:
    """Return the year in which arXiv gave an identifier, or None for what it cannot have given."""
    match = _NEW_ARXIV.fullmatch(identifier) or _OLD_ARXIV.fullmatch(identifier)
    if match is None or not could_be_arxiv(identifier):
        return None
    return int(match[1]) + (1900 if int(match[1]) > 90 and "/" in identifier else 2000)
