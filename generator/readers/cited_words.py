"""Citekeys in a `.bib` file, and in any text that somebody pastes."""

import re
from collections.abc import Iterator

from .cited_step import Kind, Step

_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[({][ \t]*([^\s,{}]+)[ \t]*,", re.MULTILINE)
_NO_ENTRIES = frozenset({"comment", "preamble", "string"})
_BETWEEN = re.compile(r"[\s,;]+")
# Pandoc's citations (`[see @a; -@b]`), quotation marks, brackets of a list, and what ends a sentence.
_BEFORE = "[({<\"'`“‘«„"
_AFTER = "])}>\"'`”’»“.:!?"


def steps_of_bib(text: str) -> Iterator[Step]:
    """Yield the citekeys of a `.bib` file's entries."""
    for kind, key in _ENTRY.findall(text):
        if kind.lower() not in _NO_ENTRIES:
            yield Step(Kind.KEY, key)


def steps_of_words(text: str) -> Iterator[Step]:
    """Yield every word of a text as a citekey, without what stands around citekeys in lists and in prose.

    Where some words have Pandoc's `@` before them, only these are citekeys.
    """
    words = [_bare(word) for word in _BETWEEN.split(text)]
    marked = [word for word in words if word.startswith(("@", "-@"))]
    for word in marked or words:
        key = word.removeprefix("-").removeprefix("@") if marked else word
        if key:
            yield Step(Kind.ALL) if key == "*" else Step(Kind.KEY, key)


def _bare(word: str) -> str:
    return word.lstrip(_BEFORE).rstrip(_AFTER)
