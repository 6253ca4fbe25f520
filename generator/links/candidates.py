"""Which papers are worth comparing: those that share something that duplicates share.

Comparing all with all takes time with the square of their number. Duplicates share an identifier, a title, a
first author, or a few rare words of the title; only papers that do are compared, and in a large group of
such papers only those that are next to each other in the order of their titles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from .identity import identities
from .sameness import Traits

_LARGE = 60
_NEIGHBOURS = 5
_RARE_WORDS = 4
_SHORTEST_WORD = 4


def candidates(papers: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the places of the papers to compare, each pair once, the lower place first."""
    seen: set[tuple[int, int]] = set()
    for group in _groups(papers).values():
        for pair in _pairs(group, papers):
            if pair not in seen:
                seen.add(pair)
                yield pair


def candidates_of(papers: Sequence[Traits], place: int) -> Iterator[int]:
    """Yield the places of the papers to compare the one at this place with, in order."""
    groups = (group for group in _groups(papers).values() if place in group)
    yield from sorted({other for group in groups for other in group} - {place})


def _pairs(group: Sequence[int], papers: Sequence[Traits]) -> Iterable[tuple[int, int]]:
    if len(group) <= _LARGE:
        return combinations(group, 2)
    ordered = sorted(group, key=lambda place: (_first_key(papers[place]), place))
    return (
        (min(place, near), max(place, near))
        for index, place in enumerate(ordered)
        for near in ordered[index + 1 : index + 1 + _NEIGHBOURS]
    )


def _first_key(paper: Traits) -> str:
    return paper.titles[0].key if paper.titles else ""


def _groups(papers: Sequence[Traits]) -> Mapping[str, list[int]]:
    often = Counter(word for paper in papers for word in _words(paper))
    groups: dict[str, list[int]] = defaultdict(list)
    for place, paper in enumerate(papers):
        for mark in _marks(paper, often):
            groups[mark].append(place)
    return groups


def _marks(paper: Traits, often: Mapping[str, int]) -> set[str]:
    marks = set(identities(paper.paper))
    if paper.paper.doi:
        marks.add(f"doi:{paper.paper.doi.lower()}")
    if paper.people:
        marks.add(f"by:{paper.people[0].family}")
    for title in paper.titles:
        marks.update(f"title:{key}" for key in (title.key, title.head, title.tail) if key)
    # A word that no other title has cannot lead to one: where it is a typing error, the next rarest can.
    shared = sorted((often[word], word) for word in _words(paper) if often[word] > 1)
    return marks | {f"word:{word}" for _, word in shared[:_RARE_WORDS]}


def _words(paper: Traits) -> set[str]:
    return {word for title in paper.titles for word in title.words if len(word) >= _SHORTEST_WORD}
