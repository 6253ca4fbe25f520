"""A family tree over time: a row for each name, lines from what is older down to what is newer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..text import escape
from .markup import Label, between, element, percent

ROW = 21
TOP = 28
RADIUS = 5
# Where the first time stands across the plot.
LEFT = 0.03
MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Leaf:
    """A name in the tree: what it is, what a reader is told of it, its colour, row and time."""

    label: Label
    told: str
    colour: int
    row: float
    time: float


def rows(name: str, leaves: Mapping[str, Leaf], edges: Sequence[tuple[str, str, bool]]) -> str:
    """Return an SVG of the leaves by their time; edges are (older, newer, whether it is the tree's)."""
    scale = Scale(min(leaf.time for leaf in leaves.values()), max(leaf.time for leaf in leaves.values()))
    height = TOP + round(ROW * (max(leaf.row for leaf in leaves.values()) + 1))
    lines = "".join(_edge(leaves[older], leaves[newer], branch, scale) for older, newer, branch in edges)
    drawn = "".join(_leaf(leaf, scale) for leaf in leaves.values())
    inside = _ticks(scale) + element("g", {"class": "edges"}, lines) + drawn
    return element("svg", {"class": "rows", "role": "group", "aria-label": name, "height": height}, inside)


@dataclass(frozen=True, slots=True)
class Scale:
    """The times from the left to the right edge of the plot."""

    first: float
    last: float

    def across(self, time: float) -> str:
        """Return where a time is."""
        return percent(LEFT + (1 - LEFT) * (time - self.first) / max(self.last - self.first, 1))


def _down(leaf: Leaf) -> int:
    return TOP + round(ROW * (leaf.row + 0.5))


def _ticks(scale: Scale) -> str:
    last = int(scale.last)
    step = 1 + (last - int(scale.first)) // MOST_TICKS
    ticks = []
    for number, year in enumerate(range(last, int(scale.first) - 1, -step)):
        x = scale.across(year)
        line = element("line", {"x1": x, "x2": x, "y1": TOP - 8, "y2": "100%"})
        ticks.append(line + element("text", {"class": between(number, ""), "x": x, "y": TOP - 14}, str(year)))
    return element("g", {"class": "tick", "aria-hidden": "true"}, "".join(ticks))


def _edge(older: Leaf, newer: Leaf, branch: bool, scale: Scale) -> str:
    x1, x2, y1, y2 = scale.across(older.time), scale.across(newer.time), _down(older), _down(newer)
    if not branch:
        return element("line", {"class": "also", "x1": x1, "x2": x2, "y1": y1, "y2": y2})
    down = element("line", {"x1": x1, "x2": x1, "y1": y1, "y2": y2})
    return down + element("line", {"x1": x1, "x2": x2, "y1": y2, "y2": y2})


def _leaf(leaf: Leaf, scale: Scale) -> str:
    x, y = scale.across(leaf.time), _down(leaf)
    dot = element("circle", {"cx": x, "cy": y, "r": RADIUS})
    text = element("text", {"x": x, "y": y, "dx": 10, "dy": 4}, escape.html_text(leaf.label.text))
    told = element("title", {}, escape.html_text(leaf.told))
    return element("a", {"href": leaf.label.href, "class": f"c{leaf.colour}"}, told + dot + text)
