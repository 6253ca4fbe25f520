"""Which pages of the last build are out of date, and which files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..links.citations import CITATION, cited_keys
from .remembered import Output, Remembered, Stamp

_LINK = re.compile(r"\]\(<?([^)>\s#?]+)|^\[[^\]]+\]:\s*<?([^>\s#?]+)", re.MULTILINE)
# MkDocs' own list: https://www.mkdocs.org/user-guide/writing-your-docs/#file-layout
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do: pages to render and files to copy, by path below `docs/`."""

    pages: frozenset[str]
    files: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.pages or self.files)


def is_page(path: str) -> bool:
    """Return whether MkDocs renders such a file."""
    return path.lower().endswith(_MARKDOWN)


def everything(docs: Iterable[str]) -> Work:
    """Return the work of a build that has no earlier one to go on."""
    paths = tuple(docs)
    pages = frozenset(filter(is_page, paths))
    return Work(pages, frozenset(paths) - pages)


def work_since(
    last: Remembered,
    there: Mapping[str, Stamp],
    references: Mapping[str, str],
    docs: Path,
    built: Mapping[str, Stamp],
) -> Work:
    """Return what is to be done now that the files below `docs/` are these.

    A page is rendered again where its text has changed or its HTML is not what was built, where it cites a
    paper of which something else is to be shown, and where it links to a file that is gone (which MkDocs will
    say). `there` are the stamps of the files, `built` those of the site's, `references` the digests of today.
    """
    changed = {path for path, mark in there.items() if _is_stale(last.outputs.get(path), mark, built)}
    gone = frozenset(posixpath.basename(path) for path in last.outputs.keys() - there.keys())
    keys = frozenset(
        key
        for key in last.references.keys() | references.keys()
        if last.references.get(key) != references.get(key)
    )
    same = (path for path in there if is_page(path) and path not in changed)
    touched = _touched(same, docs, keys, gone) if keys or gone else ()
    return everything((*changed, *touched))


def _is_stale(output: Output | None, now: Stamp, built: Mapping[str, Stamp]) -> bool:
    if output is None or output.source != now:
        return True
    # What the configuration excludes became nothing.
    return bool(output.to) and built.get(output.to) != output.built


def _touched(paths: Iterable[str], docs: Path, keys: frozenset[str], gone: frozenset[str]) -> Iterator[str]:
    """Yield the pages whose text names one of these citekeys, or links to a file of one of these names."""
    for path in paths:
        text = (docs / path).read_text(encoding="utf-8", errors="replace")
        cited = (key for match in CITATION.finditer(text) for key in cited_keys(match[1])) if keys else ()
        linked = (posixpath.basename(match[1] or match[2]) for match in _LINK.finditer(text)) if gone else ()
        if not keys.isdisjoint(cited) or not gone.isdisjoint(linked):
            yield path
