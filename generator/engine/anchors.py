"""Links from a page of one part to an anchor on a page of another, which neither process could check."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from .parts import PageReport

_ANCHOR = re.compile(rb"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def missing_anchors(pages: Mapping[str, PageReport], fresh: Collection[str], site: Path) -> Iterator[str]:
    """Yield a message for each link to an anchor that its page does not have, in MkDocs' words.

    Only pages in `fresh` are looked at, as the source of a link or its target: the rest has been before.
    """
    anchors: dict[str, frozenset[str]] = {}
    for path, page in pages.items():
        for target, anchor, link in page.links:
            if target not in pages or (path not in fresh and target not in fresh):
                continue
            if target not in anchors:
                anchors[target] = _anchors((site / pages[target].to).read_bytes())
            if anchor not in anchors[target]:
                yield (
                    f"Doc file '{path}' contains a link '{link}', "
                    f"but the doc '{target}' does not contain an anchor '#{anchor}'."
                )


def _anchors(page: bytes) -> frozenset[str]:
    found = (match[1] or match[2] or match[3] or b"" for match in _ANCHOR.finditer(page))
    return frozenset(html.unescape(anchor.decode(errors="replace")) for anchor in found)
