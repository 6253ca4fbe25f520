"""The chart of cost against size: lines on two logarithmic axes, as an SVG for light and for dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from .results import Results

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 30, 50
LINES: Mapping[str, str] = {
    "site": "the whole site",
    "mkdocs": "MkDocs alone",
    "site-title": "the site after an edit",
    "build": "the pages",
    "build-title": "the pages after an edit",
    "search": "the search index",
}
# Okabe and Ito's colours, told apart by people who see few of them; each is read on white and on black.
_COLOURS = ("#d55e00", "#0072b2", "#cc79a7", "#009e73", "#b8860b", "#7a7a7a")
_STYLE = """\
text { font: 13px sans-serif; fill: #222 } .grid { stroke: #bbb; stroke-width: .6 }
.axis { stroke: #555 } .line { fill: none; stroke-width: 2.2 } .guide { stroke-dasharray: 3 4; stroke: #888 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } .axis { stroke: #aaa } }"""


@dataclass(frozen=True, slots=True)
class _Scale:
    """An axis: the powers of ten at its ends, and where these are drawn."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value is drawn."""
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def chart(results: Results) -> str:
    """Return the seconds on the clock of each step against the number of papers, both logarithmic."""
    lines = {
        step: [
            (papers, found.steps[step].seconds) for papers, found in results.items() if step in found.steps
        ]
        for step in LINES
    }
    values = [seconds for points in lines.values() for _, seconds in points] or [1.0]
    across = _scale([*results] or [1.0], LEFT, WIDTH - RIGHT)
    up = _scale(values, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Seconds against the number of papers</title>",
        f"<style>{_STYLE}</style>",
        *_grid(across, up),
        *_guide(across, up),
        *_lines(lines, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Scale(low, max(high, low + 1), start, end)


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    for power in range(across.low, across.high + 1):
        x = across.at(10**power)
        yield f'<path class="grid" d="M{x:.1f} {up.start}V{up.end}"/>'
        yield f'<text x="{x:.1f}" y="{up.start + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up.low, up.high + 1):
        y = up.at(10.0**power)
        yield f'<path class="grid" d="M{across.start} {y:.1f}H{across.end}"/>'
        label = f"{10.0**power:,.{max(0, -power)}f} s"
        yield f'<text x="{across.start - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    yield f'<path class="axis" fill="none" d="M{across.start} {up.end}V{up.start}H{across.end}"/>'
    middle = (across.start + across.end) / 2
    yield f'<text x="{middle:.1f}" y="{up.start + 42}" text-anchor="middle">papers</text>'


def _guide(across: _Scale, up: _Scale) -> Iterator[str]:
    """Yield the line along which cost grows as the review does, from the lower left corner."""
    decades = min(across.high - across.low, up.high - up.low)
    ends = [(across.at(10.0 ** (across.low + n)), up.at(10.0 ** (up.low + n))) for n in (0, decades)]
    (x, y), (end_x, end_y) = ends
    yield f'<path class="guide" d="M{x:.1f} {y:.1f}L{end_x:.1f} {end_y:.1f}"/>'


def _lines(lines: Mapping[str, Sequence[tuple[int, float]]], across: _Scale, up: _Scale) -> Iterator[str]:
    labels = []
    for (step, points), colour in zip(lines.items(), _COLOURS, strict=True):
        if not points:
            continue
        places = [(across.at(papers), up.at(seconds)) for papers, seconds in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path class="line" stroke="{colour}" d="M{path}"/>'
        for (x, y), (papers, seconds) in zip(places, points, strict=True):
            told = f"{LINES[step]}: {papers:,} papers, {seconds:,.1f} s"
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"><title>{told}</title></circle>'
        labels.append((places[-1], LINES[step], colour))
    yield from _labels(labels)


def _labels(labels: Sequence[tuple[tuple[float, float], str, str]]) -> Iterator[str]:
    """Yield the names of the lines at their ends, none over another."""
    below = -1e9
    for (x, y), name, colour in sorted(labels, key=lambda label: label[0][1]):
        below = max(y, below + 17)
        way = f"M{x + 5:.1f} {y:.1f}L{WIDTH - RIGHT + 18} {below:.1f}"
        yield f'<path stroke="{colour}" d="{way}" opacity=".5"/>'
        yield f'<text x="{WIDTH - RIGHT + 22}" y="{below + 4:.1f}">{name}</text>'
