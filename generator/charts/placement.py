"""Places on a map from what is near what, so that things alike lie together.

Two steps, as in UMAP (McInnes, Healy and Melville 2018, https://arxiv.org/abs/1802.03426): a spectral start,
which settles what lies where on the whole, then attraction along the graph of neighbours, and repulsion
between all, where each meets a few others in each round. Both forces are those of UMAP with a = b = 1.

The same input gives the same places: nothing is random, and neither BLAS nor a transcendental function, whose
last digits differ between processors, takes part. The cost of a round grows with the number of neighbours.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Indexes: TypeAlias = NDArray[np.int64]
    Edges: TypeAlias = tuple[Indexes, Indexes, Floats]

Near: TypeAlias = Sequence[Sequence[tuple[int, float]]]
Place: TypeAlias = tuple[float, float]

NEIGHBOURS = 12
SPECTRAL_ROUNDS = 100
MOST_ROUNDS, FEWEST_ROUNDS, STEPS = 150, 50, 1_500_000
MET_A_ROUND = 16
START_WIDTH = 10.0
REPULSION = 0.5
# Keeps two that coincide from being thrown apart.
SOFT = 0.1
# How far places move towards their rank: a remote group takes less of the map.
EVENNESS = 0.35
# One in so many stands on the edge, on each of the four sides.
OUTERMOST = 200
GOLDEN = 0.6180339887498949


def places(keys: Sequence[str], near: Near) -> list[Place | None]:
    """Return a place for each key, x and y from 0 to 1; None for what is near nothing.

    `near` holds for each key the indexes of others and how alike they are (greater than 0), nearest first.
    """
    touched = {index for one, others in enumerate(near) if others for index in (one, *_heads(others))}
    kept = sorted(touched)
    number = {index: position for position, index in enumerate(kept)}
    if len(kept) < 3:
        return [None] * len(keys)
    edges = _edges([[(number[other], score) for other, score in near[index]] for index in kept])
    x, y = _moved(*_start([keys[index] for index in kept], edges), edges)
    found: dict[int, Place] = dict(zip(kept, zip(_framed(x), _framed(y), strict=True), strict=True))
    return [found.get(index) for index in range(len(keys))]


def _heads(others: Sequence[tuple[int, float]]) -> list[int]:
    return [other for other, _ in others[:NEIGHBOURS]]


def _edges(near: Near) -> Edges:
    """Return the graph of neighbours in both directions, as (from, to, weight)."""
    import numpy as np

    weights: dict[tuple[int, int], float] = {}
    for one, others in enumerate(near):
        for other, score in others[:NEIGHBOURS]:
            share = score / others[0][1] / 2
            for pair in ((one, other), (other, one)):
                weights[pair] = weights.get(pair, 0.0) + share
    pairs = np.array(list(weights), dtype=np.int64)
    return pairs[:, 0].copy(), pairs[:, 1].copy(), np.array(list(weights.values()))


def _start(keys: Sequence[str], edges: Edges) -> tuple[Floats, Floats]:
    """Return the ranks in the two slowest ways in which a difference spreads over the graph.

    These are the first eigenvectors of the normalised adjacency but for the trivial one, by orthogonal
    iteration. It begins with what the keys' checksums say, so that one key more changes little.
    """
    import numpy as np

    count = len(keys)
    one, other, weight = edges
    root = np.sqrt(_summed(one, weight, count))
    spread = weight / (root[one] * root[other])
    trivial = _unit(root)
    sums = [zlib.crc32(key.encode("utf-8", "surrogatepass")) for key in keys]
    first = np.array([(checksum & 0xFFFF) / 0xFFFF - 0.5 for checksum in sums])
    second = np.array([(checksum >> 16) / 0xFFFF - 0.5 for checksum in sums])
    for _ in range(SPECTRAL_ROUNDS):
        first = first + _summed(one, spread * first[other], count)
        second = second + _summed(one, spread * second[other], count)
        first = _unit(_without(first, trivial))
        second = _unit(_without(_without(second, trivial), first))
    return (_ranks(first / root) - 0.5) * START_WIDTH, (_ranks(second / root) - 0.5) * START_WIDTH


def _summed(groups: Indexes, values: Floats, count: int) -> Floats:
    """Return the sum of the values of each group, added one after the other."""
    import numpy as np

    sums: Any = np.bincount(groups, values, count)
    return cast("Floats", sums)


def _unit(vector: Floats) -> Floats:
    import numpy as np

    return vector / max(float(np.sqrt(np.sum(vector * vector))), 1e-15)


def _without(vector: Floats, part: Floats) -> Floats:
    import numpy as np

    return vector - part * float(np.sum(vector * part))


def _ranks(values: Floats) -> Floats:
    """Return each value's place in their order, from 0 to 1; of equal ones the first comes first."""
    import numpy as np

    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values)) / (len(values) - 1)
    return ranks


