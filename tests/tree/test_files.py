"""The two kinds of trees answer alike: what holds for files on disk holds for those in memory."""

import os
from itertools import count
from pathlib import Path

import pytest

from generator.tree import Files, OnDisk, Stored

CONTENTS = {
    "library.bib": b"@misc{a}",
    "bib/categories/x.md": b"---\n",
    "bib/2024.bib": b"",
    "docs/deep/er/page.md": b"# Page",
    "docs/.hidden/page.md": b"",
}
LINKS = ("bib/link.bib",)


@pytest.fixture(params=["disk", "memory"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Files, Path]:
    if request.param == "memory":
        return Stored(CONTENTS, LINKS), Path()
    for name, content in CONTENTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for name in LINKS:
        (tmp_path / name).symlink_to(tmp_path / "library.bib")
    return OnDisk(), tmp_path


def names(paths: list[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def test_folders_files_and_links_are_told_apart(tree: tuple[Files, Path]) -> None:
    files, root = tree
    assert files.is_folder(root / "bib")
    assert not files.is_folder(root / "library.bib")
    assert not files.is_folder(root / "nowhere")
    assert files.is_plain(root / "library.bib")
    assert not files.is_plain(root / "bib")
    assert files.is_link(root / "bib/link.bib")
    assert not files.is_plain(root / "bib/link.bib")


def test_children_are_those_of_the_folder_alone_in_order(tree: tuple[Files, Path]) -> None:
    files, root = tree
    assert names(files.children(root), root) == ["bib", "docs", "library.bib"]
    assert names(files.children(root / "bib"), root) == ["bib/2024.bib", "bib/categories", "bib/link.bib"]
    assert files.children(root / "nowhere") == []


def test_below_goes_deeper(tree: tuple[Files, Path]) -> None:
    files, root = tree
    found = names(list(files.below(root / "docs", ".md")), root)
    assert found == ["docs/.hidden/page.md", "docs/deep/er/page.md"]
    assert list(files.below(root / "nowhere", ".md")) == []


def test_reading(tree: tuple[Files, Path]) -> None:
    files, root = tree
    assert files.read(root / "docs/deep/er/page.md") == b"# Page"
    with pytest.raises(FileNotFoundError):
        files.read(root / "nowhere.bib")


def test_a_file_is_unchanged_until_its_bytes_are_others(tmp_path: Path) -> None:
    path, other = tmp_path / "a.bib", tmp_path / "b.bib"
    path.write_bytes(b"one")
    disk = OnDisk()
    disk.read(path)
    assert disk.unchanged(path)
    assert disk.unchanged(other)
    path.write_bytes(b"two")
    assert not disk.unchanged(path)
    # What was read first is what a change was worked out from.
    disk.read(path)
    assert not disk.unchanged(path)
    path.write_bytes(b"one")
    assert disk.unchanged(path)
    path.unlink()
    assert not disk.unchanged(path)
    other.write_bytes(b"")
    assert not disk.unchanged(other)


@pytest.mark.parametrize(("writes", "whole"), [(1, True), (2, True), (3, False), (99, False)])
def test_half_of_an_edit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int, whole: bool
) -> None:
    """A program appends to the file while it is read, so often."""
    path = tmp_path / "a.bib"
    path.write_bytes(b"old")
    fstat, calls = os.fstat, count()

    def appending(handle: int) -> os.stat_result:
        found = fstat(handle)
        if next(calls) < 2 * writes:
            path.write_bytes(path.read_bytes() + b"+")
        return found

    monkeypatch.setattr(os, "fstat", appending)
    if whole:
        assert OnDisk().read(path) == path.read_bytes()
    else:
        with pytest.raises(OSError, match="somebody is writing to it"):
            OnDisk().read(path)
