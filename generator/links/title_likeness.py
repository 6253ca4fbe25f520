"""How two titles are alike: the same, the same but for spelling, one shortened, or about one subject.

Two titles of one paper differ in letters; two papers of one group differ in a word or a number. So titles are
compared word by word, and numbers have to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from ..text.fold import ascii_fold, title_key

_APOSTROPHES = re.compile(r"['’‘`´]")
# `Q-GaLore` is one name, and no `GaLore` with a letter before it.
_LETTER_BEFORE = re.compile(r"\b([^\W\d_])-(?=\w)")
_WORD = re.compile(r"[a-z0-9]+\+*")
_RAW_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+|\++")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))
_SUBTITLE = re.compile(r"(?:(?<!\s)\s++)?[:?!]\s+|(?<!\s)\s++[-–—]++\s+|(?:(?<!\s)\s++)?—\s*")
# Words that a title can gain or lose without becoming another.
_FUNCTION_WORDS = frozenset(
    "a an the of for in on to and or with via by from at as is are into towards toward".split()  # noqa: SIM905
)
# What stands before a subtitle without naming anything.
_GENERIC_HEADS = frozenset((
    "asurvey", "survey", "areview", "review", "anoverview", "overview", "introduction", "technicalreport",
    "deeplearning", "machinelearning", "reinforcementlearning", "position", "towards",
))  # fmt: skip
# Publications about another one, which carry its title.
_ABOUT = frozenset((
    "erratum", "errata", "corrigendum", "correction", "comment", "comments", "reply", "rebuttal", "addendum",
    "retraction", "supplement", "supplementary", "appendix", "reproducibility", "revisited", "revisiting",
))  # fmt: skip
_SHORT_NAME = 8
_LONG_WORD = 8
_CLOSE = 85.0
_FEW_ALIKE = 60.0
_MOST_EDITS = 3


Words = tuple[str, ...]


class Likeness(IntEnum):
    """How alike two titles are, the least first."""

    OTHER = 0
    CLOSE = 1  # most words agree, and some are different words
    SHORTENED = 2  # one is the other without its subtitle, or they part in the subtitle only
    SPELLING = 3  # the same words, but for typing errors, hyphens, articles
    SAME = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart for comparing.

    `key` has its letters and digits, `words` are folded, `numbers` what must agree, `names` the words written
    like a name (`LoRA`), `head` and `tail` the keys of what stands before and after the first colon, and
    `subtitle` the words of the latter that say something.
    """

    key: str
    words: Words = ()
    numbers: Words = ()
    names: frozenset[str] = frozenset()
    head: str = ""
    tail: str = ""
    subtitle: frozenset[str] = frozenset()


def read_title(text: str) -> Title:
    """Return the title taken apart."""
    plain = _LETTER_BEFORE.sub(r"\1", _APOSTROPHES.sub("", text).replace("&", " and "))
    words, (head, tail) = _words(plain), _parts(plain)
    return Title(
        key=title_key(text),
        words=words,
        numbers=_numbers(words),
        names=_names(plain, head),
        head=title_key(head),
        tail=title_key(tail),
        subtitle=frozenset(_words(tail)) - _FUNCTION_WORDS,
    )


def _words(text: str) -> Words:
    return tuple(_WORD.findall(ascii_fold(text).lower()))


def _parts(text: str) -> tuple[str, str]:
    parts = _SUBTITLE.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 and parts[1].strip() else ("", "")


def _numbers(words: Words) -> Words:
    found = [number for word in words for number in _NUMBER.findall(word)]
    return tuple(sorted([*found, *(word for word in words if word in _ROMAN)]))


def _names(text: str, head: str) -> frozenset[str]:
    """Return the words in which a letter more or less is another name: `LoRA` and `DoRA`."""
    words = [*_RAW_WORD.findall(text)] if not text.isupper() else []
    named = [word for word in words if any(char.isupper() for char in word[1:])]
    alone = _RAW_WORD.findall(head) if len(head.split()) == 1 else []
    return frozenset(ascii_fold(word).lower() for word in (*named, *alone))


