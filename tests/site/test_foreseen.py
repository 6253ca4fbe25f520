"""What is foreseen for a site against the one that is built."""

import os
from pathlib import Path

import pytest

from benchmarks.foreseen import built, difference
from generator.foreseen import counted, foreseen
from generator.sources import read_sources

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("flagship")]


def test_each_part_of_the_site_is_foreseen(flagship_root: Path) -> None:
    review = read_sources(flagship_root, os.environ).review
    told, found = foreseen(counted(review), review.config), built(flagship_root / "site")
    assert {part.name for part in told.parts} == found.keys()
    assert abs(difference(told, found)) < 0.03
    for part in told.parts:
        assert abs(part.size - found[part.name].size) < max(200_000, 0.1 * found[part.name].size), part
    assert abs(told.files - sum(part.files for part in found.values())) < 0.02 * told.files
