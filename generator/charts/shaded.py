"""Tables whose cells are darker the more there is: a heat map that reads as the table it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ..text import escape
from .markup import Label, element, link, scrolled

# The shades that assets/charts-tables.css has, from 1 to this; none has no shade.
SHADES = 7

Key = tuple[str, Label]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of (count, address of what is counted), one for each column.

    A row of depth 1 belongs to the one of depth 0 above it. An address may be empty.
    """

    label: Label
    cells: tuple[tuple[int, str], ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Shaded:
    """A table of counts with the names of its columns; `corner` says what rows and columns are."""

    name: str
    corner: str
    columns: tuple[Label, ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """The largest count."""
        return max((count for row in self.rows for count, _ in row.cells), default=0)


def shaded(table: Shaded) -> str:
    """Return the table in a box that scrolls; an empty cell stands for none, the strongest for the most."""
    heads = "".join(element("th", {"scope": "col"}, str(label)) for label in table.columns)
    corner = element("td", {"class": "corner"}, escape.html_text(table.corner))
    body = "".join(_row(row, table.most) for row in table.rows)
    caption = element("caption", {}, escape.html_text(table.name))
    markup = f"{caption}<thead><tr>{corner}{heads}</tr></thead><tbody>{body}</tbody>"
    return scrolled(table.name, element("table", {"class": "shaded"}, markup))


def _row(row: Row, most: int) -> str:
    kind = {"class": f"depth{row.depth}" if row.depth else ""}
    cells = "".join(_cell(count, href, most) for count, href in row.cells)
    return element("tr", kind, element("th", {"scope": "row"}, str(row.label)) + cells)


def _cell(count: int, href: str, most: int) -> str:
    return (
        element("td", {"class": f"s{shade(count, most)}"}, link(href, f"{count:,}")) if count else "<td></td>"
    )


def shade(count: int, most: int) -> int:
    """Return a count's shade; by its root, so that small counts are told apart beside a large one."""
    return max(1, round(SHADES * sqrt(count / most)))


def matrix(
    rows: Iterable[Key],
    columns: Sequence[Key],
    counts: Mapping[tuple[str, str], int],
    address: Callable[[str, str], str] = lambda _row, _column: "",
) -> tuple[Row, ...]:
    """Return the rows of a table; `counts` and `address` know a cell by the keys of its row and column."""
    return tuple(
        Row(label, tuple((counts.get((key, column), 0), address(key, column)) for column, _ in columns))
        for key, label in rows
    )
