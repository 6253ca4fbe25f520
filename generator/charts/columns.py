"""Columns of stacked counts: how much there is of each kind, one column after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text import escape
from .markup import Label, Series, between, element, percent

# Shares of the picture's height: the number above the tallest column, and the names below all of them.
TOP, BOTTOM = 0.08, 0.9
GAP = 0.18
# Pixels from there to the baselines of number and name.
ABOVE, BELOW = -5, 15


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and how many there are of each series, in their order."""

    label: Label
    counts: tuple[int, ...]


def columns(name: str, series: Sequence[Series], stacks: Sequence[Column]) -> str:
    """Return an SVG of the stacks, the first series on top; each column is a link where it has an address."""
    tallest = max((sum(stack.counts) for stack in stacks), default=0)
    unit = (BOTTOM - TOP) / max(tallest, 1)
    drawn = (_column(at, stacks, series, unit) for at in range(len(stacks)))
    ground = element("line", {"x1": 0, "x2": "100%", "y1": percent(BOTTOM), "y2": percent(BOTTOM)})
    return element("svg", {"class": "columns", "role": "group", "aria-label": name}, "".join(drawn) + ground)


def _column(at: int, stacks: Sequence[Column], series: Sequence[Series], unit: float) -> str:
    stack, width = stacks[at], 1 / len(stacks)
    total = sum(stack.counts)
    middle = percent((at + 0.5) * width)
    number = _text(f"{total:,}" if total else "", middle, BOTTOM - total * unit, ABOVE, "number")
    name = _text(stack.label.text, middle, BOTTOM, BELOW, between(len(stacks) - 1 - at, "name"))
    inside = "".join(_bars(stack, series, (at + GAP / 2) * width, (1 - GAP) * width, unit)) + number + name
    if not stack.label.href:
        return inside
    return element("a", {"href": stack.label.href, "aria-label": f"{stack.label.text}: {total:,}"}, inside)


def _bars(stack: Column, series: Sequence[Series], left: float, width: float, unit: float) -> Iterator[str]:
    top = BOTTOM - sum(stack.counts) * unit
    for one, count in zip(series, stack.counts, strict=True):
        if count:
            told = element("title", {}, escape.html_text(f"{stack.label.text}, {one.label.text}: {count:,}"))
            across = {"x": percent(left), "width": percent(width)}
            down = {"y": percent(top), "height": percent(count * unit)}
            yield element("rect", {"class": f"c{one.colour}"} | across | down, told)
            top += count * unit


def _text(text: str, x: str, y: float, shift: int, kind: str) -> str:
    place = {"x": x, "y": percent(y), "dy": shift, "class": kind}
    return element("text", place, escape.html_text(text)) if text else ""
