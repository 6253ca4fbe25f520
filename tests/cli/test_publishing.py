"""Large reviews are generated apart from what makes their site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import publishing

TOY = Path(__file__).parent.parent / "toy"


def test_a_review_that_is_generated_apart_is_the_same_to_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TOY / "bib", tmp_path / "bib")
    here = publishing._generated(tmp_path, fresh=True)
    pages = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")}
    shutil.rmtree(tmp_path / "docs")
    monkeypatch.setattr(publishing, "LARGE", 0)
    assert publishing._generated(tmp_path, fresh=True) == here
    assert {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")} == pages
