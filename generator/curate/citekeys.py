"""Citekeys of new entries: `<first author's family name><year><first significant title word>`."""

import re
from collections.abc import Container, Sequence
from itertools import count
from string import ascii_lowercase

from ..model import Name
from ..text.fold import ascii_fold

# A hyphen, a slash or a full stop is inside a word (`ED-NeRF`, `I/O`, `01.AI`); a colon never is.
_BETWEEN_WORDS = re.compile(r"[\s:;,!?–—]+")
# Articles, prepositions, conjunctions, pronouns, auxiliaries and question words say nothing about a paper.
_INSIGNIFICANT = frozenset(
    """a about across after against all an and are as at be been before being between beyond but by can
    could did do does during each every for from had has have how i if in into is it its just let
    more most much no nor not of off on only onto or our out over per should so some such than that
    the their them then there these they this those through to too toward towards under up upon using
    via was we were what when where whether which while who why will with within without would you
    your""".split()  # noqa: SIM905
)


def citekey(names: Sequence[Name], year: int | None, title: str) -> str:
    """Return the citekey of a paper: ASCII letters and digits in lower case (`dao2022flashattention`).

    The family name is taken without its particle (`gemert`, not `vangemert`) and a hyphenated title word as
    one word. Without authors the first significant title word takes their place and the second its own;
    an unknown year is left out.
    """
    words = significant_words(title)
    family = _plain(names[0].family or names[0].given) if names else ""
    if not family and words:
        family = words.pop(0)
    return f"{family}{year or ''}{words[0] if words else ''}" or "untitled"


def significant_words(title: str) -> list[str]:
    """Return the title's words in ASCII and lower case, without those that carry no meaning if others do."""
    words = [word for word in (_plain(part) for part in _BETWEEN_WORDS.split(title)) if word]
    return [word for word in words if word not in _INSIGNIFICANT] or words


def unique_key(key: str, taken: Container[str]) -> str:
    """Return the key, or the key with `b`, `c` … `z`, `2`, `3` … after it where it is taken.

    `taken` holds keys in lower case, since two that differ only in case are one file on many systems.
    """
    if key.lower() not in taken:
        return key
    for suffix in ascii_lowercase[1:]:
        if f"{key}{suffix}".lower() not in taken:
            return f"{key}{suffix}"
    return next(f"{key}{n}" for n in count(2) if f"{key}{n}".lower() not in taken)


def _plain(text: str) -> str:
    return "".join(char for char in ascii_fold(text).lower() if char.isascii() and char.isalnum())
