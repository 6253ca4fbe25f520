"""`python -m benchmarks.foreseen FOLDER…`: how near `generator.foreseen` comes to sites that were built.

Each folder holds a review and its `site/`. A table for each goes to standard output; the command exits with 1
where the whole differs by more than a tenth.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from generator.foreseen import Foreseen, Part, counted, foreseen
from generator.sources import read_sources

MOST = 0.1
_LISTS = ("categories", "authors", "venues", "years", "tags")
_FOLDERS = {
    "papers": "pages of papers",
    "pagefind": "the search index",
    "exports": "exports for scripts",
    "explore": "records for scripts",
    "assets": "styles, scripts and icons",
    **{name: f"pages of {name}" for name in _LISTS},
}


def built(site: Path) -> Mapping[str, Part]:
    """Return the parts of a built site by the names that `generator.foreseen` gives them."""
    files: defaultdict[str, int] = defaultdict(int)
    sizes: defaultdict[str, int] = defaultdict(int)
    for path in site.rglob("*"):
        if path.is_file():
            name = _part(path.relative_to(site))
            files[name] += 1
            sizes[name] += path.stat().st_size
    return {name: Part(name, count, sizes[name]) for name, count in files.items()}


def _part(path: Path) -> str:
    if path.name == "feed.xml":
        return "feeds"
    if path.parts[0] == "bib" and len(path.parts) > 2:
        return f"export files of {path.parts[1]}"
    if path.parts[0] == "bib" or path.name == "papers.json":
        return "exports of everything"
    return _FOLDERS.get(path.parts[0], "other pages") if len(path.parts) > 1 else "other pages"


def compared(root: Path) -> tuple[Foreseen, Mapping[str, Part]]:
    """Return what is foreseen for a review and what was built."""
    review = read_sources(root, os.environ).review
    return foreseen(counted(review), review.config), built(root / "site")


def difference(told: Foreseen, found: Mapping[str, Part]) -> float:
    """Return by which share of the built site's bytes the foreseen ones differ from them."""
    size = sum(part.size for part in found.values())
    return (told.size - size) / size


def table(told: Foreseen, found: Mapping[str, Part]) -> str:
    """Return foreseen and built beside each other."""
    rows = [_row(part, found.get(part.name, Part(part.name, 0, 0))) for part in told.parts]
    size, files = sum(part.size for part in found.values()), sum(part.files for part in found.values())
    rows.append(_row(Part("all", told.files, told.size), Part("all", files, size)))
    head = "| | MB foreseen | MB built | files foreseen | files built |\n|---|--:|--:|--:|--:|"
    return "\n".join([head, *rows, ""])


def _row(told: Part, found: Part) -> str:
    sizes = f"{told.size / 1e6:,.1f} | {found.size / 1e6:,.1f}"
    return f"| {told.name} | {sizes} | {told.files:,} | {found.files:,} |"


def main() -> int:
    """Print a table for each folder; return 1 where a site differs by more than a tenth."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="+")
    far = False
    for root in parser.parse_args().folder:
        told, found = compared(root)
        print(table(told, found), flush=True)
        far = far or abs(difference(told, found)) > MOST
    return int(far)


if __name__ == "__main__":
    sys.exit(main())
