"""Capitals that must survive: styles write titles in lower case, except for what stands in braces."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from .proper_names import PROPER_NAMES

_BREAK = re.compile(r"[-–—/\s]+")
_MARK = re.compile(r"\\.|[{}$]|[-–—/\s]+|[^\\{}$\-–—/\s]+|.", re.DOTALL)
_BRACES = re.compile(r"[{}]")
_ESCAPE = re.compile(r"\\[^A-Za-z]")
_MARKUP = re.compile(r"[\\{}$]")
_LATEX = re.compile(r"\\[A-Za-z]+|\$[^$]*\$")
_ENDS_SENTENCE = (":", ".", "?", "!")
# A title has a sentence's capitals if most of its words, by this factor, begin with small letters.
_SENTENCE = 2
_ENOUGH = 3
_LONG = 4


# A title stands in several exports: as many titles are remembered as a large review has papers.
@lru_cache(maxsize=2**14)
def protected(title: str) -> str:
    r"""Return a LaTeX title in which the capitals that must survive a style stand in braces.

    Those are: words with a capital behind their first letter, or beside a digit; single capitals other than
    the article `A`; names of people, places and products (`text.proper_names`); in a title that is written
    like a sentence, every further word with a capital; a hyphenated word before a colon at the start, which
    is a method's name, and its parts in other compounds; what begins a sentence behind `?` or `!`; and
    mathematics with capitals. What stands in braces, or holds a command, stays as it
    is.
    """
    parts = tuple(_parts(title))
    if _shouts(parts):
        return title
    start = _name_before_colon(parts)
    head = "".join(parts[:start])
    written = [_in_braces(head[:-1]) + head[-1:]] if start else []
    names = _Names(parts)
    for place, part in enumerate(parts[start:], start):
        is_word = not _BREAK.fullmatch(part)
        needs = is_word and _needs_braces(part, first=place == 0, named=names.include(place))
        written.append(_in_braces(part) if needs else part)
    return "".join(written)


class _Names:
    """Tells which words of a title are names by where they stand; the title comes in parts."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._is_sentence = _is_sentence(parts)
        self._is_in_name = _by_compound(parts, lambda run: _bare("".join(run)) in PROPER_NAMES)
        # `Lumina-T2X` is a name where the title begins with `Lumina-Next:`.
        self._is_in_shape = _by_compound(parts, lambda run: any(map(_is_shaped, run)))
        first = parts[: next((at for at, part in enumerate(parts) if part.isspace()), len(parts))]
        head = _BRACES.sub("", "".join(first))
        self._heads = frozenset(_BREAK.split(head[:-1])) if head.endswith(":") else frozenset()

    def include(self, place: int) -> bool:
        """Tell whether the word here is a name, or begins a sentence behind a mark that styles miss."""
        before = self._before(place)
        if before.endswith(("?", "!")):
            return True
        if self._is_sentence and place and not before.endswith(_ENDS_SENTENCE):
            return True
        return self._is_in_name[place] or (self._is_in_shape[place] and self._parts[place] in self._heads)

    def _before(self, place: int) -> str:
        """Return the word before the blanks before this place; nothing inside a compound."""
        blank = place > 0 and self._parts[place - 1].isspace()
        return self._parts[place - 2] if blank and place > 1 else ""


def _by_compound(parts: Sequence[str], tell: Callable[[Sequence[str]], bool]) -> tuple[bool, ...]:
    """Return for each part what is told of the words that hyphens join to it, braces left out."""
    found: list[bool] = []
    run: list[str] = []
    for part in (*parts, " "):
        if part.isspace():
            found += [tell(run)] * len(run) + [False]
            run = []
        else:
            run.append(_BRACES.sub("", part))
    return tuple(found)


def _parts(title: str) -> Iterator[str]:
    """Yield words and what is between them; braces and mathematics are never taken apart."""
    word: list[str] = []
    depth, in_math = 0, False
    for match in _MARK.finditer(title):
        mark = match[0]
        depth = max(0, depth + {"{": 1, "}": -1}.get(mark, 0))
        if mark == "$" and not depth:
            in_math = not in_math
        if depth or in_math or not _BREAK.fullmatch(mark):
            word.append(mark)
            continue
        if word:
            yield "".join(word)
            word.clear()
        yield mark
    if word:
        yield "".join(word)


