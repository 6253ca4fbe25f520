"""Links to anchors on other pages, where one of the two was rendered by another process, or not this time."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from .parts import PageReport

_ANCHOR = re.compile(rb"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def missing_anchors(pages: Mapping[str, PageReport], fresh: Collection[str], site: Path) -> Iterator[str]:
    """Yield a message for each link to an anchor that its page does not have, in MkDocs' words.

    Looked at is what no process could check: links of a page in `fresh`, which was rendered now, to one of
    another part, and links of the other pages to one in `fresh`.
    """
    anchors: dict[str, frozenset[str]] = {}
    for path, page in pages.items():
        for link in page.links:
            target = link.page
            open_now = not link.checked if path in fresh else target in fresh
            if not open_now or target not in pages:
                continue
            if target not in anchors:
                anchors[target] = _anchors((site / pages[target].to).read_bytes())
            if link.anchor not in anchors[target]:
                yield (
                    f"Doc file '{path}' contains a link '{link.written}', "
                    f"but the doc '{target}' does not contain an anchor '#{link.anchor}'."
                )


def _anchors(page: bytes) -> frozenset[str]:
    found = (match[1] or match[2] or match[3] or b"" for match in _ANCHOR.finditer(page))
    return frozenset(html.unescape(anchor.decode(errors="replace")) for anchor in found)
