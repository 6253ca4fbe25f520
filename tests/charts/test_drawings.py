"""The drawings: their shapes say the numbers, and they are well-formed whatever the names are."""

import re

import pytest
from lxml import etree

from generator.charts.columns import Column, columns
from generator.charts.markup import Label, Series
from generator.charts.rows import Leaf, rows
from generator.charts.scatter import GRID, RADIUS, SMALL, Cloud, scatter
from generator.charts.shaded import SHADES, Shaded, matrix, shade, shaded
from generator.charts.sparkline import HEIGHT, WIDTH, sparkline

HOSTILE = "]]></title></svg><script>pwned()</script>\"' {: onclick=x } [@key] `x`"
SERIES = (Series(Label(HOSTILE, "../categories/a/"), 0, 3), Series(Label("B"), 10, 2))


def share(text: str | None) -> float:
    assert text
    return float(text.removesuffix("%")) / 100


def test_columns_are_as_high_as_their_counts() -> None:
    stacks = [
        Column(Label("2023", "../years/2023/"), (2, 1)),
        Column(Label(HOSTILE), (0, 0)),
        Column(Label("2025"), (1, 1)),
    ]
    picture = etree.fromstring(columns("Papers", SERIES, stacks))
    heights = [share(bar.get("height")) for bar in picture.iter("rect")]
    unit = heights[1]
    assert heights == pytest.approx([2 * unit, unit, unit, unit], abs=1e-4)
    assert next(title.text for title in picture.iter("title")) == f"2023, {HOSTILE}: 2"
    tops = [share(bar.get("y")) for bar in picture.iter("rect")]
    assert tops[1] == pytest.approx(tops[0] + heights[0], abs=2e-4)
    (link,) = picture.iter("a")
    assert dict(link.attrib) == {"href": "../years/2023/", "aria-label": "2023: 3"}
    assert [text.text for text in picture.iter("text") if text.get("class") == "number"] == ["3", "2"]
    assert not list(picture.iter("script"))


def test_every_other_name_goes_first_but_never_the_last() -> None:
    stacks = [Column(Label(str(year)), (1, 0)) for year in range(2020, 2025)]
    names = etree.fromstring(columns("x", SERIES, stacks)).xpath("//text[contains(@class, 'name')]")
    assert ["between" in name.get("class") for name in names] == [False, True, False, True, False]


def test_cells_say_their_count_and_lead_to_what_it_counts() -> None:
    keys = [("a", Label("A", "../tags/a/")), ("b", Label(HOSTILE))]
    made = matrix(
        keys, keys, {("a", "b"): 40, ("b", "b"): 1}, lambda row, column: f"../explore/?{row}={column}"
    )
    table = etree.fromstring(shaded(Shaded(HOSTILE, "corner", tuple(label for _, label in keys), made)))
    cells = [(cell.get("class"), "".join(cell.itertext())) for cell in table.iterfind(".//tbody/tr/td")]
    assert cells == [(None, ""), (f"s{SHADES}", "40"), (None, ""), ("s1", "1")]
    assert [link.get("href") for link in table.iterfind(".//td/a")] == ["../explore/?a=b", "../explore/?b=b"]
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row", "row"]


def test_shades_grow_with_counts_and_none_is_left_out() -> None:
    shades = [shade(count, 400) for count in range(1, 401)]
    assert shades == sorted(shades)
    assert set(shades) == set(range(1, SHADES + 1))


def test_points_lead_to_pages_and_say_which() -> None:
    cloud = Cloud(SERIES[0], ((Label(HOSTILE, "../papers/x/"), (0.0, 1.0)),), (), (0.5, 0.5))
    picture = etree.fromstring(scatter("Map", [cloud, Cloud(SERIES[1], ())]))
    (link,) = picture.iter("a")
    assert link.get("href") == "../papers/x/"
    assert link.findtext("title") == HOSTILE
    circle = link.find("circle")
    assert circle is not None
    assert (circle.get("cx"), circle.get("cy"), circle.get("r")) == ("3%", "97%", str(RADIUS))
    assert picture.xpath("//g[@aria-label]")[0].get("aria-label") == HOSTILE
    assert not list(picture.iter("script"))


def test_dots_are_drawn_once_each_below_smaller_points() -> None:
    cloud = Cloud(SERIES[0], ((Label("x", "y"), (0.5, 0.5)),), ((0.25, 0.5), (0.2500001, 0.5), (1.0, 0.0)))
    picture = etree.fromstring(scatter("Map", [cloud]))
    assert picture[0].get("class") == "dots"
    (path,) = picture.iter("path")
    assert path.get("d") == f"M{GRID // 4} {GRID // 2}h0M{GRID} 0h0"
    assert [circle.get("r") for circle in picture.iter("circle")] == [str(SMALL)]


def test_names_give_way_to_each_other_and_stay_inside() -> None:
    clouds = [
        Cloud(Series(Label("A long name of things"), at, 1), (), (), (x, 0.5))
        for at, x in enumerate((0.5, 0.52, 0.99))
    ]
    texts = list(etree.fromstring(scatter("Map", clouds)).iter("text"))
    heights = [share(text.get("y")) for text in texts]
    assert heights[1] > heights[0]
    assert max(share(text.get("x")) for text in texts) < 0.92


def test_rows_hang_together_and_stand_in_time() -> None:
    leaves = {
        "a": Leaf(Label(HOSTILE, "../papers/a/"), HOSTILE, 1, 0, 2018),
        "b": Leaf(Label("B", "../papers/b/"), "Told", 2, 1, 2020),
        "c": Leaf(Label("C", "../papers/c/"), "Told", 2, 2.5, 2022),
    }
    picture = etree.fromstring(rows("Lineage", leaves, [("a", "b", True), ("a", "c", False)]))
    places = [share(circle.get("cx")) for circle in picture.iter("circle")]
    assert places == sorted(places)
    assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=1e-3)
    assert len(picture.xpath("//g[@class='edges']/line")) == 3
    assert len(picture.xpath("//line[@class='also']")) == 1
    assert [year.text for year in picture.xpath("//g[@class='tick']/text")] == [
        "2022",
        "2021",
        "2020",
        "2019",
        "2018",
    ]
    assert picture.findtext("a/title") == HOSTILE


def test_one_time_is_no_division_by_nothing() -> None:
    leaf = Leaf(Label("A", "a"), "A", 0, 0, 2024)
    assert etree.fromstring(rows("x", {"a": leaf, "b": leaf}, [("a", "b", True)])) is not None


def test_a_sparkline_rises_and_falls_with_the_counts() -> None:
    line = etree.fromstring(sparkline([0, 4, 2], HOSTILE))
    assert line.get("role") == "img"
    assert line.get("aria-label") == HOSTILE
    (path,) = line.iter("path")
    points = [tuple(map(int, point.split())) for point in re.split("[ML]", path.get("d") or "")[1:]]
    assert points == [(0, HEIGHT), (WIDTH // 2, 1), (WIDTH, HEIGHT // 2 + 1)]


@pytest.mark.parametrize("counts", [[], [3], [0, 0]])
def test_nothing_to_draw_is_no_line(counts: list[int]) -> None:
    assert sparkline(counts, "x") == ""
