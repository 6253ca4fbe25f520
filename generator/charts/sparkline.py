"""A line as small as a word: how many papers a year."""

from __future__ import annotations

from collections.abc import Sequence

from .markup import element

WIDTH, HEIGHT = 60, 14


def sparkline(counts: Sequence[int], name: str) -> str:
    """Return an SVG of the counts as a line from left to right; empty for fewer than two, or for nothing."""
    most = max(counts, default=0)
    if len(counts) < 2 or not most:
        return ""
    step = WIDTH / (len(counts) - 1)
    points = (
        f"{at * step:.0f} {HEIGHT - (HEIGHT - 1) * count / most:.0f}" for at, count in enumerate(counts)
    )
    line = element("path", {"d": f"M{'L'.join(points)}"})
    box = {"class": "spark", "viewBox": f"-1 -1 {WIDTH + 2} {HEIGHT + 2}", "role": "img", "aria-label": name}
    return element("svg", box, line)
