"""Places on the map: the same every time, inside the frame, alike things together."""

from collections.abc import Sequence
from itertools import combinations
from math import dist
from random import Random
from statistics import mean, median

import pytest

from generator.charts import placement
from generator.charts.placement import Near, Place, apart, places

GROUPS, SIZE = 5, 24
KEYS = [f"{group}-{number}" for group in range(GROUPS) for number in range(SIZE)]


def alike() -> dict[str, dict[str, float]]:
    """Return neighbours inside each group, and a weak tie from each group to the next one, in a row."""
    random = Random(1)  # noqa: S311  # the same groups every time
    found = {}
    for key in KEYS:
        group = int(key.split("-")[0])
        chosen = random.sample([f"{group}-{number}" for number in range(SIZE)], 7)
        found[key] = {other: 0.5 + random.random() for other in chosen if other != key}
        tied = key.endswith("-0") and group + 1 < GROUPS
        found[key] |= {f"{group + 1}-0": 0.1 * (group + 1)} if tied else {}
    return found


ALIKE = alike()


def near(keys: Sequence[str]) -> Near:
    index = {key: at for at, key in enumerate(keys)}
    pairs = ([(index[other], s) for other, s in ALIKE[key].items() if other in index] for key in keys)
    return [sorted(some, key=lambda pair: -pair[1]) for some in pairs]


def placed(keys: Sequence[str]) -> dict[str, Place]:
    return {key: place for key, place in zip(keys, places(keys, near(keys)), strict=True) if place}


def test_the_same_input_gives_the_same_places_in_the_frame() -> None:
    first = places(KEYS, near(KEYS))
    assert first == places(KEYS, near(KEYS))
    assert all(place and 0 <= place[0] <= 1 and 0 <= place[1] <= 1 for place in first)
    for axis in (0, 1):
        assert {min(p[axis] for p in first if p), max(p[axis] for p in first if p)} == {0, 1}


def test_what_is_alike_lies_together() -> None:
    found = placed(KEYS)
    pairs = list(combinations(KEYS, 2))
    inside = mean(dist(found[a], found[b]) for a, b in pairs if a[0] == b[0])
    between = mean(dist(found[a], found[b]) for a, b in pairs if a[0] != b[0])
    assert between > 3 * inside


def test_places_do_not_collapse() -> None:
    cells = {(int(x * 20), int(y * 20)) for x, y in placed(KEYS).values()}
    assert len(cells) > len(KEYS) / 3


def test_the_start_follows_a_chain_from_end_to_end() -> None:
    chain = [5, 0, 7, 2, 9, 4, 1, 6, 3, 8]
    beside = dict.fromkeys(range(10), ()) | {
        at: tuple((other, 1.0) for other in chain[max(0, place - 1) : place + 2] if other != at)
        for place, at in enumerate(chain)
    }
    keys = [f"paper{at}" for at in range(10)]
    x, _ = placement._start(keys, placement._edges([beside[at] for at in range(10)]))
    ways = [x[at] for at in chain]
    assert ways in (sorted(ways), sorted(ways, reverse=True))


def test_one_paper_more_moves_the_others_little() -> None:
    without = [key for key in KEYS if key != "2-7"]
    before, after = placed(without), placed(KEYS)
    assert median(dist(before[key], after[key]) for key in without) < 0.1


def test_what_is_near_nothing_has_no_place() -> None:
    keys = [*KEYS, "alone"]
    found = places(keys, [*near(KEYS), []])
    assert found[-1] is None
    assert None not in found[:-1]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_have_no_place(count: int) -> None:
    assert places(["a", "b"][:count], [[(1, 1.0)], [(0, 1.0)]][:count]) == [None] * count


def test_all_alike_and_two_halves_apart_still_give_places() -> None:
    ring = [[((at + 1) % 6, 1.0)] for at in range(6)]
    halves = [[(at ^ 1, 1.0)] for at in range(6)]
    for neighbours in (ring, halves):
        found = places(list("abcdef"), neighbours)
        assert all(place and 0 <= place[0] <= 1 for place in found)
        assert len(set(found)) == 6


def test_points_that_overlap_give_way_and_stay_in_the_frame() -> None:
    random = Random(2)  # noqa: S311  # the same points every time
    crowded = [(random.gauss(0.9, 0.07), random.gauss(0.5, 0.07)) for _ in range(150)]
    crowded = [(min(x, 1.0), y) for x, y in crowded]
    size = (0.0125, 0.0165)
    moved = apart(crowded, size)
    gaps = [
        dist((a[0] / size[0], a[1] / size[1]), (b[0] / size[0], b[1] / size[1]))
        for a, b in combinations(moved, 2)
    ]
    assert min(gaps) > 0.8
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in moved)


def test_points_at_one_place_come_apart_and_others_stay() -> None:
    moved = apart([(0.5, 0.5), (0.5, 0.5), (0.1, 0.1)], (0.1, 0.1))
    assert dist(moved[0], moved[1]) > 0.09
    assert moved[2] == pytest.approx((0.1, 0.1))
    assert apart([], (0.1, 0.1)) == []