def likeness(one: Title, other: Title) -> Likeness:
    """Tell how alike two titles are, whichever comes first; where numbers differ, no more than CLOSE."""
    if one.numbers != other.numbers or _about_another(one) != _about_another(other):
        return Likeness.CLOSE if fuzz.ratio(one.key, other.key) >= _CLOSE else Likeness.OTHER
    if one.key == other.key:
        return Likeness.SAME
    # Which words are taken to stand for which may depend on the order.
    if _is_spelling(one, other) or _is_spelling(other, one):
        return Likeness.SPELLING
    if _is_shortened(one, other) or _is_shortened(other, one) or _same_head(one, other):
        return Likeness.SHORTENED
    alike = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words))
    return Likeness.CLOSE if alike >= _CLOSE else Likeness.OTHER


def numbers_differ(one: Title, other: Title) -> bool:
    """Tell whether the titles name different numbers: `Part I` and `Part II`, `X` and `X-2`."""
    return one.numbers != other.numbers


def could_be_alike(one: Title, other: Title) -> bool:
    """Tell, cheaply, whether comparing the two titles is worth the while."""
    if fuzz.ratio(one.key, other.key, score_cutoff=_FEW_ALIKE):
        return True
    return _has_part(one, other) or _has_part(other, one) or one.head == other.head != ""


def _has_part(whole: Title, part: Title) -> bool:
    """Tell whether a title is what stands before or after the other one's colon."""
    return part.key in (whole.head, whole.tail) and part.key != ""


def _about_another(title: Title) -> frozenset[str]:
    return _ABOUT.intersection(title.words)


def _is_spelling(one: Title, other: Title) -> bool:
    """Tell whether the words are the same but for typing errors, joined words and function words."""
    total = 0
    for here, there in _differing(one.words, other.words):
        are_names = not one.names.isdisjoint(here) and not other.names.isdisjoint(there)
        edits = _edits(here, there, are_names)
        if edits is None:
            return False
        total += edits
    return total <= _MOST_EDITS and total * 8 <= max(len(one.key), len(other.key))


def _differing(one: Words, other: Words) -> Iterator[tuple[Words, Words]]:
    """Yield the stretches of words that differ, word by word where they have as many."""
    for step in Levenshtein.opcodes(one, other):
        here, there = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "replace" and _joined(here) != _joined(there):
            yield from (((a,), (b,)) for a, b in zip(here, there, strict=True))
        elif step.tag != "equal":
            yield here, there


def _joined(words: Words) -> str:
    return "".join(words)


def _edits(here: Words, there: Words, are_names: bool) -> int | None:
    """Return how many letters have to change, or None where these are other words."""
    one, other = _joined(here), _joined(there)
    if one == other or _FUNCTION_WORDS.issuperset(here + there):
        return 0
    if not one or not other:
        return None
    edits = OSA.distance(one, other)
    shorter = min(len(one), len(other))
    # Nobody mistypes the first letter of a name: it is another name.
    if are_names and (shorter < _SHORT_NAME or one[0] != other[0]):
        return None
    if _FUNCTION_WORDS.issuperset(here) or _FUNCTION_WORDS.issuperset(there):
        return edits if edits <= 2 and abs(len(one) - len(other)) <= 1 else None
    if _prefix(one, other):
        return None
    return edits if edits <= _allowed(one, other, shorter) else None


def _prefix(one: str, other: str) -> bool:
    """Tell whether the words are a prefix apart: `supervised` and `unsupervised` are opposites."""
    short, long = sorted((one, other), key=len)
    added = long.removesuffix(short)
    return added != long and (len(added) > 1 or added == "a")


def _allowed(one: str, other: str, shorter: int) -> int:
    """Return how many letters may differ; `implicit` and `explicit` are two apart, from the first on."""
    if shorter < 4:
        return 1 if sorted(one) == sorted(other) else 0
    return 2 if shorter >= _LONG_WORD and one[0] == other[0] else 1


def _is_shortened(short: Title, long: Title) -> bool:
    """Tell whether a title is the other one without the name before its colon, or without what follows it."""
    if not long.head or short.head:
        return False
    return (short.key == long.tail and len(short.words) > 3) or (
        short.key == long.head and _names_one(short.key)
    )


def _same_head(one: Title, other: Title) -> bool:
    return bool(one.head) and one.head == other.head and _names_one(one.head)


def _names_one(head: str) -> bool:
    return len(head) > 2 and head not in _GENERIC_HEADS


def subtitle_kept(one: Title, other: Title) -> float:
    """Return the share of the shorter subtitle's words that the other one has; 1 where one has none."""
    few, many = sorted((one.subtitle, other.subtitle), key=len)
    return len(few & many) / len(few) if few else 1.0
