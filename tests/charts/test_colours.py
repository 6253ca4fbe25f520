"""The colours of the pictures stand out from the ground and from each other, for everybody.

Contrast is WCAG 2.2's. Differences are distances in OKLab, where 0.02 is just noticeable (Ottosson 2020,
https://bottosson.github.io/posts/oklab/). Colour-blind sight is simulated at its severest (Machado, Oliveira
and Fernandes 2009, https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html).
"""

import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from generator.charts.markup import COLOURS, OTHER_COLOUR
from generator.charts.shaded import SHADES

ASSETS = Path(__file__).parent.parent.parent / "generator" / "theme" / "assets"
# Text that stands on the darker shades begins with this one.
INK_CHANGES = 5

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def colours(scheme: int) -> dict[str, str]:
    """Return the custom properties of charts.css, and the page's ground: 0 in light, 1 in dark."""
    charts, site = ((ASSETS / f"{name}.css").read_text() for name in ("charts", "site"))
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", charts + site)
    found = {name: both[scheme] for name, *both in pairs}
    return found | {"ground": found["md-default-bg-color"]}


def linear(colour: str) -> Vector:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    return r, g, b


def times(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def seen(colour: str, sight: str) -> Vector:
    """Return the colour in OKLab, as somebody with this sight sees it."""
    r, g, b = (min(max(c, 0), 1) for c in times(SIGHTS[sight], linear(colour)))
    long, middle, short = (cone ** (1 / 3) for cone in times(TO_CONES, (r, g, b)))
    return times(TO_LAB, (long, middle, short))


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        r, g, b = linear(colour)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


SCHEMES = pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])


@SCHEMES
def test_every_kind_stands_out_from_the_ground(scheme: int) -> None:
    found = colours(scheme)
    kinds = [found[f"c{number}"] for number in range(COLOURS + 1)]
    assert OTHER_COLOUR == COLOURS
    assert min(contrast(kind, found["ground"]) for kind in kinds) >= 3


@SCHEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_kinds_differ_for_every_sight(scheme: int, sight: str) -> None:
    found = colours(scheme)
    kinds = [seen(found[f"c{number}"], sight) for number in range(COLOURS)]
    assert min(dist(a, b) for a, b in combinations(kinds, 2)) >= 0.075
    other = seen(found[f"c{OTHER_COLOUR}"], sight)
    assert min(dist(other, kind) for kind in kinds) >= 0.055


@SCHEMES
def test_numbers_read_on_every_shade(scheme: int) -> None:
    found = colours(scheme)
    for number in range(1, SHADES + 1):
        ink = found["ink-on-most" if number >= INK_CHANGES else "ink"]
        assert contrast(ink, found[f"s{number}"]) >= 4.5, number
    text = (ASSETS / "charts-tables.css").read_text()
    inverted = ", ".join(f".s{number}" for number in range(INK_CHANGES, SHADES + 1))
    assert f":is({inverted}) {{\n  color: var(--ink-on-most);" in text


@SCHEMES
def test_a_stronger_shade_is_further_from_the_ground(scheme: int) -> None:
    found = colours(scheme)
    steps = [contrast(found[f"s{number}"], found["ground"]) for number in range(1, SHADES + 1)]
    assert steps == sorted(steps)
