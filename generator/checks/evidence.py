"""Whether a text keeps to its sources: figures carried over exactly, sentences of our own.

These compare a text with the abstracts it speaks of. A review commits no abstracts, so they run where the
abstracts are at hand (an entry's `abstract` field, or the listings the review was made from).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..links.citations import CITATION, cited_keys
from ..text.fold import ascii_fold

# A run of this many words in common with an abstract is a copy, not a coincidence.
LONGEST_SHARED_RUN = 7

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# Digits behind a letter, and 2D or 3D, belong to a name: FP8, 3D.
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*(?![Dd]\b)")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[a-z0-9]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(\[])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a narrative with the citekeys it cites."""

    text: str
    keys: tuple[str, ...]


def numbers(text: str) -> frozenset[str]:
    """Return the figures in a text as digits: `1,024` and `1024` are one, `5×` gives `5`."""
    return _found(_NUMBER, text)


def unsupported_numbers(text: str, source: str) -> tuple[str, ...]:
    """Return the figures of a text that its source does not have, sorted.

    In the source all digits count: a listing may have glued a figure to the word before it.
    """
    return tuple(sorted(numbers(text) - _found(_DIGITS, source)))


def sentences(narrative: str) -> Iterator[Sentence]:
    """Yield a narrative's sentences, each with what it cites."""
    for paragraph in re.split(r"\n\s*\n", narrative):
        for text in _SENTENCE_END.split(" ".join(paragraph.split())):
            keys = tuple(key for group in CITATION.findall(text) for key in cited_keys(group))
            yield Sentence(CITATION.sub("", text), keys)


def shared_run(text: str, source: str, exempt: Sequence[str] = ()) -> str:
    """Return the first run of more than seven words that a text shares with its source, or nothing.

    `exempt` are titles and names that may stand in both. Linear in the two texts.
    """
    length = LONGEST_SHARED_RUN + 1
    known = set(_runs(_words(source), length))
    for name in exempt:
        known -= set(_runs(_words(name), length))
    return next((" ".join(run) for run in _runs(_words(text), length) if run in known), "")


def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(_plain(number) for number in pattern.findall(text.translate(_SUPERSCRIPTS)))


def _plain(number: str) -> str:
    whole = number.replace(",", "")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _words(text: str) -> list[str]:
    return _WORD.findall(ascii_fold(text).lower())


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)
