"""The search index over the site's HTML, made by Pagefind (https://pagefind.app)."""

from __future__ import annotations

import re
import shutil
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from ..pages.records import FOLDER
from ..replacing import write_file
from ..text.escape import json_text
from .running import SITE, run

_PAPER_PAGE = re.compile(rb'[^{]*{"url":"/papers/([^"/]+?)(?:/|\.html)"')

# What stands on a page for other reasons than to be found there: lists of other papers, BibTeX, references.
NOT_SEARCHED = (
    ".headerlink",
    ".no-search",
    ".paper-meta",
    ".paper-list",
    ".references",
    "#cite",
    "#references",
    ".crumbs",
    ".exports",
    ".edit",
)


def build_search_index(root: Path, slugs: Sequence[str], version: str, quiet: bool = True) -> None:
    """Index the built HTML with Pagefind; the index lands in `site/pagefind/`.

    `slugs` are those of the review's papers, in its order, and `version` is `review_version` of them:
    `site/explore/found.json` will tell which paper a result is.
    """
    # Pagefind leaves what an earlier run wrote: pages that are gone or have changed since.
    remove_search_index(root)
    index = root / SITE / "pagefind"
    arguments = ["--site", SITE, "--exclude-selectors", ", ".join(NOT_SEARCHED)]
    arguments += ["--quiet"] if quiet else []
    run([sys.executable, "-m", "pagefind", *arguments], root, {}, "pagefind")
    found = {"version": version, "ids": _result_ids(index, slugs)}
    # Last, so that an index which was cut off is none.
    write_file(_found(root), json_text(found).encode())


def has_search_index(root: Path) -> bool:
    """Return whether the site has a whole search index."""
    return _found(root).is_file()


def remove_search_index(root: Path) -> None:
    """Remove the site's search index, if it has one."""
    _found(root).unlink(missing_ok=True)
    shutil.rmtree(root / SITE / "pagefind", ignore_errors=True)


def _found(root: Path) -> Path:
    return root / SITE / FOLDER / "found.json"


def _result_ids(index: Path, slugs: Sequence[str]) -> list[str]:
    """Return the `id` that Pagefind's results have for each paper, empty for one that is not indexed.

    A result tells its page only once its fragment was loaded, one request each; fragments are named by id.
    """
    ids = {}
    for fragment in (index / "fragment").glob("*.pf_fragment"):
        # The address comes first, so there is no need to unpack the page's text.
        start = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(fragment.read_bytes(), 1000)
        page = _PAPER_PAGE.match(start)
        if page:
            ids[page[1].decode()] = fragment.stem
    return [ids.get(slug, "") for slug in slugs]
