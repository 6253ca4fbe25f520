"""Whether two spellings of a field's value say the same."""

import re
from collections.abc import Callable, Mapping

from ..bibtex import parse_names
from ..model import Name
from ..text.fold import ascii_fold, title_key
from ..text.latex import to_unicode
from .identity import arxiv_of, plain_doi

_ADDRESS_START = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def agree(field: str, here: str, there: str) -> bool:
    """Tell whether two resolved values of a field mean the same; names may be shortened to initials."""
    return here == there or _AGREE.get(field, _same_text)(here, there)


def _same_text(here: str, there: str) -> bool:
    return title_key(to_unicode(here)) == title_key(to_unicode(there))


def _same_year(here: str, there: str) -> bool:
    return here.strip()[:4] == there.strip()[:4]


def _same_doi(here: str, there: str) -> bool:
    known = plain_doi(here)
    return bool(known) and known == plain_doi(there)


def _same_eprint(here: str, there: str) -> bool:
    known = arxiv_of(here)
    return bool(known) and known == arxiv_of(there)


def _same_address(here: str, there: str) -> bool:
    return _bare_address(here) == _bare_address(there)


def _bare_address(address: str) -> str:
    return _ADDRESS_START.sub("", to_unicode(address).strip()).rstrip("/")


def _same_people(here: str, there: str) -> bool:
    """Compare names in order; a list that ends in `and others` agrees with one that begins like it."""
    (ours, more, _), (theirs, _, _) = parse_names(here), parse_names(there)
    if len(ours) != len(theirs) and not (more and len(ours) < len(theirs)):
        return False
    return all(_same_person(a, b) for a, b in zip(ours, theirs, strict=False))


def _same_person(a: Name, b: Name) -> bool:
    # A source that writes the given name first does not tell where the family name begins:
    # Pascal Van Hentenryck.
    return _letters(a.full) == _letters(b.full) or _same_parts(a, b)


def _same_parts(a: Name, b: Name) -> bool:
    return _letters(a.last) == _letters(b.last) and _same_given(_words(a.given), _words(b.given))


def _same_given(a: list[str], b: list[str]) -> bool:
    pairs = list(zip(a, b, strict=False))
    return all(x == y or (1 in (len(x), len(y)) and x[:1] == y[:1]) for x, y in pairs)


def _letters(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", ascii_fold(text).lower())


_AGREE: Mapping[str, Callable[[str, str], bool]] = {
    "year": _same_year,
    "doi": _same_doi,
    "eprint": _same_eprint,
    "url": _same_address,
    "author": _same_people,
}
