"""A generated page as a whole: its blocks, its headings with their anchors, the list of what it cites."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown.extensions.toc import slugify, strip_tags, unique

from ..citation_extension import ANCHOR, HEADING, References, with_coins
from .blocks import Blocks
from .citations import Citations
from .html import start_tag
from .inline import Inline
from .refused import RefusedError

# Control characters, some of which Python-Markdown uses as marks, and lines of blanks.
_UNUSUAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]|^ +$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, from 1, its anchor, and its text as HTML without tags."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, as Python-Markdown would give it, and its headings in their order."""

    content: str
    headings: tuple[Heading, ...]


def render_page(text: str, path: str, known: References, resolve: Callable[[str], str]) -> Rendered | None:
    """Return the HTML of a page's Markdown, or None where Python-Markdown is to render it.

    `path` is the page's own below `docs/`, `known` the papers that it may cite. `resolve` returns the address
    of a link as the page is to have it, and raises RefusedError where the link needs a closer look.
    """
    if _UNUSUAL.search(text):
        return None
    citations = Citations(path, known, resolve)
    try:
        blocks = Blocks(Inline(resolve, citations), text.strip("\n").split("\n"))
        parts = blocks.render()
        entries = citations.entries()
    except RefusedError:
        return None
    used = {ANCHOR} if entries else set()
    headings = []
    for level, inner, at in blocks.headings:
        name = strip_tags(inner)
        heading = Heading(level, unique(slugify(html.unescape(name), "-"), used), name)
        headings.append(heading)
        parts[at] = _heading(heading, inner)
    if entries:
        headings.append(Heading(2, ANCHOR, HEADING))
        listed = "".join(f"<li>{entry}</li>" for entry in entries)
        parts.append(f'{_heading(headings[-1], HEADING)}<ul class="references">{listed}</ul>')
    return Rendered(with_coins("\n".join(parts), known), tuple(headings))


def _heading(heading: Heading, inner: str) -> str:
    label = "Permanent link"
    given = {"aria-label": label, "class": "headerlink", "href": f"#{heading.anchor}", "title": label}
    link = f"{start_tag('a', given)}&para;</a>"
    return f'<h{heading.level} id="{heading.anchor}">{inner}{link}</h{heading.level}>'