# Titles share most of their words.
@lru_cache(maxsize=2**14)
def _needs_braces(word: str, *, first: bool, named: bool) -> bool:
    """Tell whether a style would take a capital away; no style takes the one that a title begins with."""
    if _MARKUP.search(_ESCAPE.sub("", word)):
        # Styles change commands and mathematics outside braces, too: `\LaTeX` to `\latex`, `$O(n)$` to
        # `$o(n)$`.
        return any(char.isupper() for char in "".join(_LATEX.findall(_outside_braces(word))))
    letters = [char for char in word if char.isalnum()]
    if not any(char.isupper() for char in letters):
        return False
    if _is_shaped(word):
        return True
    if first:
        return False
    return letters != ["A"] if len(letters) == 1 else named or _bare(word) in PROPER_NAMES


@lru_cache(maxsize=2**14)
def _is_shaped(word: str) -> bool:
    """Tell whether a word has a capital behind its first letter, or beside a digit: `NeRF`, `3D`, `T5`."""
    letters = [char for char in word if char.isalnum()]
    has_digit = any(char.isdigit() for char in letters)
    return any(char.isupper() for char in (letters if has_digit else letters[1:]))


def _outside_braces(word: str) -> str:
    kept: list[str] = []
    depth = 0
    for char in word:
        depth -= char == "}"
        if depth == 0:
            kept.append(char)
        depth += char == "{"
    return "".join(kept)


@lru_cache(maxsize=2**14)
def _bare(word: str) -> str:
    """Return the word without punctuation around it and, where that is no name of its own, its plural's s."""
    core = _core(word)[1].replace("’", "'")
    return core if core in PROPER_NAMES or not core.endswith("s") else core[:-1].removesuffix("'")


def _in_braces(word: str) -> str:
    if _MARKUP.search(_ESCAPE.sub("", word)):
        return f"{{{word}}}"
    before, core, after = _core(word)
    return f"{before}{{{core}}}{after}"


def _core(word: str) -> tuple[str, str, str]:
    """Return what stands before the first letter or digit, from there to the last, and after it."""
    places = [at for at, char in enumerate(word) if char.isalnum()]
    first, last = (places[0], places[-1] + 1) if places else (0, len(word))
    return word[:first], word[first:last], word[last:]


def _name_before_colon(parts: Sequence[str]) -> int:
    """Return how many parts a hyphenated name before a colon at the start takes; 0 without one."""
    for count, part in enumerate(parts, 1):
        if part.isspace():
            return 0
        if part.endswith(":") and count < len(parts) and parts[count].isspace():
            name = "".join(parts[:count])
            plain = not any(sign in name for sign in "{}\\$")
            return count if plain and "-" in name and any(char.isupper() for char in name) else 0
    return 0


def _cased(parts: Sequence[str]) -> list[str]:
    """Return the plain words that begin no sentence; behind a hyphen even titles have small letters."""
    found: list[str] = []
    begins = hyphen = True
    for part in parts:
        if _BREAK.fullmatch(part):
            hyphen = not part.isspace()
            continue
        plain = len(part) >= _LONG and part.strip(",;:.?!()").isalpha()
        if plain and not (begins or hyphen or _is_shaped(part) or _bare(part) in PROPER_NAMES):
            found.append(part)
        begins = part.endswith(_ENDS_SENTENCE)
    return found


def _is_sentence(parts: Sequence[str]) -> bool:
    words = _cased(parts)
    small = sum(word[0].islower() for word in words)
    return len(words) >= _ENOUGH and small > _SENTENCE * (len(words) - small)


def _shouts(parts: Sequence[str]) -> bool:
    """Tell whether all of the title is in capitals: then they say nothing about its words."""
    words = [part for part in parts if part.isalpha() and len(part) >= _LONG]
    return len(words) >= _ENOUGH and all(word.isupper() for word in words)
