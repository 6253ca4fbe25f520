"""Elements of HTML and SVG for pictures, and the figure around each.

Pictures stand in Markdown as raw HTML, each on one line, so that Markdown takes them as they are. All text in
them passes `text.escape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..text import escape

# The colours that assets/charts.css has for kinds of papers, and the one after them for all further kinds.
COLOURS = 10
OTHER_COLOUR = COLOURS


@dataclass(frozen=True, slots=True)
class Label:
    """What something is called, and the address of its page, where it has one, relative to the picture's."""

    text: str
    href: str = ""

    def __str__(self) -> str:
        return link(self.href, escape.html_text(self.text))


@dataclass(frozen=True, slots=True)
class Series:
    """A kind of papers in a picture: its name, the number of its colour (0 to 10) and how many there are."""

    label: Label
    colour: int
    count: int


def element(name: str, attributes: Mapping[str, object], content: str = "") -> str:
    """Return an element; `content` is markup already. Attributes that are empty are left out."""
    given = "".join(
        f' {key}="{escape.html_text(str(value))}"' for key, value in attributes.items() if value != ""
    )
    return f"<{name}{given}>{content}</{name}>"


def link(href: str, content: str) -> str:
    """Return the markup as a link, or as it is where there is no address."""
    return element("a", {"href": href}, content) if href else content


def between(number: int, name: str) -> str:
    """Return the classes of a name in a series: every other one goes where they would meet each other."""
    return f"{name} between".strip() if number % 2 else name


def percent(share: float) -> str:
    """Return a share of 1 as SVG's percentage, exact to a tenth of a pixel on a wide screen."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def figure(kind: str, caption: str, picture: str, *below: str) -> str:
    """Return a picture with its caption (plain text) above it and what belongs below it."""
    title = element("figcaption", {}, escape.html_text(caption))
    return element("figure", {"class": f"chart chart-{kind}"}, title + picture + "".join(below))


def scrolled(name: str, content: str) -> str:
    """Return a box that scrolls where its content is wider than the page; reached by keyboard, so named."""
    box = {"class": "chart-scroll", "role": "region", "aria-label": name, "tabindex": 0}
    return element("div", box, content)


def unfolded(summary: str, content: str) -> str:
    """Return what a reader may unfold."""
    return element("details", {}, element("summary", {}, escape.html_text(summary)) + content)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of markup whose rows begin with a heading of their own; numbers line up by class."""
    heads = "".join(element("th", {"scope": "col"}, cell) for cell in head)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    title = element("caption", {}, escape.html_text(caption))
    return element(
        "table", {"class": "chart-table"}, f"{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return element("th", {"scope": "row"}, first) + "".join(f"<td>{cell}</td>" for cell in others)


def legend(series: Iterable[Series]) -> str:
    """Return the names of the colours as a list of links; pointing at one singles it out in the picture."""
    lines = (
        element(
            "li", {"class": f"c{one.colour}"}, f'<span class="swatch"></span>{one.label} {counter(one.count)}'
        )
        for one in series
    )
    return element("ul", {"class": "chart-legend"}, "".join(lines))


def counter(count: int) -> str:
    """Return a count as the site's lists show it."""
    return element("span", {"class": "count"}, f"{count:,}")
