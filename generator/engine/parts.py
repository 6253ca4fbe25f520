"""A site in parts: each is rendered by one MkDocs process, which is told what is its own and reports on it.

MkDocs renders one page after the other, and page by page its time is the whole build's time. Its plugins may
exclude files from a build (`File.inclusion`), while links to them are still resolved: so several processes
share the pages between them, and one build after another renders only what has changed. What a part was told
and what it reports pass through files, because the processes have nothing else in common.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from heapq import heapify, heapreplace
from pathlib import Path
from typing import Any, NamedTuple

VARIABLE = "BIBLOOM_PART"

# What each page costs beside its text, as bytes of text.
_EACH = 3000
# What copying a file costs beside rendering such a text.
_COPY = 300
# A process takes about a second to start: less work than this is not worth one.
LEAST = 600_000
# So much text a process can hold with all that is made of it, in about a gigabyte.
MOST = 80_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What one process renders and copies, by paths below `docs/`; `report` is where its report goes.

    The first part also has what comes from no file there: the theme's scripts, the page for missing pages.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...]
    first: bool
    report: str

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Part:
        """Return the part from its JSON."""
        given = json.loads(text)
        return Part(tuple(given["pages"]), tuple(given["files"]), given["first"], given["report"])


class AnchorLink(NamedTuple):
    """A link to an anchor on another page, by its path below `docs/`; MkDocs may have checked it."""

    page: str
    anchor: str
    written: str
    checked: bool


class PageReport(NamedTuple):
    """A rendered page: its file below the site, its address for the sitemap or none, links to anchors."""

    to: str
    address: str
    links: tuple[AnchorLink, ...]

    @staticmethod
    def of(given: Sequence[Any]) -> PageReport:
        """Return the report from the list that it is in JSON."""
        to, address, links = given
        return PageReport(to, address, tuple(AnchorLink(*link) for link in links))


@dataclass(frozen=True, slots=True)
class Report:
    """What a process did: its pages, its other files with where they went, and what it saw of the whole.

    `refused` says why the site cannot be made in parts; all else is empty then. `order` has all pages in
    MkDocs' order, `navigation` what each page shows of others, `theme` the folders of templates.
    `checks_anchors` is whether MkDocs is to warn of a link to an anchor that is not there, and `warnings` how
    often it warned.
    """

    refused: str = ""
    pages: Mapping[str, PageReport] | None = None
    files: Mapping[str, str] | None = None
    order: tuple[str, ...] = ()
    navigation: str = ""
    theme: tuple[str, ...] = ()
    checks_anchors: bool = False
    warnings: int = 0

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Report:
        """Return the report from its JSON."""
        given = json.loads(text)
        pages = {path: PageReport.of(page) for path, page in (given.pop("pages") or {}).items()}
        order, theme = tuple(given.pop("order")), tuple(given.pop("theme"))
        return Report(**given, pages=pages, order=order, theme=theme)


def split(pages: Mapping[str, int], files: Iterable[str], processes: int, folder: Path) -> list[Part]:
    """Share pages (with their bytes) out to parts of about the same cost; `folder` is for their reports.

    There are as many parts as processes, fewer where there is little to do, and more where a part would
    need too much memory. The first copies all other files.
    """
    copied = tuple(files)
    cost = sum(pages.values()) + _EACH * len(pages)
    number = max(1, min(processes, cost // LEAST), -(-cost // MOST))
    shares: list[list[str]] = [[] for _ in range(number)]
    loads = [(_COPY * len(copied) if at == 0 else 0, at) for at in range(number)]
    heapify(loads)
    for path in sorted(pages, key=lambda path: (-pages[path], path)):
        load, at = loads[0]
        shares[at].append(path)
        heapreplace(loads, (load + pages[path] + _EACH, at))
    return [
        Part(tuple(sorted(share)), copied if at == 0 else (), at == 0, str(folder / f"{at}.json"))
        for at, share in enumerate(shares)
    ]
