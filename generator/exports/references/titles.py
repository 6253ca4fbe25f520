"""Titles in the capitals that a style asks for. Braces in the source tell which capitals belong to the words.

Sentence case is what BibTeX's `change.case$` makes of a title, but less rash: words with a capital or a digit
inside stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...text.latex import to_unicode

# Words that headline case leaves small: the CSL specification's list, section "Title Case Conversion".
_SMALL = frozenset((
    *("a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on"),
    *("onto", "or", "over", "so", "the", "till", "to", "up", "via", "vs.", "with", "yet"),
))  # fmt: skip
# `vs.` and initials end no sentence.
_ENDS_SENTENCE = re.compile(r"(?:[:?!—]|\w{3}\.)$")


def sentence_case(title: str) -> str:
    """Return a LaTeX title as plain text: capitals where sentences begin, and where braces keep them."""
    written: list[str] = []
    begins = True
    for first, *rest in _words(title):
        pieces = [first if begins else _lowered(*first), *(_lowered(*piece) for piece in rest)]
        written.append("".join(text for text, _ in pieces))
        begins = _ENDS_SENTENCE.search(written[-1]) is not None
    return " ".join(written)


def headline_case(title: str) -> str:
    """Return a LaTeX title as plain text: capitals on all words but short conjunctions and prepositions."""
    words = _words(title)
    written: list[str] = []
    begins = True
    for place, (first, *rest) in enumerate(words):
        begins = begins or place == len(words) - 1
        # A name before a colon is written as its owner does: `gsplat: …`.
        is_name = place == 0 and first[0].endswith(":")
        head = first if is_name else _raised(*first, small=not begins)
        pieces = [head, *(_raised(*piece) for piece in rest)]
        written.append("".join(text for text, _ in pieces))
        begins = _ENDS_SENTENCE.search(written[-1]) is not None
    return " ".join(written)


# A piece of a word as plain text, and whether braces or mathematics keep its capitals.
_Piece = tuple[str, bool]


@lru_cache(maxsize=1 << 14)
def _words(title: str) -> tuple[list[_Piece], ...]:
    """Return the title's words, each taken apart at its hyphens, which are pieces of their own."""
    return tuple(_taken_apart(title))


def _taken_apart(title: str) -> Iterator[list[_Piece]]:
    piece: list[str] = []
    word: list[_Piece] = []
    depth, in_math = 0, False
    for match in _MARK.finditer(f"{title} "):
        mark = match[0]
        depth = max(0, depth + {"{": 1, "}": -1}.get(mark, 0))
        in_math ^= mark == "$"
        if depth or in_math or not (mark.isspace() or _HYPHEN.fullmatch(mark)):
            piece.append(mark)
            continue
        word += [*_decoded("".join(piece)), *_decoded(mark)]
        piece.clear()
        if mark.isspace() and word:
            yield word
            word = []
    word += _decoded("".join(piece))
    if word:
        yield word


_HYPHEN = re.compile(r"-+|[‐‑–—/]")
_MARK = re.compile(r"\\.|[{}$]|\s+|-+|[‐‑–—/]|[^\\{}$\s\-‐‑–—/]+", re.DOTALL)
_ARGUMENT = re.compile(r"\\(?:[A-Za-z]+|.)\s*\{")
_GROUP = re.compile(r"\{(?!\\)")


def _decoded(piece: str) -> Iterator[_Piece]:
    text = to_unicode(piece)
    if text:
        # In `{\"u}` and `\emph{…}` the braces belong to a command.
        yield text, "$" in piece or _GROUP.search(_ARGUMENT.sub("", piece)) is not None


def _lowered(piece: str, kept: bool) -> _Piece:
    letters = [char for char in piece if char.isalnum()]
    plain = all(char.isalpha() for char in letters) and not any(char.isupper() for char in letters[1:])
    # A single capital is a name (`Q-learning`), but for the article.
    lower = plain and not kept and (len(letters) > 1 or letters == ["A"])
    return (piece.lower() if lower else piece), kept


def _raised(piece: str, kept: bool, *, small: bool = True) -> _Piece:
    if kept or not piece.islower() or (small and piece in _SMALL) or any(map(str.isdigit, piece)):
        return piece, kept
    start = next((place for place, char in enumerate(piece) if char.isalnum()), 0)
    return piece[:start] + piece[start].upper() + piece[start + 1 :], kept
