"""Points in a plane: those that lead somewhere as links, further ones as dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..text import escape
from .markup import Label, Series, element, percent
from .placement import Place

# Space between the places and the picture's edges, as a share of it.
MARGIN = 0.03
# The grid that dots are drawn on; dots that fall together are drawn once.
GRID = 1000
# The width and height of a letter of a name, as shares of a wide picture's.
LETTER = (0.0085, 0.03)
# A point's radius in pixels, where it stands between points and where it stands between dots.
RADIUS, SMALL = 4.5, 3.5


@dataclass(frozen=True, slots=True)
class Cloud:
    """What there is of a series: points with what a reader is told of each, dots, and where its name goes."""

    series: Series
    points: tuple[tuple[Label, Place], ...]
    dots: tuple[Place, ...] = ()
    name: Place | None = None


def scatter(name: str, clouds: Sequence[Cloud]) -> str:
    """Return an SVG of the clouds; names come last, so that no point covers them."""
    dots = _dots(clouds)
    points = "".join(_points(cloud, SMALL if dots else RADIUS) for cloud in clouds)
    names = element("g", {"class": "names", "aria-hidden": "true"}, _names(clouds))
    return element("svg", {"class": "scatter", "role": "group", "aria-label": name}, dots + points + names)


def _points(cloud: Cloud, radius: float) -> str:
    points = "".join(_point(label, place, radius) for label, place in cloud.points)
    group = {"class": f"c{cloud.series.colour}", "role": "group", "aria-label": cloud.series.label.text}
    return element("g", group, points) if points else ""


def _point(label: Label, place: Place, radius: float) -> str:
    # Written out: there are many, and all of it but the text is our own.
    x, y = map(_inside, place)
    told = escape.html_text(label.text)
    return (
        f'<a href="{escape.html_text(label.href)}"><title>{told}</title>'
        f'<circle cx="{x}" cy="{y}" r="{radius}"/></a>'
    )


def _dots(clouds: Iterable[Cloud]) -> str:
    """Return the dots in a picture of its own, which stretches: paths know no percentages."""
    paths = "".join(
        element("path", {"class": f"c{cloud.series.colour}", "d": _path(cloud.dots)})
        for cloud in clouds
        if cloud.dots
    )
    if not paths:
        return ""
    low, size = GRID * -MARGIN / (1 - 2 * MARGIN), GRID / (1 - 2 * MARGIN)
    box = {"viewBox": f"{low:.1f} {low:.1f} {size:.1f} {size:.1f}", "preserveAspectRatio": "none"}
    return element(
        "svg", {"class": "dots", "width": "100%", "height": "100%", "aria-hidden": "true"} | box, paths
    )


def _path(dots: Iterable[Place]) -> str:
    # A line of no length with round ends is a dot.
    grid = sorted({(round(x * GRID), round(y * GRID)) for x, y in dots})
    return "".join(f"M{x} {y}h0" for x, y in grid)


def _names(clouds: Iterable[Cloud]) -> str:
    """Return the clouds' names; from top to bottom, each gives way to those already there."""
    placed: list[tuple[float, float, float]] = []
    texts = []
    for cloud in sorted(
        (cloud for cloud in clouds if cloud.name), key=lambda cloud: (cloud.name or (0, 0))[1]
    ):
        x, y = cloud.name or (0, 0)
        half = len(cloud.series.label.text) * LETTER[0] / 2
        x, y = min(max(x, half), 1 - half), max(y, LETTER[1])
        y = max(
            [y, *(low + LETTER[1] for middle, low, wide in placed if _meet(x, y, half, middle, low, wide))]
        )
        placed.append((x, y, half))
        place = {"class": f"c{cloud.series.colour}", "x": _inside(x), "y": _inside(y)}
        texts.append(element("text", place, escape.html_text(cloud.series.label.text)))
    return "".join(texts)


def _meet(x: float, y: float, half: float, middle: float, low: float, wide: float) -> bool:
    return abs(middle - x) < half + wide and y < low + LETTER[1]


def _inside(share: float) -> str:
    return percent(MARGIN + share * (1 - 2 * MARGIN))
