"""The saved listings that the flagship was made from; they are not part of the repository.

`BIBLOOM_LISTINGS` names their folder. Tests that need them are skipped, with the reason, without them.
"""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from generator.readers.listing import read_listing
from generator.text.fold import title_key

from .sites import REPOSITORY

LISTINGS = Path(os.environ.get("BIBLOOM_LISTINGS") or REPOSITORY.parent / "shared" / "listings")

needs_listings = pytest.mark.skipif(
    not LISTINGS.is_dir(), reason=f"no listings in {LISTINGS} (set BIBLOOM_LISTINGS)"
)


@lru_cache(maxsize=1)
def listed_abstracts() -> dict[str, str]:
    """Return the abstracts, each after its title, by the title's key."""
    abstracts: dict[str, str] = {}
    for path in sorted(LISTINGS.glob("*.txt")):
        papers, _ = read_listing(path.read_text(encoding="utf-8"), path.name)
        for paper in papers:
            abstracts.setdefault(title_key(paper.title), f"{paper.title}. {paper.abstract}")
    return abstracts
