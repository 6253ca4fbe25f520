"""Who builds on whom, as rows over time: each paper below the one it mainly builds on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..model import Paper, Review

Edges: TypeAlias = tuple[tuple[str, str], ...]

# Families are drawn, largest first, while they fit into so many rows; the table has them all.
MOST_ROWS = 80
LONGEST_NAME = 28
# The space between two families, in rows.
BETWEEN = 0.5
# How far a paper stands behind one of the same year that it builds on, in years.
SAME_YEAR = 0.4


@dataclass(frozen=True, slots=True)
class Node:
    """A paper in the picture: its row, from 0 and with space between families, and its time in years."""

    key: str
    row: float
    time: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """All papers that build on another or are built upon, and what is drawn of them.

    `edges` are (older, newer) as the notes have them, `drawn` those between drawn nodes; a newer paper stands
    below the one that it has in `parents`.
    """

    edges: Edges
    nodes: Mapping[str, Node]
    parents: Mapping[str, str]

    @property
    def papers(self) -> tuple[str, ...]:
        """The citekeys of all papers in it, each once."""
        return tuple(dict.fromkeys(key for edge in self.edges for key in edge))

    @property
    def drawn(self) -> Edges:
        """The edges between papers that are in the picture."""
        return tuple(edge for edge in self.edges if edge[0] in self.nodes and edge[1] in self.nodes)


def lineage(review: Review) -> Lineage:
    """Arrange what the notes say of `builds_on`; what has no year has no place in time and is left out."""
    edges = tuple(_edges(review))
    parents = _parents(review, edges)
    children: dict[str, list[str]] = {}
    for newer, older in sorted(parents.items(), key=lambda pair: _time(review, pair[0])):
        children.setdefault(older, []).append(newer)
    nodes: dict[str, Node] = {}
    row = 0.0
    for family in _families(edges, parents, children, review):
        # The beginning of a family that is too large has all that its papers stand below.
        kept = family[:MOST_ROWS]
        if row + len(kept) <= MOST_ROWS:
            for place, key in enumerate(kept):
                nodes[key] = Node(key, row + place, _placed(key, review, parents))
            row += len(kept) + BETWEEN
    return Lineage(edges, nodes, parents)


def _families(
    edges: Edges, parents: Mapping[str, str], children: Mapping[str, list[str]], review: Review
) -> list[list[str]]:
    """Return the papers that hang together, largest family first, each in the order of its rows."""
    roots = dict.fromkeys(key for edge in edges for key in edge if key not in parents)
    trees = [list(_below(root, children)) for root in roots]
    trees.sort(key=lambda tree: (-len(tree), _time(review, tree[0])))
    related = _relatives(edges)
    families: dict[str, list[str]] = {}
    for tree in trees:
        family = families.setdefault(related[tree[0]], [])
        # One alone stands below the first that builds on it, not below the whole family.
        followers = [newer for older, newer in edges if older == tree[0] and newer in family]
        place = family.index(followers[0]) + 1 if len(tree) == 1 and followers else len(family)
        family[place:place] = tree
    return sorted(families.values(), key=lambda family: (-len(family), _time(review, family[0])))


def _relatives(edges: Edges) -> Mapping[str, str]:
    """Return for each paper one that stands for all it hangs together with."""
    beside: dict[str, list[str]] = {}
    for older, newer in edges:
        beside.setdefault(older, []).append(newer)
        beside.setdefault(newer, []).append(older)
    found: dict[str, str] = {}
    for key in beside:
        pending = [key] if key not in found else []
        while pending:
            at = pending.pop()
            if at not in found:
                found[at] = key
                pending += beside[at]
    return found


def _edges(review: Review) -> Iterator[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for paper in review.papers:
        for name in review.note(paper.key).builds_on:
            older = review.by_key.get(name)
            if older is not None and older.key != paper.key and older.year and paper.year:
                found[older.key, paper.key] = None
    yield from found


def _time(review: Review, key: str) -> tuple[int, str]:
    return review.by_key[key].year or 0, key


def _parents(review: Review, edges: Edges) -> Mapping[str, str]:
    """Return for each newer paper the youngest of those it builds on, without going round in a circle."""
    parents: dict[str, str] = {}
    for older, newer in edges:
        known = parents.get(newer)
        younger = known is None or _time(review, older) > _time(review, known)
        if younger and newer not in _above(older, parents):
            parents[newer] = older
    return parents


def _above(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield a key and all above it."""
    at: str | None = key
    while at is not None:
        yield at
        at = parents.get(at)


def _below(root: str, children: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the tree from its root, each paper's followers after it, the first in time first."""
    pending = [root]
    while pending:
        key = pending.pop()
        yield key
        pending += reversed(children.get(key, []))


def _placed(key: str, review: Review, parents: Mapping[str, str]) -> float:
    """Return a paper's time: its year, and a little later where it builds on one of that year."""
    year = review.by_key[key].year
    same = sum(1 for above in list(_above(key, parents))[1:] if review.by_key[above].year == year)
    return (year or 0) + SAME_YEAR * same


def short_name(paper: Paper) -> str:
    """Return the name of the method that a title begins with, `ZeRO: …`, else author and year."""
    name, colon, _ = paper.title.partition(":")
    named = colon and 0 < len(name) <= LONGEST_NAME and "," not in name
    return name.strip() if named else paper.label
