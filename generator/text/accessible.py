"""What Markdown makes, within reach of keyboards and screen readers: steps of Python-Markdown over a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

FRAME = "table-frame"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What Python-Markdown puts in the place of raw HTML.
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*+\x03")


class TableFrames(Treeprocessor):
    """Puts every table into a frame that scrolls where the table is wider than the page.

    Browsers scroll a frame by the arrow keys only where it can have the focus, which then needs a name to
    read out (WCAG 2.2, 2.1.1 and 4.1.2): that of the heading above it.
    """

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        parents = {child: parent for parent in root.iter() for child in parent}
        heading = ""
        for element in list(root.iter()):
            if element.tag in _HEADINGS:
                heading = _plain(element)
            elif element.tag == "table":
                parent = parents[element]
                parent[list(parent).index(element)] = _framed(element, heading)


class Permalinks(Treeprocessor):
    """Names the links to headings, which are read out as the sign that they consist of (WCAG 2.2, 2.4.4)."""

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("aria-label", link.get("title", "Permanent link"))


def _framed(table: ET.Element, heading: str) -> ET.Element:
    label = f"Table: {heading}" if heading else "Table"
    frame = ET.Element("div", {"class": FRAME, "role": "group", "aria-label": label, "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    # With a class the theme's script leaves the table alone, which would put it into a second frame.
    table.set("class", f"{table.get('class', '')} framed".strip())
    frame.append(table)
    return frame


def _plain(heading: ET.Element) -> str:
    text = "".join(heading.itertext()).replace(AMP_SUBSTITUTE, "&")
    return " ".join(_PLACEHOLDER.sub("", text).split())
