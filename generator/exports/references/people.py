"""Names as the styles write them: in which order, with initials or in full, and lists that are cut short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ...model import Name
from .styles import People

# Small words inside given names, which have no initial: `Juan de Dios` is `J. de D.`
_SMALL = frozenset((
    *("af", "al", "bin", "bint", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos"),
    *("du", "e", "el", "i", "ibn", "la", "las", "le", "los", "und", "van", "von", "y", "zu"),
))  # fmt: skip
_NICKNAME = re.compile(r"\([^)]{0,200}\)|“[^”]{0,200}”|\"[^\"]{0,200}\"|‘[^’]{0,200}’")
_RUN_TOGETHER = re.compile(r"(?<=\.)(?=\w)")
# Particles that are written with the family name.
_ATTACHED = re.compile(r"(d['’]|(?:al|el)-)(?=\w)")
_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO", "FULLWIDTH", "YI ")
_INITIALS_WITHOUT_DOTS = 3


def people(names: Sequence[Name], rule: People, *, more: bool = False) -> str:
    """Return the names as one text; `more` tells that there are others whom the source does not name."""
    cut = bool(rule.most) and len(names) > rule.most
    if cut and rule.ellipsis and not more:
        first = [_name(name, rule, place) for place, name in enumerate(names[: rule.kept])]
        return f"{', '.join(first)}, … {_name(names[-1], rule, rule.kept)}"
    written = [_name(name, rule, place) for place, name in enumerate(names[: rule.kept] if cut else names)]
    return _cut_short(written, rule) if cut or more else _joined(written, rule)


def _joined(written: list[str], rule: People) -> str:
    if len(written) < 2:
        return "".join(written)
    *others, last = written
    # A comma inside the first of two names asks for another behind it.
    of_two = len(others) == 1 and ", " not in others[0]
    return ", ".join(others) + (rule.pair if of_two else rule.last) + last


def _cut_short(written: list[str], rule: People) -> str:
    comma = rule.comma == "always" or (rule.comma == "several" and len(written) > 1)
    return f"{', '.join(written)}{',' if comma else ''} {rule.et_al}"


def _name(name: Name, rule: People, place: int) -> str:
    return _written(name, rule, rule.inverted == "all" or (rule.inverted == "first" and place == 0))


@lru_cache(maxsize=1 << 15)
def _written(name: Name, rule: People, inverted: bool) -> str:
    if name.literal or not name.given:
        return name.full
    if _all_cjk(name.family + name.given):
        return name.last + name.given
    given = _given(name, rule)
    if not inverted:
        words = " ".join(part for part in (given, name.last) if part)
        return f"{words}{rule.suffix}{name.suffix}" if name.suffix else words
    parts = _demoted(name, given) if rule.demoted else (name.last, given)
    return ", ".join(part for part in (*parts, name.suffix) if part)


def _demoted(name: Name, given: str) -> tuple[str, str]:
    """Return family and given names with a small particle behind the latter."""
    if name.particle:
        # Who writes `Van den Broeck` is looked up under V.
        return (name.family, f"{given} {name.particle}") if name.particle.islower() else (name.last, given)
    attached = _ATTACHED.match(name.family)
    return (name.family[attached.end() :], f"{given} {attached[1]}") if attached else (name.family, given)


def _given(name: Name, rule: People) -> str:
    if rule.given == "initials":
        # `Smith, JD` is two initials, but `LI` in `WANG, LI` is a name.
        return _initials(name.given, dotless=not name.family.isupper())
    return _RUN_TOGETHER.sub(" ", name.given) if rule.given == "spaced" else name.given


@lru_cache(maxsize=1 << 14)
def _initials(given: str, *, dotless: bool) -> str:
    first, *rest = _NICKNAME.sub(" ", given).split() or given.split()
    following = (word if word in _SMALL else _initial(word, dotless=dotless) for word in rest)
    return " ".join((_initial(first, dotless=dotless), *following))


def _initial(word: str, *, dotless: bool) -> str:
    """Return a given name's initials, `B.-N.` for `Bao-Ngoc`; scripts without capitals have none."""
    if word.isalpha() and word.istitle():
        return f"{word[0]}."
    if not any(char.isupper() or char.islower() for char in word):
        return word
    if dotless and word.isupper() and word.isalpha() and 1 < len(word) <= _INITIALS_WITHOUT_DOTS:
        return " ".join(f"{char}." for char in word)
    first, *rest = re.split(r"[-‐‑]", word)
    letters = [first if rest and first in _SMALL else _first_letters(first), *map(_first_letters, rest)]
    return "-".join(part for part in letters if part)


def _first_letters(word: str) -> str:
    letters = (_first_letter(part) for part in word.split("."))
    return " ".join(f"{char}." for char in letters if char)


def _first_letter(word: str) -> str:
    # `ʻIolani` begins with a sign that has no capital.
    return next((char for char in word if char.isupper() or char.islower()), "")


def _all_cjk(text: str) -> bool:
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith(_CJK) for char in letters)