def _moved(x: Floats, y: Floats, edges: Edges) -> tuple[Floats, Floats]:
    """Return the places after rounds of attraction along the edges and repulsion between all."""
    import numpy as np

    count = len(x)
    one, other, weight = edges
    rounds = min(MOST_ROUNDS, max(FEWEST_ROUNDS, STEPS // count))
    for turn in range(rounds):
        dx, dy = x[other] - x[one], y[other] - y[one]
        force = weight / (1 + dx * dx + dy * dy)
        mx, my = _summed(one, force * dx, count), _summed(one, force * dy, count)
        twice_x, twice_y = np.concatenate((x, x)), np.concatenate((y, y))
        for meeting in range(turn * MET_A_ROUND, (turn + 1) * MET_A_ROUND):
            # Everything meets what stands so many places before it: over the rounds, most of all others.
            away = 1 + int(meeting * GOLDEN % 1 * (count - 1))
            met = slice(count - away, 2 * count - away)
            dx, dy = x - twice_x[met], y - twice_y[met]
            squared = dx * dx + dy * dy
            force = REPULSION / ((SOFT + squared) * (1 + squared))
            mx, my = mx + force * dx, my + force * dy
        step = 0.5 * (1 - turn / rounds)
        x, y = x + step * np.clip(mx, -1, 1), y + step * np.clip(my, -1, 1)
    return x, y


def _framed(values: Floats) -> list[float]:
    """Return the values between 0 and 1, spread a little more evenly than they are."""
    import numpy as np

    # The few outermost stand on the edge: one that strays would push all others together.
    ordered, few = np.sort(values), len(values) // OUTERMOST
    low, high = float(ordered[few]), float(ordered[-1 - few])
    shares = np.clip((values - low) / max(high - low, 1e-12), 0, 1)
    framed: list[float] = (shares * (1 - EVENNESS) + _ranks(values) * EVENNESS).tolist()
    return framed


def apart(found: Sequence[Place], distance: Place, rounds: int = 40) -> list[Place]:
    """Return the places moved so that few pairs overlap; all stay between 0 and 1.

    `distance` is the width and the height of what stands at each place. Ordered from left to right, what
    overlaps is within few steps, so a round costs n log n.
    """
    import numpy as np

    if not found:
        return []
    points = np.array(found) / distance
    top = 1 / np.array(distance)
    for _ in range(rounds):
        order = np.argsort(points[:, 0], kind="stable")
        push = _pushes(points[order])
        if not push.any():
            break
        points[order] = np.clip(points[order] + push, 0, top)
    moved: list[list[float]] = (points * distance).tolist()
    return [(x, y) for x, y in moved]


def _pushes(
    points: Floats,
) -> Floats:
    """Return how far each point has to move from those nearer to it than 1; they come ordered by x."""
    import numpy as np

    push = np.zeros_like(points)
    for step in range(1, len(points)):
        apart = points[step:] - points[:-step]
        if not (apart[:, 0] < 1).any():
            break
        length = np.sqrt((apart * apart).sum(axis=1))
        close = length < 1
        # What coincides goes up and down.
        apart[length == 0] = (0.0, 1.0)
        move = np.where(close, (1 - length) / 2 / np.where(length == 0, 1, length), 0)[:, None] * apart
        push[step:] += move
        push[:-step] -= move
    return push
