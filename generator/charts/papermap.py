"""The map of papers: where each lies, from the same likeness as the related papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..links.related import Likeness
from .counts import OTHER, Kinds
from .placement import Place, apart, places

# Fewer papers make no map.
FEWEST = 12
# So many papers are points that lead to their pages; of more, those that lie evenly over the map.
LINKED = 1000
# And so many more are dots.
DOTTED = 20_000
# What a point takes of the map's width and height, and how far above a group its name stands.
POINT = (0.0125, 0.0165)
ABOVE = 0.05
CELLS = 16
LEVELS = 7


@dataclass(frozen=True, slots=True)
class Point:
    """A paper on the map: its citekey, its kind and its place."""

    key: str
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class PaperMap:
    """The map: points that are links, the places of further papers by kind, and where the kinds' names go.

    `nearest` counts the papers by (own kind, kind of the nearest paper), and `lone` those that are like no
    other and so are not on the map.
    """

    points: tuple[Point, ...]
    dots: Mapping[str, tuple[Place, ...]]
    names: Mapping[str, Place]
    nearest: Mapping[tuple[str, str], int]
    lone: int

    @property
    def papers(self) -> int:
        """How many papers have a place on the map."""
        return sum(self.nearest.values())

    @property
    def shown(self) -> int:
        """How many of them are drawn."""
        return len(self.points) + sum(map(len, self.dots.values()))


def paper_map(alike: Likeness, kinds: Kinds) -> PaperMap | None:
    """Place the papers; None where there are too few that are like another."""
    near = [_nearest_first(alike, index) for index in range(len(alike.papers))]
    if sum(map(bool, near)) < FEWEST:
        return None
    keys = [paper.key for paper in alike.papers]
    own = [kinds.of[key] for key in keys]
    found = places(keys, near)
    placed = [Point(key, kind, at) for key, kind, at in zip(keys, own, found, strict=True) if at]
    linked, others = _evenly(placed, LINKED)
    toward = Counter((own[index], own[others[0][0]]) for index, others in enumerate(near) if others)
    return PaperMap(
        _without_overlaps(linked),
        _by_kind(others[:DOTTED]),
        _names(placed),
        toward,
        sum(not others for others in near),
    )


def _nearest_first(alike: Likeness, index: int) -> list[tuple[int, float]]:
    scored = [(other, alike.score(index, other, text)) for other, text in alike.nearest[index]]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


def _evenly(points: Sequence[Point], most: int) -> tuple[list[Point], list[Point]]:
    """Return at most so many points spread evenly over the map, and the others."""
    if len(points) <= most:
        return list(points), []
    taken: dict[str, Point] = {}
    for cells in (8 << level for level in range(LEVELS)):
        occupied = {_cell(point, cells) for point in taken.values()}
        for point in points:
            if len(taken) < most and _cell(point, cells) not in occupied:
                occupied.add(_cell(point, cells))
                taken[point.key] = point
    return list(taken.values()), [point for point in points if point.key not in taken]


def _cell(point: Point, cells: int) -> tuple[int, int]:
    return int(point.place[0] * cells), int(point.place[1] * cells)


def _without_overlaps(points: Sequence[Point]) -> tuple[Point, ...]:
    moved = apart([point.place for point in points], POINT)
    return tuple(replace(point, place=place) for point, place in zip(points, moved, strict=True))


def _by_kind(points: Iterable[Point]) -> Mapping[str, tuple[Place, ...]]:
    groups: dict[str, list[Place]] = {}
    for point in points:
        groups.setdefault(point.kind, []).append(point.place)
    return {kind: tuple(found) for kind, found in groups.items()}


def _names(points: Sequence[Point]) -> Mapping[str, Place]:
    """Return where each kind's name goes: a little above the middle of its densest part."""
    middles = {kind: _densest(found) for kind, found in _by_kind(points).items() if kind != OTHER}
    return {kind: (x, y - ABOVE) for kind, (x, y) in middles.items()}


def _densest(found: Sequence[Place]) -> Place:
    """Return the middle of the part of the map, nine cells of a grid, that has most of these places."""
    counts = Counter((int(x * CELLS), int(y * CELLS)) for x, y in found)
    around = Counter({(a, b): sum(counts[cell] for cell in _around(a, b)) for a, b in list(counts)})
    best = frozenset(_around(*min(around, key=lambda cell: (-around[cell], cell))))
    inside = [(x, y) for x, y in found if (int(x * CELLS), int(y * CELLS)) in best]
    return sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)


def _around(column: int, row: int) -> Iterator[tuple[int, int]]:
    yield from ((column + across, row + down) for across in (-1, 0, 1) for down in (-1, 0, 1))
