"""The program is another one where its own files, Python or a package is."""

import sys
from pathlib import Path

import pytest

from generator.memory import fingerprint

program = fingerprint.program.__wrapped__


def test_it_is_the_same_as_long_as_nothing_changes() -> None:
    assert fingerprint.program() == program()
    assert len(program()) == 16


def test_a_package_of_another_version_makes_it_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    (folder / "looms-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(folder))
    before = program()
    (folder / "looms-1.0.dist-info").rename(folder / "looms-1.1.dist-info")
    assert program() != before


def test_another_python_makes_it_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program()
    monkeypatch.setattr(sys, "version", "4.0")
    assert program() != before


def test_its_own_files_make_it_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "paper.py").write_text("a = 1\n", encoding="utf-8")
    before = program()
    (tmp_path / "pages" / "paper.py").write_text("a = 2\n", encoding="utf-8")
    changed = program()
    (tmp_path / "pages" / "paper.py").rename(tmp_path / "paper.py")
    assert len({before, changed, program()}) == 3
