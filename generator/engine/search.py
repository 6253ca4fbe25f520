"""The search index over the site's HTML, made by Pagefind (https://pagefind.app)."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from ..pages.records import FOLDER
from ..replacing import remove_empty, write_file
from ..text.escape import json_text
from ..together import in_batches
from ..within import refuse_links
from . import searched as _searched
from .remembered import Stamp, look_below
from .running import SITE, run
from .searched import NOT_SEARCHED, searched

_PAPER_PAGE = re.compile(rb'[^{]*{"url":"/papers/([^"/]+?)(?:/|\.html)"')
# What Pagefind is given, kept from one build to the next. Not below `docs/`: MkDocs would look at every file.
KEPT = ".bibloom"


def build_search_index(root: Path, slugs: Sequence[str], version: str, quiet: bool = True) -> None:
    """Index the built HTML with Pagefind; the index lands in `site/pagefind/`.

    `slugs` are those of the review's papers, in its order, and `version` is `review_version` of them:
    `site/explore/found.json` will tell which paper a result is. Raises SourceError where Pagefind fails, or a
    symbolic link is in the way.
    """
    # Pagefind leaves what an earlier run wrote: pages that are gone or have changed since.
    remove_search_index(root)
    index = root / SITE / "pagefind"
    arguments = ["--site", _given(root), "--output-path", f"{SITE}/pagefind"]
    arguments += ["--exclude-selectors", ", ".join(NOT_SEARCHED), *(["--quiet"] if quiet else [])]
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


def _given(root: Path) -> str:
    """Return the folder, below that of the review, of which Pagefind makes the site's index.

    It has the site's pages without what is not searched; those that are as they were stay from the last time.
    A page there has the time of change of the one that it was made of.
    """
    site, kept = root / SITE, _kept(root)
    pages, there = _pages(root, site), _pages(root, kept)
    for path in there.keys() - pages.keys():
        (kept / path).unlink()
        remove_empty((kept / path).parent, kept)
    fresh = {
        path: mark for path, mark in pages.items() if path in there and there[path].changed == mark.changed
    }
    for _ in in_batches(lambda paths: _reduce(paths, site, kept), sorted(pages.keys() - fresh.keys())):
        pass
    # Where no page says what of it is to be searched, Pagefind takes them all.
    reduced = any(mark.size != pages[path].size for path, mark in _pages(root, kept).items())
    return kept.relative_to(root).as_posix() if reduced else SITE


def _kept(root: Path) -> Path:
    """Return the folder of the pages that this program makes for Pagefind; those of another are removed."""
    program = hashlib.sha256(Path(_searched.__file__).read_bytes()).hexdigest()[:12]
    kept = root / KEPT / f"searched-{program}"
    refuse_links(root, [kept])
    if not kept.exists():
        for old in (root / KEPT).glob("searched-*"):
            shutil.rmtree(old)
        kept.mkdir(parents=True)
        (root / KEPT / ".gitignore").write_text("*\n", encoding="utf-8")
    return kept


def _pages(root: Path, folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the HTML pages below a folder; raises SourceError at a symbolic link."""
    below = look_below(folder, hidden=True)
    refuse_links(root, [folder / path for path in below.links])
    return {path: mark for path, mark in below.files.items() if path.endswith(".html")}


def _reduce(paths: Sequence[str], site: Path, kept: Path) -> None:
    """Write pages for Pagefind, each with the time of change that tells of which state of a page it is."""
    for path in paths:
        changed = os.stat(f"{site}/{path}").st_mtime_ns  # noqa: PTH116  # as often as there are pages
        given = searched((site / path).read_bytes())
        target = kept / path
        if given is None:
            target.unlink(missing_ok=True)
            continue
        try:
            target.write_bytes(given)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(given)
        os.utime(target, ns=(changed, changed))


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
