"""Tables that are wider than a phone: a frame of their own, which scrolls and which the keyboard reaches.

A step of Python-Markdown over what it has parsed. Browsers scroll a region by the arrow keys only where it
can have the focus, which then needs a name to read out (WCAG 2.2, 2.1.1 and 4.1.2).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

FRAME = "table-frame"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What Python-Markdown puts in the place of raw HTML.
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")


class TableFrames(Treeprocessor):
    """Puts every table into a frame that is named after the heading above it."""

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
