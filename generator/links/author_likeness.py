"""Whether two lists of authors are those of one paper, however each of them writes names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from ..model import Name, Paper
from ..text.fold import ascii_fold

_LETTERS = re.compile(r"[^a-z0-9]+")
_LONG_NAME = 5


class Authorship(IntEnum):
    """How the authors of two papers agree, the least first."""

    NONE = 0
    UNKNOWN = 1  # one of the two names nobody
    SOME = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A name for comparing: folded family and given names, and the initial of the given ones."""

    family: str
    given: str = ""

    @property
    def initial(self) -> str:
        """The first letter of the given names."""
        return self.given[:1]


def people(paper: Paper) -> tuple[Person, ...]:
    """Return the paper's authors for comparing; a name without a letter or a digit tells nothing."""
    return tuple(person for person in map(_person, paper.authors) if person.family)


def _person(name: Name) -> Person:
    if name.literal:
        return Person(_folded(name.full))
    family, given = _folded(name.family), _folded(name.given)
    return Person(family, given) if family else Person(given)


def _folded(text: str) -> str:
    return _LETTERS.sub("", ascii_fold(text).lower())


def authorship(one: Sequence[Person], other: Sequence[Person]) -> Authorship:
    """Tell how two lists agree; one of them may be cut short, write initials, or swap a name's parts."""
    if not one or not other:
        return Authorship.UNKNOWN
    first = same_person(one[0], other[0])
    share = shared(one, other)
    fewer = min(len(one), len(other))
    if (first and share * 2 >= fewer) or (share >= 3 and share * 4 >= fewer * 3):
        return Authorship.SAME
    return Authorship.SOME if first or share else Authorship.NONE


def shared(one: Sequence[Person], other: Sequence[Person]) -> int:
    """Return how many people of either list are in the other one; the order of the lists does not matter.

    One whom a list names twice counts once where the other one names them once. Takes time in proportion to
    the lists' lengths, unless many have one name.
    """
    first = bool(one and other) and same_person(one[0], other[0])
    rest, others = one[first:], other[first:]
    return first + min(_found(rest, others), _found(others, rest))


def _found(few: Sequence[Person], many: Sequence[Person]) -> int:
    """Return how many people of the first list are in the second one."""
    by_part: dict[str, list[Person]] = {}
    for person in many:
        for part in {person.family, person.given} - {""}:
            by_part.setdefault(part, []).append(person)
    near = ((person, (*by_part.get(person.family, ()), *by_part.get(person.given, ()))) for person in few)
    return sum(any(same_person(person, match) for match in matches) for person, matches in near)


def same_person(one: Person, other: Person) -> bool:
    """Tell whether two names may be one person's: `Dao, T.`, `Tri Dao`, `Tri, Dao`, `Doa, Tri`."""
    if one.family == other.family:
        return one.initial == other.initial or not one.given or not other.given
    if _swapped(one, other) or _swapped(other, one):
        return True
    return _misspelt(one.family, other.family) and one.initial == other.initial


def _swapped(one: Person, other: Person) -> bool:
    """Tell whether the first name is the other one turned round, also with an initial: `Ziyao, W.`."""
    shortened = other.family[:1] if len(one.given) == 1 else other.family
    return bool(one.given) and (one.family, one.given) == (other.given, shortened)


def _misspelt(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG_NAME and OSA.distance(one, other, score_cutoff=1) <= 1
